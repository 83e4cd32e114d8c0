from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.candidates.queries import candidate_for
from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.web.views import found, reads
from entremise.impact.queries import reach as reach_of
from entremise.spaces.shared.reach import picture


@reads(is_staff)
def reach(request: HttpRequest, code: str) -> HttpResponse:
    """What the shares of somebody's CV did."""
    person = found(candidate_for(request.user, code))
    reached = found(reach_of(request.user, person))
    context = {"candidate": person, "reach": reached, "picture": picture(reached)}
    return render(request, "team/reach.html", context)
