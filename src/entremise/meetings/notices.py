"""Messages about approaches and meetings, to each side. Never about anybody's situation."""

from typing import Any

from entremise.candidates.models import Candidate
from entremise.foundation.accounts.models import User
from entremise.foundation.accounts.queries import has_ever_signed_in
from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import Sentence, gettext_lazy as _
from entremise.foundation.messaging.notices import send_notice
from entremise.foundation.messaging.queries.recipients import Recipient

from .enums import COMPANY_MEETING_KINDS, ApproachKind, MeetingSide
from .models import Approach, Meeting
from .queries import calendar, participants

NoticeRecipient = User | Recipient


# Approaches


def _about_approach(approach: Approach) -> dict[str, Any]:
    return {
        "person": approach.candidate.first_name,
        "company": approach.company.name if approach.company else approach.contact_name,
        "introduction": approach.kind == ApproachKind.INTRODUCTION,
        "sender": approach.sender.first_name
        if approach.sender
        else approach.contact_name,
        "answer_by": approach.answer_by,
        "decision_message": approach.decision_message,
    }


def _to_sender(
    approach: Approach,
    purpose: str,
    subject: Sentence,
    *,
    read_by_us: bool = True,
    **context: Any,
) -> None:
    """``read_by_us=False``: nobody of the team has read what the visitor typed."""
    for to in participants.approach_senders(approach):
        inside = isinstance(to, User) and approach.company_id
        link = (
            url_to("company_approach", language=to.language, code=approach.code)
            if inside
            else ""
        )
        send_notice(
            f"meetings.{purpose}",
            to=to,
            subject=subject,
            template=f"meetings/notices/{purpose}",
            context=_about_approach(approach) | {"link": link} | context,
            about=approach.code,
            dedup_key=f"meetings.{purpose}:{approach.code}:{_key(to)}",
            zone=approach.candidate.zone,
            unverified=not (read_by_us or _is_known(to)),
        )


def _is_known(to: NoticeRecipient) -> bool:
    """Have they shown, by signing in, that the address is theirs?"""
    return isinstance(to, User) and has_ever_signed_in(to)


def _to_candidate(
    approach: Approach, purpose: str, subject: Sentence, **context: Any
) -> None:
    candidate: Candidate = approach.candidate
    own_page = url_to(
        "candidate_approach", language=candidate.language, code=approach.code
    )
    send_notice(
        f"meetings.{purpose}",
        to=participants.address_to_write_to(
            participants.candidate_recipient(candidate), candidate
        ),
        subject=subject,
        template=f"meetings/notices/{purpose}",
        context=_about_approach(approach)
        | {"link": own_page if candidate.user_id else ""}
        | context,
        about=approach.code,
        dedup_key=f"meetings.{purpose}:{approach.code}",
        zone=candidate.zone,
    )


def notify_approach_received(approach: Approach) -> None:
    _to_sender(
        approach, "received", _("Nous avons bien reçu votre message"), read_by_us=False
    )


def notify_approach_forwarded(approach: Approach) -> None:
    _to_candidate(approach, "for_you", _("Quelqu’un veut vous rencontrer"))
    if not isinstance(approach.sender, User) or not is_staff(approach.sender):
        _to_sender(approach, "let_through", _("Votre proposition est transmise"))


def notify_approach_accepted(approach: Approach) -> None:
    _to_sender(approach, "accepted", _("C’est oui"))


def notify_approach_declined(approach: Approach) -> None:
    """Only with a message: without one, the team writes."""
    _to_sender(approach, "declined", _("Votre proposition de rencontre"))


def notify_approach_stopped(approach: Approach, *, was_forwarded: bool) -> None:
    _to_sender(approach, "stopped", _("Votre proposition de rencontre"))
    if was_forwarded:
        _to_candidate(approach, "not_going_on", _("Une proposition s’arrête"))


def notify_approach_closed(
    approach: Approach, *, to_candidate: str, to_sender: str
) -> None:
    if to_candidate:
        _to_candidate(
            approach,
            "closed",
            _("Des nouvelles d’une proposition"),
            message=to_candidate,
        )
    if to_sender:
        _to_sender(
            approach,
            "closed_sender",
            _("Votre proposition de rencontre"),
            message=to_sender,
        )


# Meetings


def _key(to: NoticeRecipient) -> str:
    return to.code if isinstance(to, User) else "contact"


def _link(meeting: Meeting, to: NoticeRecipient, side: str) -> str:
    if side == MeetingSide.CANDIDATE and not (
        isinstance(to, User) and to.pk != meeting.candidate.user_id
    ):
        return (
            url_to("candidate_meeting", language=to.language, code=meeting.code)
            if isinstance(to, User)
            else ""
        )
    if not isinstance(to, User):
        return ""
    if is_staff(to):
        purpose = "team_meeting"
    else:
        purpose = (
            "company_meeting"
            if meeting.kind in COMPANY_MEETING_KINDS and side == MeetingSide.OTHER
            else "coach_meeting"
        )
    return url_to(purpose, language=to.language, code=meeting.code)


def _notify(
    meeting: Meeting,
    to: NoticeRecipient,
    side: str,
    purpose: str,
    subject: Sentence,
    *,
    method: str = "",
    message: str = "",
    key: str = "",
) -> None:
    whom = (
        participants.other_side_name(meeting)
        if side == MeetingSide.CANDIDATE
        else meeting.candidate.first_name
    )
    link = _link(meeting, to, side)
    written_to = participants.address_to_write_to(to, meeting.candidate)
    email = written_to.email or ""
    guest = not isinstance(to, User)
    send_notice(
        f"meetings.{purpose}",
        to=written_to,
        subject=subject,
        template=f"meetings/notices/{purpose}",
        context={
            "whom": whom,
            "starts_at": meeting.starts_at,
            "place": meeting.place,
            "access": meeting.directions,
            "minutes": meeting.minutes,
            "message": message,
            "link": link,
            # Somebody without account has no page where to read the four digits that prove
            # they came.
            "own_code": _code_of(meeting, side) if guest else "",
        },
        about=meeting.code,
        dedup_key=f"meetings.{purpose}:{meeting.code}:{meeting.sequence}:{_key(to)}{key}",
        attachments=[
            calendar.ics_attachment(meeting, method, name=whom, email=email, link=link)
        ]
        if method and email
        else [],
        zone=meeting.candidate.zone,
    )


def _notify_side(
    meeting: Meeting,
    side: str,
    purpose: str,
    subject: Sentence,
    *,
    skip: User | None = None,
    **extra: Any,
) -> None:
    to: list[NoticeRecipient] = (
        [participants.candidate_recipient(meeting.candidate)]
        if side == MeetingSide.CANDIDATE
        else participants.other_side_recipients(meeting)
    )
    for person in to:
        if skip is None or person != skip:
            _notify(meeting, person, side, purpose, subject, **extra)


def notify_meeting_proposed(meeting: Meeting, *, by: User) -> None:
    """To the sides that have not agreed to this date."""
    for side, agreed in _agreements(meeting):
        if not agreed:
            _notify_side(
                meeting,
                side,
                "proposed",
                _("Une date de rencontre vous est proposée"),
                skip=by,
            )


def _agreements(meeting: Meeting) -> list[tuple[str, Any]]:
    return [
        (MeetingSide.CANDIDATE, meeting.candidate_agreed_at),
        (MeetingSide.OTHER, meeting.other_agreed_at),
    ]


def notify_meeting_agreed(meeting: Meeting) -> None:
    """To everybody, with the calendar invitation."""
    for side in MeetingSide:
        _notify_side(
            meeting, side, "agreed", _("Votre rencontre est convenue"), method="REQUEST"
        )
    for person in participants.accompanying_users(meeting):
        _notify(
            meeting,
            person,
            MeetingSide.CANDIDATE,
            "agreed",
            _("Votre rencontre est convenue"),
            method="REQUEST",
        )


def notify_meeting_rescheduled(
    meeting: Meeting, *, in_calendars: bool, by: User
) -> None:
    """To both sides; with a new invitation when one was sent before."""
    for side, _agreed in _agreements(meeting):
        _notify_side(
            meeting,
            side,
            "rescheduled",
            _("Votre rencontre change de date"),
            message=meeting.change_message,
            method="REQUEST" if in_calendars else "",
            skip=None if in_calendars else by,
        )


def notify_meeting_cancelled(meeting: Meeting, *, in_calendars: bool, by: User) -> None:
    for side in MeetingSide:
        _notify_side(
            meeting,
            side,
            "cancelled",
            _("Votre rencontre est annulée"),
            message=meeting.change_message,
            method="CANCEL" if in_calendars else "",
            skip=None if in_calendars else by,
        )


def notify_meeting_tomorrow(meeting: Meeting) -> None:
    for side in MeetingSide:
        _notify_side(meeting, side, "reminder", _("Votre rencontre, demain"))


def notify_meeting_to_confirm(meeting: Meeting, *, side: str) -> None:
    """Ask one side, once, whether the meeting took place."""
    _notify_side(meeting, side, "to_confirm", _("Votre rencontre a-t-elle eu lieu ?"))


def _code_of(meeting: Meeting, side: str) -> str:
    is_candidate = side == MeetingSide.CANDIDATE
    return meeting.candidate_code if is_candidate else meeting.other_code
