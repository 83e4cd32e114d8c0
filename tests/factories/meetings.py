"""Approaches and meetings, made by the same actions as on screen."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.companies.models import Company
from entremise.foundation.accounts.models import User
from entremise.meetings.actions.approaches import (
    accept_approach,
    decline_approach,
    forward_approach,
    stop_approach,
)
from entremise.meetings.actions.confirmation import confirm_meeting
from entremise.meetings.actions.planning import agree_to_meeting_date, propose_meeting
from entremise.meetings.enums import ApproachState, MeetingKind, MeetingState
from entremise.meetings.models import Approach, Meeting
from entremise.sharing.actions.credits import create_credited_approach

from . import candidates, companies
from .candidates import team_member_of


def approach(
    person: Candidate | None = None,
    where: Company | None = None,
    *,
    state: str = ApproachState.PENDING_REVIEW,
    **fields: Any,
) -> Approach:
    """From a verified company to a published candidate, moved up to ``state``."""
    person = person or candidates.published_cv().candidate
    if not hasattr(person, "publication"):
        candidates.published_cv(person)
    where = where or companies.company(person.zone)
    sender = fields.pop("sender", None) or companies.recruiter_of(where)
    fields.setdefault("message", "Votre façon d’accueillir les gens nous a plu.")
    fields.setdefault("place", "12 rue des Outils, Paris")
    fields.setdefault("wished_at", "un matin la semaine prochaine")
    row = create_credited_approach(
        person, company=where, sender=sender, **{"visitor_key": ""} | fields
    )
    team, self_ = (
        team_member_of(person.zone),
        person.user or team_member_of(person.zone),
    )
    if state == ApproachState.STOPPED:
        return stop_approach(row, by=team, message="Nous en parlons de vive voix.")
    if state != ApproachState.PENDING_REVIEW:
        forward_approach(row, by=team)
    if state == ApproachState.ACCEPTED:
        accept_approach(row, by=self_)
    if state == ApproachState.DECLINED:
        decline_approach(row, by=self_, message="Ce n’est pas pour moi en ce moment.")
    return row


def meeting(
    person: Candidate | None = None,
    where: Company | None = None,
    *,
    agreed: bool = True,
    by: User | None = None,
    **fields: Any,
) -> Meeting:
    """In two days, agreed by both.

    In a company (``where``), or with the team (``kind=MeetingKind.FIRST``).
    """
    person = person or candidates.candidate()
    fields.setdefault("kind", MeetingKind.VISIT)
    if where is None and fields["kind"] == MeetingKind.VISIT:
        where = companies.company(person.zone)
    team = by or team_member_of(person.zone)
    fields.setdefault("starts_at", timezone.now() + timedelta(days=2))
    fields.setdefault("place", "12 rue des Outils, Paris")
    row = propose_meeting(person, company=where, by=team, **fields)
    if agreed:
        for someone in (
            person.user or team,
            companies.recruiter_of(where) if where else team,
        ):
            row.refresh_from_db()
            if row.state != MeetingState.AGREED:
                row = agree_to_meeting_date(row, by=someone)
    return Meeting.objects.get(pk=row.pk)


def started_meeting(row: Meeting, *, ago: timedelta = timedelta(hours=1)) -> Meeting:
    """The same meeting, once its hour has come."""
    Meeting.objects.filter(pk=row.pk).update(starts_at=timezone.now() - ago)
    return Meeting.objects.get(pk=row.pk)


def held_meeting(
    person: Candidate | None = None, where: Company | None = None, **fields: Any
) -> Meeting:
    """Confirmed with the code of the other side: both were there."""
    row = started_meeting(meeting(person, where, **fields))
    if row.candidate.user:
        return confirm_meeting(row, by=row.candidate.user, code=row.other_code)
    return confirm_meeting(
        row, by=companies.recruiter_of(row.company), code=row.candidate_code
    )
