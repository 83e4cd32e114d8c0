"""One line to find anything on the bridge: people, companies, jobs, coaches, and the notes
one may read.
"""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.web.views import reads
from entremise.spaces.shared.finding import lines_like, typed_in
from entremise.spaces.team.finding import SORTS, answer, words_like


@reads(is_staff)
def search(request: HttpRequest) -> HttpResponse:
    typed = typed_in(request)
    sort = request.GET.get("parmi", "")
    found = (
        answer(request.user, typed, sort=sort, exact="exact" in request.GET)
        if typed
        else None
    )
    context = {
        "typed": typed,
        "sort": sort if sort in SORTS else "",
        "found": found,
        "lines": lines_like(typed, words_like(request.user, typed)) if typed else [],
        "exactly": urlencode({"q": typed, "exact": ""}),
        "everything": urlencode({"q": typed}),
        "more": [
            (group, urlencode({"q": typed, "parmi": group.name}))
            for group in found.groups
        ]
        if found
        else [],
    }
    return render(request, "team/search.html", context)
