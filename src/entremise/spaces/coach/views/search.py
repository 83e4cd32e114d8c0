"""The search page of coaches."""

from django.http import HttpResponse
from django.shortcuts import render

from entremise.coaching.rules import is_coach
from entremise.foundation.web.decorators import reads
from entremise.foundation.web.requests import SignedInRequest
from entremise.spaces.coach.presenters.search_results import CoachSearch
from entremise.spaces.shared.search_results import search_page_context, search_query_in


@reads(is_coach)
def search(request: SignedInRequest) -> HttpResponse:
    typed = search_query_in(request)
    coach_search = CoachSearch(request.user)
    found = coach_search.results(typed, exact="exact" in request.GET) if typed else None
    phrases = coach_search.suggestions(typed)
    context = search_page_context("coach", typed, found, phrases)
    return render(request, "coach/search.html", context)
