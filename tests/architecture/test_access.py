"""Every address, knocked at by everybody."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from entremise.foundation.accounts.models import User
from tests.architecture.access_rules import ACCESS_RULES, EVERYONE, AccessRule
from tests.architecture.world import World
from tests.factories import accounts

from . import world as worlds


def _walk(resolver: Any, inside: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(
                pattern, f"{pattern.namespace}:" if pattern.namespace else inside
            )
        else:
            yield f"{inside}{pattern.name}", pattern


@cache
def addresses() -> dict[str, URLPattern]:
    return dict(_walk(get_resolver()))


def test_every_address_is_declared() -> None:
    assert sorted(set(addresses()) - set(ACCESS_RULES)) == [], (
        "say in tests/architecture/doors.py who may come in"
    )
    assert sorted(set(ACCESS_RULES) - set(addresses())) == [], "these doors are gone"


def test_every_view_says_who_may_come_in() -> None:
    assert [
        name
        for name, pattern in addresses().items()
        if not hasattr(pattern.callback, "test")
    ] == []


@pytest.fixture
def world(db: None) -> World:
    return worlds.build_world()


def test_each_room_lets_in_its_own_people(world: World) -> None:
    """The test written above each view, asked about each person."""
    faults = []
    for name, door in ACCESS_RULES.items():
        test = addresses()[name].callback.test  # type: ignore[attr-defined]
        let_in = {who for who, user in world.people.items() if test(_again(user))}
        if let_in != door.may_open_view:
            faults.append(
                f"{name}: too many {sorted(let_in - door.may_open_view)}, missing"
                f" {sorted(door.may_open_view - let_in)}"
            )
    assert not faults, "\n" + "\n".join(faults)


def _again(user: User | None) -> Any:
    return AnonymousUser() if user is None else User.objects.get(pk=user.pk)


def test_things_are_seen_by_those_they_concern(world: World) -> None:
    """Each one really knocks: those of the room at what is behind the door, and one
    stranger to the room.
    """
    assert set(world.people) == EVERYONE
    browsers = {who: _browser(user) for who, user in world.people.items()}
    faults = []
    for name, door in ACCESS_RULES.items():
        for who in _knocking(door):
            answer = _knock(browsers[who], name, door, world)
            if fault := _fault(answer, who, door):
                faults.append(f"{name} for {who}: {fault}")
    assert not faults, "\n" + "\n".join(faults)


def _knocking(door: AccessRule) -> list[str]:
    strangers = sorted(EVERYONE - door.may_open_view - {"passer_by"})[:1]
    inside = (
        sorted(door.may_open_view)
        if door.may_see_thing and door.may_see_thing != door.may_open_view
        else sorted(door.may_open_view)[:1]
    )
    return [*inside, *strangers, *([] if "passer_by" in inside else ["passer_by"])]


def _browser(user: User | None) -> Client:
    client = Client(raise_request_exception=False)
    return accounts.sign_in(client, user) if user else client


def _knock(client: Client, name: str, door: AccessRule, world: World) -> Any:
    address = {
        k: world.things.get(v, v) if isinstance(v, str) else v
        for k, v in door.url_args.items()
    }
    url = reverse(name, kwargs=address)
    before = client.cookies.copy()
    with transaction.atomic():
        answer = (
            client.get(url)
            if "GET" in addresses()[name].callback.methods
            else client.post(url)
        )  # type: ignore[attr-defined]
        transaction.set_rollback(True)
    client.cookies = before
    return answer


def _fault(answer: Any, who: str, door: AccessRule) -> str:
    status, towards = answer.status_code, answer.headers.get("Location", "")
    if status >= 500:
        return f"breaks ({status})"
    asked_to_sign_in = status == 302 and "/connexion/" in towards
    if who in door.may_see_thing:
        # Where no account is needed, being sent to the beginning of the sign-in is an
        # answer, not a refusal.
        refused = status in (403, 404) or (
            asked_to_sign_in and door.may_open_view != EVERYONE
        )
        return f"refused ({status})" if refused else ""
    if who == "passer_by":
        return "" if asked_to_sign_in or status == 404 else f"let in ({status})"
    return "" if status == 404 else f"let in ({status})"
