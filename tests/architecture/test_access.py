"""Every URL, requested by every kind of user."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from entremise.foundation.accounts.models import User, UserSession
from tests.architecture.access_rules import (
    ACCESS_RULES,
    EVERYONE,
    FRESH_PROOF,
    STAFF,
    AccessRule,
)
from tests.architecture.world import World
from tests.factories import accounts
from tests.kit import worlds as kit

from . import world as worlds

TURNS = 8


def _walk(resolver: Any, inside: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(
                pattern, f"{pattern.namespace}:" if pattern.namespace else inside
            )
        else:
            yield f"{inside}{pattern.name}", pattern


@cache
def url_patterns() -> dict[str, URLPattern]:
    return dict(_walk(get_resolver()))


def test_every_url_has_an_access_rule() -> None:
    assert sorted(set(url_patterns()) - set(ACCESS_RULES)) == [], (
        "add a rule to tests/architecture/access_rules.py"
    )
    assert sorted(set(ACCESS_RULES) - set(url_patterns())) == [], "these URLs are gone"


def test_every_view_says_who_may_come_in() -> None:
    assert [
        name
        for name, pattern in url_patterns().items()
        if not hasattr(pattern.callback, "test")
    ] == []


@kit.world
def world() -> World:
    return worlds.build_world()


def test_each_view_lets_in_its_own_people(world: World, db: None) -> None:
    """The access test of each view, applied to each person."""

    @cache
    def let_in_by(test: Callable[[Any], bool]) -> set[str]:
        return {who for who, user in world.people.items() if test(_reloaded(user))}

    faults = []
    for name, rule in ACCESS_RULES.items():
        let_in = let_in_by(url_patterns()[name].callback.test)  # type: ignore[attr-defined]
        if let_in != rule.may_open_view:
            faults.append(
                f"{name}: too many {sorted(let_in - rule.may_open_view)}, missing"
                f" {sorted(rule.may_open_view - let_in)}"
            )
    assert not faults, "\n" + "\n".join(faults)


def _reloaded(user: User | None) -> Any:
    return AnonymousUser() if user is None else User.objects.get(pk=user.pk)


@pytest.mark.parametrize("turn", range(TURNS))
def test_things_are_seen_by_those_they_concern(
    turn: int, world: World, db: None
) -> None:
    """Real requests: by those who may open the view, one other person and a passer-by.

    Each turn takes one URL in ``TURNS``, so that workers share them.
    """
    assert set(world.people) == EVERYONE
    browsers = {who: _browser(user) for who, user in world.people.items()}
    faults = []
    for name, rule in list(ACCESS_RULES.items())[turn::TURNS]:
        for who in _visitors_for(rule):
            answer = _request(browsers[who], name, rule, world)
            if fault := _fault(answer, who, rule):
                faults.append(f"{name} for {who}: {fault}")
    assert not faults, "\n" + "\n".join(faults)


def _visitors_for(rule: AccessRule) -> list[str]:
    strangers = sorted(EVERYONE - rule.may_open_view - {"passer_by"})[:1]
    inside = (
        sorted(rule.may_open_view)
        if rule.may_see_thing and rule.may_see_thing != rule.may_open_view
        else sorted(rule.may_open_view)[:1]
    )
    return [*inside, *strangers, *([] if "passer_by" in inside else ["passer_by"])]


def _browser(user: User | None) -> Client:
    client = Client(raise_request_exception=False)
    return accounts.sign_in(client, user) if user else client


def _request(client: Client, name: str, rule: AccessRule, world: World) -> Any:
    url_args = {
        k: world.things.get(v, v) if isinstance(v, str) else v
        for k, v in rule.url_args.items()
    }
    url = reverse(name, kwargs=url_args)
    before = client.cookies.copy()
    with transaction.atomic():
        answer = (
            client.get(url)
            if "GET" in url_patterns()[name].callback.methods  # type: ignore[attr-defined]
            else client.post(url)
        )
        transaction.set_rollback(True)
    client.cookies = before
    return answer


def _fault(answer: Any, who: str, rule: AccessRule) -> str:
    status, towards = answer.status_code, answer.headers.get("Location", "")
    if status >= 500:
        return f"breaks ({status})"
    asked_to_sign_in = status == 302 and "/connexion/" in towards
    if who in rule.may_see_thing:
        # Where no account is needed, being sent to the beginning of the sign-in is an
        # answer, not a refusal.
        refused = status in (403, 404) or (
            asked_to_sign_in and rule.may_open_view != EVERYONE
        )
        return f"refused ({status})" if refused else ""
    if who == "passer_by":
        return "" if asked_to_sign_in or status == 404 else f"let in ({status})"
    return "" if status == 404 else f"let in ({status})"


def test_pages_that_give_much_ask_for_a_fresh_proof() -> None:
    assert {
        name
        for name, pattern in url_patterns().items()
        if getattr(pattern.callback, "fresh_proof", False)
    } == FRESH_PROOF


@pytest.mark.parametrize("name", sorted(FRESH_PROOF))
def test_an_old_proof_opens_none_of_them(name: str, world: World, db: None) -> None:
    """And the others, who are refused anyway, are asked nothing."""
    view: Any = url_patterns()[name].callback
    rule = ACCESS_RULES[name]
    for who in sorted(rule.may_open_view & STAFF):
        browser = _browser(world.people[who])
        UserSession.objects.filter(user=world.people[who]).update(
            proved_at=timezone.now() - timedelta(minutes=15)
        )
        url_args = {k: world.things.get(v, v) for k, v in rule.url_args.items()}
        url = reverse(name, kwargs=url_args)
        if "GET" in view.methods:
            assert "/compte/preuve/?next=" in browser.get(url).headers["Location"]
        if "POST" in view.methods:
            answer = browser.post(url, {"first_name": "Zoé"})
            assert answer.status_code == 403
            assert 'name="first_name" value="Zoé"' in answer.content.decode()
    for who in sorted(EVERYONE - rule.may_open_view - {"passer_by"}):
        browser = _browser(world.people[who])
        UserSession.objects.filter(user=world.people[who]).update(proved_at=None)
        assert _request(browser, name, rule, world).status_code == 404
