"""Read coaches, pairings and session logs."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from entremise.candidates.enums import ACCOMPANIED_STATES, CVState, PathState
from entremise.candidates.models import Candidate
from entremise.candidates.queries.candidates import candidates_visible_to
from entremise.candidates.rules import can_view_candidate
from entremise.foundation.accounts.models import Viewer, Zone
from entremise.foundation.accounts.queries import in_team_zones, zones_managed_by
from entremise.foundation.accounts.rules import is_staff, staff_zone_ids
from entremise.meetings.enums import UPCOMING_STATES
from entremise.meetings.models import Meeting

from . import rules
from .enums import CoachApplicationState, CoachState
from .models import Coach, CoachApplication, Pairing, SessionLog

LIVE_PAIRINGS = Q(pairings__ended_at=None) & Q(pairings__pk__isnull=False)


# The team's view


def coaches_visible_to(viewer: Viewer) -> QuerySet[Coach]:
    """Coaches of the staff's zones, annotated with ``live``, the number of live pairings."""
    if not is_staff(viewer):
        return Coach.objects.none()
    zones = staff_zone_ids(viewer)
    coaches = Coach.objects.select_related("user", "zone").annotate(
        live=Count("pairings", filter=LIVE_PAIRINGS)
    )
    return coaches if zones is None else coaches.filter(zone_id__in=zones)


def coach_list_for(
    viewer: Viewer, *, zone: str = "", available_only: bool = False
) -> QuerySet[Coach]:
    listed = coaches_visible_to(viewer).exclude(state=CoachState.ENDED)
    if zone:
        listed = listed.filter(zone__code=zone)
    if available_only:
        # ``live`` is annotated by coaches_visible_to.
        has_room = Q(live__lt=F("capacity"))
        listed = listed.filter(has_room, state=CoachState.ACTIVE)
    live = Pairing.objects.filter(ended_at=None).select_related("candidate")
    return listed.order_by("zone__name", "user__first_name", "pk").prefetch_related(
        Prefetch("pairings", live, to_attr="live_pairings")
    )


def coach_for(viewer: Viewer, code: str) -> Coach | None:
    return coaches_visible_to(viewer).filter(code=code).first()


def coach_applications_for(viewer: Viewer) -> QuerySet[CoachApplication]:
    """Unanswered applications in the team's zones, the oldest first."""
    return _applications(viewer).filter(state=CoachApplicationState.RECEIVED)


def coach_application_for(viewer: Viewer, code: str) -> CoachApplication | None:
    return _applications(viewer).filter(code=code).first()


def _applications(viewer: Viewer) -> QuerySet[CoachApplication]:
    everything = CoachApplication.objects.select_related("zone", "decided_by")
    return in_team_zones(viewer, everything, zone_id="zone_id")


def available_coaches_in(zone: Zone) -> QuerySet[Coach]:
    """Active coaches who accepted the charter and have room, the most available first."""
    coaches = Coach.objects.filter(
        zone=zone,
        state=CoachState.ACTIVE,
        charter_version=rules.current_charter_version(),
    )
    counted = coaches.select_related("user").annotate(
        live=Count("pairings", filter=LIVE_PAIRINGS)
    )
    return counted.filter(live__lt=F("capacity")).order_by(
        "live", "user__first_name", "pk"
    )


def candidates_without_coach_for(viewer: Viewer) -> QuerySet[Candidate]:
    """Accepted or active candidates of the viewer's zones without a live pairing."""
    if not is_staff(viewer):
        return Candidate.objects.none()
    waiting = candidates_visible_to(viewer).filter(
        state__in=[PathState.ACCEPTED, PathState.ACTIVE]
    )
    return waiting.exclude(pairings__in=Pairing.objects.filter(ended_at=None))


# Pairings


def live_pairing_of(candidate: Candidate) -> Pairing | None:
    """The live pairing; the caller has checked that the file may be viewed."""
    return (
        Pairing.objects.filter(candidate=candidate, ended_at=None)
        .select_related("coach__user")
        .first()
    )


def current_coach_of(candidate: Candidate) -> Coach | None:
    pairing = live_pairing_of(candidate)
    return pairing.coach if pairing else None


def pairings_for(viewer: Viewer) -> QuerySet[Pairing]:
    """A coach's own live pairings; for staff, all those of their zones."""
    pairings = Pairing.objects.select_related(
        "candidate__zone", "coach__user", "started_by"
    )
    if is_staff(viewer):
        zones = staff_zone_ids(viewer)
        return (
            pairings if zones is None else pairings.filter(candidate__zone_id__in=zones)
        )
    return pairings.filter(
        coach__user_id=getattr(viewer, "pk", None) or 0, ended_at=None
    )


def pairing_for(viewer: Viewer, code: str) -> Pairing | None:
    return pairings_for(viewer).filter(code=code).first()


def candidate_pairings_for(viewer: Viewer, candidate: Candidate) -> list[Pairing]:
    """All the pairings of a candidate, for who may view their file."""
    if not can_view_candidate(viewer, candidate):
        return []
    return list(candidate.pairings.select_related("coach__user"))


def coach_pairings_for(viewer: Viewer, coach: Coach) -> list[Pairing]:
    """All the pairings of a coach, live ones first; for staff, those of their zones."""
    return list(
        pairings_for(viewer)
        .filter(coach=coach)
        .order_by(F("ended_at").desc(nulls_first=True), "-started_at")
    )


def candidate_sessions_for(
    viewer: Viewer, candidate: Candidate
) -> QuerySet[SessionLog]:
    """Session logs of a candidate, for the current coach and the team."""
    if not rules.can_view_session_log(viewer, candidate):
        return SessionLog.objects.none()
    return SessionLog.objects.filter(pairing__candidate=candidate).select_related(
        "by", "pairing__coach__user"
    )


def sessions_visible_to(viewer: Viewer) -> QuerySet[SessionLog]:
    """Session logs of the zones where the viewer is team."""
    sessions = SessionLog.objects.select_related(
        "pairing__candidate", "pairing__coach__user"
    )
    return sessions.filter(pairing__candidate__zone__in=zones_managed_by(viewer))


# The coach's view


@dataclass(frozen=True)
class CoachTodo:
    """The one thing to do for a candidate; the view has a text and a link for each ``kind``."""

    kind: str  # prepare, rework, begin_cv, write_cv, meet, talk, nothing
    meeting: Meeting | None = None


@dataclass(frozen=True)
class CoachedCandidate:
    """A row of the coach's home."""

    candidate: Candidate
    pairing: Pairing
    next_meeting: Meeting | None
    last_contact: date | None
    todo: CoachTodo


def own_pairing_for(viewer: Viewer, code: str) -> Pairing | None:
    """The coach's live pairing with the candidate of this code."""
    coach = rules.active_coach_of(viewer)
    if coach is None:
        return None
    mine = Pairing.objects.filter(coach=coach, ended_at=None, candidate__code=code)
    return mine.select_related(
        "candidate__zone", "candidate__owner", "candidate__user", "coach__user"
    ).first()


def own_sessions_for(viewer: Viewer) -> QuerySet[SessionLog]:
    """Session logs of the candidates this coach accompanies now."""
    coach = rules.active_coach_of(viewer)
    if coach is None:
        return SessionLog.objects.none()
    mine = Pairing.objects.filter(
        coach=coach, ended_at=None, candidate__state__in=ACCOMPANIED_STATES
    )
    sessions = SessionLog.objects.filter(
        pairing__candidate__in=mine.values("candidate")
    )
    return sessions.select_related("pairing__candidate")


def coached_candidates_for(viewer: Viewer) -> list[CoachedCandidate]:
    """The candidates this coach accompanies now, with next meeting, last contact and todo."""
    coach = rules.active_coach_of(viewer)
    if coach is None:
        return []
    mine = Pairing.objects.filter(
        coach=coach, ended_at=None, candidate__state__in=ACCOMPANIED_STATES
    )
    first = (
        Meeting.objects.filter(
            candidate=OuterRef("candidate"),
            state__in=UPCOMING_STATES,
            starts_at__gte=timezone.now(),
        )
        .order_by("starts_at")
        .values("pk")[:1]
    )
    pairings = list(
        mine.select_related(
            "candidate__zone", "candidate__cv", "candidate__publication"
        )
        .annotate(last_on=Max("sessions__on"), next_pk=Subquery(first))
        .order_by("candidate__first_name", "pk")
    )
    meetings = Meeting.objects.select_related("company").in_bulk(
        [p.next_pk for p in pairings if p.next_pk]
    )
    return [
        _coached_candidate(
            pairing, meetings.get(pairing.next_pk), last_session=pairing.last_on
        )
        for pairing in pairings
    ]


def _coached_candidate(
    pairing: Pairing, meeting: Meeting | None, *, last_session: date | None
) -> CoachedCandidate:
    last = max(
        filter(None, [last_session, pairing.candidate.last_contact_on]), default=None
    )
    return CoachedCandidate(
        pairing.candidate,
        pairing,
        meeting,
        last,
        _todo(pairing.candidate, meeting, last),
    )


def _todo(
    candidate: Candidate, meeting: Meeting | None, last: date | None
) -> CoachTodo:
    cv = getattr(candidate, "cv", None)
    if meeting and meeting.starts_at - timezone.now() < timedelta(days=7):
        return CoachTodo("prepare", meeting)
    if cv and cv.state == CVState.CHANGES_REQUESTED:
        return CoachTodo("rework")
    if last is None or timezone.localdate() - last >= rules.QUIET_PERIOD:
        return CoachTodo("talk" if meeting else "meet")
    if cv and cv.state == CVState.DRAFT and not is_candidate_published(candidate):
        return CoachTodo("write_cv" if cv.content else "begin_cv")
    return CoachTodo("nothing" if meeting else "meet")


def is_candidate_published(candidate: Candidate) -> bool:
    publication = getattr(candidate, "publication", None)
    return publication is not None and publication.ended_at is None
