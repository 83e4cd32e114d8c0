"""The fair order: the least shown for their time come first, and thirty days even out."""

import random
from datetime import UTC, datetime, timedelta

from entremise.gallery import rules


def test_the_same_order_for_everybody_during_a_slot_and_another_after():
    people = [rules.ImpressionTally(key, 0, 10) for key in range(50)]
    assert rules.fair_order(7, people) == rules.fair_order(7, reversed(people))
    assert rules.fair_order(7, people) != rules.fair_order(8, people)
    assert sorted(rules.fair_order(7, people)) == list(range(50))


def test_the_least_seen_for_their_time_here_come_first():
    long_here, just_seen, never = (
        rules.ImpressionTally(1, 40, 200),
        rules.ImpressionTally(2, 40, 2),
        rules.ImpressionTally(3, 0, 0),
    )
    assert rules.fair_order(1, [long_here, just_seen, never]) == [3, 1, 2]


def test_thirty_days_give_each_their_share_of_first_pages():
    """300 people, a site that sleeps at night and is busier some days than others, people
    who come in and go.
    """
    draw = random.Random(4)
    start = rules.slot_at(datetime(2026, 3, 1, tzinfo=UTC))
    slots = timedelta(days=30) // rules.SLOT_LENGTH
    here = dict.fromkeys(range(300), start)
    shown = dict.fromkeys(range(300), 0)
    traffic: dict[int, int] = {}
    for slot in range(start, start + slots):
        if slot % 8 == 0:  # each day three people arrive and two leave
            for _ in range(3):
                newcomer = len(shown)
                here[newcomer], shown[newcomer] = slot, 0
            for leaver in draw.sample(
                sorted(key for key in here if key >= 300 or key < 60), 2
            ):
                del here[leaver]
        people = [
            rules.ImpressionTally(key, shown[key], slot - since)
            for key, since in here.items()
        ]
        traffic[slot] = draw.choice([0, 3, 12, 40, 45, 60, 25, 8])
        for key in rules.fair_order(slot, people)[: rules.GALLERY_PAGE_SIZE]:
            shown[key] += traffic[slot]

    stayed = list(range(60, 300))
    fair = sum(shown[key] for key in stayed) / len(stayed)
    shares = [shown[key] / fair for key in stayed]
    assert min(shares) >= 0.8
    assert max(shares) <= 1.2
    arrived = [key for key in here if key >= 300 and start + slots - here[key] >= 56]
    assert all(shown[key] for key in arrived)  # nobody new is buried
    most = max(shown[key] / (start + slots - here[key]) for key in arrived)
    assert most <= 2.5 * fair / slots  # nor do they take everything
