"""Leads: what could suit one person, and whom to think of for one opening. Facts for, against, to ask; no number.

Read by the person, their coach and the bridge. Never by a company.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from entremise.candidates.enums import PathState
from entremise.candidates.models import Candidate
from entremise.candidates.queries import candidates_visible_to
from entremise.companies.enums import CompanyState
from entremise.companies.models import Company
from entremise.companies.validators import departement_of
from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.messaging.models import Task
from entremise.matching import (
    Facts,
    Goal,
    House,
    Opening,
    Past,
    Person,
    Trades,
    compare,
    houses_in_order,
    look_at,
    near_trades,
    openings_in_order,
    refused,
    worked,
    worth_showing,
    worth_thinking_of,
    worth_visiting,
)
from entremise.meetings.enums import MeetingState
from entremise.meetings.models import Meeting
from entremise.opportunities import rules
from entremise.opportunities.enums import OpportunityKind, OpportunityState, ProposalState
from entremise.opportunities.models import Opportunity, Proposal, SetAside
from entremise.opportunities.trades import known as known_trades
from entremise.opportunities.trades import tasks, trades


@dataclass(frozen=True)
class Leads:
    """For one person. Openings and companies are in order; nobody is."""

    openings: list[tuple[Opportunity, Facts]]
    companies: list[tuple[Company, Facts]]
    trades: list[tuple[str, Facts]]  # the name of a near trade, and why
    aside: list[SetAside]


def person_of(candidate: Candidate, known: Trades) -> Person:
    """What matching may know of somebody: what they want, can do and need."""
    content = candidate.cv.document
    return Person(
        goals=tuple(_goal(goal, known) for goal in content.goals),
        done=tuple(_past(told.title, known, told.did) for told in content.experiences),
        skills=(*content.skills, *(s for experience in content.experiences for s in experience.skills)),
        strengths=tuple(content.strengths),
        languages={language.name: language.level for language in content.languages},
        contracts=frozenset(content.practical.contracts),
        departements=frozenset(content.practical.departements),
        hours=content.practical.hours,
        not_at=refused(content.practical.hours),
        licences=frozenset(rules.licence(words) for words in content.practical.licences),
        needs=content.needs,
    )


def _goal(goal: Any, known: Trades) -> Goal:
    if goal.rome:
        return Goal(goal.family, goal.occupation, goal.rome)
    read = known.read(goal.occupation)
    return Goal(goal.family, goal.occupation, read.code, read.likely)


def _past(title: str, known: Trades, did: str = "") -> Past:
    read = known.read(title, tasks(did))
    return Past(title, read.code, read.likely)


def opening_of(opportunity: Opportunity, known: Trades) -> Opening:
    company = opportunity.company
    text = f"{opportunity.description} {opportunity.left_undone}".strip()
    likely = "" if opportunity.rome else known.read(opportunity.title, tasks(text)).best
    return Opening(
        title=opportunity.title,
        family=opportunity.family,
        rome=opportunity.rome,
        likely=likely,
        text=text,
        contract=opportunity.contract,
        departements=_departements(company) or frozenset(opportunity.zone.departements),
        languages=tuple(opportunity.languages),
        hours=opportunity.hours,
        times=worked(opportunity.hours),
        licences=frozenset(rules.licence(words) for words in opportunity.licences),
        removed=company.commitments if company else "",
    )


def _departements(company: Company | None) -> frozenset[str]:
    return frozenset({departement_of(company.postcode)} - {""}) if company else frozenset()


def facts_for(viewer: Any, candidate: Candidate, opportunity: Opportunity) -> Facts | None:
    """None for who may not read them (a company, always) or when the person has written nothing yet."""
    if not rules.may_read_facts(viewer, candidate) or not hasattr(candidate, "cv"):
        return None
    known = trades()
    return compare(person_of(candidate, known), opening_of(opportunity, known), trades=known)


def leads_for(viewer: Any, candidate: Candidate) -> Leads:
    """What could suit this person, in their zone, without what was proposed already or set aside."""
    if not rules.may_read_facts(viewer, candidate) or not hasattr(candidate, "cv"):
        return Leads([], [], [], [])
    aside = list(SetAside.objects.filter(candidate=candidate).select_related("opportunity__company", "company", "by"))
    known, names = known_trades()
    person = person_of(candidate, known)
    jobs = list(_open_jobs(candidate).select_related("company", "zone"))
    near = [(names.get(trade.code, trade.code), trade.facts) for trade in near_trades(person, trades=known)]
    hidden = {one.opportunity_id for one in aside} | set(
        Proposal.objects.filter(candidate=candidate).values_list("opportunity_id", flat=True)
    )
    openings = [(job, opening_of(job, known)) for job in jobs]
    compared = [
        (job, opening, compare(person, opening, trades=known)) for job, opening in openings if job.pk not in hidden
    ]
    shown = openings_in_order(person, [lead for lead in compared if worth_showing(lead[2])], trades=known)
    kept = {one.opportunity_id for one in aside}
    told = [(job, opening) for job, opening in openings if job.pk not in kept]
    companies = _companies(candidate, person, told, {one.company_id for one in aside}, known)
    return Leads(shown, companies, near, aside)


def openings_for(viewer: Any, candidate: Candidate) -> list[tuple[Opportunity, Facts]]:
    return leads_for(viewer, candidate).openings


def _open_jobs(candidate: Candidate) -> Any:
    opened = Opportunity.objects.filter(zone=candidate.zone_id, state=OpportunityState.OPEN)
    return opened.exclude(kind=OpportunityKind.SKETCH)


def _companies(
    candidate: Candidate,
    person: Person,
    openings: Iterable[tuple[Opportunity, Opening]],
    hidden: set[int | None],
    known: Trades,
) -> list[tuple[Company, Facts]]:
    """Companies of the zone that the team knows, and what happened there."""
    verified = Company.objects.filter(zone=candidate.zone_id, state=CompanyState.VERIFIED).exclude(
        pk__in=[pk for pk in hidden if pk]
    )
    held = Meeting.objects.filter(company__zone=candidate.zone_id, state=MeetingState.HELD)
    met = set(held.filter(candidate=candidate).values_list("company_id", flat=True))
    welcomed = set(held.values_list("company_id", flat=True))
    done = Q(state=ProposalState.HIRED, opportunity__company__zone=candidate.zone_id)
    hired = list(
        Proposal.objects.filter(done).values_list("opportunity__company_id", "opportunity__title", "opportunity__rome")
    )
    found = []
    for company in verified:
        house = House(
            name=company.name,
            activity=company.activity,
            departements=_departements(company),
            openings=tuple(opening for job, opening in openings if job.company_id == company.pk),
            hired=tuple(Past(title, rome) for pk, title, rome in hired if pk == company.pk),
            has_met=company.pk in met,
            has_welcomed=company.pk in welcomed,
            removed=company.commitments,
        )
        facts = look_at(person, house, trades=known)
        if worth_visiting(facts):
            found.append((company, house, facts))
    return houses_in_order(found)


def has_goals(candidate: Candidate) -> bool:
    """Did they write what they wish for?"""
    return hasattr(candidate, "cv") and bool(candidate.cv.document.goals)


def wanted_by(viewer: Any, candidate: Candidate) -> set[str]:
    """Codes of the leads that tempt this person and wait for the team."""
    if not rules.may_read_facts(viewer, candidate):
        return set()
    waiting = Task.objects.filter(reason="opportunities.lead_wanted", done_at=None)
    keys = waiting.filter(dedup_key__startswith=f"lead:{candidate.code}:").values_list("dedup_key", flat=True)
    return {str(key).rsplit(":", 1)[1] for key in keys}


def aside_for(viewer: Any, code: str) -> SetAside | None:
    aside = SetAside.objects.select_related("candidate__zone", "opportunity", "company").filter(code=code).first()
    return aside if aside and rules.may_read_facts(viewer, aside.candidate) else None


def lead_opportunity(viewer: Any, candidate: Candidate, code: str) -> Opportunity | None:
    """An opening that may be a lead for this person."""
    if not rules.may_read_facts(viewer, candidate):
        return None
    return _open_jobs(candidate).filter(code=code).select_related("company", "zone").first()


def lead_company(viewer: Any, candidate: Candidate, code: str) -> Company | None:
    if not rules.may_read_facts(viewer, candidate):
        return None
    return Company.objects.filter(zone=candidate.zone_id, state=CompanyState.VERIFIED, code=code).first()


def people_for(viewer: Any, opportunity: Opportunity) -> list[tuple[Candidate, Facts]]:
    """For one job: the people of the zone to think of, by first name, in no other order. The bridge only."""
    if not is_staff(viewer) or rules.is_sketch(opportunity):
        return []
    already = Proposal.objects.filter(opportunity=opportunity).values("candidate")
    no = SetAside.objects.filter(opportunity=opportunity).values("candidate")
    people = candidates_visible_to(viewer).filter(zone=opportunity.zone_id, state=PathState.ACTIVE, cv__isnull=False)
    known = trades()
    opening = opening_of(opportunity, known)
    free = (
        people.exclude(pk__in=already).exclude(pk__in=no).select_related("cv").order_by("first_name", "last_name", "pk")
    )
    compared = ((person, compare(person_of(person, known), opening, trades=known)) for person in free)
    return [(person, facts) for person, facts in compared if worth_thinking_of(facts)]


def trades_to_choose(opportunity: Opportunity) -> list[tuple[str, str]]:
    """« Est-ce l’un de ces métiers ? »: codes and names, when the title alone does not say."""
    if opportunity.rome:
        return []
    text = f"{opportunity.description} {opportunity.left_undone}"
    known, names = known_trades()
    return [(code, names.get(code, code)) for code in known.read(opportunity.title, tasks(text)).choices]


def trade_of(opportunity: Opportunity) -> str:
    """The name of the trade this job is, when it is known."""
    return known_trades()[1].get(opportunity.rome, opportunity.rome) if opportunity.rome else ""
