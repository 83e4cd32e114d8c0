"""Who may write, moderate and move; and the promise that every proposal carries."""

from typing import Any

from entremise.candidates.rules import can_view_candidate, is_self
from entremise.companies.rules import is_member_of_company
from entremise.foundation.accounts.rules import is_staff_in, is_team_in
from entremise.foundation.kit.text import clean_line
from entremise.foundation.kit.text import gettext as _

from .enums import (
    COMPANY_MOVES,
    PERSON_MOVES,
    PROPOSAL_MOVES,
    OpportunityKind,
    OpportunityState,
    ProposalState,
)

ANSWER_DELAY_WORKING_DAYS = 10
TELL_DELAY_WORKING_DAYS = (
    2  # between an employer's closing and a human telling the person
)
# between a person's interest in a lead and a human of the team speaking with them
WANTED_DELAY_WORKING_DAYS = 3
EDITABLE_STATES = (OpportunityState.DRAFT, OpportunityState.PENDING_REVIEW)


def can_review_opportunity(user: Any, opportunity: Any) -> bool:
    return is_team_in(user, opportunity.zone_id)


def is_employer_of(user: Any, opportunity: Any) -> bool:
    return opportunity.company_id is not None and is_member_of_company(
        user, opportunity.company
    )


def is_sketch(opportunity: Any) -> bool:
    return bool(opportunity.kind == OpportunityKind.SKETCH)


def can_edit_opportunity(user: Any, opportunity: Any) -> bool:
    """The frame of the job (title, contract, hours, place) and what is left undone: the
    company and the bridge.
    """
    if opportunity.state == OpportunityState.DRAFT and is_employer_of(
        user, opportunity
    ):
        return True
    return opportunity.state in EDITABLE_STATES and is_staff_in(
        user, opportunity.zone_id
    )


def can_edit_person_column(user: Any, opportunity: Any) -> bool:
    """What the person does well: the person, their coach, the bridge."""
    if not is_sketch(opportunity) or opportunity.created_for is None:
        return False
    if opportunity.state == OpportunityState.DRAFT and can_view_candidate(
        user, opportunity.created_for
    ):
        return True
    return opportunity.state in EDITABLE_STATES and is_staff_in(
        user, opportunity.zone_id
    )


def can_submit_opportunity(user: Any, opportunity: Any) -> bool:
    if opportunity.state != OpportunityState.DRAFT:
        return False
    return is_employer_of(user, opportunity) or is_staff_in(user, opportunity.zone_id)


def can_propose_opportunity(user: Any, opportunity: Any, candidate: Any) -> bool:
    return opportunity.state == OpportunityState.OPEN and is_team_in(
        user, candidate.zone_id
    )


def can_manage_proposal(user: Any, proposal: Any) -> bool:
    return is_team_in(user, proposal.candidate.zone_id)


def allowed_proposal_moves(
    user: Any, proposal: Any, *, state: str = ""
) -> tuple[str, ...]:
    """Where this user may move this proposal from ``state`` (by default, where it stands)."""
    state = state or proposal.state
    found: set[str] = set()
    if can_manage_proposal(user, proposal):
        found.update(PROPOSAL_MOVES[state])
    if is_self(user, proposal.candidate):
        found.update(PERSON_MOVES.get(state, ()))
    if is_employer_of(user, proposal.opportunity):
        found.update(COMPANY_MOVES.get(state, ()))
    found.discard(ProposalState.HIRED)
    return tuple(to for to in PROPOSAL_MOVES[state] if to in found)


def can_tell_closing(user: Any, proposal: Any) -> bool:
    """The employer closed; a human of the team has not told the person yet."""
    return (
        proposal.state == ProposalState.CLOSED
        and proposal.told_at is None
        and can_manage_proposal(user, proposal)
    )


def wanted_lead_dedup_key(candidate: Any, lead: Any) -> str:
    """The task that says a lead tempts somebody, known by both."""
    return f"lead:{candidate.code}:{lead.code}"


def can_set_trade(user: Any, opportunity: Any) -> bool:
    return is_staff_in(user, opportunity.zone_id)


def normalize_licence(name: str) -> str:
    """« Permis B », « permis b » and « B » are the same licence."""
    return clean_line(name).upper().removeprefix("PERMIS ").strip()


def can_read_facts(user: Any, candidate: Any) -> bool:
    """Facts for and against: the person, their coach, the bridge. Never a company."""
    return can_view_candidate(user, candidate)


def proposal_state_label(proposal: Any) -> str:
    """Where a proposal stands, as its person reads it: an employer's closing waits for a
    human to tell it.
    """
    if proposal.state == ProposalState.CLOSED and proposal.told_at is None:
        return _("L’employeur a répondu. L’équipe vous appelle pour en parler.")
    return str(ProposalState(proposal.state).label)
