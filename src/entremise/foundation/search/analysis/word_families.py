"""Words of one family: boulangerie, boulanger; soudage, soudure, soudeur; électricité, électricien.

And heads of titles that stand for one another: agent, employé, ouvrier.
"""

from functools import cache, lru_cache
from pathlib import Path

from .text import stem_word, tokenize

# The longest that fits is taken off the stem (which has lost its final e), when three
# letters at least are left.
_SUFFIXES = sorted(
    {
        suffix.removesuffix("e")
        for suffix in """ateur ation atif ature iteur ition eur er ier erie age ment ement issage issement isseur ure
    iste isme ique icien icite ien iennage ite ance ence aire aison ice oir oire iculteur iculture icole able al el if
    isation iseur ant eux""".split()  # noqa: SIM905  (read as a list of endings)
    },
    key=lambda suffix: (-len(suffix), suffix),
)
MIN_ROOT_LENGTH = 3


@lru_cache(maxsize=50_000)
def family_root(term: str) -> str:
    """What words of one family share; a term that has no known ending is its own root."""
    for suffix in _SUFFIXES:
        if term.endswith(suffix) and len(term) - len(suffix) >= MIN_ROOT_LENGTH:
            term = term[: -len(suffix)]
            break
    if term.endswith("e") and len(term) > MIN_ROOT_LENGTH:
        term = term[:-1]
    return term[:-1] if len(term) > MIN_ROOT_LENGTH and term[-1] == term[-2] else term


@cache
def equivalent_title_heads() -> dict[str, frozenset[str]]:
    """Stem of a head of title → the stems that may stand for it."""
    result: dict[str, set[str]] = {}
    for line in (
        (Path(__file__).parent.parent / "data" / "roles.tsv").read_text().splitlines()
    ):
        group = {
            stem_word(word) for cell in line.split("\t") for word in tokenize(cell)
        }
        for term in group:
            result.setdefault(term, set()).update(group - {term})
    return {term: frozenset(others) for term, others in result.items()}
