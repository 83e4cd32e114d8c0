"""Text: the cleaning of everything that is typed, and gettext, re-exported for every app."""

import re
import unicodedata
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext

__all__ = [
    "Sentence",
    "clean_line",
    "clean_text",
    "gettext",
    "gettext_lazy",
    "label_with_colon",
    "list_separator",
    "name_with_of",
    "ngettext",
]

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Sentence
else:
    Sentence = str | Promise  # translated already, or when it is shown

# Characters that reverse or hide text, and can disguise a name or an address.
_HIDDEN_CHARACTERS = dict.fromkeys(
    [0x200B, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)

# Marks and fillers without a drawing: soft hyphen, directions, joiners, blank letters.
_UNDRAWN = frozenset(
    map(
        chr,
        [
            *(0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x180E, 0x2800, 0x3164, 0xFFA0),
            *range(0x200B, 0x2010),
            *range(0x2060, 0x2070),
        ],
    )
)

# What takes « d’ » in French: a vowel, accented or not, and the y of Yves but not that of Yann.
_ELIDED = re.compile(r"[aeiouæœ]|y[^\W\d_aeiouy]", re.IGNORECASE)
_CONTRACTED = (("Le ", "du "), ("Les ", "des "))


def clean_text(value: str) -> str:
    """Plain text as typed, without control or bidirectional-override characters.

    At most two line breaks in a row; nothing that shows nothing at either end.
    """
    value = (
        unicodedata.normalize("NFC", value)
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .translate(_HIDDEN_CHARACTERS)
    )
    value = "".join(c for c in value if c == "\n" or unicodedata.category(c) != "Cc")
    return _without_blank_ends(re.sub(r"\n{3,}", "\n\n", value))


def _without_blank_ends(value: str) -> str:
    """Without spaces nor marks that show nothing at either end: inside, some join letters."""
    start, end = 0, len(value)
    while start < end and _is_blank(value[start]):
        start += 1
    while end > start and _is_blank(value[end - 1]):
        end -= 1
    return value[start:end]


def _is_blank(letter: str) -> bool:
    return letter.isspace() or letter in _UNDRAWN


def clean_line(value: str) -> str:
    """``clean_text`` on one line."""
    return " ".join(clean_text(value).split())


def list_separator() -> str:
    """Between the items of a list, in the active language."""
    # Translators: between two items of a list, with its space; « ، » in Arabic.
    return gettext(", ")


def label_with_colon(label: object) -> str:
    """The label with a colon: "E-mail :" ("E-mail:" in English), but "Quand ?"."""
    words = str(label).rstrip(" \u00a0:")
    return (
        words
        if words.endswith(("?", "؟"))
        else gettext("%(label)s :") % {"label": words}
    )


def name_with_of(name: object) -> str:
    """« d’Ali », « de Billy », « du Mans » in French; the bare name in other languages.

    Their sentences say "of" themselves. An h keeps « de » (de Hassan): its spelling does not
    tell whether it is aspirated.
    """
    text = str(name)
    if not (get_language() or "fr").startswith("fr"):
        return text
    for article, contracted in _CONTRACTED:
        if text.startswith(article):
            return contracted + text.removeprefix(article)
    return (
        f"d’{text}"
        if _ELIDED.match(unicodedata.normalize("NFKD", text))
        else f"de {text}"
    )
