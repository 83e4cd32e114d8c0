"""Leads that could suit a person, and people to suggest for an opportunity, with match facts.

For the person, their coach and staff. Never for a company.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import get_language

from entremise.candidates.enums import PathState
from entremise.candidates.models import Candidate
from entremise.candidates.queries.candidates import candidates_visible_to
from entremise.companies.enums import CompanyState
from entremise.companies.models import Company
from entremise.foundation.accounts.models import Viewer
from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.search.analysis.text import fold_text
from entremise.foundation.search.queries.trades import (
    TradeName,
    trade_name as name_of_trade,
    trade_names_in,
)
from entremise.foundation.tasks.models import Task
from entremise.matching.companies import CompanyProfile, near_trades, suitable_companies
from entremise.matching.comparison import compare_with_opening
from entremise.matching.facts import Facts
from entremise.matching.profiles import OpeningProfile, PastTrade
from entremise.matching.selection import suitable_openings, suitable_people
from entremise.meetings.enums import MeetingState
from entremise.meetings.models import Meeting
from entremise.opportunities import rules
from entremise.opportunities.enums import (
    OpportunityKind,
    OpportunityState,
    ProposalState,
)
from entremise.opportunities.models import DismissedLead, Opportunity, Proposal

from .matching_input import matching_company, matching_opening, matching_person
from .trades import split_tasks, trade_table


@dataclass(frozen=True)
class CandidateLeads:
    """The leads of one person, the most suitable first."""

    openings: list[tuple[Opportunity, Facts]] = field(default_factory=list)
    companies: list[tuple[Company, Facts]] = field(default_factory=list)
    # (name of a near trade in the active language, facts)
    trades: list[tuple[TradeName, Facts]] = field(default_factory=list)
    dismissed: list[DismissedLead] = field(default_factory=list)


def match_facts_for(
    viewer: Viewer, candidate: Candidate, opportunity: Opportunity
) -> Facts | None:
    """None for who may not read them (always for a company), or without CV."""
    if not rules.can_read_facts(viewer, candidate) or not hasattr(candidate, "cv"):
        return None
    known = trade_table()
    return compare_with_opening(
        matching_person(candidate, known),
        matching_opening(opportunity, known),
        trades=known,
    )


def leads_for(viewer: Viewer, candidate: Candidate) -> CandidateLeads:
    """The leads of the person's zone, without those dismissed or already proposed."""
    if not rules.can_read_facts(viewer, candidate) or not hasattr(candidate, "cv"):
        return CandidateLeads()
    dismissed = list(
        DismissedLead.objects.filter(candidate=candidate).select_related(
            "opportunity__company", "company", "by"
        )
    )
    unwanted = [one.opportunity_id for one in dismissed if one.opportunity_id]
    proposed = set(
        Proposal.objects.filter(candidate=candidate).values_list(
            "opportunity_id", flat=True
        )
    )
    known = trade_table()
    person = matching_person(candidate, known)
    jobs = [
        (job, matching_opening(job, known))
        for job in _jobs_with_companies(candidate, without=unwanted)
    ]
    companies = _companies_to_compare(
        candidate, jobs, without={one.company_id for one in dismissed}
    )
    near = list(near_trades(person, trades=known))
    codes = [trade.code for trade in near]
    return CandidateLeads(
        suitable_openings(
            person, [lead for lead in jobs if lead[0].pk not in proposed], trades=known
        ),
        suitable_companies(person, companies, trades=known),
        list(zip(_trade_names(codes), (trade.facts for trade in near), strict=True)),
        dismissed,
    )


def _open_jobs(candidate: Candidate) -> Any:
    opened = Opportunity.objects.filter(
        zone=candidate.zone_id, state=OpportunityState.OPEN
    )
    return opened.exclude(kind=OpportunityKind.SKETCH)


def _jobs_with_companies(
    candidate: Candidate, *, without: list[int]
) -> list[Opportunity]:
    """Open opportunities with their companies, each company and its sites read once."""
    jobs = list(_open_jobs(candidate).exclude(pk__in=without))
    companies = Company.objects.prefetch_related("sites").in_bulk(
        {job.company_id for job in jobs if job.company_id}
    )
    for job in jobs:
        job.zone, job.company = candidate.zone, companies.get(job.company_id)
    return jobs


def _companies_to_compare(
    candidate: Candidate,
    jobs: Iterable[tuple[Opportunity, OpeningProfile]],
    *,
    without: set[int | None],
) -> list[tuple[Company, CompanyProfile]]:
    """Verified companies of the zone as matching input, with their past meetings and hires."""
    verified = Company.objects.filter(
        zone=candidate.zone_id, state=CompanyState.VERIFIED
    ).prefetch_related("sites")
    held = Meeting.objects.filter(
        company__zone=candidate.zone_id, state=MeetingState.HELD
    )
    met = set(held.filter(candidate=candidate).values_list("company_id", flat=True))
    welcomed = set(held.values_list("company_id", flat=True))
    opened, hired = defaultdict(list), defaultdict(list)
    for job, opening in jobs:
        opened[job.company_id].append(opening)
    in_zone_hired = Q(
        state=ProposalState.HIRED, opportunity__company__zone=candidate.zone_id
    )
    hires = Proposal.objects.filter(in_zone_hired).order_by("pk")
    for pk, *trade in hires.values_list(
        "opportunity__company_id", "opportunity__title", "opportunity__rome"
    ):
        hired[pk].append(PastTrade(*trade))
    return [
        (
            one,
            matching_company(
                one,
                opened[one.pk],
                hired[one.pk],
                has_met=one.pk in met,
                has_welcomed=one.pk in welcomed,
            ),
        )
        for one in verified
        if one.pk not in without
    ]


def has_goals(candidate: Candidate) -> bool:
    """Whether the person has written what job they wish for."""
    return hasattr(candidate, "cv") and bool(candidate.cv.document.goals)


def wanted_lead_codes_for(viewer: Viewer, candidate: Candidate) -> set[str]:
    """Codes of the leads that this person wants and that wait for the team."""
    if not rules.can_read_facts(viewer, candidate):
        return set()
    waiting = Task.objects.filter(reason="opportunities.lead_wanted", done_at=None)
    keys = waiting.filter(dedup_key__startswith=f"lead:{candidate.code}:").values_list(
        "dedup_key", flat=True
    )
    return {str(key).rsplit(":", 1)[1] for key in keys}


def dismissed_lead_for(viewer: Viewer, code: str) -> DismissedLead | None:
    dismissed = (
        DismissedLead.objects.select_related(
            "candidate__zone", "opportunity", "company"
        )
        .filter(code=code)
        .first()
    )
    if dismissed and rules.can_read_facts(viewer, dismissed.candidate):
        return dismissed
    return None


def lead_opportunity_for(
    viewer: Viewer, candidate: Candidate, code: str
) -> Opportunity | None:
    """An open opportunity of the person's zone, by code."""
    if not rules.can_read_facts(viewer, candidate):
        return None
    opportunity: Opportunity | None = _open_jobs(candidate).filter(code=code).first()
    return opportunity


def lead_company_for(viewer: Viewer, candidate: Candidate, code: str) -> Company | None:
    """A verified company of the person's zone, by code."""
    if not rules.can_read_facts(viewer, candidate):
        return None
    return Company.objects.filter(
        zone=candidate.zone_id, state=CompanyState.VERIFIED, code=code
    ).first()


def suggested_people_for(
    viewer: Viewer, opportunity: Opportunity
) -> list[tuple[Candidate, Facts]]:
    """People of the zone whom an opportunity could suit, by name. For staff only."""
    if not is_staff(viewer) or rules.is_sketch(opportunity):
        return []
    already = Proposal.objects.filter(opportunity=opportunity).values("candidate")
    dismissed = DismissedLead.objects.filter(opportunity=opportunity).values(
        "candidate"
    )
    people = candidates_visible_to(viewer).filter(
        zone=opportunity.zone_id, state=PathState.ACTIVE, cv__isnull=False
    )
    free = people.exclude(pk__in=already).exclude(pk__in=dismissed).select_related("cv")
    known = trade_table()
    profiles = ((person, matching_person(person, known)) for person in free)
    suitable = suitable_people(
        matching_opening(opportunity, known), profiles, trades=known
    )
    return sorted(
        suitable,
        key=lambda lead: (
            fold_text(lead[0].first_name),
            fold_text(lead[0].last_name),
            lead[0].pk,
        ),
    )


def trade_choices(opportunity: Opportunity) -> list[tuple[str, TradeName]]:
    """(ROME code, name) of the trades that the title may mean; none once a code is set.

    Names are in the active language.
    """
    if opportunity.rome:
        return []
    text = f"{opportunity.description} {opportunity.left_undone}"
    read = trade_table().read_title(opportunity.title, split_tasks(text))
    return list(zip(read.choices, _trade_names(read.choices), strict=True))


def trade_name(opportunity: Opportunity) -> TradeName | None:
    """The name of its trade, in the active language; None without ROME code."""
    return name_of_trade(opportunity.rome) if opportunity.rome else None


def _trade_names(codes: Sequence[str]) -> list[TradeName]:
    return trade_names_in(codes, get_language() or "fr")
