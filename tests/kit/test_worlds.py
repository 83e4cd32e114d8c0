"""Worlds: written once, copied for each test, and never seen by who does not ask for them."""

from typing import Any

import pytest

from entremise.foundation.accounts.models import StaffRole, User, Zone
from tests.factories import accounts
from tests.kit.worlds import WorldStack, world

pytestmark = pytest.mark.django_db
built: list[str] = []


@world
def here() -> Zone:
    built.append("here")
    return accounts.zone("Ici")


@world
def member(here: Zone) -> tuple[Zone, User]:
    built.append("member")
    return here, accounts.team_member(here)


@world
def there() -> Zone:
    built.append("there")
    return accounts.zone("Là")


def names() -> set[str]:
    return set(Zone.objects.values_list("name", flat=True))


@pytest.mark.parametrize("turn", range(2))
def test_what_a_test_changes_the_next_one_does_not_find(turn: int, here: Any) -> None:
    assert (here.name, names()) == ("Ici", {"Ici"})
    here.name = "Ailleurs"
    here.save()


def test_a_world_made_of_another_brings_it(member: tuple[Zone, User]) -> None:
    assert names() == {"Ici"}
    assert StaffRole.objects.get(user=member[1]).zone == member[0]


def test_copies_of_one_test_hold_each_other(
    here: Zone, member: tuple[Zone, User]
) -> None:
    assert member[0] is here


def test_without_asking_there_is_nothing() -> None:
    assert names() == set()


def test_each_is_built_once_while_it_is_asked_for() -> None:
    stack = WorldStack(__name__)
    built.clear()
    stack.copies(["here"])
    first = stack.copies(["here", "member"])
    assert stack.copies(["here", "member"])["member"] is not first["member"]
    assert built == ["here", "member"]
    stack.copies(["there"])
    assert names() == {"Là"}
    assert built == ["here", "member", "there"]
    stack.copies([])
    assert names() == set()


def test_one_that_fails_leaves_nothing() -> None:
    stack = WorldStack(__name__)
    stack._builders = {"broken": lambda: 1 / accounts.zone("Ici").name.count("x")}
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            stack.copies(["broken"])
        assert names() == set()
