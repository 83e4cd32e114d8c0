"""From typed text to the terms that are compared: without accents, elision, gender or plural."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "’": "'", "ʼ": "'"})
# Inclusive writing: vendeur·se, vendeur(se), vendeur/vendeuse keep their first form.
_INCLUSIVE = re.compile(
    r"(\w{3,})(?:[·•.]|\()(?:[a-zà-ÿ]{1,6})(?:[·•.]s)?\)?", re.IGNORECASE
)
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'", re.IGNORECASE)
# accents, Arabic vowels
_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]")
_WORD = re.compile(r"[^\W_]+")
# Words that say nothing about a person or a job.
STOP_WORDS = frozenset(
    """a au aux avec ce ces cette comme dans de des du elle en entre est et il je la le les leur
    leurs mais mes moi mon ne nos notre nous ou par pas plus pour qu que qui sa se ses si son sur
    ta te tes ton tres tu un une vos votre vous y h f""".split()  # noqa: SIM905  (a list of words)
)
MAX_TERM_LENGTH = 60
_ENDINGS = (
    ("trices", "teur"),
    ("trice", "teur"),
    ("teurs", "teur"),
    ("euses", "eur"),
    ("euse", "eur"),
    ("eurs", "eur"),
    ("iennes", "ien"),
    ("ienne", "ien"),
    ("iens", "ien"),
    ("eres", "er"),
    ("ere", "er"),
    ("iers", "ier"),
    ("ers", "er"),
    ("ives", "if"),
    ("ive", "if"),
    ("ifs", "if"),
    ("elles", "el"),
    ("elle", "el"),
    ("els", "el"),
    ("ennes", "en"),
    ("enne", "en"),
    ("ens", "en"),
    ("aux", "al"),
    ("ales", "al"),
    ("ale", "al"),
    ("ees", "e"),
    ("ee", "e"),
    ("es", ""),
    ("s", ""),
    ("x", ""),
    ("e", ""),
)


def fold_text(text: str) -> str:
    """Lower case, without accents or ligatures."""
    text = text.lower().translate(_LIGATURES)
    return (
        text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text))
    )


def tokenize(text: str) -> list[str]:
    """The folded words in order, without stop words (unless there are only stop words)."""
    flat = _ELISION.sub(" ", fold_text(_INCLUSIVE.sub(r"\1", text)))
    found = _WORD.findall(flat)
    return [w for w in found if w not in STOP_WORDS] or found


@lru_cache(maxsize=50_000)
def stem_word(word: str) -> str:
    """One stem for both genders and numbers of a word: boulangère, boulangers → boulanger."""
    if len(word) <= 3 or word.isdigit():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: len(word) - len(ending)] + instead
    return word


def without_article(word: str) -> str:
    """The word without the Arabic article, which one person writes and another does not."""
    return word[2:] if len(word) > 4 and word.startswith("ال") else word


def text_terms(text: str) -> list[str]:
    return [stem_word(word) for word in tokenize(text)]


def phrase_term(terms: Iterable[str]) -> str:
    """One term for several words in any order: « gestion des stocks » → ``=gestion stock``."""
    return ("=" + " ".join(sorted(set(terms))))[:MAX_TERM_LENGTH]
