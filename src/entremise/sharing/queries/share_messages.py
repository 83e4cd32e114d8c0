"""What is said of somebody when their CV is shared: their own words where they chose some,
ours elsewhere.
"""

from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import override

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.models import Candidate
from entremise.sharing.enums import Tone
from entremise.sharing.models import ShareMessage

from .default_messages import MessageText, default_share_messages


@dataclass(frozen=True)
class EditableMessage:
    """One tone in one language, for the person and who writes with them."""

    tone: str
    label: str
    text: str  # said now; empty when there is nothing in this language yet
    written_by_person: bool  # written or accepted by the person
    hidden: bool
    proposed_text: str = ""
    proposed_by: str = ""


def message_languages(cv: PublicCV) -> list[str]:
    """In which something may be said: those of the site, and those of the CV."""
    ours = list(dict(settings.LANGUAGES))
    return [*ours, *(language for language in cv.languages if language not in ours)]


def editable_messages(cv: PublicCV, language: str) -> list[EditableMessage]:
    """The three tones, each as it stands."""
    rows = {
        row.tone: row
        for row in _stored_messages(cv, language).select_related("proposed_by")
    }
    ours = _default_texts(cv, language)
    said = []
    for tone in Tone:
        row = rows.get(tone.value)
        text = EditableMessage(
            tone.value,
            str(tone.label),
            ours.get(tone.value, ""),
            written_by_person=False,
            hidden=False,
        )
        if row:
            by = row.proposed_by.first_name if row.proposed_by else ""
            text = replace(
                text,
                words=row.words or text.text,
                theirs=bool(row.words),
                aside=bool(row.put_aside_at),
                proposed=row.proposed,
                proposed_by=by,
            )
        said.append(text)
    return said


def offered_messages(cv: PublicCV, language: str) -> list[MessageText]:
    """What a page of sharing offers in this language; what was put aside is not said."""
    return [
        MessageText(s.tone, s.label, s.text)
        for s in editable_messages(cv, language)
        if s.text and not s.hidden
    ]


def offered_languages(cv: PublicCV) -> list[str]:
    """Those in which the page of sharing has something to offer."""
    theirs = {
        row.language
        for row in ShareMessage.objects.filter(candidate__cv__code=cv.code).exclude(
            words=""
        )
    }
    return [
        code
        for code in message_languages(cv)
        if code in theirs or code in dict(settings.LANGUAGES)
    ]


def languages_with_proposed_messages(candidate: Candidate) -> list[str]:
    """Those in which somebody proposed words that the person has not answered yet."""
    proposed = ShareMessage.objects.filter(candidate=candidate).exclude(proposed="")
    return sorted(set(proposed.values_list("language", flat=True)))


def _stored_messages(cv: PublicCV, language: str) -> QuerySet[ShareMessage]:
    return ShareMessage.objects.filter(candidate__cv__code=cv.code, language=language)


def _default_texts(cv: PublicCV, language: str) -> dict[str, str]:
    if language not in dict(settings.LANGUAGES):
        return {}
    with override(language):
        return {
            text.tone: text.text
            for text in default_share_messages(cv.in_language(language))
        }
