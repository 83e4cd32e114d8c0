"""What others say of me: I ask, I read, I keep or put aside."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from entremise.candidates import actions, queries
from entremise.candidates.recommended import recommendation_for
from entremise.candidates.rules import is_candidate, is_self
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.views import found, writes
from entremise.spaces.shared.cv_room import CVRoom
from entremise.spaces.shared.recommendations import view_of


def _me(request: HttpRequest, code: str = "") -> Any:
    return found(queries.candidate_of(request.user))


recommendations = view_of(CVRoom("candidate", is_candidate, person=_me, by_code=False))


def _mine(request: HttpRequest, code: str) -> Any:
    row = found(recommendation_for(request.user, code))
    if not is_self(request.user, row.candidate):
        raise Http404
    return row


@writes(is_candidate, show=False)
def accept(request: HttpRequest, code: str) -> HttpResponse:
    actions.accept_recommendation(_mine(request, code), by=request.user)
    messages.success(
        request,
        _("Gardé. On le lira quand vous direz oui à nouveau, avec cette case cochée."),
    )
    return redirect("candidate:recommendations")


@writes(is_candidate, show=False)
def put_aside(request: HttpRequest, code: str) -> HttpResponse:
    actions.put_recommendation_aside(_mine(request, code), by=request.user)
    messages.success(request, _("Mis de côté. Personne ne le voit."))
    return redirect("candidate:recommendations")
