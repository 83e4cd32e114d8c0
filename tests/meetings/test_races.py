"""Two people press at the same time.

Real threads, real transactions, and controls that are raced.
"""

import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.kit.errors import DomainError
from entremise.foundation.outbox.models import OutboxMessage
from entremise.meetings.actions.approaches import (
    accept_approach,
    decline_approach,
    send_approach,
)
from entremise.meetings.actions.confirmation import confirm_meeting
from entremise.meetings.actions.planning import reschedule_meeting
from entremise.meetings.enums import ApproachState, MeetingState
from entremise.meetings.models import Approach, Meeting
from tests.factories import candidates, companies, meetings

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Each act in its own thread and transaction, all leaving the same line.

    What each gave, or its refusal.
    """
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


def test_both_sides_confirm_at_once_and_it_is_held_once() -> None:
    for _round in range(4):
        row = meetings.started_meeting(meetings.meeting())
        person, recruiter = row.candidate.user, companies.recruiter_of(row.company)
        mine, theirs = Meeting.objects.get(pk=row.pk), Meeting.objects.get(pk=row.pk)
        together(
            partial(confirm_meeting, mine, by=person),
            partial(confirm_meeting, theirs, by=recruiter),
        )
        row.refresh_from_db()
        assert row.state == MeetingState.HELD
        assert (
            JournalEntry.objects.filter(
                verb="meetings.held", mentions__code=row.code
            ).count()
            == 1
        )


def test_both_type_the_digits_at_once_and_it_is_held_once() -> None:
    row = meetings.started_meeting(meetings.meeting())
    person, recruiter = row.candidate.user, companies.recruiter_of(row.company)
    mine, theirs = Meeting.objects.get(pk=row.pk), Meeting.objects.get(pk=row.pk)
    given = together(
        lambda: confirm_meeting(mine, by=person, code=row.other_code),
        lambda: confirm_meeting(theirs, by=recruiter, code=row.candidate_code),
    )
    assert not any(isinstance(answer, Exception) for answer in given)
    assert (
        JournalEntry.objects.filter(
            verb="meetings.held", mentions__code=row.code
        ).count()
        == 1
    )


def test_yes_and_no_at_once_give_one_answer() -> None:
    for _round in range(4):
        row = meetings.approach(state=ApproachState.FORWARDED)
        person = row.candidate.user
        one, two = Approach.objects.get(pk=row.pk), Approach.objects.get(pk=row.pk)
        given = together(
            lambda: accept_approach(one, by=person),  # noqa: B023
            lambda: decline_approach(two, by=person, message="Non merci."),  # noqa: B023
        )
        assert sum(isinstance(answer, DomainError) for answer in given) == 1
        sent = OutboxMessage.objects.filter(
            about=row.code, purpose__in=["meetings.accepted", "meetings.declined"]
        )
        assert sent.count() == 1


def test_two_new_dates_at_once_leave_one() -> None:
    row = meetings.meeting()
    person, recruiter = row.candidate.user, companies.recruiter_of(row.company)
    one, two = Meeting.objects.get(pk=row.pk), Meeting.objects.get(pk=row.pk)
    soon = timezone.now() + timedelta(days=5)
    given = together(
        lambda: reschedule_meeting(one, starts_at=soon, by=person),
        lambda: reschedule_meeting(
            two, starts_at=soon + timedelta(days=1), by=recruiter
        ),
    )
    assert sum(isinstance(answer, DomainError) for answer in given) == 1
    row.refresh_from_db()
    assert row.sequence == 1


def test_the_same_approach_sent_twice_at_once_is_one() -> None:
    person = candidates.published_cv().candidate
    where = companies.company(person.zone)
    sender = companies.recruiter_of(where)
    together(
        *[
            lambda: send_approach(
                person, company=where, sender=sender, message="Bonjour"
            )
        ]
        * 2
    )
    assert Approach.objects.filter(candidate=person, company=where).count() == 1


def test_control_reading_then_writing_loses_a_confirmation() -> None:
    """What the conditional statements prevent: both read, both write the whole row, one
    word is lost.
    """
    row = meetings.started_meeting(meetings.meeting())
    read = threading.Barrier(2)

    def save(column: str) -> None:
        mine = Meeting.objects.get(pk=row.pk)
        read.wait(10)  # both have read before anybody writes
        setattr(mine, column, timezone.now())
        both = mine.candidate_confirmed_at and mine.other_confirmed_at
        mine.state = MeetingState.HELD if both else MeetingState.CLAIMED
        mine.save()
        connection.close()

    threads = [
        threading.Thread(target=save, args=[c])
        for c in ("candidate_confirmed_at", "other_confirmed_at")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    row.refresh_from_db()
    assert row.state == MeetingState.CLAIMED
    assert not (row.candidate_confirmed_at and row.other_confirmed_at)
