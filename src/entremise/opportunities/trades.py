"""What we know of trades, ready for matching: names and mobility of the nomenclature, tasks
told in our own ads.

Held in memory until a table is imported or a job is given its trade.
"""

import re
from collections.abc import Iterable, Mapping

from django.db.models import Count, Max

from entremise.foundation.search import queries as search
from entremise.foundation.search.analyser import terms
from entremise.foundation.search.enums import Kinship
from entremise.foundation.search.thesaurus import Thesaurus
from entremise.matching import Kin, Trades

from .models import Opportunity

KINDS = {Kinship.NEAR: Kin.NEAR, Kinship.EVOLUTION: Kin.NEXT}
_SENTENCES = re.compile(r"[.;\n•]+")
_held: dict[tuple[object, ...], tuple[Trades, dict[str, str]]] = {}


def tasks(text: str) -> list[str]:
    """What an ad says is done, one thing each."""
    return [part.strip() for part in _SENTENCES.split(text) if part.strip()]


def build(
    names: Iterable[tuple[str, str]], ways: Mapping[str, Mapping[str, str]]
) -> Trades:
    """From names (code, name) and mobility ({code: {code: kind}}) of any nomenclature."""
    known = list(names)
    thesaurus = Thesaurus(known)

    def guess(title: str) -> Mapping[str, float]:
        return thesaurus.codes(
            [{term: 1.0} for term in dict.fromkeys(terms(title))], floor=0.0, keep=50
        )

    kin = {
        code: {to: KINDS[Kinship(kind)] for to, kind in there.items()}
        for code, there in ways.items()
    }
    return Trades(known, terms=terms, guess=guess, ways=kin)


def trades() -> Trades:
    return known()[0]


def known() -> tuple[Trades, dict[str, str]]:
    """What we know of trades, and how each code is called, as the nomenclature writes it."""
    told = Opportunity.objects.exclude(rome="").aggregate(
        many=Count("pk"), last=Max("pk")
    )
    stamp = (*search.edition(), told["many"], told["last"])
    if stamp not in _held:
        names = search.names()
        known = build(names, search.ways())
        for code, text in (
            Opportunity.objects.exclude(rome="")
            .order_by("pk")
            .values_list("rome", "description")
        ):
            known.learn(code, tasks(text))
        _held.clear()
        _held[stamp] = known, dict(reversed(names))
    return _held[stamp]
