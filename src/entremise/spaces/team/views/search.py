"""The search page of the team."""

from django.http import HttpResponse
from django.shortcuts import render

from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.web.decorators import reads
from entremise.foundation.web.requests import SignedInRequest
from entremise.spaces.shared.search_results import search_page_context, search_query_in
from entremise.spaces.team.presenters.search_results import (
    HIT_KINDS,
    TeamSearchResults,
    search_results_for,
    search_suggestions_for,
)


@reads(is_staff)
def search(request: SignedInRequest) -> HttpResponse:
    typed = search_query_in(request)
    kind = request.GET.get("parmi", "")
    found: TeamSearchResults | None = None
    phrases: list[str] = []
    if typed:
        exact = "exact" in request.GET
        found = search_results_for(request.user, typed, hit_kind=kind, exact=exact)
        phrases = search_suggestions_for(request.user, typed)
    context = search_page_context("team", typed, found, phrases)
    context["hit_kind"] = kind if kind in HIT_KINDS else ""
    return render(request, "team/search.html", context)
