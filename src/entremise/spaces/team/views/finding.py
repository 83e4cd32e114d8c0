"""One line to find anything on the bridge: people, companies, jobs, coaches, and the notes one may read."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.kit.text import clean_line
from entremise.foundation.kit.web import reads
from entremise.spaces.team.finding import SORTS, answer, words_like

LONGEST = 200


@reads(is_staff)
def search(request: HttpRequest) -> HttpResponse:
    typed = clean_line(request.GET.get("q", ""))[:LONGEST]
    sort = request.GET.get("parmi", "")
    exact = "exact" in request.GET
    found = answer(request.user, typed, sort=sort, exact=exact) if typed else None
    start = typed.rpartition(" ")[0]
    links = [
        {"word": word, "query": urlencode({"q": f"{start} {word}".strip()})}
        for word in (words_like(request.user, typed) if typed else [])
        if word.casefold() != typed.casefold()
    ]
    context = {
        "typed": typed,
        "sort": sort if sort in SORTS else "",
        "found": found,
        "words": links,
        "exactly": urlencode({"q": typed, "exact": ""}),
        "everything": urlencode({"q": typed}),
        "more": [{"group": g, "query": urlencode({"q": typed, "parmi": g.name})} for g in found.groups]
        if found
        else [],
    }
    return render(request, "team/search.html", context)
