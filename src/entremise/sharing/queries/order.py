"""Who is shown, and in which order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, Sum
from django.utils import timezone

from entremise.candidates.content import PublicCV
from entremise.candidates.enums import GrantChannel, JobFamily
from entremise.candidates.languages import name_of
from entremise.candidates.models import Publication
from entremise.candidates.queries import public_cv, published_all
from entremise.candidates.search import KIND
from entremise.foundation.accounts.models import Zone
from entremise.foundation.search.analyser import fold
from entremise.foundation.search.queries import facet_counts, find
from entremise.sharing import rules
from entremise.sharing.models import Exposure

_seen: dict[int, dict[int, int]] = {}


def _shown_before(watch: int) -> dict[int, int]:
    """Candidate → times shown during the window before this watch; fixed for the watch, so kept in memory."""
    if watch not in _seen:
        rows = Exposure.objects.filter(watch__lt=watch, watch__gte=watch - rules.WINDOW)
        shown = dict(rows.order_by().values_list("candidate_id").annotate(n=Sum("shown")))
        _seen.clear()
        _seen[watch] = shown
    return _seen[watch]


def _watches_here(since: datetime, watch: int) -> int:
    return min(max(watch - rules.watch_of(since), 0), rules.WINDOW)


def fair_order(watch: int, publications: QuerySet[Publication]) -> list[int]:
    """Row ids of these publications, the least seen first."""
    shown = _shown_before(watch)
    rows = list(publications.order_by().values_list("pk", "candidate_id", "first_published_at"))
    people = [rules.Seen(pk, shown.get(candidate, 0), _watches_here(since, watch)) for pk, candidate, since in rows]
    return rules.fair_order(watch, people)


@dataclass(frozen=True)
class Person:
    """Somebody on a page of people: who to count as shown, and what to show."""

    candidate: int
    cv: PublicCV


@dataclass(frozen=True)
class Gallery:
    rows: list[int]  # of the publications, in the order to show them
    understood: str = ""  # what was searched, when a word had to be guessed
    searched: bool = False


def gallery(text: str = "", **facets: str) -> Gallery:
    """Everybody visible now, or those found: the best answers first, else the fair order."""
    watch, live = rules.watch_of(timezone.now()), Publication.objects.live()
    chosen = {name: [value] for name, value in facets.items() if value}
    if not text and not chosen:
        return Gallery(fair_order(watch, live))
    found = find(KIND, text, facets=chosen)
    live = live.filter(code__in=found.keys)
    if not found.ranked:
        return Gallery(fair_order(watch, live), searched=True)
    rows = dict(live.values_list("code", "pk"))
    return Gallery([rows[key] for key in found.keys if key in rows], found.understood, searched=True)


def people(rows: list[int]) -> list[Person]:
    """These publications, in this order; who withdrew meanwhile is not among them."""
    shown = {p.pk: Person(p.candidate_id, public_cv(p)) for p in published_all().filter(pk__in=rows)}
    return [shown[pk] for pk in rows if pk in shown]


def least_seen(count: int) -> list[Person]:
    """For the home page, and for who arrives too late on a page."""
    watch = rules.watch_of(timezone.now())
    return people(fair_order(watch, Publication.objects.live())[:count])


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
