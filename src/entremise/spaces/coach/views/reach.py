from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.candidates.queries import candidate_for
from entremise.coaching.rules import is_coach
from entremise.foundation.kit.web import found, reads
from entremise.sharing import queries


@reads(is_coach)
def reach(request: HttpRequest, code: str) -> HttpResponse:
    """What the shares of somebody's CV did."""
    person = found(candidate_for(request.user, code))
    context = {"candidate": person, "figures": found(queries.figures_for(request.user, person))}
    return render(request, "coach/reach.html", context)
