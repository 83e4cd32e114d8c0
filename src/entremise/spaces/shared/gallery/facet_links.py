"""Links that narrow a list of people further, or undo what narrows it: each is an address
one may share.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote_plus, urlencode

from django.utils.html import format_html_join

from entremise.gallery.queries.autocomplete import search_completions
from entremise.gallery.queries.facets import FacetValue
from entremise.spaces.shared.search_results import complete_last_word

from .forms import FACETS, PeopleSearchForm

MAX_VALUES_PER_FACET = 6  # values proposed for each facet
FACET_LINK_HTML = '<li><a href="?{}">{}</a> <span class="quiet">{}</span></li>'


@dataclass(frozen=True)
class FacetLink:
    label: str
    query_string: str  # of the address


@dataclass(frozen=True)
class FacetGroup:
    label: str
    links_html: str  # thirty of them on a page: drawn here, a template takes three times as long


def _query_string_with(params: Mapping[str, str], **changes: str) -> str:
    """The same list, with this changed, from its first page."""
    left = {
        name: value
        for name, value in params.items()
        if name not in changes and name != "page"
    } | changes
    return urlencode({name: value for name, value in left.items() if value})


def exact_search_query(params: Mapping[str, str]) -> str:
    """Search what was typed, nothing guessed."""
    return _query_string_with(params, exact="1")


def completion_links(params: Mapping[str, str], typed: str) -> list[FacetLink]:
    """What the last word typed may be the beginning of, in what visible people wrote."""
    lines = dict.fromkeys(
        complete_last_word(typed, phrase) for phrase in search_completions(typed)
    )
    return [
        FacetLink(line, _query_string_with(params, q=line, exact="")) for line in lines
    ]


def facet_groups(
    params: Mapping[str, str],
    form: PeopleSearchForm,
    counted: Mapping[str, list[FacetValue]],
    total: int,
) -> list[FacetGroup]:
    """What would narrow what is found, with how many would be left."""
    chosen = form.chosen_facets()
    found = []
    for field, facet in FACETS.items():
        values = [
            value
            for value in counted[facet]
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
            found.append(
                FacetGroup(
                    str(form.filters[field].label),
                    format_html_join("", FACET_LINK_HTML, rows),
                )
            )
    return found


def undo_links(params: Mapping[str, str], form: PeopleSearchForm) -> list[FacetLink]:
    """What narrows the list now, each with the address of the list without it."""
    return [
        FacetLink(one.chosen_label, _query_string_with(params, **{one.name: ""}))
        for one in form.filters.values()
        if one.chosen
    ]
