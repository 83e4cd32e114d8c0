from datetime import timedelta

import pytest
from django.utils import timezone

from entremise.foundation.journal.queries import timeline_of
from entremise.foundation.kit.errors import MoveRefused, NotAllowed
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.tasks.actions import (
    close_task,
    raise_task,
    resolve_tasks,
    take_task,
)
from entremise.foundation.tasks.models import Task
from entremise.foundation.tasks.queries import open_tasks_for, tasks_visible_to
from entremise.foundation.tasks.registry import TaskGroup, register_task_reasons
from tests.factories import accounts

pytestmark = pytest.mark.django_db
ABOUT = ("team_today", "", "Ali")


def test_the_same_fact_is_one_task():
    first = raise_task("tests.x", zone=None, about=ABOUT, dedup_key="one")
    assert raise_task("tests.x", zone=None, about=ABOUT, dedup_key="one") == first
    raise_task("tests.x", zone=None, about=ABOUT)
    assert Task.objects.count() == 2


def test_what_has_happened_leaves_the_list():
    raise_task("tests.x", zone=None, about=ABOUT, dedup_key="approach:1:late")
    raise_task("tests.x", zone=None, about=ABOUT, dedup_key="approach:2:late")
    assert resolve_tasks(dedup_key_prefix="approach:1:", by=None) == 1
    assert resolve_tasks(dedup_key_prefix="approach:1:", by=None) == 0
    assert Task.objects.filter(done_at=None).get().dedup_key == "approach:2:late"


def test_a_task_is_taken_and_done_once_by_its_zone():
    lyon = accounts.zone("Lyon")
    member, stranger = (
        accounts.team_member(lyon),
        accounts.team_member(accounts.zone("Paris")),
    )
    task = raise_task("tests.x", zone=lyon, about=ABOUT)
    for gesture in (take_task, close_task):
        with pytest.raises(NotAllowed):
            gesture(task, by=stranger)
    take_task(task, by=member)
    close_task(task, by=member, note="Fait")
    with pytest.raises(MoveRefused):
        close_task(task, by=member)
    with pytest.raises(MoveRefused):
        take_task(task, by=member)
    assert [line.verb for line in timeline_of(task.code)] == ["messaging.task_done"]


def test_a_task_without_zone_is_everybody_s_on_the_bridge():
    task = raise_task("tests.x", zone=None, about=ABOUT)
    assert list(tasks_visible_to(accounts.team_member())) == [task]
    assert list(tasks_visible_to(accounts.user())) == []
    with pytest.raises(NotAllowed):
        close_task(task, by=accounts.user())


def test_a_row_says_its_reason_and_a_past_date_makes_it_late():
    register_task_reasons({"tests.quiet": _("Silence")}, group=TaskGroup.SILENT)
    member = accounts.team_member()
    raise_task("tests.quiet", zone=None, about=ABOUT)
    raise_task(
        "tests.quiet",
        zone=None,
        about=ABOUT,
        due_on=timezone.localdate() - timedelta(days=1),
        owner=member,
    )
    raise_task("tests.quiet", zone=None, about=ABOUT, due_on=timezone.localdate())
    groups = open_tasks_for(member)
    assert {group: len(rows) for group, rows in groups.items()} == {
        "late": 1,
        "silent": 2,
    }
    assert groups["late"][0].reason_text == "Silence"
    assert groups["silent"][0].due_on is not None, "what has a date comes first"
    assert list(open_tasks_for(member, mine=True)) == ["late"]
