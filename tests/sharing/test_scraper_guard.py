"""Who copies everybody is slowed down, told to the team, refused when it falls in the trap.

Readers never meet it.
"""

import ipaddress
import re
import time
from datetime import date
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from entremise.candidates.enums import GrantChannel
from entremise.foundation.tasks.models import Task
from entremise.foundation.web.token_buckets import TokenBuckets
from entremise.sharing import content
from entremise.sharing.actions.counting import erase_visitor_hashes
from entremise.sharing.actions.suspected_scrapers import (
    anonymize_scrapers,
    record_scraper,
)
from entremise.sharing.middleware import scraper_guard
from entremise.sharing.models import DailySalt, SuspectedScraper
from entremise.sharing.queries.suspected_scrapers import blocked_network_hashes
from tests.factories import accounts, candidates
from tests.factories.sharing import ROBOTS, reader_headers
from tests.kit.pages import on_one_line
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db
PREVIEW_MAKERS = {
    ROBOTS[0]: "108.174.5.113",
    "facebookexternalhit/1.1": "31.13.24.7",
    "Twitterbot/1.0": "199.16.156.120",
    "TelegramBot (like TwitterBot)": "149.154.161.5",
}
OFFICE, ELSEWHERE = "203.0.113.20", "198.51.100.4"
TRAP = "/annuaire-complet/"


@pytest.fixture(autouse=True)
def narrow(monkeypatch: Any) -> None:
    """Small buckets, and nothing of another test's in memory."""
    monkeypatch.setattr(
        scraper_guard, "reader_buckets", TokenBuckets(burst=5, per_second=0.01)
    )
    monkeypatch.setattr(
        scraper_guard, "crawler_buckets", TokenBuckets(burst=8, per_second=0.01)
    )
    monkeypatch.setattr(scraper_guard, "people_read", scraper_guard.PeopleReadCounter())
    monkeypatch.setattr(
        scraper_guard, "blocked_networks", scraper_guard.BlockedNetworks()
    )


def read(address: str, path: str = "/candidats/", **headers: str) -> HttpResponse:
    return Client().get(path, **reader_headers(address=address, **headers))


@world
def row() -> Any:
    return candidates.published_cv()


def test_who_takes_too_much_waits_and_is_told_how_long() -> None:
    assert [read(OFFICE).status_code for _ in range(6)] == [200] * 5 + [429]
    answer = read(OFFICE)
    assert 90 <= int(answer.headers["Retry-After"]) <= 100
    said = answer.content.decode()
    assert "Attendez quelques minutes" in said
    assert 'href="/contact/"' in said
    assert "mailto:" not in said
    assert not answer.cookies
    assert 'dir="rtl"' in read(OFFICE, "/ar/candidats/").content.decode()


def test_without_the_bucket_nobody_waits(monkeypatch: Any) -> None:
    """The control: it is the bucket that says no, nothing else does."""
    monkeypatch.setattr(
        scraper_guard, "reader_buckets", TokenBuckets(burst=10_000, per_second=1000)
    )
    assert {read(OFFICE).status_code for _ in range(20)} == {200}


def test_one_network_never_waits_for_another() -> None:
    for _ in range(8):
        read(OFFICE)
    assert read(OFFICE).status_code == 429
    assert read(ELSEWHERE).status_code == 200
    assert read("2001:db8:1:2::1").status_code == 200


def test_an_ipv6_subscriber_is_one_network() -> None:
    assert [read(f"2001:db8:1:2::{n}").status_code for n in range(1, 7)] == [
        200
    ] * 5 + [429]


def test_the_claim_of_a_proxy_is_not_believed() -> None:
    answers = [
        read(OFFICE, HTTP_X_FORWARDED_FOR=f"192.0.2.{n}").status_code for n in range(6)
    ]
    assert answers[-1] == 429


def test_other_pages_stay_open() -> None:
    for _ in range(8):
        read(OFFICE)
    for page in ("/", "/contact/", "/vos-donnees/", "/connexion/"):
        assert read(OFFICE, page).status_code == 200, page


def test_the_pages_pictures_and_papers_of_people_are_guarded() -> None:
    row = candidates.published_cv(
        photo=True, channels=(GrantChannel.PAGE, GrantChannel.PDF)
    )
    for _ in range(5):
        read(OFFICE)
    person = f"/cv/{row.code}/"
    for page in (
        "",
        "partager/",
        f"photo-{row.rendering_key}.petite.jpg",
        f"apercu-{row.rendering_key}.fr.jpg",
        "cv.pdf",
    ):
        assert read(OFFICE, person + page).status_code in (200, 429)
    assert read(OFFICE, person).status_code == 429
    assert read(OFFICE, "/candidats/?q=vendeur").status_code == 429
    assert read(OFFICE, "/en" + person).status_code == 429


def test_a_gallery_and_its_pictures_cost_little_more_than_a_page() -> None:
    row = candidates.published_cv(photo=True)
    photo = f"/cv/{row.code}/photo-{row.rendering_key}.petite.jpg"
    assert [read(OFFICE, photo).status_code for _ in range(24)] == [200] * 24
    assert read(OFFICE).status_code == 200


def test_who_is_signed_in_keeps_working_behind_a_busy_address() -> None:
    for _ in range(8):
        read(OFFICE)
    coach = accounts.sign_in(Client(), accounts.user())
    assert coach.get("/candidats/", **reader_headers(address=OFFICE)).status_code == 200
    forged = Client()
    forged.cookies["session"] = "x" * 32
    assert (
        forged.get("/candidats/", **reader_headers(address=OFFICE)).status_code == 429
    )


def test_a_form_being_sent_is_never_refused(row: Any) -> None:
    for _ in range(8):
        read(OFFICE)
    answer = Client().post(
        f"/cv/{row.code}/je-connais-quelquun/",
        {"message": "Mon frère."},
        **reader_headers(address=OFFICE),
    )
    # The form comes back with what is missing, and what was typed.
    assert answer.status_code == 200
    assert "Mon frère." in answer.content.decode()


def test_the_crawlers_of_networks_have_a_bucket_of_their_own_but_not_everything(
    row: Any,
) -> None:
    for _ in range(8):
        read(OFFICE)
    for crawler, address in PREVIEW_MAKERS.items():
        assert (
            read(address, f"/cv/{row.code}/", HTTP_USER_AGENT=crawler).status_code
            == 200
        ), crawler
    twitter = "199.16.156.9"
    asked = [
        read(twitter, f"/cv/{row.code}/", HTTP_USER_AGENT="Twitterbot/1.0").status_code
        for _ in range(9)
    ]
    assert asked == [200] * 8 + [429]


@pytest.mark.parametrize("claim", ROBOTS)
def test_who_claims_to_be_a_network_from_elsewhere_reads_as_a_visitor(
    claim: str,
) -> None:
    for _ in range(5):
        assert read(OFFICE, HTTP_USER_AGENT=claim).status_code == 200
    assert read(OFFICE, HTTP_USER_AGENT=claim).status_code == 429


def test_a_preview_is_made_even_at_an_address_that_was_closed() -> None:
    row, facebook = candidates.published_cv(), "31.13.24.7"
    record_scraper(facebook, kind="trap")
    scraper_guard.blocked_networks.reload()
    headers = {"HTTP_USER_AGENT": "facebookexternalhit/1.1"}
    assert read(facebook, f"/cv/{row.code}/", **headers).status_code == 200
    # the control: without the name, the address is closed
    assert read(facebook, f"/cv/{row.code}/").status_code == 429


def test_the_ranges_of_networks_are_data_with_their_source_and_date() -> None:
    rows = list(content._rows("preview_makers.tsv"))
    assert len(rows) > 50
    for claim, network, source, read_on in rows:
        assert re.compile(claim)
        assert ipaddress.ip_network(network).prefixlen >= 13
        assert source
        assert date.fromisoformat(read_on) > date(2024, 1, 1)


# ---- the trap ----


def test_the_trap_is_met_by_no_eye_keyboard_or_screen_reader_and_robots_are_told() -> (
    None
):
    page = on_one_line(read(ELSEWHERE, "/").content.decode())
    link = next(tag for tag in re.findall(r"<a [^>]*>", page) if TRAP in tag)
    for mark in ('rel="nofollow"', 'tabindex="-1"', 'aria-hidden="true"', " hidden"):
        assert mark in link
    robots = read(ELSEWHERE, "/robots.txt").content.decode()
    for language in ("", "/en", "/ar"):
        assert f"Disallow: {language}{TRAP}" in robots
    assert "Disallow: /cv" not in robots


def test_who_falls_in_the_trap_reads_nobody_for_some_hours(row: Any) -> None:
    assert read(OFFICE, TRAP).status_code == 200
    assert read(OFFICE, f"/cv/{row.code}/").status_code == 429
    assert read(OFFICE, "/candidats/").status_code == 429
    assert read(OFFICE, "/").status_code == 200
    assert read(ELSEWHERE, f"/cv/{row.code}/").status_code == 200
    kept = SuspectedScraper.objects.get()
    assert OFFICE not in str(kept.__dict__)
    task = Task.objects.get(reason="sharing.trap")
    read(OFFICE, TRAP)
    assert SuspectedScraper.objects.count() == 1
    assert list(Task.objects.filter(reason__startswith="sharing.")) == [task]


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "none"},  # the address typed, or a link of a mail
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_PURPOSE": "prefetch"},
        {"HTTP_USER_AGENT": ROBOTS[0]},  # somebody shared the address of the trap
    ],
)
def test_nobody_can_be_pushed_into_the_trap(headers: dict[str, str]) -> None:
    read(OFFICE, TRAP, **headers)
    assert not SuspectedScraper.objects.exists()


def test_the_next_night_nobody_can_tell_who_it_was(time_machine: Any) -> None:
    read(OFFICE, TRAP)
    time_machine.move_to(timezone.now() + timezone.timedelta(days=1))
    anonymize_scrapers()
    erase_visitor_hashes()
    assert SuspectedScraper.objects.get().network is None
    assert not DailySalt.objects.filter(day__lt=timezone.localdate()).exists()
    scraper_guard.blocked_networks.reload()
    assert read(OFFICE).status_code == 200


# ---- an address where people read too, or that may be everybody's ----


def test_an_address_where_people_read_too_is_closed_by_a_human_only(
    as_user: Any,
) -> None:
    row = candidates.published_cv()
    read(OFFICE, f"/cv/{row.code}/")
    read(OFFICE, TRAP, HTTP_USER_AGENT="Mozilla/5.0 (X11) Scrapy-like")
    assert read(OFFICE, f"/cv/{row.code}/").status_code == 200
    task = Task.objects.get(reason="sharing.trap_shared")
    assert task.urgent
    suspected = SuspectedScraper.objects.get()
    assert (suspected.readers, suspected.people) == (1, 1)
    team = as_user(accounts.administrator())
    page = on_one_line(team.get("/equipe/lectures-de-robots/").content.decode())
    assert "1 navigateur y lisait" in page
    assert "Fermer la lecture 6 heures" in page
    assert "Laisser lire" in page
    team.post(f"/equipe/lectures-de-robots/{suspected.code}/laisser/")
    assert not Task.objects.filter(done_at=None).exists()
    scraper_guard.blocked_networks.reload()
    assert read(OFFICE, f"/cv/{row.code}/").status_code == 200
    page = on_one_line(team.get("/equipe/lectures-de-robots/").content.decode())
    assert "Laisser lire" not in page
    team.post(f"/equipe/lectures-de-robots/{suspected.code}/fermer/")
    scraper_guard.blocked_networks.reload()
    assert read(OFFICE, f"/cv/{row.code}/").status_code == 429


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.18.0.2",
        "192.168.1.4",
        "::1",
        "fd00::7",
        "::ffff:10.0.0.1",
        "100.64.0.9",
        "",
    ],
)
def test_one_robot_never_closes_the_site_to_everybody(
    address: str, settings: Any
) -> None:
    """Behind a proxy that is not declared, all readers have its address."""
    settings.MOST_PEOPLE_AN_HOUR = 1
    people = [candidates.published_cv() for _ in range(2)]
    read(address, TRAP)
    assert not SuspectedScraper.objects.exists()
    for _ in range(8):
        for row in people:
            assert read(address, f"/cv/{row.code}/").status_code == 200


# ---- the alert ----


def test_the_team_is_told_when_one_network_reads_many_people(
    settings: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(
        scraper_guard, "reader_buckets", TokenBuckets(burst=1000, per_second=1)
    )
    settings.MOST_PEOPLE_AN_HOUR = 3
    people = [candidates.published_cv() for _ in range(5)]
    # The same three again and again: a reader who comes back.
    for row in people[:3] * 3:
        read(OFFICE, f"/cv/{row.code}/")
    assert not Task.objects.filter(reason="sharing.bulk").exists()
    for row in people:
        read(OFFICE, f"/cv/{row.code}/")
        read(OFFICE, f"/cv/{row.code}/partager/")
    assert Task.objects.filter(reason="sharing.bulk").count() == 1
    assert SuspectedScraper.objects.get().people == 4
    # Whom it read stays open to it: colleagues share the same person.
    assert read(OFFICE, f"/cv/{people[0].code}/").status_code == 200


def test_pages_that_do_not_exist_are_not_people(
    settings: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(
        scraper_guard, "reader_buckets", TokenBuckets(burst=1000, per_second=1)
    )
    settings.MOST_PEOPLE_AN_HOUR = 3
    for number in range(9):
        read(OFFICE, f"/cv/personne{number}/")
    assert not SuspectedScraper.objects.exists()


def test_the_team_reads_what_it_means_and_decides(as_user: Any) -> None:
    where = accounts.zone("Paris")
    row = record_scraper(OFFICE, kind="bulk", people=240)
    team = as_user(accounts.team_member(where))
    assert "beaucoup de personnes en une heure" in team.get("/equipe/").content.decode()
    page = team.get("/equipe/lectures-de-robots/").content.decode()
    assert "240 personnes" in page
    assert "Ce que cela veut dire" in page
    team.post(f"/equipe/lectures-de-robots/{row.code}/fermer/")
    scraper_guard.blocked_networks.reload()
    assert read(OFFICE).status_code == 429
    assert not Task.objects.filter(done_at=None).exists()
    team.post(f"/equipe/lectures-de-robots/{row.code}/rouvrir/")
    scraper_guard.blocked_networks.reload()
    assert read(OFFICE).status_code == 200
    advisor = as_user(accounts.advisor(where))
    assert (
        advisor.post(f"/equipe/lectures-de-robots/{row.code}/fermer/").status_code
        == 404
    )


def test_a_network_is_refused_in_the_other_process_too() -> None:
    other = scraper_guard.BlockedNetworks()
    assert not other.contains(OFFICE)
    record_scraper(OFFICE, kind="trap")
    other._until = 0.0  # some seconds later
    assert other.contains(OFFICE)
    assert blocked_network_hashes()


# ---- its price ----


def test_it_costs_a_request_almost_nothing_when_all_is_well(monkeypatch: Any) -> None:
    monkeypatch.setattr(
        scraper_guard, "reader_buckets", TokenBuckets(burst=1e9, per_second=1e6)
    )
    answer = HttpResponse()
    door = scraper_guard.ScraperGuard(lambda request: answer)
    request = RequestFactory().get(
        "/cv/abcdefghijklmnopqrstuv/", **reader_headers(address=OFFICE)
    )
    plain = RequestFactory().get("/contact/")

    def took(asked: HttpRequest) -> float:
        door(asked)
        times = []
        for _ in range(7):
            start = time.perf_counter()
            for _ in range(500):
                door(asked)
            times.append((time.perf_counter() - start) / 500)
        return min(times)

    print(
        f"people page {took(request) * 1e6:.1f} µs, other page {took(plain) * 1e6:.1f} µs"
    )
    # The aim is 20 µs; several times that, for a machine that does other things.
    assert took(request) < 100e-6
