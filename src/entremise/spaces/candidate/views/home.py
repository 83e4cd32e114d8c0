"""What waits for me, the most pressing first. Then my meetings, my CV, my coach."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from entremise.candidates import queries
from entremise.candidates.rules import is_candidate
from entremise.coaching import queries as coaching
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.views import found, reads
from entremise.meetings import queries as meetings
from entremise.spaces.candidate.waiting import Waiting, waiting_for

MEETINGS_SHOWN = 4


@reads(is_candidate)
def home(request: HttpRequest) -> HttpResponse:
    candidate = found(queries.candidate_of(request.user))
    cv = queries.cv_of(request.user, candidate)
    to_come = list(meetings.to_come(meetings.meetings_of(request.user, candidate)))
    visibility = queries.visibility_of(candidate)
    first, *others = waiting_for(
        request.user, candidate, cv=cv, visibility=visibility, to_come=to_come
    ) or [_calm(cv, to_come)]
    context = {
        "candidate": candidate,
        "next": first,
        "others": others,
        "meetings": to_come[:MEETINGS_SHOWN],
        "cv": cv,
        "visibility": visibility,
        "coach": coaching.coach_of(candidate),
    }
    return render(request, "candidate/home.html", context)


def _calm(cv: Any, to_come: list[Any]) -> Waiting:
    """Nothing waits."""
    if cv is None:
        return Waiting(
            "sprout",
            _("L’équipe fait votre connaissance."),
            _("Votre espace grandit à chaque étape."),
        )
    if ahead := [meeting for meeting in to_come if meeting.starts_at > timezone.now()]:
        return Waiting(
            "calendar-check",
            _("Votre prochain rendez-vous est prêt."),
            _("Rien d’autre à faire pour l’instant."),
            _("Voir le rendez-vous"),
            reverse("candidate:meeting", args=[ahead[0].code]),
        )
    return Waiting(
        "coffee",
        _("Rien à faire pour l’instant."),
        _("Nous vous écrivons dès qu’il y a du nouveau."),
    )
