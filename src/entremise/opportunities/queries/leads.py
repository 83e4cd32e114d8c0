"""Leads: what could suit one person, and whom to think of for one opening. Facts for,
against, to ask; no number.

Read by the person, their coach and the bridge. Never by a company.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from entremise.candidates.enums import PathState
from entremise.candidates.models import Candidate
from entremise.candidates.queries import candidates_visible_to
from entremise.companies.enums import CompanyState
from entremise.companies.models import Company
from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.search.analyser import fold
from entremise.foundation.tasks.models import Task
from entremise.matching import (
    Facts,
    House,
    Opening,
    Past,
    compare,
    houses_for,
    near_trades,
    openings_for,
    people_for,
)
from entremise.meetings.enums import MeetingState
from entremise.meetings.models import Meeting
from entremise.opportunities import rules
from entremise.opportunities.enums import (
    OpportunityKind,
    OpportunityState,
    ProposalState,
)
from entremise.opportunities.models import Opportunity, Proposal, SetAside
from entremise.opportunities.sides import house_of, opening_of, person_of
from entremise.opportunities.trades import known as known_trades
from entremise.opportunities.trades import tasks, trades


@dataclass(frozen=True)
class Leads:
    """For one person. Openings and companies are in order; nobody is."""

    openings: list[tuple[Opportunity, Facts]] = field(default_factory=list)
    companies: list[tuple[Company, Facts]] = field(default_factory=list)
    trades: list[tuple[str, Facts]] = field(
        default_factory=list
    )  # the name of a near trade, and why
    aside: list[SetAside] = field(default_factory=list)


def facts_for(
    viewer: Any, candidate: Candidate, opportunity: Opportunity
) -> Facts | None:
    """None for who may not read them (a company, always) or when the person has written
    nothing yet.
    """
    if not rules.may_read_facts(viewer, candidate) or not hasattr(candidate, "cv"):
        return None
    known = trades()
    return compare(
        person_of(candidate, known), opening_of(opportunity, known), trades=known
    )


def leads_for(viewer: Any, candidate: Candidate) -> Leads:
    """What could suit this person, in their zone, without what was proposed already or set
    aside.
    """
    if not rules.may_read_facts(viewer, candidate) or not hasattr(candidate, "cv"):
        return Leads()
    aside = list(
        SetAside.objects.filter(candidate=candidate).select_related(
            "opportunity__company", "company", "by"
        )
    )
    unwanted = [one.opportunity_id for one in aside if one.opportunity_id]
    proposed = set(
        Proposal.objects.filter(candidate=candidate).values_list(
            "opportunity_id", flat=True
        )
    )
    known, names = known_trades()
    person = person_of(candidate, known)
    jobs = [
        (job, opening_of(job, known))
        for job in _jobs_with_houses(candidate, without=unwanted)
    ]
    houses = _houses(candidate, jobs, without={one.company_id for one in aside})
    return Leads(
        openings_for(
            person, [lead for lead in jobs if lead[0].pk not in proposed], trades=known
        ),
        houses_for(person, houses, trades=known),
        [
            (names.get(trade.code, trade.code), trade.facts)
            for trade in near_trades(person, trades=known)
        ],
        aside,
    )


def _open_jobs(candidate: Candidate) -> Any:
    opened = Opportunity.objects.filter(
        zone=candidate.zone_id, state=OpportunityState.OPEN
    )
    return opened.exclude(kind=OpportunityKind.SKETCH)


def _jobs_with_houses(candidate: Candidate, *, without: list[int]) -> list[Opportunity]:
    """Each company is read once, with its sites, whatever the number of its jobs."""
    jobs = list(_open_jobs(candidate).exclude(pk__in=without))
    houses = Company.objects.prefetch_related("sites").in_bulk(
        {job.company_id for job in jobs if job.company_id}
    )
    for job in jobs:
        job.zone, job.company = candidate.zone, houses.get(job.company_id)
    return jobs


def _houses(
    candidate: Candidate,
    jobs: Iterable[tuple[Opportunity, Opening]],
    *,
    without: set[int | None],
) -> list[tuple[Company, House]]:
    """Companies of the zone that the team knows, and what happened there."""
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
    done = Q(state=ProposalState.HIRED, opportunity__company__zone=candidate.zone_id)
    found = Proposal.objects.filter(done).order_by("pk")
    for pk, *trade in found.values_list(
        "opportunity__company_id", "opportunity__title", "opportunity__rome"
    ):
        hired[pk].append(Past(*trade))
    return [
        (
            one,
            house_of(
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
    """Did they write what they wish for?"""
    return hasattr(candidate, "cv") and bool(candidate.cv.document.goals)


def wanted_by(viewer: Any, candidate: Candidate) -> set[str]:
    """Codes of the leads that tempt this person and wait for the team."""
    if not rules.may_read_facts(viewer, candidate):
        return set()
    waiting = Task.objects.filter(reason="opportunities.lead_wanted", done_at=None)
    keys = waiting.filter(dedup_key__startswith=f"lead:{candidate.code}:").values_list(
        "dedup_key", flat=True
    )
    return {str(key).rsplit(":", 1)[1] for key in keys}


def aside_for(viewer: Any, code: str) -> SetAside | None:
    aside = (
        SetAside.objects.select_related("candidate__zone", "opportunity", "company")
        .filter(code=code)
        .first()
    )
    return aside if aside and rules.may_read_facts(viewer, aside.candidate) else None


def lead_opportunity(
    viewer: Any, candidate: Candidate, code: str
) -> Opportunity | None:
    """An opening that may be a lead for this person."""
    if not rules.may_read_facts(viewer, candidate):
        return None
    found: Opportunity | None = _open_jobs(candidate).filter(code=code).first()
    return found


def lead_company(viewer: Any, candidate: Candidate, code: str) -> Company | None:
    if not rules.may_read_facts(viewer, candidate):
        return None
    return Company.objects.filter(
        zone=candidate.zone_id, state=CompanyState.VERIFIED, code=code
    ).first()


def people_to_think_of(
    viewer: Any, opportunity: Opportunity
) -> list[tuple[Candidate, Facts]]:
    """For one job: the people of the zone to think of, by first name, in no other order.

    The bridge only.
    """
    if not is_staff(viewer) or rules.is_sketch(opportunity):
        return []
    already = Proposal.objects.filter(opportunity=opportunity).values("candidate")
    no = SetAside.objects.filter(opportunity=opportunity).values("candidate")
    people = candidates_visible_to(viewer).filter(
        zone=opportunity.zone_id, state=PathState.ACTIVE, cv__isnull=False
    )
    free = people.exclude(pk__in=already).exclude(pk__in=no).select_related("cv")
    known = trades()
    told = ((person, person_of(person, known)) for person in free)
    found = people_for(opening_of(opportunity, known), told, trades=known)
    return sorted(
        found,
        key=lambda lead: (
            fold(lead[0].first_name),
            fold(lead[0].last_name),
            lead[0].pk,
        ),
    )


def trades_to_choose(opportunity: Opportunity) -> list[tuple[str, str]]:
    """« Est-ce l’un de ces métiers ? »: codes and names, when the title alone does not say."""
    if opportunity.rome:
        return []
    text = f"{opportunity.description} {opportunity.left_undone}"
    known, names = known_trades()
    return [
        (code, names.get(code, code))
        for code in known.read(opportunity.title, tasks(text)).choices
    ]


def trade_of(opportunity: Opportunity) -> str:
    """The name of the trade this job is, when it is known."""
    return (
        known_trades()[1].get(opportunity.rome, opportunity.rome)
        if opportunity.rome
        else ""
    )
