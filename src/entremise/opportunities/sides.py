"""What matching is told of a CV, a job and a company: work, and nobody's identity."""

from collections.abc import Iterable
from typing import Any

from entremise.candidates.models import Candidate
from entremise.companies.models import Company
from entremise.companies.validators import departement_of
from entremise.matching import (
    Goal,
    House,
    Opening,
    Past,
    Person,
    Trades,
    meets_people,
    refused,
    said_of_people,
    worked,
)

from . import rules
from .models import Opportunity
from .trades import tasks


def person_of(candidate: Candidate, known: Trades) -> Person:
    """What somebody wants, can do and needs."""
    content = candidate.cv.document
    practical = content.practical
    return Person(
        goals=tuple(_goal(goal, known) for goal in content.goals),
        done=tuple(_past(told.title, known, told.did) for told in content.experiences),
        skills=(
            *content.skills,
            *(s for experience in content.experiences for s in experience.skills),
        ),
        strengths=tuple(content.strengths),
        with_people=said_of_people(content.strengths),
        languages={language.name: language.level for language in content.languages},
        contracts=frozenset(practical.contracts),
        departements=frozenset(practical.departements),
        hours=practical.hours,
        times=worked(practical.hours),
        not_at=refused(practical.hours),
        licences=frozenset(rules.licence(words) for words in practical.licences),
        needs=content.needs,
    )


def opening_of(job: Opportunity, known: Trades) -> Opening:
    text = f"{job.description} {job.left_undone}".strip()
    company = job.company
    return Opening(
        title=job.title,
        family=job.family,
        rome=job.rome,
        likely="" if job.rome else known.read(job.title, tasks(text)).best,
        text=text,
        meets_people=meets_people(f"{job.title} {text}"),
        contract=job.contract,
        departements=_where(job) or frozenset(job.zone.departements),
        languages=tuple(job.languages),
        hours=job.hours,
        times=worked(job.hours),
        licences=frozenset(rules.licence(words) for words in job.licences),
        removed=frozenset(company.removed) if company else frozenset(),
        promised=company.commitments if company else "",
    )


def house_of(
    company: Company,
    openings: Iterable[Opening],
    hired: Iterable[Past],
    **history: bool,
) -> House:
    return House(
        name=company.name,
        activity=company.activity,
        departements=frozenset(departement for _city, departement in _places(company)),
        openings=tuple(openings),
        hired=tuple(hired),
        removed=frozenset(company.removed),
        promised=company.commitments,
        **history,
    )


def _goal(goal: Any, known: Trades) -> Goal:
    if goal.rome:
        return Goal(goal.family, goal.occupation, goal.rome)
    read = known.read(goal.occupation)
    return Goal(goal.family, goal.occupation, read.code, read.likely)


def _past(title: str, known: Trades, did: str) -> Past:
    read = known.read(title, tasks(did))
    return Past(title, read.code, read.likely)


def _where(job: Opportunity) -> frozenset[str]:
    """The place the job names, when it is one of the company's; else any of them."""
    if job.company is None:
        return frozenset()
    places = _places(job.company)
    named = {
        departement
        for city, departement in places
        if city and city.casefold() in job.place.casefold()
    }
    return frozenset(named or {departement for _city, departement in places})


def _places(company: Company) -> list[tuple[str, str]]:
    """City and département of the company's address and of its sites."""
    told = [
        (company.city, company.postcode),
        *((site.city, site.postcode) for site in company.sites.all()),
    ]
    return [
        (city, departement)
        for city, postcode in told
        if (departement := departement_of(postcode))
    ]
