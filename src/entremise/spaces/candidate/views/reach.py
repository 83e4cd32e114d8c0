from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.candidates.queries import candidate_of, visibility_of
from entremise.candidates.rules import is_candidate
from entremise.foundation.web.views import found, reads
from entremise.impact.queries import reach as reach_of
from entremise.spaces.shared.reach import picture


@reads(is_candidate)
def reach(request: HttpRequest) -> HttpResponse:
    """What the shares of my CV did."""
    person = found(candidate_of(request.user))
    reached = found(reach_of(request.user, person))
    context = {
        "reach": reached,
        "picture": picture(reached),
        "visibility": visibility_of(person),
    }
    return render(request, "candidate/reach.html", context)
