"""Trades: their names, the mobility between them, and the code of a title."""

from collections import defaultdict

from entremise.foundation.search.analysis.text import text_terms
from entremise.foundation.search.models import IndexVersion, TradeLabel, TradeMobility
from entremise.foundation.search.rules import LABELS_KIND

from . import vocabulary_cache

EXACT_MATCH = 0.9999  # confidence of the very name of a trade


def mobility_of_trade(code: str) -> dict[str, str]:
    """The trades this one leads to: {code: "near" | "evolution"}. Empty before the import."""
    return dict(
        TradeMobility.objects.filter(code=code).order_by("to").values_list("to", "kind")
    )


def mobility_table() -> dict[str, dict[str, str]]:
    """The whole table of mobility: ``mobility_of_trade`` for each code."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for code, to, kind in TradeMobility.objects.order_by("code", "to").values_list(
        "code", "to", "kind"
    ):
        found[code][to] = kind
    return dict(found)


def trade_names() -> list[tuple[str, str]]:
    """(code, name): those shipped with the application, then those imported or added."""
    return [
        *vocabulary_cache.shipped_labels(),
        *TradeLabel.objects.order_by("pk").values_list("code", "text"),
    ]


def trade_data_version() -> tuple[str, int]:
    """Version of names and mobility: it changes when they are imported or added."""
    version = IndexVersion.objects.filter(kind=LABELS_KIND).first()
    return (version.epoch, version.changes) if version else ("", 0)


def exact_trade_code(title: str) -> str:
    """The code of the one trade with exactly this name; empty when there is none or several."""
    named = vocabulary_cache.trade_thesaurus().codes_for_title(title)
    sure = [code for code, how_sure in named.items() if how_sure >= EXACT_MATCH]
    return sure[0] if len(sure) == 1 else ""


def trade_code_guesses(title: str) -> dict[str, float]:
    """The codes a title may mean, with confidence: 1 for the exact name."""
    return vocabulary_cache.trade_thesaurus().codes_for_query(
        [{term: 1.0} for term in dict.fromkeys(text_terms(title))], floor=0.0, keep=50
    )
