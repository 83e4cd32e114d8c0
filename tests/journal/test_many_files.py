"""Whoever opens many files within an hour is noticed by the administrators, and by nobody else."""

from typing import Any

import pytest

from entremise.foundation.journal.actions import FILES_AN_HOUR
from entremise.foundation.journal.models import PersonAccess
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.models import Task
from entremise.foundation.tasks.queries import tasks_visible_to
from entremise.foundation.tasks.registry import reason_text
from entremise.foundation.tasks.rules import can_handle_task
from tests.factories import accounts, candidates

pytestmark = pytest.mark.django_db


def opened(page: Any, zone: Any, number: int) -> None:
    for _one in range(number):
        person = candidates.candidate(zone)
        assert page.get(f"/equipe/candidats/{person.code}/").status_code == 200


def asked() -> int:
    return Task.objects.filter(reason="tasks.many_files_opened").count()


def test_an_hour_of_bulk_reading_raises_one_task(
    as_user: Any, time_machine: Any
) -> None:
    time_machine.move_to("2026-11-18T09:00:00Z", tick=False)
    zone = accounts.zone()
    reader, administrator = accounts.team_member(zone), accounts.administrator()
    page = as_user(reader)
    opened(page, zone, FILES_AN_HOUR)
    assert asked() == 0
    opened(page, zone, 2)
    assert asked() == 1
    task = Task.objects.get(reason="tasks.many_files_opened")
    assert f"plus de {FILES_AN_HOUR} dossiers" in reason_text(task.reason)
    assert task.about_label == reader.full_name
    assert task in tasks_visible_to(administrator)
    assert task not in tasks_visible_to(reader)
    assert not can_handle_task(reader, task)
    assert can_handle_task(administrator, task)


def test_a_day_of_work_raises_none(as_user: Any, time_machine: Any) -> None:
    time_machine.move_to("2026-11-18T07:00:00Z", tick=False)
    zone = accounts.zone()
    page = as_user(accounts.team_member(zone))
    for hour in ("08", "10", "13"):
        opened(page, zone, FILES_AN_HOUR - 5)
        time_machine.move_to(f"2026-11-18T{hour}:30:00Z", tick=False)
    assert asked() == 0


def test_the_same_file_again_is_one_file(as_user: Any) -> None:
    person = candidates.candidate()
    page = as_user(candidates.team_member_of(person.zone))
    for _time in range(FILES_AN_HOUR + 2):
        page.get(f"/equipe/candidats/{person.code}/")
    assert asked() == 0


def test_the_text_of_a_message_leaves_a_line(as_user: Any) -> None:
    person = candidates.candidate()
    candidates.published_cv(person)
    message = OutboxMessage.objects.get(purpose="candidates.published")
    reader = candidates.team_member_of(person.zone)
    before = PersonAccess.objects.filter(viewer=reader.code).count()
    assert as_user(reader).get(f"/equipe/courriers/{message.code}/").status_code == 200
    lines = PersonAccess.objects.filter(viewer=reader.code)
    assert lines.count() == before + 1
    assert lines.latest("pk").person == person.code
