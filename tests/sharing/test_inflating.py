"""Who is counted when pages are really asked for, and how little insisting gains."""

import itertools
import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from entremise.coaching.models import Pairing
from entremise.sharing import rules
from entremise.sharing.actions.links import ensure_share_links
from entremise.sharing.models import ShareEvent, Visit
from tests.factories import candidates, coaching
from tests.factories.sharing import (
    BROWSERS,
    COMPUTER_BROWSER,
    NETWORKS,
    PHONE_BROWSER,
    ROBOTS,
    button_headers,
    reader_headers,
    share_link,
)
from tests.kit.worlds import world

KINDS = {rules.browser_family_of(user_agent) for user_agent in BROWSERS}


@world
def ali() -> Any:
    return candidates.published_cv()


@pytest.mark.django_db
def test_a_loop_that_changes_everything_it_can_is_one_per_kind_of_browser_and_channel(
    ali: Any,
) -> None:
    tokens = [shared.token for shared in ensure_share_links(ali.candidate).values()][:3]
    tries = itertools.product(range(3), ["", "invented", "<script>", *tokens], BROWSERS)
    for number, (_again, token, user_agent) in enumerate(tries):
        client = Client()
        client.cookies["session"] = f"{number}" * 3
        headers = {
            "HTTP_ACCEPT_LANGUAGE": f"fr;q=0.{number % 10}",
            "HTTP_X_FORWARDED_FOR": f"198.51.100.{number % 256}",
            "HTTP_REFERER": f"https://example.org/{number}",
        }
        address = f"203.0.113.{number % 256}"
        client.get(
            f"/cv/{ali.code}/?s={token}&n={number}",
            **reader_headers(user_agent, address, **headers),
        )
    by_channel = [
        Visit.objects.filter(link__token=token or None).count()
        for token in ("", *tokens)
    ]
    assert by_channel == [len(KINDS)] * 4
    assert len(KINDS) <= 12
    assert Visit.objects.count() == sum(by_channel)


@pytest.mark.django_db
def test_the_same_reader_counts_once_whatever_they_do(ali: Any) -> None:
    for number in range(60):
        Client().get(
            f"/cv/{ali.code}/?s={number:08d}",
            **reader_headers(PHONE_BROWSER, f"203.0.113.{number}"),
        )
        Client().post(
            f"/cv/{ali.code}/partager/linkedin/",
            **button_headers(PHONE_BROWSER, f"203.0.113.{number}"),
        )
    assert (Visit.objects.count(), ShareEvent.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_machines_that_take_every_habit_of_a_reader_but_their_name(ali: Any) -> None:
    shared = share_link(ali)
    for number, user_agent in enumerate(ROBOTS):
        who = (user_agent, f"203.0.{number}.1")
        assert (
            Client()
            .get(f"/cv/{ali.code}/?s={shared.token}", **reader_headers(*who))
            .status_code
            == 200
        )
        Client().post(f"/cv/{ali.code}/partager/linkedin/", **button_headers(*who))
        assert (Visit.objects.count(), ShareEvent.objects.count()) == (0, 0), user_agent


@pytest.mark.django_db
def test_a_page_fetched_in_advance_or_without_its_body_is_nobody(ali: Any) -> None:
    Client().head(f"/cv/{ali.code}/", **reader_headers())
    for header in (
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_X_MOZ": "prefetch"},
    ):
        Client().get(f"/cv/{ali.code}/", **reader_headers(**header))
    Client().get(f"/cv/{ali.code}/", **reader_headers(HTTP_ACCEPT="*/*"))
    assert not Visit.objects.exists()
    Client().get(f"/cv/{ali.code}/", **reader_headers())
    assert Visit.objects.count() == 1


@pytest.mark.django_db
def test_who_walks_with_the_person_is_not_the_public(as_user: Any, ali: Any) -> None:
    pairing: Pairing = coaching.pairing(ali.candidate)
    walkers = [
        ali.candidate.user,
        pairing.coach.user,
        candidates.team_member_of(ali.candidate.zone),
    ]
    for number, somebody in enumerate(walkers):
        browser = as_user(somebody)
        browser.get(
            f"/cv/{ali.code}/?s={share_link(ali).token}",
            **reader_headers(address=f"203.0.{number}.1"),
        )
        browser.post(
            f"/cv/{ali.code}/partager/whatsapp/",
            **button_headers(address=f"203.0.{number}.1"),
        )
    assert (Visit.objects.count(), ShareEvent.objects.count()) == (0, 0)
    # The coach of somebody else.
    as_user(coaching.pairing().coach.user).get(f"/cv/{ali.code}/", **reader_headers())
    assert Visit.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_twelve_browsers_and_six_machines_at_the_same_moment() -> None:
    """Each of twelve readers opens the page three times, by a link and without, while the
    networks come to look.
    """
    ali = candidates.published_cv()
    token = share_link(ali, "whatsapp").token
    start, errors = threading.Barrier(18), []

    def open_pages(user_agent: str, address: str) -> None:
        try:
            start.wait()
            for _ in range(3):
                for query in ("", f"?s={token}"):
                    assert (
                        Client()
                        .get(
                            f"/cv/{ali.code}/{query}",
                            **reader_headers(user_agent, address),
                        )
                        .status_code
                        == 200
                    )
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    readers = [
        ((PHONE_BROWSER, COMPUTER_BROWSER)[number % 2], f"203.0.{number}.1")
        for number in range(12)
    ]
    machines = [(user_agent, "198.51.100.7") for user_agent in NETWORKS.values()]
    threads = [
        threading.Thread(target=open_pages, args=who) for who in readers + machines
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors, errors
    assert Visit.objects.filter(link=None).count() == 12
    assert Visit.objects.filter(link__token=token).count() == 12
