"""What an association that begins still lacks, and who has which role."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import connections, transaction
from django.utils import timezone

from entremise.candidates.actions.cohorts import create_cohort
from entremise.foundation.accounts.actions.accounts import (
    end_staff_role,
    set_account_active,
)
from entremise.foundation.accounts.enums import FactorKind, Role
from entremise.foundation.accounts.models import Factor, StaffRole, User
from entremise.foundation.association.actions import change_settings
from entremise.foundation.association.queries import missing_by_law
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.outbox.actions import queue_message
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.actions import (
    bring_reminders_back,
    put_reminder_away,
    raise_task,
)
from entremise.impact.actions import add_target
from entremise.spaces.team.presenters.first_week import CHECKS, first_week_lines_for
from tests.factories import accounts, candidates, coaching, companies


def text_of(response: Any) -> str:
    return response.content.decode().replace("\u00a0", " ")


def missing(viewer: User, *, quiet_day: bool = True) -> list[str]:
    return [line.key for line in first_week_lines_for(viewer, quiet_day=quiet_day)]


@pytest.mark.django_db
def test_each_line_goes_when_its_fact_is_there_and_comes_back_without_it() -> None:
    root = accounts.administrator()
    assert missing(root) == [check.key for check in CHECKS]
    assert all(line.url for line in first_week_lines_for(root, quiet_day=True))
    zone = accounts.zone("Lyon")
    assert "zone" not in missing(root)
    member = accounts.team_member(zone)
    assert "team" in missing(root)
    Factor.objects.create(user=member, kind=FactorKind.APP, confirmed_at=timezone.now())
    assert "team" not in missing(root)
    queue_message(to="a@exemple.test", purpose="x", subject="x", text="x")
    assert "mail" in missing(root)
    OutboxMessage.objects.update(sent_at=timezone.now())
    assert "mail" not in missing(root)
    candidates.candidate(zone)
    coaching.coach(zone)
    companies.company(zone)
    assert missing(root) == ["legal", "cohort", "goals"]
    facts = {
        one.key: "01 23 45 67 89" if "phone" in one.key else "La Passerelle"
        for one in missing_by_law()
    }
    change_settings(facts, seen={}, by=root)
    assert missing(root) == ["cohort", "goals"]
    today = timezone.localdate()
    days = {"starts_on": today, "ends_on": today.replace(year=today.year + 1)}
    create_cohort(zone=zone, name="A", **days, by=root)
    goal = add_target("hires", value=1, **days, by=root)
    assert missing(root) == []
    goal.delete()
    assert missing(root) == ["goals"]


@pytest.mark.django_db
def test_on_a_busy_day_only_while_something_essential_is_missing(
    as_user: Callable,
) -> None:
    root = accounts.administrator()
    assert missing(root, quiet_day=False)
    for check in CHECKS:
        if check.essential:
            put_reminder_away(check.key, by=root)
    assert missing(root) == ["legal", "cohort", "goals"]
    assert missing(root, quiet_day=False) == []
    browser = as_user(root)
    assert "Pour bien commencer" in text_of(browser.get("/equipe/"))
    raise_task("coaching.quiet", zone=None, about=("team_today", "", "Ali"))
    assert "Pour bien commencer" not in text_of(browser.get("/equipe/"))


@pytest.mark.django_db
def test_a_line_is_put_away_and_brought_back(as_user: Callable) -> None:
    root = accounts.administrator()
    browser = as_user(root)
    path = "/equipe/pour-commencer/cohort/de-cote/"
    page = text_of(browser.post(path, follow=True))
    assert "C’est mis de côté" in page
    assert "Aucune promotion n’est ouverte" not in page
    assert "cohort" not in missing(accounts.administrator())
    assert browser.post("/equipe/pour-commencer/autre/de-cote/").status_code == 404
    assert "mis de côté au début" in text_of(browser.get("/equipe/reglages/"))
    page = text_of(browser.post("/equipe/pour-commencer/reprendre/", follow=True))
    assert "Aucune promotion n’est ouverte" in page


@pytest.mark.django_db
def test_only_administrators_read_and_settle_the_list(as_user: Callable) -> None:
    member = accounts.team_member()
    assert missing(member) == []
    assert "Pour bien commencer" not in text_of(as_user(member).get("/equipe/"))
    for act in (partial(put_reminder_away, "zone"), bring_reminders_back):
        with pytest.raises(NotAllowed):
            act(by=member)


# ---- roles ----


@pytest.mark.django_db
def test_the_list_says_since_when_and_the_last_visit(as_user: Callable) -> None:
    root, zone = accounts.administrator(), accounts.zone("Lyon")
    accounts.team_member(zone, first_name="Ulysse")
    page = text_of(as_user(root).get("/equipe/personnes/"))
    assert "depuis le" in page
    assert "Dernière visite :" in page  # the administrator's own
    assert "Pas encore entré·e" in page
    seen_by_team = text_of(
        as_user(accounts.team_member(zone)).get("/equipe/personnes/")
    )
    assert "Dernière visite" not in seen_by_team


@pytest.mark.django_db
def test_a_role_is_given_to_somebody_who_has_one(as_user: Callable) -> None:
    root, lyon, paris = (
        accounts.administrator(),
        accounts.zone("Lyon"),
        accounts.zone("Paris"),
    )
    person = accounts.team_member(lyon)
    path = f"/equipe/personnes/{person.code}/role/"
    browser = as_user(root)
    page = text_of(browser.post(path, {"role": "team"}))
    assert "Choisissez une zone pour ce rôle." in page
    page = text_of(browser.post(path, {"role": "team", "zone": "paris"}, follow=True))
    assert "Le rôle est donné à" in page
    assert set(person.staff_roles.values_list("zone", flat=True)) == {lyon.pk, paris.pk}
    # the team of a zone gives what it may give, where it may
    colleague = as_user(accounts.team_member(lyon))
    refused = text_of(colleague.post(path, {"role": "administrator"}))
    assert "administrator" not in person.staff_roles.values_list("role", flat=True)
    assert "Donner un rôle" in refused


@pytest.mark.django_db
def test_the_last_administrator_is_told_and_never_ended(as_user: Callable) -> None:
    root = accounts.administrator()
    page = text_of(as_user(root).get("/equipe/personnes/"))
    assert "Dernière personne de l’administration" in page
    role = StaffRole.objects.get(user=root)
    assert f"/equipe/personnes/roles/{role.code}/terminer/" not in page
    with pytest.raises(DomainError):
        end_staff_role(role, by=root)
    second = accounts.administrator()
    assert "Dernière personne" not in text_of(as_user(root).get("/equipe/personnes/"))
    end_staff_role(role, by=second)


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Each act in its own thread and transaction, all leaving the same line."""
    line = threading.Barrier(len(acts))
    given: list[Any] = [None] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        line.wait()
        try:
            with transaction.atomic():
                given[number] = act()
        except DomainError as refusal:
            given[number] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return given


def administrators() -> int:
    return StaffRole.objects.filter(
        role=Role.ADMINISTRATOR, user__is_active=True
    ).count()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_leave_at_once_leave_one() -> None:
    for _round in range(4):
        StaffRole.objects.all().delete()
        one, other = accounts.administrator(), accounts.administrator()
        roles = [StaffRole.objects.get(user=user) for user in (one, other)]
        together(
            partial(end_staff_role, roles[0], by=one),
            partial(end_staff_role, roles[1], by=other),
        )
        assert administrators() == 1


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_close_one_another_leave_one() -> None:
    for _round in range(4):
        StaffRole.objects.all().delete()
        one, other = accounts.administrator(), accounts.administrator()
        together(
            partial(set_account_active, other, False, by=one),
            partial(set_account_active, one, False, by=other),
        )
        assert administrators() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_nobody_would_be_left() -> None:
    """The control of the two tests above: each sees the other one, then both leave."""
    one, other = accounts.administrator(), accounts.administrator()
    line = threading.Barrier(2)

    def leave(user: User) -> None:
        others = StaffRole.objects.filter(role=Role.ADMINISTRATOR).exclude(user=user)
        seen = others.exists()
        line.wait(10)
        if seen:
            StaffRole.objects.filter(user=user).delete()
        connections.close_all()

    threads = [threading.Thread(target=leave, args=(user,)) for user in (one, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert administrators() == 0
