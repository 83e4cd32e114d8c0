"""All requests from one private address: a proxy in front that nobody declared."""

from typing import Any

import pytest
from django.test import Client

from entremise.foundation.web import same_address
from entremise.spaces.team.presenters.operations import operating_warnings_for
from tests.factories import accounts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(monkeypatch: Any) -> None:
    monkeypatch.setattr(same_address, "streak", same_address.Streak())


def visit(address: str, times: int = 1, path: str = "/robots.txt") -> None:
    for _ in range(times):
        Client().get(path, REMOTE_ADDR=address)


def is_told(settings: Any) -> bool:
    settings.DEMO = False
    warnings = operating_warnings_for(accounts.administrator())
    return any(warning.key == "same-address" for warning in warnings)


def test_administrators_are_told_after_an_hour_of_one_private_address(
    settings: Any, time_machine: Any
) -> None:
    time_machine.move_to("2026-12-01T09:00Z", tick=False)
    visit("172.18.0.2", 30)
    assert not is_told(settings)
    time_machine.shift(3600)
    visit("172.18.0.2")
    assert is_told(settings)
    warnings = operating_warnings_for(accounts.team_member(accounts.zone()))
    assert not warnings
    visit("198.51.100.4")
    assert not is_told(settings)


@pytest.mark.parametrize("address", ["198.51.100.4", "2001:db8::1"])
def test_an_hour_of_one_reader_of_the_internet_says_nothing(
    settings: Any, time_machine: Any, address: str
) -> None:
    time_machine.move_to("2026-12-01T09:00Z", tick=False)
    visit(address, 30)
    time_machine.shift(3600)
    visit(address)
    assert not is_told(settings)


def test_who_watches_the_machine_is_not_a_visitor(
    settings: Any, time_machine: Any
) -> None:
    time_machine.move_to("2026-12-01T09:00Z", tick=False)
    visit("127.0.0.1", 40, "/sante/vivante")
    time_machine.shift(3600)
    visit("127.0.0.1", 1, "/sante/vivante")
    assert not is_told(settings)


def test_declared_the_proxy_is_seen_through(settings: Any, time_machine: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    time_machine.move_to("2026-12-01T09:00Z", tick=False)
    for number in range(40):
        Client().get(
            "/robots.txt",
            REMOTE_ADDR="127.0.0.1",
            HTTP_X_FORWARDED_FOR=f"198.51.100.{number % 2}",
        )
    time_machine.shift(3600)
    assert not is_told(settings)
