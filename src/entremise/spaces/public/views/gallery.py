from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from entremise.foundation.web.page_cache import ALWAYS_ASK, kept, stamp
from entremise.foundation.web.views import anyone, reads
from entremise.gallery import queries as gallery_queries
from entremise.gallery.rules import FIRST_PAGE, PEOPLE
from entremise.sharing.middleware import Shown
from entremise.spaces.shared.gallery import listing


@reads(anyone)
@kept(by=stamp(PEOPLE))
def gallery(request: HttpRequest) -> HttpResponse:
    """Everybody who agreed to be met: a search line, quiet filters, the fair order."""
    found = listing(
        request.GET,
        size=FIRST_PAGE,
        everybody=reverse("public:gallery"),
        door="public:cv",
    )
    if not found.searched:
        request.shown = Shown(people=tuple(face.candidate for face in found.faces))  # type: ignore[attr-defined]
    response = render(request, "public/gallery.html", found.context)
    response.until = gallery_queries.earliest_end([*found.faces, *found.others])  # type: ignore[attr-defined]
    response.headers["Cache-Control"] = ALWAYS_ASK
    if not request.GET:
        response.headers["X-Robots-Tag"] = "noindex, follow, noarchive"
    return response


@reads(anyone)
@kept(by=stamp(PEOPLE))
def words(request: HttpRequest) -> HttpResponse:
    """Everything one may search by, in plain lists: for who has no suggestions while typing."""
    response = render(
        request, "public/words.html", {"words": gallery_queries.words_in_use()}
    )
    response.headers["Cache-Control"] = ALWAYS_ASK
    response.headers["X-Robots-Tag"] = "noindex, follow, noarchive"
    return response
