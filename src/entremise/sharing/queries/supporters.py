"""Who follows what, whom to show them, and what their own links did."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from entremise.candidates.content import PublicCV
from entremise.candidates.models import Publication
from entremise.candidates.search import KIND
from entremise.foundation.kit.links import url_to
from entremise.foundation.search.queries import find
from entremise.gallery.queries.order import Person, people, standing
from entremise.meetings.enums import MeetingState
from entremise.meetings.models import Meeting
from entremise.sharing import keys
from entremise.sharing.enums import Channel
from entremise.sharing.models import Credit, ShareLink, Supporter, Visit

from .links import tokens_by

IN_A_LETTER = 4
# Meetings are told in one sum, of enough people and old enough, so that it says nothing of
# any of them.
ALIKE = 5
MEETINGS_LATER = timedelta(days=30)


def supporter_with(key: str, purpose: str) -> Supporter | None:
    """Whose link it is; None when it is not ours, too old, replaced, or theirs no longer.

    The links that stop work from any letter, whatever turn it is of.
    """
    said = keys.read(key, purpose)
    if said is None:
        return None
    code, turn = said
    supporter = Supporter.objects.filter(code=code, ended_at=None).first()
    if supporter is None or (purpose != keys.STOP and supporter.turn != turn):
        return None
    return supporter if supporter.confirmed_at or purpose != keys.PLACE else None


def wishes_of(supporter: Supporter) -> dict[str, object]:
    """What they chose, as their form shows it."""
    return {
        "first_name": supporter.first_name,
        "zones": list(supporter.zones.values_list("slug", flat=True)),
        "families": supporter.families,
        "every_days": supporter.every_days,
    }


def due(moment: datetime) -> list[Supporter]:
    """Whose letter is due, the longest without one first."""
    waiting = (
        Supporter.objects.filter(ended_at=None)
        .exclude(confirmed_at=None)
        .prefetch_related("zones")
    )
    late = waiting.order_by(F("last_digest_at").asc(nulls_first=True), "pk")
    return [
        s
        for s in late
        if s.last_digest_at is None
        or s.last_digest_at + timedelta(days=s.every_days) <= moment
    ]


def people_for(supporter: Supporter, count: int) -> list[Person]:
    """Some of those they follow and have no link for yet, the least seen first."""
    rows = standing().filter(publication__in=Publication.objects.live())
    rows = rows.exclude(
        publication__candidate__in=_links(supporter).values("candidate")
    )
    if zones := list(supporter.zones.all()):
        rows = rows.filter(publication__candidate__zone__in=zones)
    if supporter.families:
        keys = find(KIND, "", facets={"family": list(supporter.families)}).keys
        rows = rows.filter(publication__code__in=keys)
    return people(list(rows.values_list("publication", flat=True)[:count]))


class Deck:
    """Everybody visible, dealt to supporters: each takes who suits them, the least dealt so
    far, then the least seen.

    Without it, all the letters of one morning would show the same few people.
    """

    def __init__(self) -> None:
        rows = standing().filter(publication__in=Publication.objects.live())
        facts = rows.values_list(
            "publication",
            "publication__candidate__zone",
            "publication__snapshot__content__goals",
        )
        self._facts = {pk: (zone, _families(goals)) for pk, zone, goals in facts}
        self._rank = {pk: rank for rank, pk in enumerate(self._facts)}
        self._dealt: Counter[int] = Counter()

    def deal(self, supporter: Supporter, count: int = IN_A_LETTER) -> list[Person]:
        zones, families = (
            {zone.pk for zone in supporter.zones.all()},
            set(supporter.families),
        )
        suited = [
            pk
            for pk in self._rank
            if (not zones or self._facts[pk][0] in zones)
            and (not families or self._facts[pk][1] & families)
        ]
        chosen = sorted(suited, key=lambda pk: (self._dealt[pk], self._rank[pk]))[
            :count
        ]
        self._dealt.update(chosen)
        return people(chosen)


def _families(goals: list[dict[str, str]] | None) -> set[str]:
    return {goal.get("family", "") for goal in goals or []}


def letter_for(dealt: list[Person]) -> list[tuple[PublicCV, str]]:
    """Each with the address of their page: the public link of the letters, the same for
    every reader.
    """
    tokens = tokens_by(Channel.DIGEST, [person.candidate for person in dealt])
    return [
        (person.cv, address_of(person.cv, tokens.get(person.candidate, "")))
        for person in dealt
    ]


def address_of(cv: PublicCV, token: str) -> str:
    return url_to("cv", code=cv.code) + (f"?s={token}" if token else "")


@dataclass(frozen=True)
class OwnLink:
    cv: PublicCV
    address: str


def own_links(supporter: Supporter) -> list[OwnLink]:
    """Their links to people who are visible now, the newest first."""
    rows = (
        _links(supporter)
        .order_by("-pk")
        .values_list("candidate__publication__pk", "candidate_id", "token")
    )
    tokens = {candidate: token for _pk, candidate, token in rows}
    shown = people([pk for pk, _candidate, _token in rows])
    return [
        OwnLink(person.cv, address_of(person.cv, tokens[person.candidate]))
        for person in shown
    ]


def _links(supporter: Supporter) -> QuerySet[ShareLink]:
    return ShareLink.objects.filter(supporter=supporter)


@dataclass(frozen=True)
class Reach:
    """What all the links of one supporter did together. Nothing here can be told of one person."""

    people: int
    visits: int
    meetings: (
        int | None
    )  # None: too few people, or too soon, to say it without telling about somebody


def reach_of(supporter: Supporter) -> Reach:
    introduced = _links(supporter).values("candidate").distinct().count()
    visits = Visit.objects.filter(link__supporter=supporter).count()
    return Reach(
        introduced, visits, _meetings(supporter) if introduced >= ALIKE else None
    )


def _meetings(supporter: Supporter) -> int:
    """Confirmed by both sides, a month ago at least, that owe something to one of these links."""
    before = timezone.now() - MEETINGS_LATER
    held = Meeting.objects.filter(state=MeetingState.HELD, starts_at__lt=before)
    return held.filter(
        Exists(
            Credit.objects.filter(
                approach=OuterRef("approach"), link__supporter=supporter
            )
        )
    ).count()
