from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.translation import get_language

from entremise.foundation.kit import stamps
from entremise.foundation.kit.kept import ALWAYS_ASK, kept, stamp
from entremise.foundation.kit.web import anyone, reads
from entremise.sharing import queries
from entremise.sharing.middleware import Shown
from entremise.sharing.rules import FIRST_PAGE, PEOPLE
from entremise.spaces.public import narrowing
from entremise.spaces.public.cards import cards
from entremise.spaces.public.forms.gallery import SearchForm

FILTERS = ("metier", "lieu", "autour", "departement", "langue", "contrat")


def filters(form: SearchForm) -> str:
    """Long lists, each the same for every page where the same value is chosen."""
    valid = form.is_valid()

    def drawn(name: str) -> str:
        return form[name].as_field_group()

    return format_html_join(
        "",
        "{}",
        (
            [_kept(f"filter {name}={form.cleaned_data[name]}", partial(drawn, name)) if valid else drawn(name)]
            for name in FILTERS
        ),
    )


def words() -> str:
    """What to propose under the search line."""

    def drawn() -> str:
        return format_html_join("", "<option>{}</option>", ([word] for word in queries.suggestions()))

    return _kept("words", drawn)


def _kept(what: str, draw: Callable[[], str]) -> str:
    """A part of the page in this language, until somebody comes or leaves."""
    return stamps.made_once(PEOPLE, f"{what} {get_language()}", draw, weight=lambda html: 300 + 2 * len(html))


def narrowed(request: HttpRequest, form: SearchForm, result: queries.Gallery, total: int) -> dict[str, Any]:
    """What narrows the list, and what would narrow it further."""
    chosen = {facet: value for facet, value in form.chosen().items() if value}
    counted = queries.counted(chosen, keys=result.codes, around=form.around)
    return {
        "groups": narrowing.groups(request.GET, form, counted, total) if total > 1 else [],
        "undo": narrowing.undo(request.GET, form),
    }


@reads(anyone)
@kept(by=stamp(PEOPLE))
def gallery(request: HttpRequest) -> HttpResponse:
    """Everybody who agreed to be met: a search line, quiet filters, the fair order."""
    form = SearchForm(request.GET, choices=queries.choices())
    result = queries.gallery(form.text, exact=form.word_for_word, around=form.around, **form.chosen())
    page = Paginator(result.rows, FIRST_PAGE).get_page(request.GET.get("page"))
    faces = queries.faces(page.object_list)
    if not result.searched:
        request.shown = Shown(people=tuple(face.candidate for face in faces))  # type: ignore[attr-defined]
    context = {
        "form": form,
        "page": page,
        "cards": cards(faces, terms=result.terms),
        "result": result,
        "total": page.paginator.count,
        "filters": filters(form),
        "words": words(),
        "exactly": narrowing.exactly(request.GET) if result.understood else "",
    }
    if result.searched:
        context |= narrowed(request, form, result, page.paginator.count)
    others = queries.least_seen_faces(3) if result.searched and not faces else []
    response = render(request, "public/gallery.html", context | {"others": cards(others)})
    response.until = queries.earliest_end([*faces, *others])  # type: ignore[attr-defined]
    response.headers["Cache-Control"] = ALWAYS_ASK
    if not request.GET:
        response.headers["X-Robots-Tag"] = "noindex, follow, noarchive"
    return response
