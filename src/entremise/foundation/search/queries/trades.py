"""Trades: their names, which are near to which, and the code of one that is named for certain."""

from collections import defaultdict

from entremise.foundation.search.analysis.text import text_terms
from entremise.foundation.search.models import IndexVersion, TradeLabel, TradeMobility

from . import vocabulary_cache

EXACT_MATCH = 0.9999  # the very name of a trade


def mobility_of_trade(code: str) -> dict[str, str]:
    """Occupations that who does this one may well do:

    {code: "near" | "evolution"}. Empty before the import.
    """
    return dict(
        TradeMobility.objects.filter(code=code).order_by("to").values_list("to", "kind")
    )


def mobility_table() -> dict[str, dict[str, str]]:
    """The whole table of mobility, as ``mobility`` gives it for one code."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for code, to, kind in TradeMobility.objects.order_by("code", "to").values_list(
        "code", "to", "kind"
    ):
        found[code][to] = kind
    return dict(found)


def trade_names() -> list[tuple[str, str]]:
    """(code, name): those that ship with us, then those the association imported or added."""
    return [
        *vocabulary_cache._shipped_labels(),
        *TradeLabel.objects.order_by("pk").values_list("code", "text"),
    ]


def trade_data_version() -> tuple[str, int]:
    """Changes whenever names or mobility are imported: what is held in memory is good for
    as long as this stays.
    """
    stamp = IndexVersion.objects.filter(kind=vocabulary_cache.LABELS_KIND).first()
    return (stamp.epoch, stamp.changes) if stamp else ("", 0)


def exact_trade_code(title: str) -> str:
    """The code of a trade whose very name this is, when there is only one; else nothing."""
    named = vocabulary_cache.trade_thesaurus().codes_for_title(title)
    sure = [code for code, how_sure in named.items() if how_sure >= EXACT_MATCH]
    return sure[0] if len(sure) == 1 else ""


def trade_code_guesses(title: str) -> dict[str, float]:
    """The codes a title may name, with how sure that is: 1 for the very name."""
    return vocabulary_cache.trade_thesaurus().codes_for_query(
        [{term: 1.0} for term in dict.fromkeys(text_terms(title))], floor=0.0, keep=50
    )
