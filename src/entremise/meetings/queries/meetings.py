"""Read approaches and meetings. Functions return nothing for what the viewer may not see."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.candidates.queries.publications import live_publications
from entremise.candidates.rules import can_view_candidate
from entremise.companies.models import Company
from entremise.companies.rules import open_memberships_of
from entremise.foundation.accounts.models import User, Viewer
from entremise.foundation.accounts.rules import is_staff, staff_zone_ids
from entremise.meetings import rules
from entremise.meetings.enums import (
    COMPANY_MEETING_KINDS,
    PENDING_APPROACH_STATES,
    UPCOMING_STATES,
    ApproachKind,
    ApproachState,
    MeetingSide,
    MeetingState,
)
from entremise.meetings.models import Approach, Attendance, Meeting


def can_be_approached(candidate: Candidate) -> bool:
    """Public now. Other candidates are met through the team."""
    return live_publications().filter(candidate=candidate).exists()


# Approaches


def _approaches() -> QuerySet[Approach]:
    return Approach.objects.select_related(
        "candidate__zone",
        "candidate__user",
        "company__zone",
        "sender",
        "owner",
        "decided_by",
    )


def _of_my_companies(viewer: Viewer) -> Q:
    return Q(company__in=[member.company_id for member in open_memberships_of(viewer)])


def approaches_for(viewer: Viewer) -> QuerySet[Approach]:
    """Staff: their zones. Company: what it sent. Candidate: what was forwarded to them."""
    mine = _of_my_companies(viewer) & Q(
        kind=ApproachKind.FROM_COMPANY, sender__isnull=False
    )
    if getattr(viewer, "pk", None):
        mine |= Q(candidate__user=viewer, forwarded_at__isnull=False)
    if is_staff(viewer):
        zones = staff_zone_ids(viewer)
        mine = Q() if zones is None else mine | Q(candidate__zone__in=zones)
    return _approaches().filter(mine)


def approach_for(viewer: Viewer, code: str) -> Approach | None:
    approach = _approaches().filter(code=code).first()
    return approach if approach and rules.can_view_approach(viewer, approach) else None


def candidate_approaches_for(
    viewer: Viewer, candidate: Candidate
) -> QuerySet[Approach]:
    """For the candidate's file."""
    if not can_view_candidate(viewer, candidate):
        return Approach.objects.none()
    approaches = _approaches().filter(candidate=candidate)
    return approaches if is_staff(viewer) else approaches.exclude(forwarded_at=None)


def company_approaches_for(viewer: Viewer, company: Company) -> QuerySet[Approach]:
    return approaches_for(viewer).filter(company=company)


def approaches_to_moderate_for(viewer: Viewer) -> QuerySet[Approach]:
    """Approaches pending review in the viewer's zones, the nearest deadline first."""
    return (
        approaches_for(viewer).filter(state=ApproachState.PENDING_REVIEW)
        if is_staff(viewer)
        else Approach.objects.none()
    )


def approaches_to_answer_for(viewer: User) -> QuerySet[Approach]:
    """Approaches awaiting the candidate's own answer."""
    return approaches_for(viewer).filter(
        candidate__user=viewer, state=ApproachState.FORWARDED
    )


def pending_approach(company: Company | None, candidate: Candidate) -> Approach | None:
    return (
        _approaches()
        .filter(company=company, candidate=candidate, state__in=PENDING_APPROACH_STATES)
        .first()
    )


def overdue_approaches(today: date) -> QuerySet[Approach]:
    return _approaches().filter(state__in=PENDING_APPROACH_STATES, answer_by__lt=today)


# Meetings


def _meetings() -> QuerySet[Meeting]:
    attendances = Attendance.objects.select_related("user").order_by("pk")
    return Meeting.objects.select_related(
        "candidate__zone",
        "candidate__user",
        "company__zone",
        "approach__sender",
        "brokered_by",
        "proposed_by",
    ).prefetch_related(Prefetch("attendances", attendances))


def meetings_for(
    viewer: Viewer, *, accompanied: Iterable[Candidate] = ()
) -> QuerySet[Meeting]:
    """The viewer's own, those of their open company, those of the staff's zones.

    ``accompanied``: candidates the viewer accompanies (a coach's); each is checked.
    """
    pk = getattr(viewer, "pk", None)
    mine = _of_my_companies(viewer) & Q(kind__in=COMPANY_MEETING_KINDS)
    if pk:
        expected = Attendance.objects.filter(meeting=OuterRef("pk"), user=pk)
        # Somebody expected for a company sees it as a member of that company, not as a person.
        mine |= Q(candidate__user=pk) | (
            Q(Exists(expected))
            & (
                ~Q(kind__in=COMPANY_MEETING_KINDS)
                | Q(Exists(expected.filter(side=MeetingSide.CANDIDATE)))
            )
        )
    mine |= Q(
        candidate__in=[
            candidate.pk
            for candidate in accompanied
            if can_view_candidate(viewer, candidate)
        ]
    )
    if is_staff(viewer):
        zones = staff_zone_ids(viewer)
        mine = Q() if zones is None else mine | Q(candidate__zone__in=zones)
    return _meetings().filter(mine)


def meeting_for(viewer: Viewer, code: str) -> Meeting | None:
    meeting = _meetings().filter(code=code).first()
    return meeting if meeting and rules.can_view_meeting(viewer, meeting) else None


def candidate_meetings_for(viewer: Viewer, candidate: Candidate) -> QuerySet[Meeting]:
    """For the candidate's file."""
    return (
        _meetings().filter(candidate=candidate)
        if can_view_candidate(viewer, candidate)
        else Meeting.objects.none()
    )


def company_meetings_for(viewer: Viewer, company: Company) -> QuerySet[Meeting]:
    return meetings_for(viewer).filter(company=company, kind__in=COMPANY_MEETING_KINDS)


def upcoming_meetings(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Until the end of their day, so that they can be confirmed from their page."""
    return meetings.filter(
        state__in=UPCOMING_STATES, starts_at__gte=_this_morning()
    ).order_by("starts_at", "pk")


def meetings_not_started(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Still ahead: none of ``meetings_awaiting_outcome``."""
    return meetings.filter(
        state__in=UPCOMING_STATES, starts_at__gt=timezone.now()
    ).order_by("starts_at", "pk")


def _awaiting_outcome() -> Q:
    """Started within the month, and confirmed by one side at most."""
    now = timezone.now()
    return Q(
        state__in=[*UPCOMING_STATES, MeetingState.CLAIMED],
        starts_at__lte=now,
        starts_at__gt=now - timedelta(days=30),
    )


def meetings_awaiting_outcome(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    return meetings.filter(_awaiting_outcome()).order_by("starts_at", "pk")


def past_meetings(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Neither ahead nor awaiting their outcome, the latest first."""
    ahead = Q(state__in=UPCOMING_STATES, starts_at__gt=timezone.now())
    return meetings.exclude(ahead | _awaiting_outcome()).order_by("-starts_at", "-pk")


def next_meeting_for(viewer: Viewer, candidate: Candidate) -> Meeting | None:
    return upcoming_meetings(candidate_meetings_for(viewer, candidate)).first()


def last_held_meeting_for(
    viewer: Viewer, candidate: Candidate, company: Company
) -> Meeting | None:
    """The last meeting held with this company: proposed as the origin of a job."""
    held = candidate_meetings_for(viewer, candidate).filter(
        company=company, state=MeetingState.HELD
    )
    return held.order_by("-starts_at").first() if company else None


def _this_morning() -> Any:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def preparation_of(meeting: Meeting, side: str) -> Any:
    return meeting.preparations.filter(side=side).first()


def debrief_of(meeting: Meeting, side: str) -> Any:
    return meeting.debriefs.filter(side=side).first()


def debriefs_by_side(meeting: Meeting) -> dict[str, Any]:
    return {debrief.side: debrief for debrief in meeting.debriefs.all()}


def preparations_by_side(meeting: Meeting) -> dict[str, Any]:
    return {preparation.side: preparation for preparation in meeting.preparations.all()}


def agreed_meetings_on(day: date) -> QuerySet[Meeting]:
    """Agreed, and starting on this day of the site's time zone."""
    return _meetings().filter(state=MeetingState.AGREED, starts_at__date=day)


def unconfirmed_meetings(now: datetime) -> QuerySet[Meeting]:
    """Agreed or claimed, started more than two hours ago and less than a month."""
    return _meetings().filter(
        state__in=[MeetingState.AGREED, MeetingState.CLAIMED],
        starts_at__lt=now - timedelta(hours=2),
        starts_at__gt=now - timedelta(days=30),
    )


def approaches_without_meeting(since: datetime) -> QuerySet[Approach]:
    """Accepted before ``since``, without a meeting."""
    return _approaches().filter(
        state=ApproachState.ACCEPTED, decided_at__lt=since, meetings__isnull=True
    )
