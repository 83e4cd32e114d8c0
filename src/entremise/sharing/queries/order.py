"""Who is shown, and in which order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet, Subquery
from django.utils import timezone

from entremise.candidates.content import PublicCV
from entremise.candidates.enums import GrantChannel, JobFamily
from entremise.candidates.languages import name_of
from entremise.candidates.models import Publication
from entremise.candidates.queries import public_cv, published_all
from entremise.candidates.search import KIND
from entremise.foundation.accounts.models import Zone
from entremise.foundation.kit import stamps
from entremise.foundation.search.analyser import fold
from entremise.foundation.search.queries import facet_counts, find
from entremise.sharing import rules
from entremise.sharing.models import Draw, Standing


def drawn_watch() -> int | None:
    """The watch whose order everybody reads: the last one that was drawn to its end."""
    return Draw.objects.exclude(done_at=None).aggregate(last=Max("watch"))["last"]


def needs_drawing() -> bool:
    """A watch has begun, and its order is not drawn."""
    return (drawn_watch() or 0) < rules.watch_of(timezone.now())


def standing() -> QuerySet[Standing]:
    """Who is visible, in the fair order. It may hold somebody whose agreement has just run out: ``people`` knows."""
    drawn = Draw.objects.exclude(done_at=None).order_by("-watch").values("watch")[:1]
    return Standing.objects.filter(watch=Subquery(drawn)).order_by("rank", "publication")


def in_fair_order(publications: Iterable[int]) -> list[int]:
    """These row ids of publications, in the fair order; who has no place in it is left out."""
    return list(standing().filter(publication__in=list(publications)).values_list("publication", flat=True))


def fair_order(_watch: int, publications: QuerySet[Publication]) -> list[int]:
    return in_fair_order(publications.values_list("pk", flat=True))


@dataclass(frozen=True)
class Person:
    """Somebody on a page of people: who to count as shown, and what to show."""

    candidate: int
    cv: PublicCV


class Everybody(Sequence[int]):
    """Row ids of the publications in the fair order, read from the table a page at a time."""

    def __len__(self) -> int:
        return stamps.made_once(rules.PEOPLE, "standing", standing().count)

    def __getitem__(self, wanted: Any) -> Any:
        return list(standing().values_list("publication", flat=True)[wanted])


@dataclass(frozen=True)
class Gallery:
    rows: Sequence[int]  # of the publications, in the order to show them
    understood: str = ""  # what was searched, when a word had to be guessed
    searched: bool = False


def gallery(text: str = "", **facets: str) -> Gallery:
    """Everybody visible now, or those found: the best answers first, else the fair order."""
    chosen = {name: [value] for name, value in facets.items() if value}
    if not text and not chosen:
        return Gallery(Everybody())
    found = find(KIND, text, facets=chosen)
    live = Publication.objects.live().filter(code__in=found.keys)
    if not found.ranked:
        return Gallery(in_fair_order(live.values_list("pk", flat=True)), searched=True)
    rows = dict(live.values_list("code", "pk"))
    return Gallery([rows[key] for key in found.keys if key in rows], found.understood, searched=True)


def people(rows: list[int]) -> list[Person]:
    """These publications, in this order; who withdrew meanwhile is not among them."""
    shown = {p.pk: Person(p.candidate_id, public_cv(p)) for p in published_all().filter(pk__in=rows)}
    return [shown[pk] for pk in rows if pk in shown]


def earliest_end(people: Iterable[Person]) -> datetime | None:
    """When the first of their agreements runs out."""
    return min((person.cv.until for person in people if person.cv.until), default=None)


def least_seen(count: int) -> list[Person]:
    """For the home page, and for who arrives too late on a page."""
    return people(Everybody()[:count])


@dataclass(frozen=True)
class Choices:
    """Values that lead to somebody."""

    families: list[tuple[str, str]]
    zones: list[tuple[str, str]]
    languages: list[tuple[str, str]]


def choices() -> Choices:
    used = {name: facet_counts(KIND, name) for name in ("family", "zone", "language")}
    named = dict(JobFamily.choices)
    return Choices(
        families=_sorted((v, str(named[v])) for v in used["family"] if v in named),
        zones=_sorted(Zone.objects.filter(code__in=used["zone"]).values_list("code", "name")),
        languages=_sorted((v, name_of(v)) for v in used["language"]),
    )


def _sorted(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: fold(pair[1]))


def open_to_search_engines() -> list[tuple[str, datetime]]:
    """(public code, when published) of who agreed to be found by them."""
    live = Publication.objects.live().values_list("code", "published_at", "grant__channels")
    return [(code, at) for code, at, channels in live if GrantChannel.SEARCH_ENGINES in channels]
