"""The search page of the team."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.web.decorators import reads
from entremise.foundation.web.requests import SignedInRequest
from entremise.spaces.shared.search_results import search_query_in, suggestion_links
from entremise.spaces.team.presenters.search_results import (
    HIT_KINDS,
    search_results_for,
    search_suggestions_for,
)


@reads(is_staff)
def search(request: SignedInRequest) -> HttpResponse:
    typed = search_query_in(request)
    kind = request.GET.get("parmi", "")
    results = (
        search_results_for(
            request.user, typed, hit_kind=kind, exact="exact" in request.GET
        )
        if typed
        else None
    )
    context = {
        "typed": typed,
        "hit_kind": kind if kind in HIT_KINDS else "",
        "results": results,
        "lines": suggestion_links(typed, search_suggestions_for(request.user, typed))
        if typed
        else [],
        "exactly": urlencode({"q": typed, "exact": ""}),
        "everything": urlencode({"q": typed}),
        "more": [
            (group, urlencode({"q": typed, "parmi": group.name}))
            for group in results.groups
        ]
        if results
        else [],
    }
    return render(request, "team/search.html", context)
