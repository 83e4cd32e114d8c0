"""Life cycle of approaches."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from entremise.candidates.actions.consent import withdraw_cv
from entremise.companies import actions as company_actions
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.kit import working_days
from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.models import Task
from entremise.meetings import jobs
from entremise.meetings.actions.approaches import (
    accept_approach,
    close_approach,
    decline_approach,
    forward_approach,
    propose_introduction,
    send_approach,
    stop_approach,
    withdraw_approach,
)
from entremise.meetings.enums import ApproachKind, ApproachState
from entremise.meetings.models import Approach
from entremise.meetings.queries.meetings import (
    approach_for,
    approaches_for,
    approaches_to_moderate_for,
)
from tests.factories import accounts, candidates, companies, meetings
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


def told(purpose: str) -> OutboxMessage:
    return OutboxMessage.objects.get(purpose=f"meetings.{purpose}")


def untold(purpose: str) -> bool:
    return not OutboxMessage.objects.filter(purpose=f"meetings.{purpose}").exists()


@world
def row() -> Any:
    return meetings.approach()


@world
def forwarded() -> Any:
    return meetings.approach(state=ApproachState.FORWARDED)


@world
def accepted() -> Any:
    return meetings.approach(state=ApproachState.ACCEPTED)


@world
def visible() -> Any:
    return candidates.published_cv().candidate


@world
def person() -> Any:
    return candidates.candidate()


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 20), 3, date(2026, 11, 25)),  # Friday
        (date(2026, 12, 23), 3, date(2026, 12, 29)),  # over Christmas
        (date(2026, 4, 3), 1, date(2026, 4, 7)),  # over Easter Monday
        (date(2026, 5, 12), 3, date(2026, 5, 18)),  # over Ascension
    ],
)
def test_promises_are_counted_in_working_days(
    day: date, count: int, expected: date
) -> None:
    assert working_days.add_working_days(day, count) == expected


def test_an_approach_is_always_held_with_an_owner_and_a_promise(person: Any) -> None:
    owner = accounts.team_member(person.zone)
    type(person).objects.filter(pk=person.pk).update(owner=owner)
    person.refresh_from_db()
    row = meetings.approach(person, share_token="abc")
    assert (row.state, row.owner, row.share_token) == (
        ApproachState.PENDING_REVIEW,
        owner,
        "abc",
    )
    assert row.answer_by == working_days.add_working_days(timezone.localdate(), 3)
    task = Task.objects.get(reason="meetings.approach_held")
    assert (task.about_code, task.due_on, task.owner) == (
        row.code,
        row.answer_by,
        owner,
    )
    assert untold("for_you")
    assert told("received").to == row.sender.email


def test_without_anybody_following_the_person_somebody_of_the_zone_owns_the_approach(
    person: Any,
) -> None:
    type(person).objects.filter(pk=person.pk).update(owner=None)
    person.refresh_from_db()
    assert meetings.approach(person).owner == candidates.team_member_of(person.zone)


def test_the_person_hears_of_it_only_once_the_team_let_it_through(row: Any) -> None:
    person = row.candidate.user
    assert not approaches_for(person).exists()
    assert approach_for(person, row.code) is None
    forward_approach(row, by=candidates.team_member_of(row.candidate.zone))
    assert approaches_for(person).get() == row
    assert approach_for(person, row.code) == row
    message = told("for_you")
    assert message.to == person.email
    assert "On ne paie jamais pour travailler" in message.text
    assert row.message not in message.text
    assert row.answer_by == working_days.add_working_days(timezone.localdate(), 5)
    assert Task.objects.get(reason="meetings.approach_held").done_at


def test_what_was_stopped_before_going_through_is_never_shown_to_the_person() -> None:
    row = meetings.approach(state=ApproachState.STOPPED)
    assert approach_for(row.candidate.user, row.code) is None
    assert "vive voix" in told("stopped").text
    assert untold("not_going_on")


def test_what_is_stopped_after_going_through_is_told_to_both(forwarded: Any) -> None:
    row = forwarded
    stop_approach(
        row,
        by=candidates.team_member_of(row.candidate.zone),
        message="Nous vous appelons.",
    )
    assert told("not_going_on").to == row.candidate.user.email
    assert "Nous vous appelons." not in told("not_going_on").text
    assert "Nous vous appelons." in told("stopped").text


def test_stopping_needs_human_words(row: Any) -> None:
    with pytest.raises(DomainError):
        stop_approach(
            row, by=candidates.team_member_of(row.candidate.zone), message=" "
        )


def test_an_unverified_company_stays_held_until_it_is_verified(visible: Any) -> None:
    person = visible
    where = companies.company(person.zone, verified=False)
    row = meetings.approach(person, where)
    team = candidates.team_member_of(person.zone)
    with pytest.raises(DomainError, match="Vérifiez"):
        forward_approach(row, by=team)
    company_actions.verify_company(where, by=team)
    row = approach_for(team, row.code)
    assert forward_approach(row, by=team).state == ApproachState.FORWARDED


def test_one_pending_approach_per_company_and_person(row: Any) -> None:
    again = meetings.approach(row.candidate, row.company, sender=row.sender)
    assert again == row
    with pytest.raises(DomainError, match="en cours"):
        meetings.approach(
            row.candidate, row.company, sender=row.sender, message="D’autres mots"
        )
    assert Approach.objects.count() == 1
    stop_approach(
        row, by=candidates.team_member_of(row.candidate.zone), message="Pas maintenant."
    )
    meetings.approach(row.candidate, row.company, sender=row.sender)
    assert Approach.objects.count() == 2


def test_nobody_writes_in_the_name_of_a_company_they_are_not_in(visible: Any) -> None:
    person = visible
    where = companies.company(person.zone)
    for someone in (accounts.user(), companies.recruiter_of(companies.company())):
        with pytest.raises(NotAllowed):
            meetings.approach(person, where, sender=someone)


def test_a_suspended_company_writes_to_nobody_and_its_approaches_cannot_be_accepted(
    forwarded: Any,
) -> None:
    row = forwarded
    team = candidates.team_member_of(row.candidate.zone)
    company_actions.suspend_company(row.company, by=team, message="Un signalement.")
    row = Approach.objects.get(pk=row.pk)
    with pytest.raises(DomainError):
        accept_approach(row, by=row.candidate.user)
    assert approach_for(row.sender, row.code) is None
    assert not approaches_for(type(row.sender).objects.get(pk=row.sender.pk)).exists()
    with pytest.raises(NotAllowed):
        meetings.approach(
            candidates.published_cv().candidate,
            row.company,
            sender=type(row.sender).objects.get(pk=row.sender.pk),
        )
    assert Task.objects.filter(
        reason="meetings.company_closed", about_code=row.code, urgent=True
    ).exists()


def test_who_withdrew_can_no_longer_be_approached() -> None:
    publication = candidates.published_cv()
    withdraw_cv(publication.candidate, by=publication.candidate.user)
    with pytest.raises(DomainError, match="plus joignable"):
        send_approach(
            publication.candidate,
            company=(where := companies.company(publication.candidate.zone)),
            sender=companies.recruiter_of(where),
            message="Bonjour",
        )


def test_the_person_says_yes_and_a_date_is_asked_for() -> None:
    row = meetings.approach(state=ApproachState.ACCEPTED)
    assert "veut bien vous rencontrer" in told("accepted").text
    assert (
        Task.objects.get(reason="meetings.to_plan", done_at=None).about_code == row.code
    )


def test_a_no_with_words_is_read_by_the_company() -> None:
    meetings.approach(state=ApproachState.DECLINED)
    assert "pas pour moi" in told("declined").text


def test_a_no_without_words_is_never_spoken_by_a_machine(forwarded: Any) -> None:
    row = forwarded
    decline_approach(row, by=row.candidate.user)
    assert untold("declined")
    assert (
        Task.objects.get(reason="meetings.to_tell_sender", done_at=None).about_code
        == row.code
    )
    close_approach(
        row,
        by=candidates.team_member_of(row.candidate.zone),
        to_sender="Merci d’avoir écrit.",
    )
    assert "Merci d’avoir écrit." in told("closed_sender").text
    assert row.state == ApproachState.CLOSED
    assert not Task.objects.filter(about_code=row.code, done_at=None).exists()


def test_nobody_answers_in_the_place_of_somebody_with_an_account(
    forwarded: Any,
) -> None:
    row = forwarded
    for someone in (
        candidates.team_member_of(row.candidate.zone),
        row.sender,
        accounts.administrator(),
    ):
        with pytest.raises(NotAllowed):
            accept_approach(row, by=someone)


def test_the_team_notes_the_answer_of_somebody_without_account() -> None:
    person = candidates.candidate(account=False)
    team = candidates.team_member_of(person.zone)
    row = propose_introduction(
        person,
        company=companies.company(person.zone),
        message="Il faut que vous vous voyiez.",
        by=team,
    )
    accept_approach(row, by=team)
    assert JournalEntry.objects.get(verb="meetings.accepted").data["for_them"] is True


def test_an_introduction_by_the_zones_advisor_goes_through_at_once(person: Any) -> None:
    row = propose_introduction(
        person,
        company=companies.company(person.zone),
        message="Je connais leur présidente.",
        by=accounts.advisor(person.zone),
    )
    assert (row.kind, row.state) == (
        ApproachKind.INTRODUCTION,
        ApproachState.FORWARDED,
    )
    assert "veut vous présenter quelqu’un" in told("for_you").text
    with pytest.raises(NotAllowed):
        propose_introduction(person, message="Moi aussi", by=accounts.advisor())


def test_an_introduction_by_a_passer_by_is_held_and_acknowledged(visible: Any) -> None:
    person = visible
    row = propose_introduction(
        person,
        message="Mon frère tient un garage.",
        contact_name="Paule Vasseur",
        contact_email="paule@exemple.test",
        by=None,
    )
    assert (row.state, row.sender) == (ApproachState.PENDING_REVIEW, None)
    assert told("received").to == "paule@exemple.test"
    assert Task.objects.get(reason="meetings.approach_held").about_code == row.code


def test_a_visitor_of_a_known_company_becomes_a_member_only_when_let_through(
    visible: Any,
) -> None:
    person = visible
    where = companies.company(person.zone)
    row = send_approach(
        person,
        company=where,
        sender=None,
        message="Bonjour",
        contact_name="Lina",
        contact_email="lina@exemple.test",
    )
    assert where.members.count() == 1
    assert approach_for(companies.recruiter_of(where), row.code) is None
    forward_approach(row, by=candidates.team_member_of(person.zone))
    assert row.sender.email == "lina@exemple.test"
    assert where.members.count() == 2


def test_the_company_takes_its_words_back(row: Any) -> None:
    with pytest.raises(NotAllowed):
        withdraw_approach(row, by=companies.recruiter_of(companies.company()))
    assert withdraw_approach(row, by=row.sender).state == ApproachState.CLOSED
    other = meetings.approach(state=ApproachState.FORWARDED)
    with pytest.raises(DomainError):
        withdraw_approach(other, by=other.sender)
    withdraw_approach(other, by=other.sender, message="Notre projet s’arrête.")
    assert "Notre projet s’arrête." in told("closed").text


def test_what_was_accepted_is_not_taken_back(accepted: Any) -> None:
    row = accepted
    with pytest.raises(MoveRefused):
        withdraw_approach(row, by=row.sender, message="Non")


def test_a_promise_that_passes_becomes_one_urgent_task(row: Any) -> None:
    jobs.raise_overdue_approach_tasks()
    assert not Task.objects.filter(reason="meetings.answer_late").exists()
    with time_machine.travel(timezone.now() + timedelta(days=10), tick=True):
        jobs.raise_overdue_approach_tasks()
        jobs.raise_overdue_approach_tasks()
    task = Task.objects.get(reason="meetings.answer_late")
    assert (task.urgent, task.about_code, task.due_on) == (
        True,
        row.code,
        row.answer_by,
    )


def test_a_yes_without_date_calls_somebody(accepted: Any) -> None:
    row = accepted
    with time_machine.travel(timezone.now() + timedelta(days=9), tick=True):
        jobs.raise_unplanned_approach_tasks()
        jobs.raise_unplanned_approach_tasks()
    assert Task.objects.get(reason="meetings.no_date").about_code == row.code


def test_each_zone_moderates_its_own(row: Any) -> None:
    here, elsewhere = (
        candidates.team_member_of(row.candidate.zone),
        accounts.team_member(),
    )
    assert approaches_to_moderate_for(here).get() == row
    assert not approaches_to_moderate_for(elsewhere).exists()
    assert approach_for(elsewhere, row.code) is None
    with pytest.raises(NotAllowed):
        forward_approach(row, by=elsewhere)
    with pytest.raises(NotAllowed):
        stop_approach(row, by=accounts.advisor(row.candidate.zone), message="Non")
