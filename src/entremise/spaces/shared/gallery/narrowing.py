"""Links that narrow a list of people further, or undo what narrows it: each is an address
one may share.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote_plus, urlencode

from django.utils.html import format_html_join

from entremise.gallery.queries import Value, words_like
from entremise.spaces.shared.finding import completed

from .forms import FACETS, SearchForm

MOST = 6  # values proposed for each facet
LINK = '<li><a href="?{}">{}</a> <span class="quiet">{}</span></li>'


@dataclass(frozen=True)
class Link:
    label: str
    query: str  # of the address


@dataclass(frozen=True)
class Group:
    label: str
    links: str  # thirty of them on a page: drawn here, a template takes three times as long


def _with(asked: Mapping[str, str], **said: str) -> str:
    """The same list, with this changed, from its first page."""
    left = {
        name: value
        for name, value in asked.items()
        if name not in said and name != "page"
    } | said
    return urlencode({name: value for name, value in left.items() if value})


def exactly(asked: Mapping[str, str]) -> str:
    """Search what was typed, nothing guessed."""
    return _with(asked, exact="1")


def unfinished(asked: Mapping[str, str], typed: str) -> list[Link]:
    """What the last word typed may be the beginning of, in what visible people wrote."""
    lines = dict.fromkeys(completed(typed, phrase) for phrase in words_like(typed))
    return [Link(line, _with(asked, q=line, exact="")) for line in lines]


def groups(
    asked: Mapping[str, str],
    form: SearchForm,
    counted: Mapping[str, list[Value]],
    total: int,
) -> list[Group]:
    """What would narrow what is found, with how many would be left."""
    chosen = form.chosen()
    found = []
    for field, facet in FACETS.items():
        values = [
            value
            for value in counted[facet]
            if not chosen[facet] and 0 < value.count < total
        ][:MOST]
        if values:
            without = _with(asked, **{field: ""})
            rows = (
                (
                    f"{without}&{field}={quote_plus(v.code)}".lstrip("&"),
                    v.label,
                    v.count,
                )
                for v in values
            )
            found.append(
                Group(str(form.filters[field].label), format_html_join("", LINK, rows))
            )
    return found


def undo(asked: Mapping[str, str], form: SearchForm) -> list[Link]:
    """What narrows the list now, each with the address of the list without it."""
    return [
        Link(one.chosen_label, _with(asked, **{one.name: ""}))
        for one in form.filters.values()
        if one.chosen
    ]
