from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.foundation.kit.kept import ALWAYS_ASK, kept, stamp
from entremise.foundation.kit.web import anyone, reads
from entremise.sharing import queries
from entremise.sharing.middleware import Shown
from entremise.sharing.rules import FIRST_PAGE, PEOPLE
from entremise.spaces.public.forms.gallery import SearchForm


@reads(anyone)
@kept(by=stamp(PEOPLE))
def gallery(request: HttpRequest) -> HttpResponse:
    """Everybody who agreed to be met: a search line, three quiet filters, the fair order."""
    form = SearchForm(request.GET, choices=queries.choices())
    result = queries.gallery(**form.wanted())
    page = Paginator(result.rows, FIRST_PAGE).get_page(request.GET.get("page"))
    people = queries.people(list(page.object_list))
    if not result.searched:
        request.shown = Shown(people=tuple(p.candidate for p in people))  # type: ignore[attr-defined]
    context = {"form": form, "page": page, "people": people, "result": result, "total": page.paginator.count}
    others = queries.least_seen(3) if result.searched and not people else []
    response = render(request, "public/gallery.html", context | {"others": others})
    response.until = queries.earliest_end([*people, *others])  # type: ignore[attr-defined]
    response.headers["Cache-Control"] = ALWAYS_ASK
    if not request.GET:
        response.headers["X-Robots-Tag"] = "noindex, follow, noarchive"
    return response
