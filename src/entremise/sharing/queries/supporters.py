"""Supporters: their wishes, the people to show them, and what their links led to."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.indexing.public_index import CV_DOCUMENTS
from entremise.candidates.models import Publication
from entremise.foundation.kit.links import url_to
from entremise.foundation.search.queries.searching import search_index
from entremise.gallery.queries.people import (
    PublishedPerson,
    current_ranking,
    published_people,
)
from entremise.meetings.enums import MeetingState
from entremise.meetings.models import Meeting
from entremise.sharing import signing
from entremise.sharing.enums import ShareChannel
from entremise.sharing.models import Credit, ShareLink, Supporter, Visit

from .links import tokens_by_candidate

DIGEST_SIZE = 4
# Meetings are shown as one sum, of enough people and old enough to tell nothing about one.
MIN_PEOPLE_FOR_MEETINGS = 5
MEETINGS_DELAY = timedelta(days=30)


def supporter_from_key(key: str, purpose: str) -> Supporter | None:
    """The supporter of this key; None when it is wrong, expired or revoked.

    ``signing.STOP`` keys cannot be revoked; ``signing.PAGE`` needs a confirmed supporter.
    """
    values = signing.read_supporter_key(key, purpose)
    if values is None:
        return None
    code, generation = values
    supporter = Supporter.objects.filter(code=code, ended_at=None).first()
    if supporter is None:
        return None
    if purpose != signing.STOP and supporter.link_generation != generation:
        return None
    return supporter if supporter.confirmed_at or purpose != signing.PAGE else None


def supporter_wishes(supporter: Supporter) -> dict[str, object]:
    """Their wishes, as initial values of their form."""
    return {
        "first_name": supporter.first_name,
        "zones": list(supporter.zones.values_list("slug", flat=True)),
        "families": supporter.families,
        "every_days": supporter.every_days,
    }


def supporters_due_digest(moment: datetime) -> list[Supporter]:
    """Supporters whose letter is due, the longest without one first."""
    waiting = (
        Supporter.objects.filter(ended_at=None)
        .exclude(confirmed_at=None)
        .prefetch_related("zones")
    )
    in_order = waiting.order_by(F("last_digest_at").asc(nulls_first=True), "pk")
    return [
        s
        for s in in_order
        if s.last_digest_at is None
        or s.last_digest_at + timedelta(days=s.every_days) <= moment
    ]


def people_for_supporter(supporter: Supporter, count: int) -> list[PublishedPerson]:
    """People who suit their wishes and for whom they have no link, in the fair order."""
    rows = current_ranking().filter(publication__in=Publication.objects.live())
    rows = rows.exclude(
        publication__candidate__in=_links_of(supporter).values("candidate")
    )
    if zones := list(supporter.zones.all()):
        rows = rows.filter(publication__candidate__zone__in=zones)
    if supporter.families:
        codes = search_index(
            CV_DOCUMENTS, "", facets={"family": list(supporter.families)}
        ).keys
        rows = rows.filter(publication__code__in=codes)
    return published_people(list(rows.values_list("publication", flat=True)[:count]))


class DigestSelector:
    """Selects people for several letters, so that they do not all show the same few.

    Each letter gets those who suit the supporter's wishes: the least selected so far first,
    then the fair order.
    """

    def __init__(self) -> None:
        rows = current_ranking().filter(publication__in=Publication.objects.live())
        facts = rows.values_list(
            "publication",
            "publication__candidate__zone",
            "publication__snapshot__content__goals",
        )
        self._facts = {pk: (zone, _families(goals)) for pk, zone, goals in facts}
        self._rank = {pk: rank for rank, pk in enumerate(self._facts)}
        self._selected: Counter[int] = Counter()

    def select_for(
        self, supporter: Supporter, count: int = DIGEST_SIZE
    ) -> list[PublishedPerson]:
        zones, families = (
            {zone.pk for zone in supporter.zones.all()},
            set(supporter.families),
        )
        suitable = [
            pk
            for pk in self._rank
            if (not zones or self._facts[pk][0] in zones)
            and (not families or self._facts[pk][1] & families)
        ]
        chosen = sorted(suitable, key=lambda pk: (self._selected[pk], self._rank[pk]))[
            :count
        ]
        self._selected.update(chosen)
        return published_people(chosen)


def _families(goals: list[dict[str, str]] | None) -> set[str]:
    return {goal.get("family", "") for goal in goals or []}


def digest_entries(selected: list[PublishedPerson]) -> list[tuple[PublicCV, str]]:
    """(CV, address by the public link of the letters, the same for every reader)."""
    tokens = tokens_by_candidate(
        ShareChannel.DIGEST, [person.candidate for person in selected]
    )
    return [
        (person.cv, cv_address(person.cv, tokens.get(person.candidate, "")))
        for person in selected
    ]


def cv_address(cv: PublicCV, token: str) -> str:
    return url_to("cv", code=cv.code) + (f"?s={token}" if token else "")


@dataclass(frozen=True)
class SupporterLink:
    cv: PublicCV
    address: str


def supporter_links(supporter: Supporter) -> list[SupporterLink]:
    """Their links to visible people, the newest first."""
    rows = (
        _links_of(supporter)
        .order_by("-pk")
        .values_list("candidate__publication__pk", "candidate_id", "token")
    )
    tokens = {candidate: token for _pk, candidate, token in rows}
    shown = published_people([pk for pk, _candidate, _token in rows])
    return [
        SupporterLink(person.cv, cv_address(person.cv, tokens[person.candidate]))
        for person in shown
    ]


def _links_of(supporter: Supporter) -> QuerySet[ShareLink]:
    return ShareLink.objects.filter(supporter=supporter)


@dataclass(frozen=True)
class SupporterReach:
    """What all the links of one supporter led to together."""

    people: int
    visits: int
    # None below ``MIN_PEOPLE_FOR_MEETINGS``.
    meetings: int | None


def supporter_reach(supporter: Supporter) -> SupporterReach:
    people = _links_of(supporter).values("candidate").distinct().count()
    visits = Visit.objects.filter(link__supporter=supporter).count()
    return SupporterReach(
        people,
        visits,
        _meetings(supporter) if people >= MIN_PEOPLE_FOR_MEETINGS else None,
    )


def _meetings(supporter: Supporter) -> int:
    """Meetings held before ``MEETINGS_DELAY`` that are credited to one of their links."""
    before = timezone.now() - MEETINGS_DELAY
    held = Meeting.objects.filter(state=MeetingState.HELD, starts_at__lt=before)
    return held.filter(
        Exists(
            Credit.objects.filter(
                approach=OuterRef("approach"), link__supporter=supporter
            )
        )
    ).count()
