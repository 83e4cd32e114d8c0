"""A printed card opens little: every address of every space, asked for by a session by card.

What each address says (``by_card``) is compared to ``access_rules.BY_CARD``, then asked for.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from entremise.candidates.models import Candidate
from entremise.foundation.accounts.actions.signing_in import issue_login_card
from entremise.foundation.accounts.models import User
from entremise.foundation.web.decorators import anyone
from tests.architecture import world as worlds
from tests.architecture.access_rules import ACCESS_RULES, BY_CARD
from tests.architecture.test_access import url_patterns
from tests.architecture.world import World
from tests.factories import accounts
from tests.kit import worlds as kit

CLOSED = "Une carte n’ouvre pas cette page"


@kit.world
def world() -> World:
    return worlds.build_world()


def by_card(person: User, issuer: User) -> Client:
    client = Client(raise_request_exception=False)
    _card, secret = issue_login_card(person, by=issuer)
    answer = client.post("/carte/", {"code": secret.code})
    assert answer.status_code == 302
    return client


def needing_an_account() -> Iterator[str]:
    for name, pattern in url_patterns().items():
        if pattern.callback.test is not anyone:  # type: ignore[attr-defined]
            yield name


def test_what_the_addresses_declare_is_the_matrix() -> None:
    assert {
        name for name, pattern in url_patterns().items() if pattern.callback.by_card
    } == BY_CARD


@pytest.mark.parametrize("issuer", ["coach", "team"])
def test_a_card_opens_what_the_matrix_says_and_nothing_else(
    issuer: str, world: World, db: None
) -> None:
    """By GET and by POST, whoever printed it: 403 or 404, but for the matrix."""
    ali, printer = world.people["candidate"], world.people[issuer]
    assert ali is not None
    assert printer is not None
    client = by_card(ali, printer)
    own = accounts.sign_in(Client(raise_request_exception=False), ali)
    faults, opened = [], set()
    for name in needing_an_account():
        rule = ACCESS_RULES[name]
        for method in url_patterns()[name].callback.methods:  # type: ignore[attr-defined]
            if method == "HEAD":
                continue
            answer = ask(client, method, name, world)
            closed = answer.status_code == 403 and CLOSED in answer.content.decode()
            let_in = not closed and answer.status_code not in (401, 404)
            if name in BY_CARD and "candidate" in rule.may_see_thing:
                expected = ask(own, method, name, world).status_code
                # where the person says yes at once, the card is asked for a code
                if answer.status_code != expected or not let_in:
                    faults.append(f"{method} {name}: {answer.status_code}")
                opened.add(name)
            elif name not in BY_CARD and let_in:
                faults.append(f"{method} {name}: let in ({answer.status_code})")
            elif name.startswith("candidate:") and name not in BY_CARD and not closed:
                faults.append(f"{method} {name}: {answer.status_code} without a word")
    assert not faults, "\n" + "\n".join(faults)
    assert opened == {
        name for name in BY_CARD if "candidate" in ACCESS_RULES[name].may_see_thing
    }


def ask(client: Client, method: str, name: str, world: World) -> Any:
    url_args = {
        key: world.things.get(value, value) if isinstance(value, str) else value
        for key, value in ACCESS_RULES[name].url_args.items()
    }
    url, cookies = reverse(name, kwargs=url_args), client.cookies.copy()
    with transaction.atomic():
        answer = client.get(url) if method == "GET" else client.post(url)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def test_somebody_who_is_also_a_coach_gets_by_card_their_own_space_only(
    world: World, db: None
) -> None:
    """The card is that of a candidate; the other spaces of the same person stay closed."""
    coach = world.people["coach"]
    assert coach is not None
    ali = Candidate.objects.get(code=world.things["unpaired"])
    Candidate.objects.filter(pk=ali.pk).update(user=coach)
    coach = User.objects.get(pk=coach.pk)
    client = by_card(coach, world.people["team"])  # type: ignore[arg-type]
    assert client.get("/mon-espace/").status_code == 200
    for url in (
        "/coach/",
        f"/coach/personnes/{world.things['ali']}/",
        f"/coach/personnes/{world.things['ali']}/cv/",
        f"/coach/personnes/{world.things['ali']}/carte/",
    ):
        assert client.get(url).status_code == 403
