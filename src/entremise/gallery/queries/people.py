"""Visible people: all of them in the fair order, or search results by relevance.

Results are lazy sequences of row ids, cached until ``GALLERY_CACHE_VERSION`` changes.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Max, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import get_language

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.content.languages import language_name
from entremise.candidates.enums import GrantChannel
from entremise.candidates.indexing.public_index import CV_DOCUMENTS
from entremise.candidates.models import Publication
from entremise.candidates.queries.publications import (
    live_publications,
    public_cv_from_publication,
)
from entremise.foundation.search.analysis.text import fold_text
from entremise.foundation.search.queries.facets import facet_filter_sql
from entremise.foundation.search.queries.searching import SearchResults, search_index
from entremise.foundation.web import cache_versions
from entremise.gallery import rules
from entremise.gallery.models import GalleryRank, RankingRun

from .facets import facet_labels, facet_values_in_use, search_filters


def current_slot() -> int | None:
    """The slot of the last finished run, whose ranking readers use; None before the first."""
    return RankingRun.objects.exclude(finished_at=None).aggregate(last=Max("slot"))[
        "last"
    ]


def is_ranking_due() -> bool:
    """A slot has begun and its ranking is not computed."""
    return (current_slot() or 0) < rules.slot_at(timezone.now())


def current_ranking() -> QuerySet[GalleryRank]:
    """Ranks of visible publications, in the fair order.

    Somebody whose consent has just ended may still be in it: ``published_people`` and
    ``person_summaries`` leave them out.
    """
    last = (
        RankingRun.objects.exclude(finished_at=None)
        .order_by("-slot")
        .values("slot")[:1]
    )
    return GalleryRank.objects.filter(slot=Subquery(last)).order_by(
        "rank", "publication"
    )


def in_fair_order(publications: Iterable[int]) -> list[int]:
    """These row ids of publications, in the fair order; those without a rank are left out."""
    return list(
        current_ranking()
        .filter(publication__in=list(publications))
        .values_list("publication", flat=True)
    )


@dataclass(frozen=True)
class PublishedPerson:
    """A visible person: the candidate (row id) to count as shown, and the CV to show."""

    candidate: int
    cv: PublicCV


class RankedEveryone(Sequence[int]):
    """Row ids of all publications in the fair order, read a page at a time and cached."""

    def __len__(self) -> int:
        return cache_versions.get_or_compute(
            rules.GALLERY_CACHE_VERSION,
            "ranked publications: how many",
            current_ranking().count,
        )

    def __getitem__(self, wanted: Any) -> Any:
        rows = current_ranking().values_list("publication", flat=True)
        return cache_versions.get_or_compute(
            rules.GALLERY_CACHE_VERSION,
            f"ranked publications: {wanted}",
            lambda: list(rows[wanted]),
        )


@dataclass(frozen=True)
class GalleryResult:
    publication_ids: Sequence[int]  # row ids, in the order to show them
    understood: str = ""  # the text searched, when a word had to be guessed
    searched: bool = False
    alike: bool = False  # nobody matches these words, only words near to them
    terms: frozenset[str] = frozenset()  # index terms that explain a match
    codes: Sequence[str] | None = None  # public codes found, when text was searched


class RankedHits(Sequence[int]):
    """Row ids of the publications found, read a page at a time.

    The most relevant first, equals in the fair order.
    """

    def __init__(self, found: SearchResults) -> None:
        self.codes, self.ties = found.keys, found.ties

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, wanted: Any) -> Any:
        start, stop, _ = wanted.indices(len(self.codes))
        if start >= stop:
            return []
        # Where the equals of the first one begin, and where those of the last one end.
        first = self.ties[start]
        last = bisect_right(self.ties, self.ties[stop - 1])
        rows = cache_versions.get_or_compute_many(
            rules.GALLERY_CACHE_VERSION,
            "places",
            self.codes[first:last],
            _ranks_of,
        )
        some = [
            (self.ties[n], *rows[self.codes[n]])
            for n in range(first, last)
            if self.codes[n] in rows
        ]
        return [pk for _tie, _rank, pk in sorted(some)[start - first : stop - first]]


def _ranks_of(codes: list[str]) -> dict[str, tuple[int, int]]:
    """Public code → its rank and the row id of its publication."""
    rows = (
        current_ranking()
        .filter(publication__code__in=codes)
        .values_list("publication__code", "rank", "publication")
    )
    return {code: (rank, pk) for code, rank, pk in rows}


def gallery_search(
    text: str = "", *, exact: bool = False, around: int = 0, **facets: str
) -> GalleryResult:
    """Everybody visible now, or those found: the most relevant first, else the fair order.

    ``around``: at most so many kilometres from the place named in the text or the zone.
    """
    chosen = {name: value for name, value in facets.items() if value}
    if text:
        found = search_index(
            CV_DOCUMENTS,
            text,
            facets=search_filters(chosen, around),
            exact=exact,
            around=around,
        )
        if found.ranked:
            return GalleryResult(
                RankedHits(found),
                found.understood,
                searched=True,
                alike=found.alike,
                terms=found.terms,
                codes=found.keys,
            )
    return (
        GalleryResult(_with_facets(chosen, around), searched=True)
        if chosen
        else GalleryResult(RankedEveryone(), searched=bool(text))
    )


def _with_facets(chosen: dict[str, str], around: int) -> Sequence[int]:
    """Row ids of those with all these facets, in the fair order, cached."""

    def look() -> array:
        having, parameters = facet_filter_sql(
            CV_DOCUMENTS, search_filters(chosen, around), "d.id"
        )
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT r.publication_id FROM {GalleryRank._meta.db_table} r"
                " JOIN candidates_publication p ON p.id = r.publication_id"
                " JOIN search_document d ON d.kind = %s AND d.key = p.code"
                f" WHERE r.slot = (SELECT MAX(slot) FROM {RankingRun._meta.db_table}"
                " WHERE finished_at IS NOT NULL)"
                f"{having} ORDER BY r.rank, r.publication_id",
                [CV_DOCUMENTS, *parameters],
            )
            return array("q", (pk for (pk,) in cursor.fetchall()))

    name = (
        " ".join(f"{facet}={value}" for facet, value in sorted(chosen.items()))
        + f" around={around}"
    )
    return cache_versions.get_or_compute(
        rules.GALLERY_CACHE_VERSION,
        name[:200],
        look,
        size_of=lambda rows: 300 + 8 * len(rows),
    )


@dataclass(frozen=True)
class PersonSummary:
    """The facts about a visible person that their card depends on.

    Everything else on the card follows from ``rendering``, which changes at each
    publication.
    """

    publication: int
    candidate: int
    code: str
    rendering_key: str
    first_name: str
    zone: str
    consent_until: datetime


def person_summaries(rows: Iterable[int]) -> list[PersonSummary]:
    """These publications (row ids), in this order, without those no longer visible."""
    now = timezone.now()
    # A corrected first name changes no cache version: it follows within the minute, as on
    # a cached page.
    cached = cache_versions.get_or_compute_many(
        rules.GALLERY_CACHE_VERSION,
        f"person summaries {now:%H:%M}",
        list(rows),
        _person_summaries,
    )
    return [summary for summary in cached.values() if summary.consent_until > now]


def _person_summaries(rows: list[int]) -> dict[int, PersonSummary]:
    names = (
        "pk",
        "candidate",
        "code",
        "rendering_key",
        "candidate__first_name",
        "candidate__zone__name",
        "grant__until",
    )
    return {
        row[0]: PersonSummary(*row)
        for row in Publication.objects.live().filter(pk__in=rows).values_list(*names)
    }


def published_people(rows: list[int]) -> list[PublishedPerson]:
    """These publications (row ids) with their CVs, in this order, without those not visible."""
    shown = {
        p.pk: PublishedPerson(p.candidate_id, public_cv_from_publication(p))
        for p in live_publications().filter(pk__in=rows)
    }
    return [shown[pk] for pk in rows if pk in shown]


def least_seen_people(count: int) -> list[PersonSummary]:
    return person_summaries(RankedEveryone()[:count])


def earliest_consent_end(people: Iterable[PersonSummary]) -> datetime | None:
    """When the first of their consents ends."""
    return min((person.consent_until for person in people), default=None)


@dataclass(frozen=True)
class FacetChoices:
    """(value, label) of each facet, for the values that somebody visible has."""

    families: list[tuple[str, str]]
    zones: list[tuple[str, str]]
    languages: list[tuple[str, str]]
    contracts: list[tuple[str, str]]
    departements: list[tuple[str, str]]


def facet_choices() -> FacetChoices:
    """The choices in the active language, cached."""
    return cache_versions.get_or_compute(
        rules.GALLERY_CACHE_VERSION,
        f"choices {get_language()}",
        _choices,
        size_of=lambda _: 20_000,
    )


def _choices() -> FacetChoices:
    known, named = facet_values_in_use(), facet_labels()
    return FacetChoices(
        families=_sorted(
            (v, named["family"][v])
            for v in known.get("family", ())
            if v in named["family"]
        ),
        zones=_sorted(
            (v, named["zone"][v]) for v in known.get("zone", ()) if v in named["zone"]
        ),
        languages=_sorted((v, language_name(v)) for v in known.get("language", ())),
        contracts=[
            pair
            for pair in named["contract"].items()
            if pair[0] in known.get("contract", ())
        ],
        departements=_sorted(
            (v, named["departement"].get(v, v)) for v in known.get("departement", ())
        ),
    )


def _sorted(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: fold_text(pair[1]))


def cvs_open_to_search_engines() -> list[tuple[str, datetime]]:
    """(public code, date of publication) of who agreed to be found by search engines."""
    live = Publication.objects.live().values_list(
        "code", "published_at", "grant__channels"
    )
    return [
        (code, at)
        for code, at, channels in live
        if GrantChannel.SEARCH_ENGINES in channels
    ]
