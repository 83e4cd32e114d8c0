"""Who is counted: people, not machines; and hashes that nothing joins."""

import pytest

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
    key = rules.visitor_key("203.0.113.7", PHONE_BROWSER)
    assert rules.daily_hash(b"salt", key, "visit a") == rules.daily_hash(
        b"salt", key, "visit a"
    )
    assert rules.daily_hash(b"salt", key, "visit a") != rules.daily_hash(
        b"salt", key, "visit b"
    )
    assert rules.daily_hash(b"salt", key, "visit a") != rules.daily_hash(
        b"other", key, "visit a"
    )
