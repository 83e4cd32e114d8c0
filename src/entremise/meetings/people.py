"""Who stands on each side of a meeting or an approach, for whoever must write to them or
name them.
"""

from dataclasses import dataclass
from typing import Any

from entremise.companies.queries import recruiters_in
from entremise.foundation.accounts.models import User
from entremise.foundation.messaging.notices import Contact

from .enums import WITH_COMPANY, Side
from .models import Approach, Attendance, Meeting


def candidate_side(candidate: Any) -> User | Contact:
    return candidate.user or Contact.of(candidate)


def senders(approach: Approach) -> list[User | Contact]:
    """Who sent it, or the visitor without account; else whoever recruits in the company."""
    if approach.sender and approach.sender.is_active:
        return [approach.sender]
    if approach.contact_email or approach.contact_phone:
        return [_contact(approach)]
    return list(recruiters_in(approach.company)) if approach.company else []


def _contact(approach: Approach) -> Contact:
    return Contact(
        email=approach.contact_email,
        phone=approach.contact_phone,
        first_name=approach.contact_name,
        zone=approach.candidate.zone,
    )


def other_side(meeting: Meeting) -> list[User | Contact]:
    """Those expected beside the candidate's side who can be written to.

    Never a company that was closed.
    """
    people: list[User | Contact] = [
        a.user
        for a in meeting.attendances.select_related("user")
        if a.user and a.side == Side.OTHER
    ]
    if meeting.kind in WITH_COMPANY and meeting.company:
        inside = recruiters_in(meeting.company)
        working_there = {
            member.user_id for member in meeting.company.members.filter(ended_at=None)
        }
        people = [
            person
            for person in people
            if isinstance(person, User) and person.pk in working_there
        ]
        people = people or _sender_inside(meeting, working_there) or list(inside)
    if not people and meeting.approach:
        people = list(senders(meeting.approach))
    return people


def _sender_inside(meeting: Meeting, working_there: set[int]) -> list[User | Contact]:
    sender = meeting.approach.sender if meeting.approach else None
    return [sender] if sender and sender.pk in working_there else []


def beside(meeting: Meeting) -> list[User]:
    """Those who come with the candidate: a coach, an advisor."""
    return [
        a.user
        for a in meeting.attendances.select_related("user")
        if a.user and a.side == Side.CANDIDATE
    ]


@dataclass(frozen=True)
class Expected:
    """Somebody named on the page of a meeting."""

    name: str
    title: str
    side: str


def expected(meeting: Meeting) -> list[Expected]:
    """Beside the candidate: the name they use at work and what they do; who comes with the
    candidate, a first name.
    """
    return [Expected(_name_of(a), a.title, a.side) for a in meeting.attendances.all()]


def _name_of(attendance: Attendance) -> str:
    if attendance.user is None:
        return attendance.name
    return (
        attendance.user.first_name
        if attendance.side == Side.CANDIDATE
        else attendance.user.full_name
    )


def other_name(meeting: Meeting) -> str:
    """How the other side is called in a sentence: the company, or who is expected."""
    if meeting.company:
        return meeting.company.name
    names = [e.name for e in expected(meeting) if e.side == Side.OTHER]
    if names:
        return ", ".join(names)
    return meeting.approach.contact_name if meeting.approach else ""
