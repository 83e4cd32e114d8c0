from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
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


def filters(form: SearchForm) -> str:
    """Long lists, the same for every page that is narrowed alike."""

    def drawn() -> str:
        return render_to_string("public/_filters.html", {"form": form})

    if not form.is_valid():
        return drawn()
    chosen = " ".join(f"{name}={value}" for name, value in form.chosen().items() if value)
    return stamps.made_once(
        PEOPLE, f"filters {get_language()} {chosen}", drawn, weight=lambda html: 300 + 2 * len(html)
    )


def narrowed(request: HttpRequest, form: SearchForm, result: queries.Gallery, total: int) -> dict[str, Any]:
    """What narrows the list, and what would narrow it further."""
    chosen = {facet: value for facet, value in form.chosen().items() if value}
    counted = queries.counted(chosen, keys=None if result.codes is None else list(result.codes))
    return {
        "groups": narrowing.groups(request.GET, form, counted, total) if total > 1 else [],
        "undo": narrowing.undo(request.GET, form),
    }


@reads(anyone)
@kept(by=stamp(PEOPLE))
def gallery(request: HttpRequest) -> HttpResponse:
    """Everybody who agreed to be met: a search line, quiet filters, the fair order."""
    form = SearchForm(request.GET, choices=queries.choices())
    result = queries.gallery(form.text, exact=form.word_for_word, **form.chosen())
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
        "words": queries.suggestions(),
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
