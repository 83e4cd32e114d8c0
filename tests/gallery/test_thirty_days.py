"""Thirty days of a gallery of three hundred people, in the real order: the table that the
pages read, drawn by the same action at each slot, counted by the same action as a page
that was shown. Only the readers are invented.

The bound holds as long as no slot of three hours carries more than about a seventh of what
one person is due in the month: a day six times busier than the others gives half as much
again to the few who stood first at that hour.
"""

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from entremise.candidates.models import Candidate, ConsentGrant, Publication, Snapshot
from entremise.foundation.accounts.models import Zone
from entremise.gallery import rules
from entremise.gallery.actions.ranking import (
    add_many_to_ranking,
    add_to_ranking,
    compute_ranking,
    count_impressions,
    remove_from_ranking,
)
from entremise.gallery.queries.people import gallery_search, in_fair_order
from entremise.sharing.queries.impressions import impression_report_for
from tests.factories import accounts

pytestmark = pytest.mark.django_db
BEGINS = datetime(2026, 3, 2, tzinfo=UTC)
DAYS, HOME = 30, 9
SLOTS = timedelta(days=DAYS) // rules.SLOT_LENGTH
# Pages shown in a slot, by the hour: the night sleeps, the evening reads; some days are
# twice as busy, some empty.
BY_HOUR = [2, 0, 6, 30, 45, 40, 70, 25]
BUSY = {4: 1.5, 11: 0.5, 12: 0.3, 19: 2.0}


def arrive(zone: Zone, number: int) -> list[Publication]:
    """So many people visible from now on; made together, with only what the order looks at."""
    now = timezone.now()
    people = Candidate.objects.bulk_create(
        [
            Candidate(first_name=f"Personne {n}", zone=zone, state="active")
            for n in range(number)
        ]
    )
    texts = Snapshot.objects.bulk_create(
        [
            Snapshot(
                candidate=who, number=1, content={}, language="fr", approved_at=now
            )
            for who in people
        ]
    )
    until = now + timedelta(days=180)
    grants = ConsentGrant.objects.bulk_create(
        [
            ConsentGrant(
                candidate=who,
                channels=["page"],
                consent_version="test",
                consent_text_hash="test",
                language="fr",
                method="self",
                granted_at=now,
                until=until,
            )
            for who in people
        ]
    )
    rows = Publication.objects.bulk_create(
        [
            Publication(
                candidate=w,
                snapshot=t,
                grant=g,
                rendering_key=w.code,
                published_at=now,
                first_published_at=now,
            )
            for w, t, g in zip(people, texts, grants, strict=True)
        ]
    )
    add_many_to_ranking(rows)
    return rows


def leaves(row: Publication) -> None:
    Publication.objects.filter(pk=row.pk).update(ended_at=timezone.now())
    remove_from_ranking(row)


def comes_back(row: Publication) -> None:
    Publication.objects.filter(pk=row.pk).update(ended_at=None)
    add_to_ranking(row)


class Month:
    """What happened: who was visible from when, and how many times each was shown, slot by
    slot.
    """

    def __init__(self, time_machine: Any) -> None:
        self.time, self.dice = time_machine, random.Random(4)
        self.go_to(0)
        self.zones = [accounts.zone(name) for name in ("Paris", "Lyon", "Lorient")]
        self.here = {
            r.pk: r
            for zone, n in zip(self.zones, (180, 90, 30), strict=True)
            for r in arrive(zone, n)
        }
        self.founders = set(self.here)
        self.came = dict.fromkeys(self.here, 0)
        self.shown: Counter[int] = Counter()
        self.first_seen: dict[int, int] = {}
        self.in_zone: dict[int, Counter[int]] = {
            zone.pk: Counter() for zone in self.zones
        }
        self.away: list[Publication] = []
        self.returned: dict[int, int] = {}

    def go_to(self, slot: int) -> None:
        self.time.move_to(
            BEGINS + slot * rules.SLOT_LENGTH + timedelta(minutes=1),
            tick=False,
        )

    def people_come_and_go(self, slot: int) -> None:
        for row in arrive(self.dice.choice(self.zones), 3):
            self.here[row.pk], self.came[row.pk] = row, slot
        for pk in self.dice.sample(
            sorted(pk for pk in self.here if pk not in self.founders or pk % 5 == 0), 2
        ):
            leaves(self.here.pop(pk))
        if slot == 8 * 8 + 4:  # ten people stop for twelve days, then publish again
            self.away = [
                self.here[pk]
                for pk in sorted(self.founders & set(self.here))
                if pk % 5 == 1
            ][:10]
            for row in self.away:
                leaves(self.here.pop(row.pk))
        if slot == 20 * 8 + 4:
            for row in self.away:
                comes_back(row)
                self.here[row.pk], self.returned[row.pk] = row, slot

    def is_read(self, slot: int) -> None:
        pages = round(
            BY_HOUR[slot % 8] * BUSY.get(slot // 8, 1) * self.dice.uniform(0.5, 1.5)
        )
        everybody = gallery_search().publication_ids
        first = everybody[: rules.GALLERY_PAGE_SIZE]
        times = Counter(dict.fromkeys(first, pages))
        times.update(dict.fromkeys(everybody[:HOME], pages // 2))
        candidates = {pk: self.here[pk].candidate_id for pk in times}
        count_impressions({candidates[pk]: n for pk, n in times.items() if n})
        for pk, n in times.items():
            self.shown[pk] += n
            if n:
                self.first_seen.setdefault(pk, slot)
                if pk in self.returned:
                    self.first_seen.setdefault(-pk, slot)
        # At all hours: who looks in one zone reads its own first page, in the same order.
        if slot % 3 == 0:
            for zone in self.zones:
                mine = [
                    pk
                    for pk, row in self.here.items()
                    if row.candidate.zone_id == zone.pk
                ]
                self.in_zone[zone.pk].update(
                    in_fair_order(mine)[: rules.GALLERY_PAGE_SIZE]
                )

    def live(self) -> None:
        for slot in range(SLOTS):
            self.go_to(slot)
            compute_ranking()
            if slot % 8 == 4:
                self.people_come_and_go(slot)
            self.is_read(slot)


@pytest.mark.volume
def test_thirty_days_in_the_real_order(time_machine: Any) -> None:
    month = Month(time_machine)
    month.live()
    stayed = [pk for pk in month.founders & set(month.here) if pk not in month.returned]
    assert len(stayed) > 200
    fair = sum(month.shown[pk] for pk in stayed) / len(stayed)
    shares = sorted(month.shown[pk] / fair for pk in stayed)
    assert shares[0] >= 0.8, shares[:5]
    assert shares[-1] <= 1.2, shares[-5:]

    # who arrives is seen within two days, and does not take everybody's place afterwards
    new = [pk for pk in month.here if month.came[pk] and SLOTS - month.came[pk] >= 16]
    assert len(new) > 20
    assert max(month.first_seen.get(pk, SLOTS) - month.came[pk] for pk in new) <= 16
    settled = [pk for pk in new if SLOTS - month.came[pk] >= 56]
    pace = [month.shown[pk] / (SLOTS - month.came[pk]) * SLOTS / fair for pk in settled]
    assert min(pace) >= 0.5
    assert max(pace) <= 2.5

    # who was away, hence little seen, is not buried when they come back
    assert len(month.returned) == 10
    assert (
        max(month.first_seen.get(-pk, SLOTS) - at for pk, at in month.returned.items())
        <= 16
    )

    # in a zone of a few people each is on its first page in turn
    for zone in month.zones:
        mine = [pk for pk in stayed if month.here[pk].candidate.zone_id == zone.pk]
        turns = [month.in_zone[zone.pk][pk] for pk in mine]
        assert min(turns) > 0
        assert max(turns) <= 2 * sum(turns) / len(turns)
    print(
        f"{len(stayed)} stayed: {shares[0]:.3f} to {shares[-1]:.3f};"
        f" new: {min(pace):.2f} to {max(pace):.2f}"
    )


def test_the_report_of_the_team_says_the_same(time_machine: Any) -> None:
    """Three days: the figures of the report are those of the simulation."""
    time_machine.move_to(BEGINS, tick=False)
    where = accounts.zone("Paris")
    rows = {row.pk: row.candidate_id for row in arrive(where, 60)}
    viewer = accounts.team_member(where)
    for slot in range(24):
        time_machine.move_to(BEGINS + slot * rules.SLOT_LENGTH, tick=False)
        compute_ranking()
        count_impressions(
            {
                rows[pk]: 10
                for pk in gallery_search().publication_ids[: rules.GALLERY_PAGE_SIZE]
            }
        )
    report = impression_report_for(viewer)
    assert sum(person.shown for person in report.people) == 24 * 24 * 10
    assert {round(person.fair_share) for person in report.people} == {96}
    assert {person.slots_shown for person in report.people} <= {9, 10}
    assert report.spread()[2] == (80, 121, 60)
