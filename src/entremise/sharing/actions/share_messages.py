"""Share messages: written or hidden by the person, proposed by those who edit the CV.

Raises NotAllowed for others, DomainError for an empty or too long text, or one with contact
details.
"""

import re

from django.db import transaction
from django.utils import timezone

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.content.languages import LANGUAGES
from entremise.candidates.models import Candidate
from entremise.candidates.rules import can_edit_cv, is_self
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.kit.text import clean_text, gettext as _
from entremise.sharing.enums import Tone
from entremise.sharing.models import ShareMessage
from entremise.sharing.queries.share_messages import editable_messages

MAX_LENGTH = 500  # characters
# The address of the page is added; nothing else may lead to the person.
_CONTACT_DETAILS = re.compile(r"@|https?:|www\.|(\d[\s.\-]?){8,}")


@transaction.atomic
def write_share_message(
    candidate: Candidate, *, language: str, tone: str, text: str, by: User
) -> ShareMessage:
    """Used from now on when the person writes it; proposed when somebody else does."""
    if not can_edit_cv(by, candidate):
        raise NotAllowed(_("Ces mots ne sont pas à vous."))
    text = _checked_text(text)
    row = _message(candidate, language, tone)
    if is_self(by, candidate):
        row.text, row.accepted_at = text, timezone.now()
        row.hidden_at, row.proposed_text = None, ""
        record_in_journal(
            "sharing.words_chosen",
            by=by,
            about=(candidate,),
            language=language,
            tone=tone,
        )
    else:
        row.proposed_text, row.proposed_by = text, by
        record_in_journal(
            "sharing.words_proposed",
            by=by,
            about=(candidate,),
            language=language,
            tone=tone,
        )
    row.save()
    return row


@transaction.atomic
def answer_proposed_message(
    candidate: Candidate, *, language: str, tone: str, accept: bool, by: User
) -> ShareMessage:
    """The person accepts the proposed text, which is used from now on, or drops it."""
    row = _own_message(candidate, language, tone, by)
    if accept and row.proposed_text:
        row.text, row.accepted_at = row.proposed_text, timezone.now()
        row.hidden_at = None
        record_in_journal(
            "sharing.words_chosen",
            by=by,
            about=(candidate,),
            language=language,
            tone=tone,
        )
    row.proposed_text = ""
    row.save()
    return row


@transaction.atomic
def hide_share_message(
    candidate: Candidate, *, cv: PublicCV, language: str, tone: str, by: User
) -> ShareMessage:
    """No longer offer this tone. Raises DomainError for the last one of a language."""
    row = _own_message(candidate, language, tone, by)
    others = [
        s
        for s in editable_messages(cv, language)
        if s.tone != tone and s.text and not s.hidden
    ]
    if not others:
        raise DomainError(
            _("Gardez au moins un texte : un partage dit toujours quelque chose.")
        )
    row.hidden_at = timezone.now()
    row.save()
    return row


@transaction.atomic
def restore_share_message(
    candidate: Candidate, *, language: str, tone: str, by: User
) -> ShareMessage:
    row = _own_message(candidate, language, tone, by)
    row.hidden_at = None
    row.save()
    return row


def _own_message(
    candidate: Candidate, language: str, tone: str, by: User
) -> ShareMessage:
    if not is_self(by, candidate):
        raise NotAllowed(_("Seule la personne choisit ce qu’on dit d’elle."))
    return _message(candidate, language, tone)


def _message(candidate: Candidate, language: str, tone: str) -> ShareMessage:
    if language not in LANGUAGES or tone not in Tone.values:
        raise DomainError(_("Ce texte n’existe pas."))
    Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    known = ShareMessage.objects.filter(
        candidate=candidate, language=language, tone=tone
    ).first()
    return known or ShareMessage(candidate=candidate, language=language, tone=tone)


def _checked_text(text: str) -> str:
    text = clean_text(text)
    if not text:
        raise DomainError(
            _("Écrivez quelques mots, ou gardez le texte proposé."), field="text"
        )
    if len(text) > MAX_LENGTH:
        raise DomainError(
            _("%(most)d caractères au plus.") % {"most": MAX_LENGTH}, field="text"
        )
    if _CONTACT_DETAILS.search(text):
        raise DomainError(
            _(
                "Ni adresse, ni téléphone, ni e-mail : le lien vers votre page s’ajoute tout seul."
            ),
            field="text",
        )
    return text
