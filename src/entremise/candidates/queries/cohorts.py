"""Cohorts with their seats, for the staff of their zone."""

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from entremise.candidates.enums import PathState
from entremise.candidates.models import Cohort
from entremise.foundation.accounts.models import Viewer, Zone

from .candidates import cohorts_for

# Somebody who left gave their seat back; whoever found a job keeps it.
SEATED = ~Q(candidates__state=PathState.LEFT) & Q(candidates__isnull=False)


def cohorts_with_seats_for(viewer: Viewer) -> QuerySet[Cohort]:
    """Each with ``taken``, the seats that are taken; the open ones first, the latest first."""
    return (
        cohorts_for(viewer)
        .annotate(taken=Count("candidates", filter=SEATED))  # type: ignore[no-redef]
        .order_by(F("closed_at").asc(nulls_first=True), "-starts_on", "name")
    )


def cohort_with_seats_for(viewer: Viewer, code: str) -> Cohort | None:
    return cohorts_with_seats_for(viewer).filter(code=code).first()


def current_cohorts_for(viewer: Viewer) -> QuerySet[Cohort]:
    today = timezone.localdate()
    return cohorts_for(viewer).filter(
        closed_at=None, starts_on__lte=today, ends_on__gte=today
    )


def joinable_cohorts_for(
    viewer: Viewer, zone: Zone, *, kept: Cohort | None = None
) -> QuerySet[Cohort]:
    """The open cohorts of a zone, and ``kept`` even if it is closed: somebody is in it."""
    wanted = Q(closed_at=None) | Q(pk=kept.pk if kept else None)
    return cohorts_with_seats_for(viewer).filter(wanted, zone=zone)
