"""Opportunities and proposals, made by the same actions as on screen."""

from itertools import count
from typing import Any

from entremise.candidates.enums import ContractType, JobFamily
from entremise.candidates.models import Candidate
from entremise.companies.models import Company
from entremise.foundation.accounts.models import User
from entremise.foundation.search.actions.scoped_index import batch_reindexing
from entremise.meetings.models import Meeting
from entremise.opportunities.actions.opportunities import (
    add_external_opportunity,
    open_opportunity,
    post_opportunity,
    sketch_opportunity,
    submit_opportunity,
)
from entremise.opportunities.actions.proposals import move_proposal, propose_opportunity
from entremise.opportunities.models import Opportunity, Proposal

from . import candidates, companies

_number = count(1)
# How a proposal gets there, by the team.
PROPOSAL_STEPS: dict[str, tuple[str, ...]] = {
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


def colleague_at(employer: Company) -> User:
    """Another member of the same company."""
    return companies.member(employer).user


@batch_reindexing()
def posted_job(
    employer: Company | None = None,
    *,
    by: User | None = None,
    open_now: bool = True,
    **frame: Any,
) -> Opportunity:
    """Posted by a member of a verified company; opened by the team unless ``open_now=False``."""
    employer = employer or company()
    frame = {
        "title": f"Conseiller clientèle {next(_number)}",
        "family": JobFamily.RETAIL,
        "contract": ContractType.CDI,
        "languages": ["it", "fr"],
        "place": "Paris",
        "description": "Répondre aux clients.",
    } | frame
    opportunity = post_opportunity(employer, by=by or member(employer), **frame)
    return opened_job(opportunity) if open_now else opportunity


@batch_reindexing()
def opened_job(opportunity: Opportunity) -> Opportunity:
    team = candidates.team_member_of(opportunity.zone)
    return open_opportunity(submit_opportunity(opportunity, by=team), by=team)


@batch_reindexing()
def external_job(where: Any, **frame: Any) -> Opportunity:
    frame = {
        "title": "Aide cuisine",
        "employer_name": "Une cantine",
        "family": JobFamily.FOOD,
    } | frame
    return opened_job(
        add_external_opportunity(where, by=candidates.team_member_of(where), **frame)
    )


@batch_reindexing()
def sketch(
    candidate: Candidate | None = None,
    employer: Company | None = None,
    *,
    meeting: Meeting | None = None,
    by: User | None = None,
    does_well: str = "Il répare tout ce qui passe.",
    left_undone: str = "Personne ne prépare les postes des nouveaux.",
    **frame: Any,
) -> Opportunity:
    candidate = candidate or candidates.candidate()
    employer = employer or company(candidate.zone)
    frame = {
        "title": "Technicien d’accueil informatique",
        "contract": ContractType.APPRENTICESHIP,
    } | frame
    return sketch_opportunity(
        meeting,
        candidate=candidate,
        company=employer,
        does_well=does_well,
        left_undone=left_undone,
        by=by or candidates.team_member_of(candidate.zone),
        **frame,
    )


@batch_reindexing()
def proposal(
    candidate: Candidate | None = None,
    opportunity: Opportunity | None = None,
    *,
    state: str = "to_consider",
    **options: Any,
) -> Proposal:
    """Proposed by the team of the candidate's zone, moved by it up to ``state``."""
    candidate = candidate or candidates.candidate()
    opportunity = opportunity or posted_job(company(candidate.zone))
    team = candidates.team_member_of(candidate.zone)
    message = options.pop("message", "Vous parlez italien, et vous aimez les gens.")
    found = propose_opportunity(
        opportunity, candidate=candidate, message=message, by=team, **options
    )
    for step in PROPOSAL_STEPS[state]:
        found = move_proposal(found, to=step, by=team)
    return found
