"""Autocompletion of names of trades."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from entremise.foundation.search.analysis.index_vocabulary import Vocabulary
from entremise.foundation.search.analysis.query_expansion import expand_query
from entremise.foundation.search.analysis.rome_files import both_genders
from entremise.foundation.search.analysis.text import (
    fold_text,
    stem_word,
    tokenize,
    without_article,
)

from .searching import MAX_QUERY_WORDS
from .trades import trade_data_version, trade_names, translated_trade_names
from .vocabulary_cache import trade_thesaurus

MAX_TRADES = 20
# The nomenclature writes « Educateur »; people read « éducateur ».
_UNACCENTED = re.compile(r"^E(?=[bcdfgpqtv][aeiouylr]|ch|[lmnr][aeiouy])")


@dataclass(frozen=True)
class NamedTrade:
    code: str
    names: tuple[str, ...]  # in each gender, as written in a sentence


@dataclass(frozen=True)
class _Label:
    trade: NamedTrade
    words: tuple[str, ...]
    terms: frozenset[str]


def trades_matching(typed: str, languages: Iterable[str] = ()) -> list[NamedTrade]:
    """The trades whose name contains every word typed, then those that may be meant.

    The last word may be unfinished. ``languages``: those, beside French, in which the word may
    be; names in these languages come first.
    """
    asked = tokenize(typed)[:MAX_QUERY_WORDS]
    if not asked:
        return []
    edition = trade_data_version()
    labels = _labels(edition)
    whole = [
        label
        for known in (
            *(_translated_labels(edition, one) for one in dict.fromkeys(languages)),
            labels,
        )
        for label in _whole_matches(known, asked)
    ]
    codes = {label.trade.code for label in labels}
    query = expand_query(
        asked, Vocabulary(total=1, codes=dict.fromkeys(codes, 2)), trade_thesaurus()
    )
    meant = [term[1:] for _, term, _ in query.rows if term[0] == "#"]
    others = [label for code in meant for label in labels if label.trade.code == code]
    return list(dict.fromkeys(label.trade for label in [*whole, *others]))[:MAX_TRADES]


def valid_trade_name(code: str, name: str) -> str:
    """The name, when it is one of this trade, as written; else empty."""
    return name if language_of_trade_name(code, name) else ""


def language_of_trade_name(code: str, name: str) -> str:
    """The language in which this trade has this name; empty when it has not."""
    if any(
        label.trade.code == code and name in label.trade.names
        for label in _labels(trade_data_version())
    ):
        return "fr"
    return next(
        (
            language
            for language, _name in settings.LANGUAGES
            if name and translated_trade_names(language).get(code) == name
        ),
        "",
    )


def _whole_matches(labels: list[_Label], asked: list[str]) -> list[_Label]:
    found = [label for label in labels if _contains(label, asked)]
    return sorted(found, key=lambda label: (len(label.terms), label.words))


def _contains(label: _Label, asked: list[str]) -> bool:
    *before, last = asked
    return all(_stem(word) in label.terms for word in before) and (
        _stem(last) in label.terms
        or any(without_article(word).startswith(last) for word in label.words)
        or any(word.startswith(last) for word in label.words)
    )


def _stem(word: str) -> str:
    return stem_word(without_article(word))


@lru_cache(maxsize=4)
def _translated_labels(edition: tuple[str, int], language: str) -> list[_Label]:
    """The name of each trade in this language, for the first of its French names."""
    first: dict[str, NamedTrade] = {}
    for label in _labels(edition):
        first.setdefault(label.trade.code, label.trade)
    found = []
    for code, name in translated_trade_names(language).items():
        if code in first:
            words = tokenize(name)
            found.append(
                _Label(first[code], tuple(words), frozenset(map(_stem, words)))
            )
    return found


@lru_cache(maxsize=1)
def _labels(_edition: tuple[str, int]) -> list[_Label]:
    """Each name once; cached until names are imported or added.

    The nomenclature writes its names with a capital; labels without one (everyday words) are
    left out.
    """
    found: dict[str, _Label] = {}
    for code, label in trade_names():
        if not label[0].isupper():
            continue
        names = tuple(map(_as_written, both_genders(label)))
        typed = tokenize(" ".join(names))
        found.setdefault(
            fold_text(names[0]),
            _Label(
                NamedTrade(code, names), tuple(typed), frozenset(map(stem_word, typed))
            ),
        )
    return list(found.values())


def _as_written(name: str) -> str:
    name = _UNACCENTED.sub("É", name).replace("'", "’")
    return name if name[:2].isupper() else name[0].lower() + name[1:]
