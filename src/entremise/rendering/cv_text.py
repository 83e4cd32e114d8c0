"""Sentences made from a CV, for its page, PDF, preview image and share messages.

Functions take a ``PublicCV`` and use the active language, unless they say otherwise.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import override

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.content.fields import cv_field, fields_of
from entremise.candidates.content.languages import language_name
from entremise.candidates.enums import CVSection, JobFamily, LanguageLevel
from entremise.foundation.kit.text import gettext as _, ngettext

from .glyphs import has_glyphs_for

DESCRIPTION_LENGTH = 150  # characters


def interface_language_of(cv: PublicCV) -> str:
    """The language of our texts around the CV: that of the CV when the site has it."""
    return (
        cv.language
        if cv.language in dict(settings.LANGUAGES)
        else settings.LANGUAGE_CODE
    )


@contextmanager
def in_cv_language(cv: PublicCV) -> Iterator[None]:
    """Activate the interface language of the CV: a paper is in one language."""
    with override(interface_language_of(cv)):
        yield


def renderable_cv(cv: PublicCV, language: str) -> PublicCV:
    """The CV in that language, else in its own.

    In that language: when the person accepted the translation and our fonts have its letters.
    """
    translated = cv.in_language(language)
    drawable = has_glyphs_for(
        occupation_of(translated)
        + place_of(translated)
        + "".join(translated.content.strengths)
    )
    return translated if drawable else cv


def join_with_or(words: list[str]) -> str:
    return _(" ou ").join(words)


def join_with_and(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s et %(last)s") % {
        "first": ", ".join(words[:-1]),
        "last": words[-1],
    }


def place_of(cv: PublicCV) -> str:
    return cv.content.practical.city or cv.zone_name


def occupation_of(cv: PublicCV) -> str:
    """« conseiller clientèle », or the job family when no occupation is named.

    Empty when neither is known.
    """
    goals = cv.content.goals
    named = [goal.occupation for goal in goals if goal.occupation]
    return (
        join_with_or(named)
        if named
        else join_with_or([str(JobFamily(goal.family).label).lower() for goal in goals])
    )


def has_occupation(cv: PublicCV) -> bool:
    return any(goal.occupation for goal in cv.content.goals)


def wish_in_first_person(cv: PublicCV) -> str:
    """« J’aimerais travailler… », in the active language."""
    known = {"craft": occupation_of(cv), "place": place_of(cv)}
    if not known["craft"]:
        return _("J’aimerais travailler à %(place)s.") % known
    if has_occupation(cv):
        return _("J’aimerais travailler comme %(craft)s, à %(place)s.") % known
    return _("J’aimerais travailler à %(place)s, dans ce domaine : %(craft)s.") % known


def wish_in_third_person(cv: PublicCV) -> str:
    """« Cherche à travailler… », in the active language."""
    known = {"craft": occupation_of(cv), "place": place_of(cv)}
    if not known["craft"]:
        return _("Cherche à travailler à %(place)s") % known
    if has_occupation(cv):
        return _("Cherche à travailler comme %(craft)s, à %(place)s") % known
    return _("Cherche à travailler à %(place)s : %(craft)s") % known


def language_levels_of(cv: PublicCV) -> list[tuple[str, str]]:
    """(language, level), both as labels."""
    return [
        (language_name(spoken.name), str(LanguageLevel(spoken.level).label))
        for spoken in cv.content.languages
    ]


@dataclass(frozen=True)
class ShownText:
    text: str
    own: bool  # in the person's words; else in ours, in the active language


def strengths_of(cv: PublicCV) -> list[ShownText]:
    return shown_texts("strengths", cv.content.strengths)


def strength_labels_of(cv: PublicCV) -> list[str]:
    return [shown.text for shown in strengths_of(cv)]


def shown_texts(path: str, value: Any) -> list[ShownText]:
    """The texts of a field, each with whose words they are."""
    field = cv_field(path)
    own = set(field.own_words(value))
    return [ShownText(text, text in own) for text in field.shown(value)]


def practical_facts_of(cv: PublicCV) -> list[tuple[str, str]]:
    """What an employer needs to know, as (label, text), without empty ones."""
    return [
        (label, ", ".join(shown.text for shown in texts))
        for label, texts in practical_texts_of(cv)
    ]


def practical_texts_of(cv: PublicCV) -> list[tuple[str, list[ShownText]]]:
    """The same with whose words they are."""
    stored = cv.content.dump()[CVSection.PRACTICAL]
    return [
        (str(field.label), texts)
        for field in fields_of(CVSection.PRACTICAL)
        if (texts := shown_texts(field.path, stored[field.name]))
    ]


# How many characters one A4 sheet holds in large, normal and small print.
LARGE_PRINT_LIMIT, NORMAL_PRINT_LIMIT, SMALL_PRINT_LIMIT = 1000, 2300, 3100


def print_length_of(cv: PublicCV) -> str:
    """Print size that makes the CV fill one sheet: "short", "", "long" or "longest"."""
    texts = [e.title + e.did + " ".join(e.skills) for e in cv.content.experiences]
    texts += [cv.content.story, *(letter.text for letter in cv.recommendations)]
    # 90: a title and the room around each text.
    length = sum(len(text) + 90 for text in texts if text)
    if length <= LARGE_PRINT_LIMIT and len(cv.content.needs) <= 300:
        return "short"
    if length <= NORMAL_PRINT_LIMIT:
        return ""
    return "long" if length <= SMALL_PRINT_LIMIT else "longest"


# ---- for the networks ----


def headline_of(cv: PublicCV) -> str:
    """« Ali : conseiller clientèle, 4 langues, Paris »."""
    count = len(cv.content.languages)
    spoken = (
        ngettext("%(count)d langue", "%(count)d langues", count) % {"count": count}
        if count > 1
        else ""
    )
    facts = ", ".join(filter(None, [occupation_of(cv), spoken, place_of(cv)]))
    return _("%(name)s : %(facts)s") % {"name": cv.first_name, "facts": facts}


def truncate(text: str, most: int) -> str:
    """At most so many characters, cut between words and ended with « … »."""
    text = " ".join(text.split())
    return (
        text
        if len(text) <= most
        else text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.·") + "…"
    )


def description_of(cv: PublicCV) -> str:
    """The person's own text, else their wish, at most ``DESCRIPTION_LENGTH`` characters."""
    own = cv.content.tagline or cv.content.story or ", ".join(strength_labels_of(cv))
    return truncate(own or wish_in_first_person(cv), DESCRIPTION_LENGTH)
