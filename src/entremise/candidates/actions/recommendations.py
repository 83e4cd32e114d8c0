"""A few words of somebody else: asked by the person, written through a link, shown when the
person accepts them.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from entremise.candidates import languages, notices, rules
from entremise.candidates.models import Candidate, Publication, Recommendation
from entremise.candidates.recommended import SHOWN_MOST, WAITING_MOST, may_be_written
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.actions import record
from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.foundation.kit.text import clean_line, clean_text
from entremise.foundation.kit.text import gettext as _

from .consent import show_anew

LINK_LASTS = timedelta(days=60)
WORDS_MOST = 600


@transaction.atomic
def ask_recommendation(
    candidate: Candidate,
    *,
    author: str,
    author_role: str = "",
    email: str = "",
    words: str = "",
    by: User,
) -> Recommendation:
    """With an e-mail we write; without, the link is handed on by whoever asks."""
    if not rules.can_edit_cv(by, candidate):
        raise NotAllowed(_("Ce CV n’est pas à vous."))
    if not clean_line(author):
        raise DomainError(_("Écrivez le nom de la personne."))
    if (
        candidate.recommendations.filter(written_at=None, accepted_at=None).count()
        >= WAITING_MOST
    ):
        raise DomainError(
            _("Dix demandes attendent déjà une réponse. C’est assez pour l’instant.")
        )
    asked = Recommendation.objects.create(
        candidate=candidate,
        author=clean_line(author),
        author_role=clean_line(author_role),
        author_email=email,
        asked_words=clean_text(words),
        asked_by=by,
        expires_at=timezone.now() + LINK_LASTS,
    )
    record(
        "candidates.recommendation_asked",
        by=by,
        about=(candidate,),
        recommendation=asked.code,
    )
    if email:
        notices.recommendation_asked(asked)
    return asked


@transaction.atomic
def write_recommendation(
    asked: Recommendation, *, author: str, author_role: str, words: str, language: str
) -> None:
    """By whom the link was given to. Nothing is public; the person is told, and chooses."""
    stored = _locked(asked)
    if not may_be_written(stored):
        raise MoveRefused(
            _("Ces mots ne peuvent plus être changés ici. Merci de les avoir écrits.")
        )
    said = clean_text(words)
    if not said or not clean_line(author):
        raise DomainError(_("Écrivez quelques mots, et votre nom."))
    if len(said) > WORDS_MOST:
        raise DomainError(
            _("%(most)d caractères au plus : gardez l’essentiel.")
            % {"most": WORDS_MOST}
        )
    if language not in languages.LANGUAGES:
        raise DomainError(_("Choisissez une langue dans la liste."))
    first = stored.written_at is None
    stored.author, stored.author_role = clean_line(author), clean_line(author_role)
    stored.words, stored.language, stored.written_at = said, language, timezone.now()
    stored.author_email = ""  # it served to write once
    stored.save()
    if first:
        record(
            "candidates.recommendation_written",
            by=None,
            about=(stored.candidate,),
            recommendation=stored.code,
        )
        notices.recommendation_written(stored)


@transaction.atomic
def accept_recommendation(written: Recommendation, *, by: User) -> Recommendation:
    """The person keeps these words for their CV.

    They are shown with their next yes, never by themselves.
    """
    stored = _mine(written, by)
    if stored.accepted_at:
        return stored
    if stored.written_at is None:
        raise MoveRefused(_("Ces mots ne sont pas encore écrits."))
    if stored.candidate.recommendations.exclude(accepted_at=None).count() >= SHOWN_MOST:
        raise DomainError(_("Trois au plus. Mettez-en une de côté d’abord."))
    stored.accepted_at, stored.put_aside_at = timezone.now(), None
    stored.save()
    record(
        "candidates.recommendation_accepted",
        by=by,
        about=(stored.candidate,),
        recommendation=stored.code,
    )
    return stored


@transaction.atomic
def put_recommendation_aside(written: Recommendation, *, by: User) -> Recommendation:
    """Shown, it is gone at once."""
    stored = _mine(written, by)
    was_accepted, stored.accepted_at = stored.accepted_at, None
    stored.put_aside_at = timezone.now()
    stored.save()
    record(
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
        show_anew(live, by=by)
    return stored


def forget_unwritten() -> int:
    """Asked and never written: the name and the address go with the link."""
    over = Recommendation.objects.filter(
        written_at=None, accepted_at=None, expires_at__lt=timezone.now()
    )
    return over.delete()[0]


def _locked(row: Recommendation) -> Recommendation:
    found: Any = Recommendation.objects.select_for_update(of=("self",)).select_related(
        "candidate__zone"
    )
    return found.get(pk=row.pk)


def _mine(row: Recommendation, by: User) -> Recommendation:
    stored = _locked(row)
    if not rules.is_self(by, stored.candidate):
        raise NotAllowed(_("Seule la personne choisit ce qu’on lit d’elle."))
    return stored
