"""What each indicator counts, in a part of the programme and between two days."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from entremise.candidates.enums import PathState
from entremise.candidates.models import Cohort, PathMove
from entremise.companies.enums import CompanyState
from entremise.companies.models import Company
from entremise.foundation.accounts.models import Zone
from entremise.meetings.enums import COMPANY_MEETING_KINDS, ApproachKind, MeetingState
from entremise.meetings.models import Approach, Meeting
from entremise.onboarding.models import Hire
from entremise.opportunities.enums import OpportunityState
from entremise.opportunities.models import Opportunity


@dataclass(frozen=True)
class Scope:
    """The part of the programme that is counted."""

    zone: Zone | None = None
    cohort: Cohort | None = None

    def candidate_filter(self, field: str = "") -> Q:
        """``field``: lookup from the rows counted to the candidate."""
        at = f"{field}__" if field else ""
        zone = Q(**{f"{at}zone": self.zone}) if self.zone else Q()
        return zone & Q(**{f"{at}cohort": self.cohort}) if self.cohort else zone


WHOLE_PROGRAMME = Scope()


def accompanied_count(scope: Scope = WHOLE_PROGRAMME) -> int:
    welcomed = PathMove.objects.filter(
        scope.candidate_filter("candidate"), became=PathState.ACCEPTED
    )
    return welcomed.values("candidate").distinct().count()


def engaged_companies(
    scope: Scope, *, since: date | None = None, until: date | None = None
) -> QuerySet[Company]:
    """Those with a gesture, in the days from ``since`` to ``until`` when they are given."""
    company = {"company": OuterRef("pk")}

    def within(field: str) -> Q:
        first = Q(**{f"{field}__gte": since}) if since else Q()
        return first & Q(**{f"{field}__lte": until}) if until else first

    held = Meeting.objects.filter(
        within("starts_at__date"), state=MeetingState.HELD, **company
    )
    jobs = Opportunity.objects.filter(
        within("created_at__date"),
        state__in=[OpportunityState.OPEN, OpportunityState.FILLED],
        **company,
    )
    approaches = Approach.objects.filter(
        within("created_at__date"),
        kind=ApproachKind.FROM_COMPANY,
        sender__isnull=False,
        **company,
    )
    hires = Hire.objects.filter(within("starts_on"), **company)
    engaged = Exists(approaches) | Exists(held) | Exists(jobs) | Exists(hires)
    verified = Company.objects.filter(state=CompanyState.VERIFIED)
    if scope.cohort:  # companies that met or hired somebody of it
        in_cohort = {"candidate__cohort": scope.cohort}
        engaged = Exists(held.filter(**in_cohort)) | Exists(hires.filter(**in_cohort))
    return verified.filter(engaged, **({"zone": scope.zone} if scope.zone else {}))


def started_hires(scope: Scope) -> QuerySet[Hire]:
    return Hire.objects.filter(
        scope.candidate_filter("candidate"), starts_on__lte=timezone.localdate()
    )


def held_meetings(scope: Scope) -> QuerySet[Meeting]:
    return Meeting.objects.filter(
        scope.candidate_filter("candidate"),
        kind__in=COMPANY_MEETING_KINDS,
        state=MeetingState.HELD,
    )
