"""Trades: their names, the mobility between them, and the code of a title."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import get_language

from entremise.foundation.search.analysis.text import text_terms, tokenize
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


class TradeName(NamedTuple):
    text: str
    language: str  # that of the text: the one asked for, or French

    def __str__(self) -> str:
        return self.text


def trade_name(code: str) -> TradeName:
    """``trade_name_in`` the active language."""
    return trade_name_in(code, get_language() or "fr")


def trade_name_in(code: str, language: str) -> TradeName:
    """The name of this trade in a language; in French when it has none there.

    The code itself when no trade has it.
    """
    return trade_names_in([code], language)[0]


def trade_names_in(codes: Iterable[str], language: str) -> list[TradeName]:
    """``trade_name_in`` for each code."""
    translated = translated_trade_names(language)
    french = _french_names(trade_data_version())
    return [
        TradeName(translated[code], language)
        if code in translated
        else TradeName(french.get(code, code), "fr")
        for code in codes
    ]


def translated_trade_names(language: str) -> dict[str, str]:
    """Code → name, of the trades that have one in this language; none for French."""
    return vocabulary_cache.translated_trade_names(language)


@lru_cache(maxsize=1)
def _french_names(_edition: tuple[str, int]) -> dict[str, str]:
    """Code → first name of the trade; cached until names are imported or added."""
    return dict(reversed(trade_names()))


def trade_data_version() -> tuple[str, int]:
    """Version of names and mobility: it changes when they are imported or added."""
    version = IndexVersion.objects.filter(kind=LABELS_KIND).first()
    return (version.epoch, version.changes) if version else ("", 0)


def exact_trade_code(title: str) -> str:
    """The code of the one trade with exactly this name, in any language of the site.

    Empty when there is none or several.
    """
    known = vocabulary_cache.trade_thesaurus()
    known = known.translated_for(tokenize(title)) or known
    named = known.codes_for_title(title)
    sure = [code for code, how_sure in named.items() if how_sure >= EXACT_MATCH]
    return sure[0] if len(sure) == 1 else ""


def trade_code_guesses(title: str) -> dict[str, float]:
    """The codes a title may mean, with confidence: 1 for the exact name."""
    return vocabulary_cache.trade_thesaurus().codes_for_query(
        [{term: 1.0} for term in dict.fromkeys(text_terms(title))], floor=0.0, keep=50
    )
