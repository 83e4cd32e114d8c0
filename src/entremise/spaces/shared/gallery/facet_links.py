"""Links that add or remove a filter of a list of people. Each is a query string."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote_plus, urlencode

from django.utils.html import format_html_join

from entremise.gallery.queries.autocomplete import search_completions
from entremise.gallery.queries.facets import FacetValue
from entremise.spaces.shared.search_results import complete_last_word

from .forms import FACETS, PeopleSearchForm

MAX_VALUES_PER_FACET = 6
FACET_LINK_HTML = '<li><a href="?{}">{}</a> <span class="quiet">{}</span></li>'


@dataclass(frozen=True)
class FacetLink:
    label: str
    query_string: str


@dataclass(frozen=True)
class FacetGroup:
    label: str
    links_html: str  # not made by a template, which takes three times as long


def _query_string_with(params: Mapping[str, str], **changes: str) -> str:
    """The query string of the first page of the same list, with these changes."""
    changed = {
        name: value
        for name, value in params.items()
        if name not in changes and name != "page"
    } | changes
    return urlencode({name: value for name, value in changed.items() if value})


def exact_search_query(params: Mapping[str, str]) -> str:
    """The same search for the words as typed, without any guess."""
    return _query_string_with(params, exact="1")


def completion_links(params: Mapping[str, str], typed: str) -> list[FacetLink]:
    """Searches whose last word begins like the one typed, from words of published CVs."""
    queries = dict.fromkeys(
        complete_last_word(typed, phrase) for phrase in search_completions(typed)
    )
    return [
        FacetLink(query, _query_string_with(params, q=query, exact=""))
        for query in queries
    ]


def facet_groups(
    params: Mapping[str, str],
    form: PeopleSearchForm,
    counts: Mapping[str, list[FacetValue]],
    total: int,
) -> list[FacetGroup]:
    """Filters that would narrow the ``total`` people found, each with how many would be left."""
    chosen = form.chosen_facets()
    groups = []
    for field, facet in FACETS.items():
        values = [
            value
            for value in counts[facet]
            if not chosen[facet] and 0 < value.count < total
        ][:MAX_VALUES_PER_FACET]
        if values:
            without = _query_string_with(params, **{field: ""})
            rows = (
                (
                    f"{without}&{field}={quote_plus(v.code)}".lstrip("&"),
                    v.label,
                    v.count,
                )
                for v in values
            )
            groups.append(
                FacetGroup(
                    str(form.filters[field].label),
                    format_html_join("", FACET_LINK_HTML, rows),
                )
            )
    return groups


def undo_links(params: Mapping[str, str], form: PeopleSearchForm) -> list[FacetLink]:
    """The filters in use, each with the query string of the list without it."""
    return [
        FacetLink(one.chosen_label, _query_string_with(params, **{one.name: ""}))
        for one in form.filters.values()
        if one.chosen
    ]
