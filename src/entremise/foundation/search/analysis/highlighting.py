"""Which words of a text are those that a search looked for. Plain Python: no table, no request."""

import re
from collections.abc import Collection
from functools import lru_cache

from .text import STOP_WORDS, fold_text, stem_word

_WORD = re.compile(r"[^\W_]+|[\W_]+")

# the text, piece by piece, and whether each is one that answers
HighlightedText = tuple[tuple[str, bool], ...]


def split_pieces(text: str) -> list[str]:
    """Words, and what stands between them."""
    return _WORD.findall(text)


def highlight_pieces(text: str, terms: Collection[str]) -> HighlightedText:
    return tuple((piece, term_of_piece(piece) in terms) for piece in split_pieces(text))


def excerpt_around(text: str, terms: Collection[str], longest: int) -> str:
    """The text, or so many of its letters around the first word that answers."""
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
    """What a piece is compared by; nothing for what is not a word, or says nothing."""
    word = fold_text(piece) if piece[0].isalnum() else ""
    return "" if word in STOP_WORDS else stem_word(word)
