"""One line to find anything a coach may see."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.coaching.rules import is_coach
from entremise.foundation.web.views import reads
from entremise.spaces.coach.finding import Search
from entremise.spaces.shared.finding import lines_like, typed_in


@reads(is_coach)
def search(request: HttpRequest) -> HttpResponse:
    typed = typed_in(request)
    mine = Search(request.user)
    context = {
        "typed": typed,
        "found": mine.answer(typed, exact="exact" in request.GET) if typed else None,
        "lines": lines_like(typed, mine.words_like(typed)),
        "exactly": urlencode({"q": typed, "exact": ""}),
        "everybody": urlencode({"q": typed}),
    }
    return render(request, "coach/search.html", context)
