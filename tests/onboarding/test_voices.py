"""Check-ins: three respondents, apart from one another, and the tasks they create."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.models import Task
from entremise.onboarding import actions, jobs, queries, rules
from entremise.onboarding.enums import Respondent, Weather
from entremise.onboarding.models import CheckIn
from tests.factories import accounts, candidates, onboarding, opportunities
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


def tasks(reason: str) -> list[Task]:
    return list(Task.objects.filter(reason=f"onboarding.{reason}", done_at=None))


@world
def hired() -> Any:
    return onboarding.hire()


def test_each_has_one_voice(hired: Any) -> None:
    recruiter = opportunities.member(hired.company)
    assert rules.respondent_role_of(hired.candidate.user, hired) == Respondent.EMPLOYEE
    assert rules.respondent_role_of(recruiter, hired) == Respondent.MANAGER
    assert rules.respondent_role_of(accounts.user(), hired) is None
    assert (
        rules.respondent_role_of(candidates.team_member_of(hired.candidate.zone), hired)
        is None
    )


def test_once_a_manager_is_named_only_the_manager_speaks_for_the_manager(
    hired: Any,
) -> None:
    named = onboarding.named_manager(hired)
    other = opportunities.colleague_at(hired.company)
    hired.refresh_from_db()
    assert rules.respondent_role_of(named.user, hired) == Respondent.MANAGER
    assert rules.respondent_role_of(other, hired) is None
    assert rules.can_view_hire(other, hired)  # the plan, as a colleague


def test_nobody_answers_for_another_voice_but_the_team_notes_what_was_said(
    hired: Any,
) -> None:
    recruiter, person = opportunities.member(hired.company), hired.candidate.user
    with pytest.raises(NotAllowed):
        actions.answer_check_in(
            onboarding.check_in(hired, "employee"), by=recruiter, weather=Weather.SUNNY
        )
    with pytest.raises(NotAllowed):
        actions.answer_check_in(
            onboarding.check_in(hired, "manager"), by=person, weather=Weather.SUNNY
        )
    team = candidates.team_member_of(hired.candidate.zone)
    noted = actions.answer_check_in(
        onboarding.check_in(hired, "employee"), by=team, weather=Weather.SUNNY
    )
    assert noted.answered_by == team


def test_others_do_not_read_an_answer_and_the_team_does(hired: Any) -> None:
    actions.answer_check_in(
        onboarding.check_in(hired, "employee"),
        by=hired.candidate.user,
        weather=Weather.CLOUDY,
        hard="Mon chef crie.",
    )
    recruiter = opportunities.member(hired.company)
    assert queries.own_check_in_answers_for(recruiter, hired) == []
    assert queries.milestone_answers_for(recruiter, hired) == []
    assert queries.milestone_answers_for(hired.candidate.user, hired) == []
    assert (
        queries.milestone_answers_for(accounts.advisor(hired.candidate.zone), hired)
        == []
    )
    assert (
        queries.check_in_for(recruiter, onboarding.check_in(hired, "employee").code)
        is None
    )
    [first, *_others] = queries.milestone_answers_for(
        candidates.team_member_of(hired.candidate.zone), hired
    )
    assert [c.hard if c else None for c in first.answers] == ["", "Mon chef crie.", ""]


def test_an_answer_is_given_once(hired: Any) -> None:
    question = onboarding.check_in(hired, "employee")
    twin = CheckIn.objects.get(pk=question.pk)
    actions.answer_check_in(question, by=hired.candidate.user, weather=Weather.SUNNY)
    with pytest.raises(MoveRefused):
        actions.answer_check_in(twin, by=hired.candidate.user, weather=Weather.STORMY)
    with pytest.raises(DomainError):
        actions.answer_check_in(
            onboarding.check_in(hired, "employee", "m1"),
            by=hired.candidate.user,
            weather="",
        )
    assert CheckIn.objects.get(pk=question.pk).weather == Weather.SUNNY


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"weather": Weather.STORMY}, "fragile"),
        ({"weather": Weather.SUNNY, "wants_call": True}, "fragile"),
        ({"weather": Weather.SUNNY, "still_in_job": False}, "job_over"),
    ],
)
def test_one_worrying_answer_calls_a_human_within_two_working_days(
    answer: dict, reason: str
) -> None:
    with time_machine.travel("2026-11-20 10:00", tick=False):  # a Friday
        hired = onboarding.hire(days_ago=7)
        onboarding.answered_check_in(hired, "employee", **answer)
        [task] = tasks(reason)
        assert (task.urgent, task.owner, task.about_code) == (
            True,
            hired.owner,
            hired.code,
        )
        assert task.due_on.isoformat() == "2026-11-24"


def test_voices_that_differ_call_a_human_at_once_and_only_once() -> None:
    hired = onboarding.hire(days_ago=7)
    onboarding.answered_check_in(hired, "manager", Weather.SUNNY)
    assert tasks("diverging") == []
    onboarding.answered_check_in(hired, "employee", Weather.CLOUDY)
    onboarding.answered_check_in(hired, "coach", Weather.SUNNY)
    assert len(tasks("diverging")) == 1


def test_voices_that_agree_call_nobody() -> None:
    hired = onboarding.hire(days_ago=7)
    for voice in Respondent:
        onboarding.answered_check_in(hired, voice, Weather.CLOUDY)
    assert Task.objects.filter(reason__startswith="onboarding.").count() == 0


def test_questions_go_out_on_their_day_once_more_then_a_week_of_silence_calls_a_human() -> (
    None
):
    sent = OutboxMessage.objects.filter(purpose="onboarding.check_in")
    with time_machine.travel("2026-11-02 09:00", tick=False):
        hired = onboarding.hire()
        assert jobs.process_due_check_ins() == 0
    for day, messages, silent in (
        ("09", 2, 0),
        ("10", 2, 0),
        ("12", 4, 0),
        ("13", 4, 0),
        ("16", 4, 2),
        ("17", 4, 2),
    ):
        with time_machine.travel(f"2026-11-{day} 09:00", tick=False):
            jobs.process_due_check_ins()
            jobs.process_due_check_ins()
            assert (sent.count(), len(tasks("silent"))) == (messages, silent), day
    with time_machine.travel("2026-11-17 10:00", tick=False):
        onboarding.answered_check_in(hired, "employee")
        onboarding.answered_check_in(hired, "manager")
    assert tasks("silent") == []


def test_a_hire_that_ended_asks_nothing_more() -> None:
    hired = onboarding.hire(days_ago=8)
    actions.end_hire(
        hired,
        reason="term",
        on=timezone.localdate(),
        by=candidates.team_member_of(hired.candidate.zone),
    )
    assert jobs.process_due_check_ins() == 0


def test_hires_at_risk_are_those_where_somebody_worries_differs_or_is_silent() -> None:
    where = accounts.zone()
    team = candidates.team_member_of(where)
    calm, silent, worried = (
        onboarding.hire(candidates.candidate(where), days_ago=days)
        for days in (8, 20, 8)
    )
    for voice in Respondent:
        onboarding.answered_check_in(calm, voice)
    onboarding.answered_check_in(worried, "employee", Weather.STORMY)
    found = {risk.hire: risk for risk in queries.hire_warnings_for(team)}
    assert set(found) == {silent, worried}
    assert found[silent].unanswered_count == 3
    assert found[worried].needs_follow_up
    assert queries.hire_warnings_for(accounts.team_member()) == []


def test_the_next_question_waits_for_its_own_voice() -> None:
    hired = onboarding.hire(days_ago=2)
    waiting = queries.check_ins_waiting_for(hired.candidate.user)
    assert [(c.respondent, c.milestone) for c in waiting] == [("employee", "w1")]
    assert waiting[0].due_on == hired.starts_on + timedelta(days=7)
