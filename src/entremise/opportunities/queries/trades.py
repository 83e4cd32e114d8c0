"""The trade table of matching: names and mobility of the nomenclature, tasks of our ads.

Cached in memory until the nomenclature is imported or an opportunity gets a ROME code.
"""

import re
from collections.abc import Iterable, Mapping

from django.db.models import Count, Max

from entremise.foundation.search.analysis.text import text_terms
from entremise.foundation.search.analysis.thesaurus import Thesaurus
from entremise.foundation.search.enums import MobilityKind
from entremise.foundation.search.queries.trades import (
    mobility_table,
    trade_data_version,
    trade_names,
)
from entremise.matching.trades import TradeRelation, Trades
from entremise.opportunities.models import Opportunity

RELATION_OF_MOBILITY = {
    MobilityKind.NEAR: TradeRelation.NEAR,
    MobilityKind.EVOLUTION: TradeRelation.NEXT,
}
_SENTENCES = re.compile(r"[.;\n•]+")
_cache: dict[tuple[object, ...], Trades] = {}


def split_tasks(text: str) -> list[str]:
    """The sentences of an ad."""
    return [part.strip() for part in _SENTENCES.split(text) if part.strip()]


def build_trade_table(
    names: Iterable[tuple[str, str]], mobility: Mapping[str, Mapping[str, str]]
) -> Trades:
    """From names (code, name) and mobility ({code: {code: kind}}) of any nomenclature."""
    known = list(names)
    thesaurus = Thesaurus(known)

    def guess(title: str) -> Mapping[str, float]:
        return thesaurus.codes_for_query(
            [{term: 1.0} for term in dict.fromkeys(text_terms(title))],
            floor=0.0,
            keep=50,
        )

    relations = {
        code: {
            to: RELATION_OF_MOBILITY[MobilityKind(kind)] for to, kind in others.items()
        }
        for code, others in mobility.items()
    }
    return Trades(known, terms=text_terms, guess=guess, mobility=relations)


def trade_table() -> Trades:
    coded = Opportunity.objects.exclude(rome="").aggregate(
        count=Count("pk"), last=Max("pk")
    )
    version = (*trade_data_version(), coded["count"], coded["last"])
    if version not in _cache:
        known = build_trade_table(trade_names(), mobility_table())
        for code, text in (
            Opportunity.objects.exclude(rome="")
            .order_by("pk")
            .values_list("rome", "description")
        ):
            known.learn_tasks(code, split_tasks(text))
        _cache.clear()
        _cache[version] = known
    return _cache[version]
