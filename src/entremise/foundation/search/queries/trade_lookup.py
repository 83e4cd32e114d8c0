"""Autocompletion of names of trades."""

import re
from dataclasses import dataclass
from functools import lru_cache

from entremise.foundation.search.analysis.index_vocabulary import Vocabulary
from entremise.foundation.search.analysis.query_expansion import expand_query
from entremise.foundation.search.analysis.rome_files import both_genders
from entremise.foundation.search.analysis.text import fold_text, stem_word, tokenize

from .searching import MAX_QUERY_WORDS
from .trades import trade_data_version, trade_names
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


def trades_matching(typed: str) -> list[NamedTrade]:
    """The trades whose name contains every word typed, then those that may be meant.

    The last word may be unfinished.
    """
    asked = tokenize(typed)[:MAX_QUERY_WORDS]
    if not asked:
        return []
    labels = _labels(trade_data_version())
    whole = [label for label in labels if _contains(label, asked)]
    whole.sort(key=lambda label: (len(label.terms), label.words))
    codes = {label.trade.code for label in labels}
    query = expand_query(
        asked, Vocabulary(total=1, codes=dict.fromkeys(codes, 2)), trade_thesaurus()
    )
    meant = [term[1:] for _, term, _ in query.rows if term[0] == "#"]
    others = [label for code in meant for label in labels if label.trade.code == code]
    return list(dict.fromkeys(label.trade for label in [*whole, *others]))[:MAX_TRADES]


def valid_trade_name(code: str, name: str) -> str:
    """The name, when it is one of this trade, as written; else empty."""
    known = {
        name
        for label in _labels(trade_data_version())
        if label.trade.code == code
        for name in label.trade.names
    }
    return name if name in known else ""


def _contains(label: _Label, asked: list[str]) -> bool:
    *before, last = asked
    return all(stem_word(word) in label.terms for word in before) and (
        stem_word(last) in label.terms
        or any(word.startswith(last) for word in label.words)
    )


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
