"""Which words of a text match a search. Plain Python: no database, no request."""

import re
from collections.abc import Collection
from functools import lru_cache

from .text import STOP_WORDS, fold_text, stem_word

_WORD = re.compile(r"[^\W_]+|[\W_]+")

# the text in pieces, and whether each matches
HighlightedText = tuple[tuple[str, bool], ...]


def split_pieces(text: str) -> list[str]:
    """The words, and what is between them."""
    return _WORD.findall(text)


def highlight_pieces(text: str, terms: Collection[str]) -> HighlightedText:
    return tuple((piece, term_of_piece(piece) in terms) for piece in split_pieces(text))


def excerpt_around(text: str, terms: Collection[str], longest: int) -> str:
    """The text, or at most ``longest`` characters of it around the first word that matches."""
    if len(text) <= longest:
        return text
    before = 0
    for piece in split_pieces(text):
        if term_of_piece(piece) in terms:
            break
        before += len(piece)
    else:
        before = 0
    start = max(0, min(before - longest // 3, len(text) - longest))
    kept = text[start : start + longest]
    if start:
        kept = "…" + kept.partition(" ")[2]
    return kept if start + longest >= len(text) else kept.rpartition(" ")[0] + "…"


@lru_cache(maxsize=50_000)
def term_of_piece(piece: str) -> str:
    """The term of a word; empty for stop words and for what is not a word."""
    word = fold_text(piece) if piece[0].isalnum() else ""
    return "" if word in STOP_WORDS else stem_word(word)
