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
    "without_controls",
]

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Sentence
else:
    Sentence = str | Promise  # translated already, or when it is shown

_PLANES = range(0x10000, 0x110000, 0x10000)
# Each ends a line somewhere; ours is the first.
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# What no text needs: controls, halves of a character, places of Unicode that are no character,
# what reverses or hides text and can disguise a name or an address, the letters of tags that
# nobody sees. XML, PDF or PostgreSQL refuse most of them.
_FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u200b\u202a-\u202e\u2060\u2066-\u2069\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e007f"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in _PLANES)
    + "]"
)
# Accents that may follow one another: more of them hide the lines around.
MAX_MARKS = 6

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
    """Plain text as typed, that every page, paper, feed and spreadsheet can hold.

    Without controls nor what hides text; at most two line breaks in a row; nothing that shows
    nothing at either end. The only cleaner of what is typed.
    """
    value = _LINE_ENDS.sub("\n", value).replace("\t", " ")
    value = unicodedata.normalize("NFC", without_controls(value))
    value = _without_piled_marks(value)
    return _without_blank_ends(re.sub(r"\n{3,}", "\n\n", value))


def without_controls(value: str) -> str:
    """Without what ``clean_text`` removes, for a text that is stored already."""
    return _FORBIDDEN.sub("", value)


def _without_piled_marks(value: str) -> str:
    """At most ``MAX_MARKS`` accents in a row."""
    if value.isascii():
        return value
    kept, marks = [], 0
    for letter in value:
        marks = marks + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        if marks <= MAX_MARKS:
            kept.append(letter)
    return "".join(kept)


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
