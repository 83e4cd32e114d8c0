"""Fictional jobs and proposals, through the same actions as on screen."""

from itertools import count
from typing import Any

from entremise.candidates.enums import Contract, JobFamily
from entremise.candidates.models import Candidate
from entremise.companies.models import Company
from entremise.foundation.accounts.models import User
from entremise.foundation.search.actions import written_at_once
from entremise.meetings.models import Meeting
from entremise.opportunities import actions
from entremise.opportunities.models import Opportunity, Proposal

from . import candidates, companies

_number = count(1)
# How a proposal gets there, by the team.
ROADS: dict[str, tuple[str, ...]] = {
    "to_consider": (),
    "interested": ("interested",),
    "contacted": ("interested", "contacted"),
    "meeting": ("interested", "contacted", "meeting"),
    "trial": ("interested", "contacted", "trial"),
    "offered": ("interested", "contacted", "offered"),
    "declined": ("declined",),
}


company = companies.company
member = companies.recruiter_of


def colleague(house: Company) -> User:
    """Somebody else of the same company."""
    return companies.member(house).user


@written_at_once()
def ad(
    house: Company | None = None,
    *,
    by: User | None = None,
    open_now: bool = True,
    **frame: Any,
) -> Opportunity:
    """Posted by somebody of a verified company.

    Read and opened by the team unless ``open_now=False``.
    """
    house = house or company()
    frame = {
        "title": f"Conseiller clientèle {next(_number)}",
        "family": JobFamily.RETAIL,
        "contract": Contract.CDI,
        "languages": ["it", "fr"],
        "place": "Paris",
        "description": "Répondre aux clients.",
    } | frame
    opportunity = actions.post(house, by=by or member(house), **frame)
    return opened(opportunity) if open_now else opportunity


@written_at_once()
def opened(opportunity: Opportunity) -> Opportunity:
    team = candidates.team_of(opportunity.zone)
    return actions.open_(actions.submit(opportunity, by=team), by=team)


@written_at_once()
def external(where: Any, **frame: Any) -> Opportunity:
    frame = {
        "title": "Aide cuisine",
        "employer_name": "Une cantine",
        "family": JobFamily.FOOD,
    } | frame
    return opened(actions.add_external(where, by=candidates.team_of(where), **frame))


@written_at_once()
def sketch(
    candidate: Candidate | None = None,
    house: Company | None = None,
    *,
    meeting: Meeting | None = None,
    by: User | None = None,
    does_well: str = "Il répare tout ce qui passe.",
    left_undone: str = "Personne ne prépare les postes des nouveaux.",
    **frame: Any,
) -> Opportunity:
    candidate = candidate or candidates.candidate()
    house = house or company(candidate.zone)
    frame = {
        "title": "Technicien d’accueil informatique",
        "contract": Contract.APPRENTICESHIP,
    } | frame
    return actions.sketch(
        meeting,
        candidate=candidate,
        company=house,
        does_well=does_well,
        left_undone=left_undone,
        by=by or candidates.team_of(candidate.zone),
        **frame,
    )


@written_at_once()
def proposal(
    candidate: Candidate | None = None,
    opportunity: Opportunity | None = None,
    *,
    state: str = "to_consider",
    **options: Any,
) -> Proposal:
    """Proposed by the team of the person's zone, moved along by it up to ``state``."""
    candidate = candidate or candidates.candidate()
    opportunity = opportunity or ad(company(candidate.zone))
    team = candidates.team_of(candidate.zone)
    words = options.pop("words", "Vous parlez italien, et vous aimez les gens.")
    found = actions.propose(
        opportunity, candidate=candidate, words=words, by=team, **options
    )
    for step in ROADS[state]:
        found = actions.move(found, to=step, by=team)
    return found
