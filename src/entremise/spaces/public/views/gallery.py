from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from entremise.foundation.kit.web import anyone, reads
from entremise.sharing import queries
from entremise.sharing.middleware import Shown
from entremise.sharing.rules import FIRST_PAGE
from entremise.spaces.public.forms.gallery import SearchForm


@reads(anyone)
def gallery(request: HttpRequest) -> HttpResponse:
    """Everybody who agreed to be met: a search line, three quiet filters, the fair order."""
    form = SearchForm(request.GET, choices=queries.choices())
    result = queries.gallery(**form.wanted())
    page = Paginator(result.rows, FIRST_PAGE).get_page(request.GET.get("page"))
    people = queries.people(list(page.object_list))
    if not result.searched:
        request.shown = Shown(people=tuple(p.candidate for p in people))  # type: ignore[attr-defined]
    context = {"form": form, "page": page, "people": people, "result": result, "total": page.paginator.count}
    if result.searched and not people:
        context["others"] = queries.least_seen(3)
    response = render(request, "public/gallery.html", context)
    response.headers["Cache-Control"] = "private, no-cache, max-age=0, must-revalidate"
    if not request.GET:
        response.headers["X-Robots-Tag"] = "noindex, follow, noarchive"
    return response
