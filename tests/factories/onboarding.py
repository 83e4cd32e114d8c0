"""Hires, made by the same actions as on screen."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from entremise.candidates.enums import ContractType
from entremise.candidates.models import Candidate
from entremise.companies.models import Company, CompanyMember
from entremise.foundation.search.actions.scoped_index import batch_reindexing
from entremise.onboarding import actions
from entremise.onboarding.enums import Weather
from entremise.onboarding.models import CheckIn, Hire
from entremise.opportunities.models import Proposal

from . import candidates, opportunities


@batch_reindexing()
def hire(
    candidate: Candidate | None = None,
    *,
    proposal: Proposal | None = None,
    employer: Company | None = None,
    days_ago: int = 0,
    **fields: Any,
) -> Hire:
    """Recorded by the team of the candidate's zone; ``days_ago``: since the first day."""
    candidate = candidate or (
        proposal.candidate if proposal else candidates.candidate()
    )
    employer = (
        employer
        or (proposal.opportunity.company if proposal else None)
        or opportunities.company(candidate.zone)
    )
    values = {
        "title": "Conseiller clientèle",
        "contract": ContractType.CDI,
        "company": employer,
        "starts_on": timezone.localdate() - timedelta(days=days_ago),
    } | fields
    return actions.record_hire(
        candidate,
        proposal=proposal,
        by=candidates.team_member_of(candidate.zone),
        **values,
    )


def named_manager(found: Hire) -> CompanyMember:
    """The first member of the company, set as manager of the hire."""
    assert found.company is not None
    member = found.company.members.select_related("user").order_by("pk")[0]
    actions.set_hire_manager_and_buddy(
        found,
        manager=member,
        buddy=None,
        by=candidates.team_member_of(found.candidate.zone),
    )
    return member


def check_in(found: Hire, respondent: str, milestone: str = "w1") -> CheckIn:
    wanted = CheckIn.objects.select_related(
        "hire__candidate__zone", "hire__company", "hire__manager", "hire__owner"
    )
    return wanted.get(hire=found, respondent=respondent, milestone=milestone)


def answered_check_in(
    found: Hire,
    respondent: str,
    weather: str = Weather.SUNNY,
    *,
    milestone: str = "w1",
    **words: Any,
) -> CheckIn:
    """Answered by the team, as on the phone."""
    team = candidates.team_member_of(found.candidate.zone)
    return actions.answer_check_in(
        check_in(found, respondent, milestone), by=team, weather=weather, **words
    )
