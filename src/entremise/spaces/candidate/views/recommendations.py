"""Recommendations of the candidate: ask, read, accept or put aside."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from entremise.candidates.actions import recommendations as recommendation_actions
from entremise.candidates.queries.candidates import candidate_of_user
from entremise.candidates.queries.recommendations import recommendation_for
from entremise.candidates.rules import is_candidate, is_self
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.decorators import writes
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404
from entremise.spaces.shared.cv_screens import CVScreens
from entremise.spaces.shared.recommendations import build_recommendations_view


def _me(request: SignedInRequest, code: str = "") -> Any:
    return or_404(candidate_of_user(request.user))


recommendations = build_recommendations_view(
    CVScreens("candidate", is_candidate, person_for=_me, code_in_urls=False)
)


def _own_recommendation_or_404(request: SignedInRequest, code: str) -> Any:
    row = or_404(recommendation_for(request.user, code))
    if not is_self(request.user, row.candidate):
        raise Http404
    return row


@writes(is_candidate, show=False)
def accept_recommendation(request: SignedInRequest, code: str) -> HttpResponse:
    recommendation_actions.accept_recommendation(
        _own_recommendation_or_404(request, code), by=request.user
    )
    messages.success(
        request,
        _("Gardé. On le lira quand vous direz oui à nouveau, avec cette case cochée."),
    )
    return redirect("candidate:recommendations")


@writes(is_candidate, show=False)
def put_recommendation_aside(request: SignedInRequest, code: str) -> HttpResponse:
    recommendation_actions.put_recommendation_aside(
        _own_recommendation_or_404(request, code), by=request.user
    )
    messages.success(request, _("Mis de côté. Personne ne le voit."))
    return redirect("candidate:recommendations")
