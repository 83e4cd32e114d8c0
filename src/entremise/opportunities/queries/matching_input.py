"""Turns a candidate, an opportunity or a company into matching input, without names of people."""

from collections.abc import Iterable
from typing import Any

from entremise.candidates.content.cv import CVContent
from entremise.candidates.content.fields import FIELDS, REQUIRED_LISTS, stored_values
from entremise.candidates.models import Candidate
from entremise.companies.models import Company
from entremise.companies.validators import departement_of
from entremise.matching.companies import CompanyProfile
from entremise.matching.people_contact import mentions_people_contact, people_strengths
from entremise.matching.profiles import (
    OpeningProfile,
    PastTrade,
    PersonProfile,
    Requirement,
    TradeGoal,
)
from entremise.matching.trades import Trades
from entremise.matching.working_times import times_refused_in, times_worked_in
from entremise.opportunities import rules
from entremise.opportunities.models import Opportunity

from .trades import split_tasks


def matching_person(candidate: Candidate, known: Trades) -> PersonProfile:
    """From the working copy of the CV."""
    content = candidate.cv.document
    practical = content.practical
    return PersonProfile(
        goals=tuple(_goal(goal, known) for goal in content.goals),
        done=tuple(_past(done.title, known, done.did) for done in content.experiences),
        skills=(
            *content.skills,
            *(s for experience in content.experiences for s in experience.skills),
        ),
        strengths=tuple(content.strengths),
        with_people=people_strengths(content.strengths),
        languages={language.name: language.level for language in content.languages},
        contracts=frozenset(practical.contracts),
        departements=frozenset(practical.departements),
        hours=practical.hours,
        times=times_worked_in(practical.hours),
        not_at=times_refused_in(practical.hours),
        holds=_held(content),
        needs=content.needs,
    )


def matching_opening(job: Opportunity, known: Trades) -> OpeningProfile:
    text = f"{job.description} {job.left_undone}".strip()
    company = job.company
    return OpeningProfile(
        title=job.title,
        family=job.family,
        rome=job.rome,
        likely="" if job.rome else known.read_title(job.title, split_tasks(text)).best,
        text=text,
        meets_people=mentions_people_contact(f"{job.title} {text}"),
        contract=job.contract,
        departements=_job_departements(job) or frozenset(job.zone.departements),
        languages=tuple(job.languages),
        hours=job.hours,
        times=times_worked_in(job.hours),
        requires=_required(job),
        removed=frozenset(company.removed_obstacles) if company else frozenset(),
        promised=company.commitments if company else "",
    )


def matching_company(
    company: Company,
    openings: Iterable[OpeningProfile],
    hired: Iterable[PastTrade],
    **history: bool,
) -> CompanyProfile:
    return CompanyProfile(
        name=company.name,
        activity=company.activity,
        departements=frozenset(
            departement for _city, departement in _company_places(company)
        ),
        openings=tuple(openings),
        hired=tuple(hired),
        removed=frozenset(company.removed_obstacles),
        promised=company.commitments,
        **history,
    )


def _held(content: CVContent) -> frozenset[Requirement]:
    """With what comes with it: a licence C brings B."""
    data = content.dump()
    return frozenset(
        Requirement(field.requirement.fact, key)
        for field in FIELDS
        if field.choices and field.requirement
        for _path, stored in stored_values(data, field)
        for key in field.choices.with_included(
            rules.requirement_key(field.choices, one) for one in field.values(stored)
        )
    )


def _required(job: Opportunity) -> frozenset[Requirement]:
    return frozenset(
        Requirement(words.fact, rules.requirement_key(choices, one))
        for name, choices, words in REQUIRED_LISTS
        for one in job.requirements.get(name, ())
    )


def _goal(goal: Any, known: Trades) -> TradeGoal:
    if goal.rome:
        return TradeGoal(goal.family, goal.occupation, goal.rome)
    read = known.read_title(goal.occupation)
    return TradeGoal(goal.family, goal.occupation, read.code, read.likely)


def _past(title: str, known: Trades, did: str) -> PastTrade:
    read = known.read_title(title, split_tasks(did))
    return PastTrade(title, read.code, read.likely)


def _job_departements(job: Opportunity) -> frozenset[str]:
    """Those of the company's city that the job names, else of all its cities."""
    if job.company is None:
        return frozenset()
    places = _company_places(job.company)
    named = {
        departement
        for city, departement in places
        if city and city.casefold() in job.place.casefold()
    }
    return frozenset(named or {departement for _city, departement in places})


def _company_places(company: Company) -> list[tuple[str, str]]:
    """(city, département) of the company's address and of its sites."""
    addresses = [
        (company.city, company.postcode),
        *((site.city, site.postcode) for site in company.sites.all()),
    ]
    return [
        (city, departement)
        for city, postcode in addresses
        if (departement := departement_of(postcode))
    ]
