import random
from datetime import UTC, datetime, timedelta

import pytest

from entremise.gallery import rules as gallery_rules
from entremise.sharing import rules
from tests.factories.sharing import BROWSERS, PHONE_BROWSER, ROBOTS

READING = {"Accept-Language": "fr", "Accept": "text/html", "User-Agent": PHONE_BROWSER}


@pytest.mark.parametrize("user_agent", ROBOTS)
def test_machines_are_not_people(user_agent):
    assert not rules.is_human_page_view("GET", READING | {"User-Agent": user_agent})


@pytest.mark.parametrize("user_agent", BROWSERS)
def test_people_are(user_agent):
    assert rules.is_human_page_view("GET", READING | {"User-Agent": user_agent})


@pytest.mark.parametrize(
    "change",
    [
        {"Accept-Language": ""},
        {"Accept": "image/avif,image/webp"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Moz": "prefetch"},
        {"X-Purpose": "preview"},
        {"Sec-Fetch-Dest": "image"},
    ],
)
def test_a_page_nobody_reads_is_not_a_visit(change):
    assert not rules.is_human_page_view("GET", READING | change)


def test_a_head_request_is_not_a_visit():
    assert not rules.is_human_page_view("HEAD", READING)


def test_only_the_neighbourhood_of_an_address_is_looked_at():
    assert (
        rules.subnet_of("203.0.113.7")
        == rules.subnet_of("203.0.113.200")
        == "203.0.113.0/24"
    )
    assert rules.subnet_of("2001:db8:1:2::3") == "2001:db8:1::/48"
    assert rules.subnet_of("not an address") == "unknown"


def test_two_cvs_give_two_hashes_that_nothing_joins():
    trace = rules.visitor_key("203.0.113.7", PHONE_BROWSER)
    assert rules.daily_hash(b"salt", trace, "visit a") == rules.daily_hash(
        b"salt", trace, "visit a"
    )
    assert rules.daily_hash(b"salt", trace, "visit a") != rules.daily_hash(
        b"salt", trace, "visit b"
    )
    assert rules.daily_hash(b"salt", trace, "visit a") != rules.daily_hash(
        b"other", trace, "visit a"
    )


def test_the_same_order_for_everybody_during_a_watch_and_another_after():
    people = [gallery_rules.ImpressionTally(key, 0, 10) for key in range(50)]
    assert gallery_rules.fair_order(7, people) == gallery_rules.fair_order(
        7, reversed(people)
    )
    assert gallery_rules.fair_order(7, people) != gallery_rules.fair_order(8, people)
    assert sorted(gallery_rules.fair_order(7, people)) == list(range(50))


def test_the_least_seen_for_their_time_here_come_first():
    long_here, just_seen, never = (
        gallery_rules.ImpressionTally(1, 40, 200),
        gallery_rules.ImpressionTally(2, 40, 2),
        gallery_rules.ImpressionTally(3, 0, 0),
    )
    assert gallery_rules.fair_order(1, [long_here, just_seen, never]) == [3, 1, 2]


def test_thirty_days_give_each_their_share_of_first_pages():
    """300 people, a site that sleeps at night and is busier some days than others, people
    who come in and go.
    """
    draw = random.Random(4)
    start = gallery_rules.slot_at(datetime(2026, 3, 1, tzinfo=UTC))
    watches = timedelta(days=30) // gallery_rules.SLOT_LENGTH
    here = dict.fromkeys(range(300), start)
    shown = dict.fromkeys(range(300), 0)
    traffic: dict[int, int] = {}
    for watch in range(start, start + watches):
        if watch % 8 == 0:  # each day three people arrive and two leave
            for _ in range(3):
                newcomer = len(shown)
                here[newcomer], shown[newcomer] = watch, 0
            for leaver in draw.sample(
                sorted(key for key in here if key >= 300 or key < 60), 2
            ):
                del here[leaver]
        people = [
            gallery_rules.ImpressionTally(key, shown[key], watch - since)
            for key, since in here.items()
        ]
        traffic[watch] = draw.choice([0, 3, 12, 40, 45, 60, 25, 8])
        for key in gallery_rules.fair_order(watch, people)[
            : gallery_rules.GALLERY_PAGE_SIZE
        ]:
            shown[key] += traffic[watch]

    stayed = list(range(60, 300))
    fair = sum(shown[key] for key in stayed) / len(stayed)
    shares = [shown[key] / fair for key in stayed]
    assert min(shares) >= 0.8
    assert max(shares) <= 1.2
    arrived = [key for key in here if key >= 300 and start + watches - here[key] >= 56]
    assert all(shown[key] for key in arrived)  # nobody new is buried
    most = max(shown[key] / (start + watches - here[key]) for key in arrived)
    assert most <= 2.5 * fair / watches  # nor do they take everything
