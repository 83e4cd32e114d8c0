"""Links that narrow a list of people further, or undo what narrows it: each is an address one may share."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from entremise.sharing.queries import Value, words_like
from entremise.spaces.joint.finding import completed

from .forms import FACETS, SearchForm, distances

MOST = 6  # values proposed for each facet


@dataclass(frozen=True)
class Link:
    label: str
    query: str  # of the address
    count: int = 0


@dataclass(frozen=True)
class Group:
    label: str
    links: list[Link]


def _with(asked: QueryDict, **said: str) -> str:
    """The same list, with this changed, from its first page."""
    query = asked.copy()
    query.pop("page", None)
    for name, value in said.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return query.urlencode()


def _and(query: str, name: str, value: str) -> str:
    said = urlencode({name: value})
    return f"{query}&{said}" if query else said


def exactly(asked: QueryDict) -> str:
    """Search what was typed, nothing guessed."""
    return _with(asked, exact="1")


def unfinished(asked: QueryDict, typed: str) -> list[Link]:
    """What the last word typed may be the beginning of, in what visible people wrote."""
    lines = dict.fromkeys(completed(typed, phrase) for phrase in words_like(typed))
    return [Link(line, _with(asked, q=line, exact="")) for line in lines]


def groups(asked: QueryDict, form: SearchForm, counted: Mapping[str, list[Value]], total: int) -> list[Group]:
    """What would narrow what is found, with how many would be left."""
    chosen = form.chosen()
    found = []
    for field, facet in FACETS.items():
        values = [value for value in counted[facet] if not chosen[facet] and 0 < value.count < total][:MOST]
        if values:
            without = _with(asked, **{field: ""})
            links = [Link(v.label, _and(without, field, v.code), v.count) for v in values]
            found.append(Group(str(form.fields[field].label), links))
    return found


def undo(asked: QueryDict, form: SearchForm) -> list[Link]:
    """What narrows the list now, each with the address of the list without it."""
    found = []
    for field, facet in FACETS.items():
        if value := form.chosen()[facet]:
            labels = dict(form.fields[field].choices)  # type: ignore[attr-defined]
            found.append(Link(str(labels[value]), _with(asked, **{field: ""})))
    if form.around:
        found.append(Link(dict(distances())[str(form.around)], _with(asked, autour="")))
    return found
