"""What is said of somebody when their CV is shared: their own words where they chose some,
ours elsewhere.
"""

from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import override

from entremise.candidates.content import PublicCV
from entremise.candidates.models import Candidate
from entremise.sharing.enums import Tone
from entremise.sharing.models import ShareWords
from entremise.sharing.share_texts import ShareText, share_texts


@dataclass(frozen=True)
class SaidWords:
    """One tone in one language, for the person and who writes with them."""

    tone: str
    label: str
    words: str  # said now; empty when there is nothing in this language yet
    theirs: bool  # written or accepted by the person
    aside: bool
    proposed: str = ""
    proposed_by: str = ""


def words_languages(cv: PublicCV) -> list[str]:
    """In which something may be said: those of the site, and those of the CV."""
    ours = list(dict(settings.LANGUAGES))
    return [*ours, *(language for language in cv.languages if language not in ours)]


def said_words(cv: PublicCV, language: str) -> list[SaidWords]:
    """The three tones, each as it stands."""
    rows = {row.tone: row for row in _rows(cv, language).select_related("proposed_by")}
    ours = _ours(cv, language)
    said = []
    for tone in Tone:
        row = rows.get(tone.value)
        text = SaidWords(
            tone.value,
            str(tone.label),
            ours.get(tone.value, ""),
            theirs=False,
            aside=False,
        )
        if row:
            by = row.proposed_by.first_name if row.proposed_by else ""
            text = replace(
                text,
                words=row.words or text.words,
                theirs=bool(row.words),
                aside=bool(row.put_aside_at),
                proposed=row.proposed,
                proposed_by=by,
            )
        said.append(text)
    return said


def share_words(cv: PublicCV, language: str) -> list[ShareText]:
    """What a page of sharing offers in this language; what was put aside is not said."""
    return [
        ShareText(s.tone, s.label, s.words)
        for s in said_words(cv, language)
        if s.words and not s.aside
    ]


def spoken_languages(cv: PublicCV) -> list[str]:
    """Those in which the page of sharing has something to offer."""
    theirs = {
        row.language
        for row in ShareWords.objects.filter(candidate__cv__code=cv.code).exclude(
            words=""
        )
    }
    return [
        code
        for code in words_languages(cv)
        if code in theirs or code in dict(settings.LANGUAGES)
    ]


def languages_with_proposed_words(candidate: Candidate) -> list[str]:
    """Those in which somebody proposed words that the person has not answered yet."""
    proposed = ShareWords.objects.filter(candidate=candidate).exclude(proposed="")
    return sorted(set(proposed.values_list("language", flat=True)))


def _rows(cv: PublicCV, language: str) -> QuerySet[ShareWords]:
    return ShareWords.objects.filter(candidate__cv__code=cv.code, language=language)


def _ours(cv: PublicCV, language: str) -> dict[str, str]:
    if language not in dict(settings.LANGUAGES):
        return {}
    with override(language):
        return {text.tone: text.words for text in share_texts(cv.in_language(language))}
