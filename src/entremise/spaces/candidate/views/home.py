"""The candidate's home page: pending items, meetings, CV, coach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils import timezone

from entremise.candidates.queries.candidates import candidate_of_user
from entremise.candidates.queries.consent import cv_visibility_of
from entremise.candidates.queries.cv_drafts import candidate_cv_for
from entremise.candidates.queries.denial import deniable_consent_of
from entremise.candidates.rules import is_candidate
from entremise.coaching import queries as coaching
from entremise.foundation.accounts.rules import is_own_session
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import reads
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404
from entremise.meetings.queries.meetings import (
    candidate_meetings_for,
    upcoming_meetings,
)
from entremise.spaces.candidate.presenters.pending_items import (
    PendingItem,
    pending_items_for,
)

if TYPE_CHECKING:
    from entremise.candidates.models import CV

MEETINGS_SHOWN = 4


@reads(is_candidate, by_card=True)
def home(request: SignedInRequest) -> HttpResponse:
    candidate = or_404(candidate_of_user(request.user))
    cv = candidate_cv_for(request.user, candidate)
    coming_meetings = list(
        upcoming_meetings(candidate_meetings_for(request.user, candidate))
    )
    visibility = cv_visibility_of(candidate)
    pending = pending_items_for(
        request.user,
        candidate,
        cv=cv,
        visibility=visibility,
        coming_meetings=coming_meetings,
    )
    first, *others = [item for item in pending if _is_open_to(request, item)] or [
        _nothing_pending(cv, coming_meetings)
    ]
    context = {
        "candidate": candidate,
        "next": first,
        "others": others,
        "meetings": coming_meetings[:MEETINGS_SHOWN],
        "cv": cv,
        "visibility": visibility,
        "deniable": deniable_consent_of(candidate),
        "coach": coaching.current_coach_of(candidate),
    }
    return render(request, "candidate/home.html", context)


@reads(is_candidate, by_card=True)
def agreement(request: SignedInRequest) -> HttpResponse:
    """What the association and the person promise each other."""
    return render(request, "candidate/agreement.html")


def _is_open_to(request: SignedInRequest, item: PendingItem) -> bool:
    """A printed card is not led to the pages that it does not open."""
    view: Any = resolve(item.url.partition("?")[0]).func
    return bool(view.by_card) or is_own_session(request.user)


def _nothing_pending(cv: CV | None, coming_meetings: list[Any]) -> PendingItem:
    """What to show when nothing waits."""
    if cv is None:
        return PendingItem(
            "sprout",
            _("L’équipe fait votre connaissance."),
            _("Votre espace grandit à chaque étape."),
        )
    if ahead := [
        meeting for meeting in coming_meetings if meeting.starts_at > timezone.now()
    ]:
        return PendingItem(
            "calendar-check",
            _("Votre prochain rendez-vous est prêt."),
            _("Rien d’autre à faire pour l’instant."),
            _("Voir le rendez-vous"),
            reverse("candidate:meeting", args=[ahead[0].code]),
        )
    return PendingItem(
        "coffee",
        _("Rien à faire pour l’instant."),
        _("Nous vous écrivons dès qu’il y a du nouveau."),
    )
