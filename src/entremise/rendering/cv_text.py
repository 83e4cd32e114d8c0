"""Sentences made from a CV, for its page, PDF, preview image and share messages.

Functions take a ``PublicCV`` and use the active language, unless they say otherwise.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils.translation import override

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.content.fields import ShownText, cv_field, fields_of
from entremise.candidates.content.languages import language_name
from entremise.candidates.enums import CVSection, JobFamily, LanguageLevel
from entremise.candidates.wording.marking import sentence_texts
from entremise.candidates.wording.sections import joined_texts, line_text
from entremise.foundation.kit.text import gettext as _, list_separator, ngettext

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
        "first": list_separator().join(words[:-1]),
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


def first_person_texts(cv: PublicCV) -> list[ShownText]:
    """« J’aimerais travailler… », in the active language, with whose words they are."""
    if not occupation_of(cv):
        sentence = _("J’aimerais travailler à %(place)s.")
    elif has_occupation(cv):
        sentence = _("J’aimerais travailler comme %(craft)s, à %(place)s.")
    else:
        sentence = _("J’aimerais travailler à %(place)s, dans ce domaine : %(craft)s.")
    return sentence_texts(sentence, craft=_craft_texts(cv), place=_place_texts(cv))


def third_person_texts(cv: PublicCV) -> list[ShownText]:
    """« Cherche à travailler… », in the active language, with whose words they are."""
    if not occupation_of(cv):
        sentence = _("Cherche à travailler à %(place)s")
    elif has_occupation(cv):
        sentence = _("Cherche à travailler comme %(craft)s, à %(place)s")
    else:
        sentence = _("Cherche à travailler à %(place)s : %(craft)s")
    return sentence_texts(sentence, craft=_craft_texts(cv), place=_place_texts(cv))


def wish_in_first_person(cv: PublicCV) -> str:
    return line_text(first_person_texts(cv))


def wish_in_third_person(cv: PublicCV) -> str:
    return line_text(third_person_texts(cv))


def _craft_texts(cv: PublicCV) -> list[ShownText]:
    named = [goal.occupation for goal in cv.content.goals if goal.occupation]
    if not named:
        return [ShownText(occupation_of(cv), own=False)]
    return joined_texts([ShownText(words, own=True) for words in named], _(" ou "))


def _place_texts(cv: PublicCV) -> list[ShownText]:
    return [ShownText(place_of(cv), own=bool(cv.content.practical.city))]


def language_levels_of(cv: PublicCV) -> list[tuple[str, str]]:
    """(language, level), both as labels."""
    return [
        (language_name(spoken.name), str(LanguageLevel(spoken.level).label))
        for spoken in cv.content.languages
    ]


def strengths_of(cv: PublicCV) -> list[ShownText]:
    return cv_field("strengths").shown_texts(cv.content.strengths)


def strength_labels_of(cv: PublicCV) -> list[str]:
    return [shown.text for shown in strengths_of(cv)]


def practical_facts_of(cv: PublicCV) -> list[tuple[str, str]]:
    """What an employer needs to know, as (label, text), without empty ones."""
    return [
        (label, list_separator().join(shown.text for shown in texts))
        for label, texts in practical_texts_of(cv)
    ]


def practical_texts_of(cv: PublicCV) -> list[tuple[str, list[ShownText]]]:
    """The same with whose words they are."""
    stored = cv.content.dump()[CVSection.PRACTICAL]
    return [
        (str(field.label), texts)
        for field in fields_of(CVSection.PRACTICAL)
        if (texts := field.shown_texts(stored[field.name]))
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
    return line_text(headline_texts(cv))


def headline_texts(cv: PublicCV) -> list[ShownText]:
    """The same with whose words they are."""
    count = len(cv.content.languages)
    spoken = (
        ngettext("%(count)d langue", "%(count)d langues", count) % {"count": count}
        if count > 1
        else ""
    )
    facts: list[ShownText] = []
    for texts in (
        _craft_texts(cv),
        [ShownText(spoken, own=False)],
        _place_texts(cv),
    ):
        if line_text(texts):
            if facts:
                facts.append(ShownText(list_separator(), own=False))
            facts += texts
    return sentence_texts(
        _("%(name)s : %(facts)s"),
        name=[ShownText(cv.first_name, own=False)],
        facts=facts,
    )


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
