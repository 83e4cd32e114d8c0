"""Word families (soudage, soudure, soudeur) and equivalent heads of titles (agent, employé)."""

from functools import cache, lru_cache
from pathlib import Path

from .text import stem_word, tokenize

# The longest one that fits is removed from the stem (which has lost its final e), when at
# least MIN_ROOT_LENGTH letters are left.
_SUFFIXES = sorted(
    {
        suffix.removesuffix("e")
        for suffix in """ateur ation atif ature iteur ition eur er ier erie age ment ement issage
    issement isseur ure iste isme ique icien icite ien iennage ite ance ence aire aison ice oir oire
    iculteur iculture icole able al el if isation iseur ant eux""".split()  # noqa: SIM905
    },
    key=lambda suffix: (-len(suffix), suffix),
)
MIN_ROOT_LENGTH = 3


@lru_cache(maxsize=50_000)
def family_root(term: str) -> str:
    """The root that words of one family share; without a known ending, the term itself."""
    for suffix in _SUFFIXES:
        if term.endswith(suffix) and len(term) - len(suffix) >= MIN_ROOT_LENGTH:
            term = term[: -len(suffix)]
            break
    if term.endswith("e") and len(term) > MIN_ROOT_LENGTH:
        term = term[:-1]
    return term[:-1] if len(term) > MIN_ROOT_LENGTH and term[-1] == term[-2] else term


@cache
def equivalent_title_heads() -> dict[str, frozenset[str]]:
    """Stem of a head of title → stems that mean the same."""
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
