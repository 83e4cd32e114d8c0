"""Permissions on opportunities, proposals and leads, and their delays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entremise.candidates.content.choices import ChoiceList
from entremise.candidates.rules import can_view_candidate, is_self
from entremise.companies.rules import is_member_of_company
from entremise.foundation.accounts.rules import is_staff_in, is_team_in
from entremise.foundation.kit.text import clean_line, gettext as _

from .enums import (
    COMPANY_MOVES,
    PERSON_MOVES,
    PROPOSAL_MOVES,
    OpportunityKind,
    OpportunityState,
    ProposalState,
)

if TYPE_CHECKING:
    from entremise.candidates.models import Candidate
    from entremise.companies.models import Company
    from entremise.foundation.accounts.models import Viewer

    from .models import Opportunity, Proposal

# Days from a proposal or one of its moves until the promised answer.
ANSWER_DELAY_WORKING_DAYS = 10
# Days from the employer's closing until the team tells the person.
TELL_DELAY_WORKING_DAYS = 2
# Days from the person's interest in a lead until the team speaks with them.
WANTED_DELAY_WORKING_DAYS = 3
EDITABLE_STATES = (OpportunityState.DRAFT, OpportunityState.PENDING_REVIEW)


def can_review_opportunity(user: Viewer, opportunity: Opportunity) -> bool:
    return is_team_in(user, opportunity.zone_id)


def is_employer_of(user: Viewer, opportunity: Opportunity) -> bool:
    return opportunity.company_id is not None and is_member_of_company(
        user, opportunity.company
    )


def is_sketch(opportunity: Opportunity) -> bool:
    return bool(opportunity.kind == OpportunityKind.SKETCH)


def can_edit_opportunity(user: Viewer, opportunity: Opportunity) -> bool:
    """Title, contract, hours, place… and what is left undone: the company and staff."""
    if opportunity.state == OpportunityState.DRAFT and is_employer_of(
        user, opportunity
    ):
        return True
    return opportunity.state in EDITABLE_STATES and is_staff_in(
        user, opportunity.zone_id
    )


def can_edit_person_column(user: Viewer, opportunity: Opportunity) -> bool:
    """What the person does well, in a sketch: the person, their coach and staff."""
    if not is_sketch(opportunity) or opportunity.created_for is None:
        return False
    if opportunity.state == OpportunityState.DRAFT and can_view_candidate(
        user, opportunity.created_for
    ):
        return True
    return opportunity.state in EDITABLE_STATES and is_staff_in(
        user, opportunity.zone_id
    )


def can_submit_opportunity(user: Viewer, opportunity: Opportunity) -> bool:
    if opportunity.state != OpportunityState.DRAFT:
        return False
    return is_employer_of(user, opportunity) or is_staff_in(user, opportunity.zone_id)


def can_propose_opportunity(
    user: Viewer, opportunity: Opportunity, candidate: Candidate
) -> bool:
    return opportunity.state == OpportunityState.OPEN and is_team_in(
        user, candidate.zone_id
    )


def can_manage_proposal(user: Viewer, proposal: Proposal) -> bool:
    return is_team_in(user, proposal.candidate.zone_id)


def allowed_proposal_moves(
    user: Viewer, proposal: Proposal, *, state: str = ""
) -> tuple[str, ...]:
    """The states this user may move the proposal to from ``state`` (by default its own)."""
    state = state or proposal.state
    allowed: set[str] = set()
    if can_manage_proposal(user, proposal):
        allowed.update(PROPOSAL_MOVES[state])
    if is_self(user, proposal.candidate):
        allowed.update(PERSON_MOVES.get(state, ()))
    if is_employer_of(user, proposal.opportunity):
        allowed.update(COMPANY_MOVES.get(state, ()))
    allowed.discard(ProposalState.HIRED)
    return tuple(to for to in PROPOSAL_MOVES[state] if to in allowed)


def can_tell_closing(user: Viewer, proposal: Proposal) -> bool:
    """The employer closed and the team has not told the person yet."""
    return (
        proposal.state == ProposalState.CLOSED
        and proposal.told_at is None
        and can_manage_proposal(user, proposal)
    )


def wanted_lead_dedup_key(candidate: Candidate, lead: Opportunity | Company) -> str:
    """Key of the task raised when a person wants a lead."""
    return f"lead:{candidate.code}:{lead.code}"


def can_set_trade(user: Viewer, opportunity: Opportunity) -> bool:
    return is_staff_in(user, opportunity.zone_id)


def requirement_key(choices: ChoiceList, written: str) -> str:
    """Key of the choice: « Permis B », « permis b » and « B » are the same."""
    line = clean_line(written)
    return choices.key_of(line) or line.upper()


def can_read_facts(user: Viewer, candidate: Candidate) -> bool:
    """Match facts: the person, their coach and staff. Never a company."""
    return can_view_candidate(user, candidate)


def proposal_state_label(proposal: Proposal) -> str:
    """The state as the person reads it: a closing is not shown before the team tells it."""
    if proposal.state == ProposalState.CLOSED and proposal.told_at is None:
        return _("L’employeur a répondu. L’équipe vous appelle pour en parler.")
    return str(ProposalState(proposal.state).label)
