"""Read candidates, their path and their cohorts.

Functions that take a viewer return nothing (None, empty list or queryset) for what the viewer may
not see.
"""

from django.db.models import QuerySet

from entremise.candidates import rules
from entremise.candidates.models import (
    Candidate,
    Cohort,
    PathMove,
    ReferrerOrganization,
)
from entremise.foundation.accounts.models import Viewer
from entremise.foundation.accounts.rules import staff_zone_ids


def candidates_visible_to(viewer: Viewer) -> QuerySet[Candidate]:
    """Those of the staff's zones, or oneself. Coaches reach theirs through pairings."""
    everyone = Candidate.objects.select_related("zone", "cohort", "owner", "cv")
    zones = staff_zone_ids(viewer)
    if zones is None:
        return everyone
    if zones:
        return everyone.filter(zone_id__in=zones)
    return everyone.filter(user_id=getattr(viewer, "pk", None) or 0)


def candidate_for(viewer: Viewer, code: str) -> Candidate | None:
    candidates = Candidate.objects.select_related(
        "zone", "cohort", "owner", "referrer__organization", "user"
    ).filter(code=code)
    candidate = candidates.first()
    return (
        candidate if candidate and rules.can_view_candidate(viewer, candidate) else None
    )


def candidate_of_user(user: Viewer) -> Candidate | None:
    return (
        Candidate.objects.select_related("zone", "user")
        .filter(user_id=getattr(user, "pk", None) or 0)
        .first()
    )


# Whole documents, read by nobody on a list.
DEFERRED_FIELDS = (
    "situation",
    "referral_message",
    "cv__content",
    "publication__grant__fields",
    "publication__grant__channels",
)


def candidate_list_for(
    viewer: Viewer,
    *,
    zone: str = "",
    state: str = "",
    cohort: str = "",
    query: str = "",
) -> QuerySet[Candidate]:
    """The team's list, filtered by codes and by the beginning of a name."""
    listed = candidates_visible_to(viewer).select_related(
        "zone", "cohort", "owner", "cv", "publication__grant"
    )
    listed = listed.defer(*DEFERRED_FIELDS)
    if zone:
        listed = listed.filter(zone__code=zone)
    if state:
        listed = listed.filter(state=state)
    if cohort:
        listed = listed.filter(cohort__code=cohort)
    for word in query.split()[:4]:
        listed = listed.filter(first_name__istartswith=word) | listed.filter(
            last_name__istartswith=word
        )
    return listed


def cohorts_for(viewer: Viewer) -> QuerySet[Cohort]:
    zones = staff_zone_ids(viewer)
    cohorts = Cohort.objects.select_related("zone")
    return cohorts if zones is None else cohorts.filter(zone_id__in=zones)


def path_moves_for(viewer: Viewer, candidate: Candidate) -> QuerySet[PathMove]:
    if not rules.can_view_candidate(viewer, candidate):
        return PathMove.objects.none()
    return PathMove.objects.filter(candidate=candidate).select_related("by")


def referrer_organizations() -> QuerySet[ReferrerOrganization]:
    return ReferrerOrganization.objects.all()


def possible_duplicates_for(viewer: Viewer, candidate: Candidate) -> list[Candidate]:
    """Other files of the viewer's zones with the same telephone or e-mail."""
    if not rules.can_manage_candidate(viewer, candidate):
        return []
    others = candidates_visible_to(viewer).exclude(pk=candidate.pk)
    same = Candidate.objects.none()
    if candidate.phone:
        same |= others.filter(phone=candidate.phone)
    if candidate.email:
        same |= others.filter(email=candidate.email)
    return list(same.distinct()[:5])
