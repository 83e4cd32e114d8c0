from django.http import HttpResponse
from django.shortcuts import render

from entremise.candidates.queries.candidates import candidate_of_user
from entremise.candidates.queries.consent import cv_visibility_of
from entremise.candidates.rules import is_candidate
from entremise.foundation.web.decorators import reads
from entremise.foundation.web.requests import SignedInRequest
from entremise.foundation.web.shortcuts import or_404
from entremise.impact.queries.funnel import candidate_reach_for as reach_of
from entremise.spaces.shared.reach import reach_by_channel


@reads(is_candidate)
def reach(request: SignedInRequest) -> HttpResponse:
    """What the shares of the candidate's CV brought."""
    person = or_404(candidate_of_user(request.user))
    reached = or_404(reach_of(request.user, person))
    context = {
        "reach": reached,
        "picture": reach_by_channel(reached),
        "visibility": cv_visibility_of(person),
    }
    return render(request, "candidate/reach.html", context)
