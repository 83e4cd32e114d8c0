"""The search page of coaches."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from entremise.coaching.rules import is_coach
from entremise.foundation.web.decorators import reads
from entremise.foundation.web.requests import SignedInRequest
from entremise.spaces.coach.presenters.search_results import CoachSearch
from entremise.spaces.shared.search_results import search_query_in, suggestion_links


@reads(is_coach)
def search(request: SignedInRequest) -> HttpResponse:
    typed = search_query_in(request)
    coach_search = CoachSearch(request.user)
    context = {
        "typed": typed,
        "results": coach_search.results(typed, exact="exact" in request.GET)
        if typed
        else None,
        "lines": suggestion_links(typed, coach_search.suggestions(typed)),
        "exactly": urlencode({"q": typed, "exact": ""}),
        "everybody": urlencode({"q": typed}),
    }
    return render(request, "coach/search.html", context)
