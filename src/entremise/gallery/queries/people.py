"""Who is shown, and in which order."""

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
from entremise.candidates.models import Publication
from entremise.candidates.queries.publications import live_publications, public_cv_of
from entremise.candidates.search.public_index import CV_DOCUMENTS
from entremise.foundation.search.analysis.text import fold_text
from entremise.foundation.search.queries.facets import facet_filter_sql
from entremise.foundation.search.queries.searching import SearchResults, search_index
from entremise.foundation.web import cache_versions
from entremise.gallery import rules as gallery_rules
from entremise.gallery.models import GalleryRank, RankingRun

from .facets import facet_labels, facet_values_in_use, search_filters


def current_slot() -> int | None:
    """The watch whose order everybody reads: the last one that was drawn to its end."""
    return RankingRun.objects.exclude(done_at=None).aggregate(last=Max("watch"))["last"]


def is_ranking_due() -> bool:
    """A watch has begun, and its order is not drawn."""
    return (current_slot() or 0) < gallery_rules.slot_at(timezone.now())


def current_ranking() -> QuerySet[GalleryRank]:
    """Who is visible, in the fair order.

    It may hold somebody whose agreement has just run out: ``people`` knows.
    """
    drawn = (
        RankingRun.objects.exclude(done_at=None).order_by("-watch").values("watch")[:1]
    )
    return GalleryRank.objects.filter(watch=Subquery(drawn)).order_by(
        "rank", "publication"
    )


def in_fair_order(publications: Iterable[int]) -> list[int]:
    """These row ids of publications, in the fair order; who has no place in it is left out."""
    return list(
        current_ranking()
        .filter(publication__in=list(publications))
        .values_list("publication", flat=True)
    )


@dataclass(frozen=True)
class PublishedPerson:
    """Somebody on a page of people: who to count as shown, and what to show."""

    candidate: int
    cv: PublicCV


class RankedEveryone(Sequence[int]):
    """Row ids of the publications in the fair order, read from the table a page at a time,
    and once each.
    """

    def __len__(self) -> int:
        return cache_versions.get_or_compute(
            gallery_rules.GALLERY_CACHE_VERSION, "standing", current_ranking().count
        )

    def __getitem__(self, wanted: Any) -> Any:
        rows = current_ranking().values_list("publication", flat=True)
        return cache_versions.get_or_compute(
            gallery_rules.GALLERY_CACHE_VERSION,
            f"standing {wanted}",
            lambda: list(rows[wanted]),
        )


@dataclass(frozen=True)
class GalleryResult:
    publication_ids: Sequence[int]  # of the publications, in the order to show them
    understood: str = ""  # what was searched, when a word had to be guessed
    searched: bool = False
    alike: bool = False  # nobody answers these words: only words near to them
    terms: frozenset[str] = (
        frozenset()
    )  # what a word of a CV may be, to be a reason why it is there
    codes: Sequence[str] | None = None  # of those found, when words were searched


class RankedHits(Sequence[int]):
    """Row ids of the publications found, the best answer first and equals in the fair
    order, read a page at a time.
    """

    def __init__(self, found: SearchResults) -> None:
        self.codes, self.ties = found.keys, found.ties

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, wanted: Any) -> Any:
        start, stop, _ = wanted.indices(len(self.codes))
        if start >= stop:
            return []
        first = self.ties[
            start
        ]  # where the equals of the first one begin, and of the last one end
        last = bisect_right(self.ties, self.ties[stop - 1])
        rows = cache_versions.get_or_compute_many(
            gallery_rules.GALLERY_CACHE_VERSION,
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
    """Of each public code, its rank and the row id of the publication."""
    rows = (
        current_ranking()
        .filter(publication__code__in=codes)
        .values_list("publication__code", "rank", "publication")
    )
    return {code: (rank, pk) for code, rank, pk in rows}


def gallery_search(
    text: str = "", *, exact: bool = False, around: int = 0, **facets: str
) -> GalleryResult:
    """Everybody visible now, or those found: the best answers first, else the fair order.

    ``around``: nobody farther than so many kilometres from the place that is named.
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
    """Those with all these facets, in the fair order.

    Looked up once until somebody comes or leaves.
    """

    def look() -> array:
        having, parameters = facet_filter_sql(
            CV_DOCUMENTS, search_filters(chosen, around), "d.id"
        )
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT s.publication_id FROM gallery_galleryrank s"
                " JOIN candidates_publication p ON p.id = s.publication_id"
                " JOIN search_document d ON d.kind = %s AND d.key = p.code"
                " WHERE s.watch = (SELECT MAX(watch) FROM gallery_rankingrun WHERE done_at IS NOT NULL)"
                f"{having} ORDER BY s.rank, s.publication_id",
                [CV_DOCUMENTS, *parameters],
            )
            return array("q", (pk for (pk,) in cursor.fetchall()))

    what = (
        " ".join(f"{name}={value}" for name, value in sorted(chosen.items()))
        + f" around={around}"
    )
    return cache_versions.get_or_compute(
        gallery_rules.GALLERY_CACHE_VERSION,
        what[:200],
        look,
        size_of=lambda rows: 300 + 8 * len(rows),
    )


@dataclass(frozen=True)
class PersonSummary:
    """Somebody visible now, with all that a card of theirs depends on: of one rendering,
    the rest never changes.
    """

    publication: int
    candidate: int
    code: str
    rendering_key: str
    first_name: str
    zone: str
    consent_until: datetime


def person_summaries(rows: Iterable[int]) -> list[PersonSummary]:
    """These publications, in this order; who withdrew meanwhile is not among them."""
    now = timezone.now()
    # No stamp knows of a first name that is corrected: it follows within the minute, as on
    # a page that is kept.
    held = cache_versions.get_or_compute_many(
        gallery_rules.GALLERY_CACHE_VERSION, f"faces of {now:%H:%M}", list(rows), _faces
    )
    return [face for face in held.values() if face.consent_until > now]


def _faces(rows: list[int]) -> dict[int, PersonSummary]:
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
    """These publications, in this order; who withdrew meanwhile is not among them."""
    shown = {
        p.pk: PublishedPerson(p.candidate_id, public_cv_of(p))
        for p in live_publications().filter(pk__in=rows)
    }
    return [shown[pk] for pk in rows if pk in shown]


def least_seen_people(count: int) -> list[PersonSummary]:
    return person_summaries(RankedEveryone()[:count])


def earliest_consent_end(shown: Iterable[PersonSummary]) -> datetime | None:
    """When the first of their agreements runs out."""
    return min((face.consent_until for face in shown), default=None)


@dataclass(frozen=True)
class FacetChoices:
    """Values that lead to somebody."""

    families: list[tuple[str, str]]
    zones: list[tuple[str, str]]
    languages: list[tuple[str, str]]
    contracts: list[tuple[str, str]]
    departements: list[tuple[str, str]]


def facet_choices() -> FacetChoices:
    """In the reader's language; looked up once until somebody comes or leaves."""
    return cache_versions.get_or_compute(
        gallery_rules.GALLERY_CACHE_VERSION,
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
    """(public code, when published) of who agreed to be found by them."""
    live = Publication.objects.live().values_list(
        "code", "published_at", "grant__channels"
    )
    return [
        (code, at)
        for code, at, channels in live
        if GrantChannel.SEARCH_ENGINES in channels
    ]
