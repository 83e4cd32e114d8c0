from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.candidates.queries import candidate_of, visibility_of
from entremise.candidates.rules import is_candidate
from entremise.foundation.kit.web import found, reads
from entremise.sharing import queries


@reads(is_candidate)
def reach(request: HttpRequest) -> HttpResponse:
    """What the shares of my CV did."""
    person = found(candidate_of(request.user))
    context = {"figures": found(queries.figures_for(request.user, person)), "visibility": visibility_of(person)}
    return render(request, "candidate/reach.html", context)
