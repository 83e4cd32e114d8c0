"""Words compared without grammar, by their first letters."""

import re
import unicodedata

# Words that are in every description of a job.
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
# First letters by which two forms of a word are recognised: vendeur, vendeuse.
_SHORT_PREFIX, _PREFIX = 4, 5


def strip_accents(text: str) -> str:
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))


def word_prefixes(text: str) -> frozenset[str]:
    """The first 5 letters of each word."""
    return frozenset(word[:_PREFIX] for word in _words(text))


def prefix_variants(text: str) -> frozenset[str]:
    """The first 4 and the first 5 letters of each word."""
    return frozenset(
        word[:length] for word in _words(text) for length in (_SHORT_PREFIX, _PREFIX)
    )


def is_prefix_match(few: frozenset[str], many: frozenset[str]) -> bool:
    """Does every word of the first text begin like a word of the second?

    ``few``: its ``word_prefixes``; ``many``: the ``prefix_variants`` of the second.
    """
    return bool(few) and few <= many


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", strip_accents(text))) - _COMMON
