"""Dates, confirmation, preparation and debriefs of meetings."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone
from icalendar import Calendar

from entremise.companies import actions as company_actions
from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.models import Task
from entremise.meetings import jobs, rules
from entremise.meetings.actions.confirmation import (
    WrongMeetingCode,
    confirm_meeting,
    report_meeting_no_show,
    save_debrief,
)
from entremise.meetings.actions.planning import (
    agree_to_meeting_date,
    cancel_meeting,
    propose_meeting,
    reschedule_meeting,
    save_preparation,
)
from entremise.meetings.enums import (
    ApproachState,
    DebriefNextStep,
    MeetingKind,
    MeetingSide,
    MeetingState,
)
from entremise.meetings.models import Meeting
from entremise.meetings.queries.meetings import (
    debrief_of,
    meeting_for,
    meetings_for,
    preparation_of,
)
from tests.factories import accounts, candidates, companies, meetings
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db
SOON = timedelta(days=3)


def told(purpose: str) -> list[OutboxMessage]:
    return list(
        OutboxMessage.objects.filter(purpose=f"meetings.{purpose}").order_by("pk")
    )


def recruiter(row: Meeting) -> accounts.User:
    return companies.recruiter_of(row.company)


def from_approach() -> Meeting:
    row = meetings.approach(state=ApproachState.ACCEPTED)
    return propose_meeting(
        row.candidate,
        kind=MeetingKind.TRANSFORMING,
        approach=row,
        starts_at=timezone.now() + SOON,
        place="Rue des Outils",
        by=row.sender,
    )


@world
def row() -> Any:
    return meetings.meeting()


@world
def started() -> Any:
    return meetings.started_meeting(meetings.meeting())


# Planning


def test_the_company_proposes_after_a_yes_and_has_agreed_to_its_own_date() -> None:
    row = from_approach()
    assert (row.state, bool(row.other_agreed_at), row.candidate_agreed_at) == (
        MeetingState.PROPOSED,
        True,
        None,
    )
    assert row.attendances.get().title == "Responsable du service client"
    (message,) = told("proposed")
    assert message.to == row.candidate.user.email
    agree_to_meeting_date(row, by=row.candidate.user)
    assert row.state == MeetingState.AGREED
    assert {m.to for m in told("agreed")} == {
        row.candidate.user.email,
        recruiter(row).email,
    }


def test_a_company_proposes_nothing_before_a_yes() -> None:
    row = meetings.approach(state=ApproachState.FORWARDED)
    with pytest.raises(NotAllowed):
        propose_meeting(
            row.candidate,
            kind=MeetingKind.TRANSFORMING,
            approach=row,
            starts_at=timezone.now() + SOON,
            place="Ici",
            by=row.sender,
        )


def test_remote_needs_a_reason_even_against_the_database() -> None:
    with pytest.raises(DomainError, match="en personne"):
        meetings.meeting(remote=True)
    row = meetings.meeting(
        remote=True, remote_reason="Elle ne peut pas marcher cette semaine."
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=row.pk).update(remote_reason="")


def test_the_two_codes_always_differ() -> None:
    rows = [meetings.meeting(agreed=False) for _ in range(3)]
    assert all(
        row.candidate_code != row.other_code and len(row.candidate_code) == 4
        for row in rows
    )


def test_rescheduling_keeps_the_row_and_asks_again(row: Any) -> None:
    moved = timezone.now() + timedelta(days=9)
    reschedule_meeting(
        row,
        starts_at=moved,
        place="Quai Neuf",
        message="Un empêchement.",
        by=row.candidate.user,
    )
    assert (row.state, row.sequence, row.place) == (
        MeetingState.RESCHEDULED,
        1,
        "Quai Neuf",
    )
    assert row.candidate_agreed_at
    assert row.other_agreed_at is None
    agree_to_meeting_date(row, by=recruiter(row))
    assert row.state == MeetingState.AGREED
    assert Meeting.objects.count() == 1


def test_a_date_moved_by_the_team_is_agreed_by_nobody(row: Any) -> None:
    reschedule_meeting(
        row,
        starts_at=timezone.now() + SOON,
        by=candidates.team_member_of(row.candidate.zone),
    )
    assert (row.candidate_agreed_at, row.other_agreed_at) == (None, None)


def test_saying_yes_to_a_date_that_moved_meanwhile_is_refused() -> None:
    row = meetings.meeting(agreed=False)
    seen_earlier, too = Meeting.objects.get(pk=row.pk), Meeting.objects.get(pk=row.pk)
    reschedule_meeting(
        row, starts_at=timezone.now() + timedelta(days=9), by=recruiter(row)
    )
    with pytest.raises(MoveRefused):
        agree_to_meeting_date(seen_earlier, by=row.candidate.user)
    with pytest.raises(MoveRefused):
        reschedule_meeting(too, starts_at=timezone.now() + SOON, by=row.candidate.user)


def test_cancelling_needs_a_word_and_tells_the_other_side(row: Any) -> None:
    with pytest.raises(DomainError):
        cancel_meeting(row, by=row.candidate.user, message="")
    cancel_meeting(row, by=row.candidate.user, message="Je suis malade, pardon.")
    assert row.state == MeetingState.CANCELLED
    assert all("Je suis malade" in message.text for message in told("cancelled"))
    with pytest.raises(MoveRefused):
        cancel_meeting(row, by=recruiter(row), message="Nous aussi.")


def test_a_stranger_does_nothing(row: Any) -> None:
    for someone in (
        accounts.user(),
        companies.recruiter_of(companies.company()),
        accounts.team_member(),
        candidates.candidate().user,
    ):
        assert meeting_for(someone, row.code) is None
        assert not meetings_for(someone).exists()
        for act in (
            lambda by: agree_to_meeting_date(row, by=by),
            lambda by: cancel_meeting(row, by=by, message="Non"),
            lambda by: reschedule_meeting(row, starts_at=timezone.now() + SOON, by=by),
            lambda by: confirm_meeting(row, by=by),
            lambda by: save_preparation(
                row, side=MeetingSide.CANDIDATE, wants="x", by=by
            ),
            lambda by: report_meeting_no_show(
                row, missing_side=MeetingSide.OTHER, by=by
            ),
        ):
            with pytest.raises(NotAllowed):
                act(someone)


def test_a_suspended_company_loses_its_meetings_at_once(row: Any) -> None:
    person = recruiter(row)
    assert meeting_for(person, row.code) == row
    company_actions.suspend_company(
        row.company,
        by=candidates.team_member_of(row.candidate.zone),
        message="Un signalement.",
    )
    person = type(person).objects.get(pk=person.pk)
    assert meeting_for(person, row.code) is None
    assert not meetings_for(person).exists()
    assert Task.objects.filter(
        reason="meetings.company_closed", about_code=row.code
    ).exists()


def test_who_comes_with_the_person_is_not_the_other_side() -> None:
    person = candidates.candidate()
    advisor = accounts.advisor(person.zone)
    where = companies.company(person.zone)
    row = meetings.meeting(
        person,
        where,
        by=advisor,
        attendees=[advisor, companies.recruiter_of(where), ("Paul Roy", "Président")],
    )
    sides = {(a.user, a.name): a.side for a in row.attendances.all()}
    assert sides[(advisor, "")] == MeetingSide.CANDIDATE
    assert sides[(None, "Paul Roy")] == MeetingSide.OTHER
    assert rules.meeting_side_of(advisor, row) is None
    with pytest.raises(NotAllowed):
        confirm_meeting(meetings.started_meeting(row), by=advisor)


# Calendar


def event_of(message: OutboxMessage) -> tuple[Calendar, Calendar]:
    calendar = Calendar.from_ical(message.attachments[0]["content"])
    return calendar, calendar.walk("VEVENT")[0]


def test_the_same_event_is_invited_moved_and_cancelled() -> None:
    row = meetings.meeting(directions="Code porte : 12;34, escalier B\nDemandez Marion")
    calendar, event = event_of(told("agreed")[0])
    assert (calendar["METHOD"], event["STATUS"], int(event["SEQUENCE"])) == (
        "REQUEST",
        "CONFIRMED",
        0,
    )
    assert event["UID"] == f"{row.code}@127.0.0.1"
    assert event.decoded("DTSTART") == row.starts_at.replace(microsecond=0)
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"
    assert calendar.walk("VTIMEZONE")[0]["TZID"] == "Europe/Paris"
    assert "12;34, escalier B\nDemandez Marion" in event["DESCRIPTION"]
    reschedule_meeting(
        row, starts_at=timezone.now() + timedelta(days=9), by=row.candidate.user
    )
    calendar, moved = event_of(told("rescheduled")[0])
    assert (calendar["METHOD"], moved["UID"], int(moved["SEQUENCE"])) == (
        "REQUEST",
        event["UID"],
        1,
    )
    assert moved["STATUS"] == "TENTATIVE"
    cancel_meeting(row, by=recruiter(row), message="Nous fermons ce jour-là.")
    calendar, gone = event_of(told("cancelled")[0])
    assert (calendar["METHOD"], gone["STATUS"], gone["UID"]) == (
        "CANCEL",
        "CANCELLED",
        event["UID"],
    )
    assert int(gone["SEQUENCE"]) == 2


def test_each_side_gets_its_own_event_and_nothing_about_the_other(row: Any) -> None:
    by_reader = {message.to: event_of(message)[1] for message in told("agreed")}
    theirs = by_reader[recruiter(row).email]
    assert str(theirs["SUMMARY"]) == f"Rencontre avec {row.candidate.first_name}"
    assert str(theirs["ATTENDEE"]) == f"mailto:{recruiter(row).email}"
    raw = theirs.to_ical().decode()
    for secret in (
        row.candidate.last_name,
        row.candidate.email,
        row.candidate_code,
        row.other_code,
        "précarité",
    ):
        assert secret not in raw
    assert row.company.name in str(by_reader[row.candidate.user.email]["SUMMARY"])


def test_a_place_cannot_write_its_own_lines_in_the_calendar() -> None:
    meetings.meeting(
        place="Ici\r\nATTENDEE:mailto:mallory@exemple.test",
        directions="X\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:fausse",
    )
    calendar, event = event_of(told("agreed")[0])
    assert len(calendar.walk("VEVENT")) == 1
    assert "mallory" not in str(event["ATTENDEE"])
    assert str(event["UID"]) != "fausse"


# Holding


def test_digits_exchanged_on_the_spot_make_it_held(started: Any) -> None:
    row = started
    confirm_meeting(
        row,
        by=recruiter(row),
        code=f" {row.candidate_code[:2]} {row.candidate_code[2:]} ",
    )
    assert row.state == MeetingState.HELD
    assert row.candidate_confirmed_at
    assert row.other_confirmed_at


def test_digits_count_even_when_nobody_tapped_yes_before() -> None:
    row = meetings.started_meeting(meetings.meeting(agreed=False))
    confirm_meeting(row, by=row.candidate.user, code=row.other_code)
    assert row.state == MeetingState.HELD


def test_one_side_alone_claims_both_sides_hold(started: Any) -> None:
    row = started
    confirm_meeting(row, by=row.candidate.user)
    assert (row.state, row.other_confirmed_at) == (MeetingState.CLAIMED, None)
    confirm_meeting(row, by=row.candidate.user)
    assert row.state == MeetingState.CLAIMED
    confirm_meeting(row, by=recruiter(row))
    assert row.state == MeetingState.HELD


def test_the_database_refuses_a_held_meeting_without_both_sides(started: Any) -> None:
    row = started
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=row.pk).update(state=MeetingState.HELD)


def test_wrong_digits_are_counted_and_then_refused(started: Any) -> None:
    row = started
    wrong = next(
        f"{n:04d}"
        for n in range(3)
        if f"{n:04d}" not in (row.candidate_code, row.other_code)
    )
    with pytest.raises(WrongMeetingCode, match="propres chiffres"):
        confirm_meeting(row, by=row.candidate.user, code=row.candidate_code)
    for _ in range(4):
        with pytest.raises(WrongMeetingCode, match="pas les bons"):
            confirm_meeting(row, by=row.candidate.user, code=wrong)
    with pytest.raises(WrongMeetingCode, match="Trop d’essais"):
        confirm_meeting(row, by=row.candidate.user, code=row.other_code)
    assert Meeting.objects.get(pk=row.pk).state == MeetingState.AGREED
    # The other side has its own tries.
    confirm_meeting(row, by=recruiter(row), code=row.candidate_code)
    assert row.state == MeetingState.HELD


def test_nothing_is_confirmed_before_the_hour(row: Any) -> None:
    with pytest.raises(DomainError, match="pas encore commencé"):
        confirm_meeting(row, by=row.candidate.user, code=row.other_code)


def test_the_team_confirms_for_nobody(started: Any) -> None:
    row = started
    for someone in (
        candidates.team_member_of(row.candidate.zone),
        accounts.administrator(),
        accounts.advisor(row.candidate.zone),
    ):
        with pytest.raises(NotAllowed):
            confirm_meeting(row, by=someone, code=row.other_code)


def test_the_team_is_the_other_side_of_a_first_meeting() -> None:
    person = candidates.candidate()
    row = meetings.started_meeting(meetings.meeting(person, kind=MeetingKind.FIRST))
    confirm_meeting(
        row, by=candidates.team_member_of(person.zone), code=row.candidate_code
    )
    assert row.state == MeetingState.HELD


def test_somebody_without_account_is_confirmed_by_their_digits_only() -> None:
    person = candidates.candidate(account=False)
    row = meetings.started_meeting(meetings.meeting(person))
    assert row.state == MeetingState.AGREED
    with pytest.raises(NotAllowed):
        confirm_meeting(row, by=candidates.team_member_of(person.zone))
    confirm_meeting(row, by=recruiter(row), code=row.candidate_code)
    assert row.state == MeetingState.HELD


def test_somebody_absent_calls_a_human(started: Any) -> None:
    row = started
    report_meeting_no_show(
        row,
        by=row.candidate.user,
        missing_side=MeetingSide.OTHER,
        message="J’ai attendu une heure.",
    )
    assert (row.state, row.missing_side) == (MeetingState.NO_SHOW, MeetingSide.OTHER)
    assert Task.objects.get(reason="meetings.no_show").urgent
    with pytest.raises(MoveRefused):
        confirm_meeting(row, by=recruiter(row))


# Words


def test_each_side_reads_its_own_preparation_the_team_both(row: Any) -> None:
    save_preparation(
        row,
        side=MeetingSide.CANDIDATE,
        wants="Dire que j’aime réparer.",
        by=row.candidate.user,
    )
    save_preparation(
        row, side=MeetingSide.OTHER, wants="Montrer l’atelier.", by=recruiter(row)
    )
    save_preparation(
        row,
        side=MeetingSide.OTHER,
        wants="Montrer l’atelier et la cantine.",
        by=recruiter(row),
    )
    assert preparation_of(row, MeetingSide.OTHER).wants.endswith("cantine.")
    assert rules.sides_user_can_read(row.candidate.user, row) == [MeetingSide.CANDIDATE]
    assert rules.sides_user_can_read(recruiter(row), row) == [MeetingSide.OTHER]
    assert rules.sides_user_can_read(
        candidates.team_member_of(row.candidate.zone), row
    ) == [
        MeetingSide.CANDIDATE,
        MeetingSide.OTHER,
    ]
    with pytest.raises(NotAllowed):
        save_preparation(row, side=MeetingSide.CANDIDATE, wants="x", by=recruiter(row))


def test_a_debrief_comes_after_and_asks_for_what_is_next(row: Any) -> None:
    with pytest.raises(DomainError):
        save_debrief(
            row,
            side=MeetingSide.CANDIDATE,
            changed="Tout",
            next_step=DebriefNextStep.JOB,
            by=row.candidate.user,
        )
    row = meetings.held_meeting()
    save_debrief(
        row,
        side=MeetingSide.OTHER,
        changed="Notre regard.",
        next_step=DebriefNextStep.SKETCH,
        by=recruiter(row),
    )
    save_debrief(
        row,
        side=MeetingSide.OTHER,
        changed="Notre regard, vraiment.",
        next_step=DebriefNextStep.JOB,
        by=recruiter(row),
    )
    assert debrief_of(row, MeetingSide.OTHER).next_step == DebriefNextStep.JOB
    assert Task.objects.get(reason="meetings.next_step").about_code == row.code
    with pytest.raises(NotAllowed):
        save_debrief(
            row,
            side=MeetingSide.CANDIDATE,
            changed="x",
            next_step=DebriefNextStep.JOB,
            by=recruiter(row),
        )


# The clock


def test_reminders_go_once_the_day_before_and_a_question_once_after() -> None:
    row = meetings.meeting(starts_at=timezone.now() + timedelta(days=4))
    jobs.send_meeting_reminders()
    assert not told("reminder")
    with time_machine.travel(
        timezone.localtime(row.starts_at).replace(hour=9) - timedelta(days=1), tick=True
    ):
        jobs.send_meeting_reminders()
        jobs.send_meeting_reminders()
    assert len(told("reminder")) == 2
    with time_machine.travel(row.starts_at + timedelta(hours=5), tick=True):
        jobs.send_meeting_reminders()
        jobs.send_meeting_reminders()
    assert len(told("to_confirm")) == 2
    assert not Task.objects.filter(reason="meetings.unconfirmed").exists()
    with time_machine.travel(row.starts_at + timedelta(days=4), tick=True):
        jobs.send_meeting_reminders()
        jobs.send_meeting_reminders()
    assert Task.objects.filter(reason="meetings.unconfirmed").count() == 1
    # The clock concludes nothing.
    assert Meeting.objects.get(pk=row.pk).state == MeetingState.AGREED
