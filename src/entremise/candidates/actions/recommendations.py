"""Request, write, accept and put aside recommendations."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from entremise.candidates import notices, rules
from entremise.candidates.content import languages
from entremise.candidates.models import Candidate, Publication, Recommendation
from entremise.candidates.queries.recommendations import (
    MAX_PENDING_RECOMMENDATIONS,
    MAX_SHOWN_RECOMMENDATIONS,
    can_write_recommendation,
)
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.foundation.kit.text import clean_line, clean_text, gettext as _

from .consent import refresh_publication

RECOMMENDATION_LINK_LIFETIME = timedelta(days=60)
MAX_RECOMMENDATION_LENGTH = 600


@transaction.atomic
def request_recommendation(
    candidate: Candidate,
    *,
    author: str,
    author_role: str = "",
    email: str = "",
    request_message: str = "",
    by: User,
) -> Recommendation:
    """Create a request; with an e-mail it is sent, without one the caller hands over the link."""
    if not rules.can_edit_cv(by, candidate):
        raise NotAllowed(_("Ce CV n’est pas à vous."))
    if not clean_line(author):
        raise DomainError(_("Écrivez le nom de la personne."))
    if (
        candidate.recommendations.filter(written_at=None, accepted_at=None).count()
        >= MAX_PENDING_RECOMMENDATIONS
    ):
        raise DomainError(
            _("Dix demandes attendent déjà une réponse. C’est assez pour l’instant.")
        )
    asked = Recommendation.objects.create(
        candidate=candidate,
        author=clean_line(author),
        author_role=clean_line(author_role),
        author_email=email,
        request_message=clean_text(request_message),
        asked_by=by,
        expires_at=timezone.now() + RECOMMENDATION_LINK_LIFETIME,
    )
    record_in_journal(
        "candidates.recommendation_asked",
        by=by,
        about=(candidate,),
        recommendation=asked.code,
    )
    if email:
        notices.notify_recommendation_requested(asked)
    return asked


@transaction.atomic
def write_recommendation(
    asked: Recommendation, *, author: str, author_role: str, text: str, language: str
) -> None:
    """Store the text written through the link, public only once the candidate accepts it."""
    stored = _locked(asked)
    if not can_write_recommendation(stored):
        raise MoveRefused(
            _("Ces mots ne peuvent plus être changés ici. Merci de les avoir écrits.")
        )
    said = clean_text(text)
    if not said or not clean_line(author):
        raise DomainError(_("Écrivez quelques mots, et votre nom."))
    if len(said) > MAX_RECOMMENDATION_LENGTH:
        raise DomainError(
            _("%(most)d caractères au plus : gardez l’essentiel.")
            % {"most": MAX_RECOMMENDATION_LENGTH},
            field="text",
        )
    if language not in languages.LANGUAGES:
        raise DomainError(_("Choisissez une langue dans la liste."), field="language")
    first = stored.written_at is None
    stored.author, stored.author_role = clean_line(author), clean_line(author_role)
    stored.text, stored.language, stored.written_at = said, language, timezone.now()
    stored.author_email = ""  # it served to write once
    stored.save()
    if first:
        record_in_journal(
            "candidates.recommendation_written",
            by=None,
            about=(stored.candidate,),
            recommendation=stored.code,
        )
        notices.notify_recommendation_written(stored)


@transaction.atomic
def accept_recommendation(written: Recommendation, *, by: User) -> Recommendation:
    """Keep a recommendation for the CV. It is shown from the next consent on."""
    stored = _locked_if_own(written, by)
    if stored.accepted_at:
        return stored
    if stored.written_at is None:
        raise MoveRefused(_("Ces mots ne sont pas encore écrits."))
    if (
        stored.candidate.recommendations.exclude(accepted_at=None).count()
        >= MAX_SHOWN_RECOMMENDATIONS
    ):
        raise DomainError(_("Trois au plus. Mettez-en une de côté d’abord."))
    stored.accepted_at, stored.put_aside_at = timezone.now(), None
    stored.save()
    record_in_journal(
        "candidates.recommendation_accepted",
        by=by,
        about=(stored.candidate,),
        recommendation=stored.code,
    )
    return stored


@transaction.atomic
def put_recommendation_aside(written: Recommendation, *, by: User) -> Recommendation:
    """Set a recommendation aside; when it is public, it disappears at once."""
    stored = _locked_if_own(written, by)
    was_accepted, stored.accepted_at = stored.accepted_at, None
    stored.put_aside_at = timezone.now()
    stored.save()
    record_in_journal(
        "candidates.recommendation_put_aside",
        by=by,
        about=(stored.candidate,),
        recommendation=stored.code,
    )
    live = (
        Publication.objects.live()
        .select_related("candidate__zone")
        .filter(candidate=stored.candidate)
        .first()
    )
    if was_accepted and live:
        refresh_publication(live, by=by)
    return stored


def delete_unwritten_recommendations() -> int:
    """Delete requests whose link has expired unanswered, with the author's name and address."""
    over = Recommendation.objects.filter(
        written_at=None, accepted_at=None, expires_at__lt=timezone.now()
    )
    return over.delete()[0]


def _locked(row: Recommendation) -> Recommendation:
    found: Any = Recommendation.objects.select_for_update(of=("self",)).select_related(
        "candidate__zone"
    )
    return found.get(pk=row.pk)


def _locked_if_own(row: Recommendation, by: User) -> Recommendation:
    stored = _locked(row)
    if not rules.is_self(by, stored.candidate):
        raise NotAllowed(_("Seule la personne choisit ce qu’on lit d’elle."))
    return stored
