"""Participants and recipients of notices for each side of an approach or meeting."""

from dataclasses import dataclass

from entremise.candidates.models import Candidate
from entremise.companies.queries import recruiters_in_company
from entremise.foundation.accounts.models import User
from entremise.foundation.messaging.queries.recipients import Recipient
from entremise.meetings.enums import COMPANY_MEETING_KINDS, MeetingSide
from entremise.meetings.models import Approach, Attendance, Meeting


def candidate_recipient(candidate: Candidate) -> User | Recipient:
    return candidate.user or Recipient.from_person(candidate)


def address_to_write_to(to: User | Recipient, candidate: Candidate) -> User | Recipient:
    """Where ``to`` reads. Who enters by a printed card has no address in their account: the
    one of their file, which may be shared, receives.
    """
    if isinstance(to, User) and to.pk == candidate.user_id and not to.email:
        return to if to.phone else Recipient.from_person(candidate)
    return to


def approach_senders(approach: Approach) -> list[User | Recipient]:
    """The sender, or the visitor without account; else the recruiters of the company."""
    if approach.sender and approach.sender.is_active:
        return [approach.sender]
    if approach.contact_email or approach.contact_phone:
        return [_contact(approach)]
    return list(recruiters_in_company(approach.company)) if approach.company else []


def _contact(approach: Approach) -> Recipient:
    return Recipient(
        email=approach.contact_email,
        phone=approach.contact_phone,
        first_name=approach.contact_name,
        zone=approach.candidate.zone,
    )


def other_side_recipients(meeting: Meeting) -> list[User | Recipient]:
    """Recipients on the other side; nobody of a closed company."""
    people: list[User | Recipient] = [
        a.user
        for a in meeting.attendances.select_related("user")
        if a.user and a.side == MeetingSide.OTHER
    ]
    if meeting.kind in COMPANY_MEETING_KINDS and meeting.company:
        inside = recruiters_in_company(meeting.company)
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
        people = list(approach_senders(meeting.approach))
    return people


def _sender_inside(meeting: Meeting, working_there: set[int]) -> list[User | Recipient]:
    sender = meeting.approach.sender if meeting.approach else None
    return [sender] if sender and sender.pk in working_there else []


def accompanying_users(meeting: Meeting) -> list[User]:
    """Users who come with the candidate: a coach, an advisor."""
    return [
        a.user
        for a in meeting.attendances.select_related("user")
        if a.user and a.side == MeetingSide.CANDIDATE
    ]


@dataclass(frozen=True)
class MeetingAttendee:
    """Somebody named on the page of a meeting."""

    name: str
    title: str
    side: str


def meeting_attendees(meeting: Meeting) -> list[MeetingAttendee]:
    """Full name and title on the other side; first name for who comes with the candidate."""
    return [
        MeetingAttendee(_name_of(a), a.title, a.side) for a in meeting.attendances.all()
    ]


def _name_of(attendance: Attendance) -> str:
    if attendance.user is None:
        return attendance.name
    return (
        attendance.user.first_name
        if attendance.side == MeetingSide.CANDIDATE
        else attendance.user.full_name
    )


def other_side_name(meeting: Meeting) -> str:
    """Name of the other side in a sentence: the company, or who is expected."""
    if meeting.company:
        return meeting.company.name
    names = [e.name for e in meeting_attendees(meeting) if e.side == MeetingSide.OTHER]
    if names:
        return ", ".join(names)
    return meeting.approach.contact_name if meeting.approach else ""
