"""People's own words, compared without grammar: by how they begin."""

import re
import unicodedata

# Words that are in every job's description and say nothing of this one.
_COMMON = frozenset(
    [
        "avec",
        "pour",
        "dans",
        "chez",
        "entre",
        "sans",
        "plus",
        "tres",
        "bien",
        "aussi",
        "faire",
        "etre",
        "avoir",
    ]
)
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
# letters by which two forms of a word are known: vendeur, vendeuse
_SHORT, _BEGINNING = (4, 5)


def fold_text(text: str) -> str:
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def word_prefixes(text: str) -> frozenset[str]:
    return frozenset(word[:_BEGINNING] for word in _words(text))


def prefix_variants(text: str) -> frozenset[str]:
    """All that a word of this text may begin with."""
    return frozenset(
        word[:length] for word in _words(text) for length in (_SHORT, _BEGINNING)
    )


def is_prefix_match(few: frozenset[str], many: frozenset[str]) -> bool:
    """Every word of the first text (``beginnings``) begins like a word of the second one
    (``heads``).
    """
    return bool(few) and few <= many


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", fold_text(text))) - _COMMON
