"""One page of people, found by words and filters read in its address, with what there is to
say of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.translation import get_language

from entremise.foundation.web import cache_versions
from entremise.gallery import queries as gallery_queries
from entremise.gallery.rules import PEOPLE

from . import narrowing
from .cards import cards
from .forms import Filter, SearchForm

# on a page of answers: the best come first, each says why, and a telephone pays for every
# line
FOUND = 12
OTHERS = 3  # shown when nobody is found


@dataclass(frozen=True)
class Listing:
    faces: list[gallery_queries.Face]
    others: list[gallery_queries.Face]
    searched: bool
    context: dict[str, Any]  # for ``sharing/_search.html`` and ``sharing/_found.html``


def listing(asked: QueryDict, *, size: int, everybody: str, door: str) -> Listing:
    """``size``: people on a page when nothing is asked; ``everybody``: the address of that
    list. ``door``: name of the page behind each card.
    """
    form = SearchForm(asked, choices=gallery_queries.choices())
    result = gallery_queries.gallery(
        form.text, exact=form.word_for_word, around=form.around, **form.chosen()
    )
    page = Paginator(result.rows, FOUND if result.searched else size).get_page(
        asked.get("page")
    )
    faces = gallery_queries.faces(page.object_list)
    others = (
        gallery_queries.least_seen_faces(OTHERS)
        if result.searched and not faces
        else []
    )
    context = {
        "form": form,
        "everybody": everybody,
        "page": page,
        "cards": cards(faces, door=door, terms=result.terms),
        "others": cards(others, door=door),
        "result": result,
        "total": page.paginator.count,
        "filters": _filters(form),
        "words": _words(),
        "unfinished": narrowing.unfinished(asked, form.text) if form.text else [],
        "exactly": narrowing.exactly(asked) if result.understood else "",
    }
    if result.searched:
        context |= _narrowed(asked, form, result, page.paginator.count)
    return Listing(faces, others, result.searched, context)


def _filters(form: SearchForm) -> str:
    """Long lists, each the same for every page where the same value is chosen."""

    def drawn(one: Filter) -> str:
        return render_to_string("sharing/_filter.html", {"filter": one})

    parts = (
        (_kept(f"filter {one.name}={one.chosen}", partial(drawn, one)),)
        for one in form.filters.values()
    )
    return format_html_join("", "{}", parts)


def _words() -> str:
    """What to propose under the search line."""

    def drawn() -> str:
        return format_html_join(
            "",
            "<option>{}</option>",
            ([word] for word in gallery_queries.suggestions()),
        )

    return _kept("words", drawn)


def _kept(what: str, draw: Callable[[], str]) -> str:
    """A part of the page in this language, until somebody comes or leaves."""
    return cache_versions.made_once(
        PEOPLE,
        f"{what} {get_language()}",
        draw,
        weight=lambda html: 300 + 2 * len(html),
    )


def _narrowed(
    asked: QueryDict, form: SearchForm, result: gallery_queries.Gallery, total: int
) -> dict[str, Any]:
    """What narrows the list, and what would narrow it further."""
    chosen = {facet: value for facet, value in form.chosen().items() if value}
    counted = gallery_queries.counted(chosen, keys=result.codes, around=form.around)
    return {
        "groups": narrowing.groups(asked, form, counted, total) if total > 1 else [],
        "undo": narrowing.undo(asked, form),
    }
