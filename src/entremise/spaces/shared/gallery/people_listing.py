"""One page of a list of people, by the search and filters of its query string."""

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
from entremise.gallery.queries.facets import gallery_facet_counts, search_suggestions
from entremise.gallery.queries.people import (
    GalleryResult,
    PersonSummary,
    facet_choices,
    gallery_search,
    least_seen_people,
    person_summaries,
)
from entremise.gallery.rules import GALLERY_CACHE_VERSION

from . import facet_links
from .cards import render_person_cards
from .forms import FacetFilter, PeopleSearchForm

RESULTS_PER_PAGE = 12  # when something is searched: each card then says why
OTHERS_SHOWN = 3  # when nobody is found


@dataclass(frozen=True)
class PeopleListing:
    people: list[PersonSummary]
    others: list[PersonSummary]
    searched: bool
    context: dict[
        str, Any
    ]  # for ``gallery/_search.html`` and ``gallery/_results.html``


def people_listing(
    params: QueryDict, *, page_size: int, everybody_url: str, card_url_name: str
) -> PeopleListing:
    """The page of people asked for by ``params``.

    ``page_size``: people on a page when nothing is searched; ``everybody_url``: that list;
    ``card_url_name``: the page behind each card.
    """
    form = PeopleSearchForm(params, choices=facet_choices())
    result = gallery_search(
        form.query, exact=form.exact, around=form.radius_km, **form.chosen_facets()
    )
    page = Paginator(
        result.publication_ids, RESULTS_PER_PAGE if result.searched else page_size
    ).get_page(params.get("page"))
    people = person_summaries(page.object_list)
    others = least_seen_people(OTHERS_SHOWN) if result.searched and not people else []
    context = {
        "form": form,
        "everybody": everybody_url,
        "page": page,
        "cards": render_person_cards(
            people, url_name=card_url_name, terms=result.terms
        ),
        "others": render_person_cards(others, url_name=card_url_name),
        "result": result,
        "total": page.paginator.count,
        "filters": _filters(form),
        "suggestions": _search_suggestions(),
        "unfinished": facet_links.completion_links(params, form.query)
        if form.query
        else [],
        "exactly": facet_links.exact_search_query(params) if result.understood else "",
    }
    if result.searched:
        context |= _facet_context(params, form, result, page.paginator.count)
    return PeopleListing(people, others, result.searched, context)


def _filters(form: PeopleSearchForm) -> str:
    """HTML of the filters, each cached by its chosen value."""

    def render(one: FacetFilter) -> str:
        return render_to_string("gallery/_filter.html", {"filter": one})

    parts = (
        (_cached_fragment(f"filter {one.name}={one.chosen}", partial(render, one)),)
        for one in form.filters.values()
    )
    return format_html_join("", "{}", parts)


def _search_suggestions() -> str:
    """``<option>`` elements of the search field."""

    def render() -> str:
        return format_html_join(
            "",
            "<option>{}</option>",
            ([term] for term in search_suggestions()),
        )

    return _cached_fragment("suggestions", render)


def _cached_fragment(key: str, render: Callable[[], str]) -> str:
    """A part of the page in this language, cached until a CV is published or withdrawn."""
    return cache_versions.get_or_compute(
        GALLERY_CACHE_VERSION,
        f"{key} {get_language()}",
        render,
        size_of=lambda html: 300 + 2 * len(html),
    )


def _facet_context(
    params: QueryDict,
    form: PeopleSearchForm,
    result: GalleryResult,
    total: int,
) -> dict[str, Any]:
    """Filters that would narrow the list, and filters in use."""
    chosen = {facet: value for facet, value in form.chosen_facets().items() if value}
    counts = gallery_facet_counts(chosen, keys=result.codes, around=form.radius_km)
    return {
        "groups": facet_links.facet_groups(params, form, counts, total)
        if total > 1
        else [],
        "undo": facet_links.undo_links(params, form),
    }
