"""Share messages of a person: their own texts where they wrote some, else the default ones."""

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
    """One tone in one language, as the person and those who edit their CV see it."""

    tone: str
    label: str
    text: str  # used now; empty when there is none in this language
    written_by_person: bool  # or accepted by them
    hidden: bool
    proposed_text: str = ""
    proposed_by: str = ""


def message_languages(cv: PublicCV) -> list[str]:
    """Languages in which a message may be written: those of the site and of the CV."""
    interface = list(dict(settings.LANGUAGES))
    return [*interface, *(code for code in cv.languages if code not in interface)]


def editable_messages(cv: PublicCV, language: str) -> list[EditableMessage]:
    """One per tone, hidden ones included."""
    rows = {
        row.tone: row
        for row in _stored_messages(cv, language).select_related("proposed_by")
    }
    defaults = _default_texts(cv, language)
    messages = []
    for tone in Tone:
        row = rows.get(tone.value)
        message = EditableMessage(
            tone.value,
            str(tone.label),
            defaults.get(tone.value, ""),
            written_by_person=False,
            hidden=False,
        )
        if row:
            by = row.proposed_by.first_name if row.proposed_by else ""
            message = replace(
                message,
                text=row.text or message.text,
                written_by_person=bool(row.text),
                hidden=bool(row.hidden_at),
                proposed_text=row.proposed_text,
                proposed_by=by,
            )
        messages.append(message)
    return messages


def offered_messages(cv: PublicCV, language: str) -> list[MessageText]:
    """The messages that the share page offers in this language, without hidden ones."""
    return [
        MessageText(message.tone, message.label, message.text)
        for message in editable_messages(cv, language)
        if message.text and not message.hidden
    ]


def offered_languages(cv: PublicCV) -> list[str]:
    """Languages in which the share page has a message that is not hidden."""
    written, some_hidden = set(), set()
    for language, text, hidden_at in ShareMessage.objects.filter(
        candidate__cv__code=cv.code
    ).values_list("language", "text", "hidden_at"):
        if hidden_at:
            some_hidden.add(language)
        elif text:
            written.add(language)
    return [
        code
        for code in message_languages(cv)
        if code in written
        or (
            code in dict(settings.LANGUAGES)
            and (code not in some_hidden or offered_messages(cv, code))
        )
    ]


def languages_with_proposed_messages(candidate: Candidate) -> list[str]:
    """Languages with a proposed text that the person has not answered."""
    proposed = ShareMessage.objects.filter(candidate=candidate).exclude(
        proposed_text=""
    )
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
