"""Propose an opportunity to a person, and move the proposal until a hire, a no or a closing."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from entremise.candidates.enums import ACCOMPANIED_STATES
from entremise.candidates.models import Candidate
from entremise.companies.queries import recruiters_in_company
from entremise.foundation.accounts.models import User
from entremise.foundation.accounts.rules import is_team_in
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit import working_days
from entremise.foundation.kit.errors import DomainError, MoveRefused
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.tasks.actions import resolve_tasks
from entremise.matching.facts import RULES_VERSION, Facts
from entremise.matching.selection import is_worth_considering
from entremise.meetings.models import Meeting
from entremise.opportunities import notices, rules
from entremise.opportunities.enums import (
    PROPOSAL_MOVES,
    ClosingReason,
    OpportunityState,
    ProposalState,
)
from entremise.opportunities.models import (
    DismissedLead,
    Opportunity,
    Proposal,
    ProposalMove,
)
from entremise.opportunities.queries.leads import match_facts_for

from .opportunities import move_opportunity, not_allowed, raise_proposal_task


@transaction.atomic
def propose_opportunity(
    opportunity: Opportunity,
    *,
    candidate: Candidate,
    message: str,
    by: User,
    meeting: Meeting | None = None,
) -> Proposal:
    """Propose with a message to the person, who gets a notice; ``by`` becomes the owner.

    Raises DomainError when the person is not accompanied or had this proposal already.
    """
    if not rules.can_propose_opportunity(by, opportunity, candidate):
        raise not_allowed()
    if candidate.state not in ACCOMPANIED_STATES:
        raise DomainError(_("Cette personne n’est pas accompagnée en ce moment."))
    proposal, is_new = Proposal.objects.get_or_create(
        opportunity=opportunity,
        candidate=candidate,
        defaults={
            "message": message,
            "meeting": meeting or opportunity.born_from,
            "owner": by,
            "answer_by": _answer_deadline(),
        },
    )
    if not is_new:
        raise DomainError(_("Ce poste a déjà été proposé à cette personne."))
    ProposalMove.objects.create(
        proposal=proposal, became=proposal.state, at=timezone.now(), by=by
    )
    DismissedLead.objects.filter(candidate=candidate, opportunity=opportunity).delete()
    facts = match_facts_for(by, candidate, opportunity)
    record_in_journal(
        "opportunities.proposed",
        by=by,
        about=_about_proposal(proposal),
        rules=RULES_VERSION,
        answer_by=str(proposal.answer_by),
        **suggestion_data(facts),
    )
    notices.notify_opportunity_proposed(proposal)
    return proposal


def suggestion_data(facts: Facts | None) -> dict[str, Any]:
    """For the journal: whether matching suggested it, and the keys of the facts against."""
    if facts is None:
        return {"suggested": False}
    return {
        "suggested": is_worth_considering(facts),
        "against": [fact.key for fact in facts.against],
    }


def _answer_deadline() -> Any:
    return working_days.add_working_days(
        timezone.localdate(), rules.ANSWER_DELAY_WORKING_DAYS
    )


def _about_proposal(proposal: Proposal) -> tuple[Any, ...]:
    opportunity = proposal.opportunity
    return tuple(
        filter(None, (proposal.candidate, proposal, opportunity, opportunity.company))
    )


@transaction.atomic
def move_proposal(
    proposal: Proposal,
    *,
    to: str,
    by: User,
    reason: str = "",
    message: str = "",
    seen: str = "",
) -> Proposal:
    """Move to another state. ``seen``: the state on the user's page, when there was one.

    A closing needs a ``ClosingReason`` and a message; when the employer closes, the team
    then tells the person. Raises MoveRefused, DomainError.
    """
    if to not in rules.allowed_proposal_moves(by, proposal, state=seen):
        raise MoveRefused(
            _("Cette étape n’est pas possible depuis celle où en est la proposition.")
        )
    changes: dict[str, Any] = (
        {"answer_by": _answer_deadline()} if PROPOSAL_MOVES[to] else {}
    )
    if to == ProposalState.CLOSED:
        changes |= _closing_changes(proposal, reason=reason, message=message, by=by)
    if to == ProposalState.DECLINED:
        changes |= {"closing_message": message}
    _move(proposal, to=to, by=by, seen=seen, reason=reason, **changes)
    _follow_up(proposal, by=by)
    return proposal


def mark_proposal_hired(proposal: Proposal, *, by: User) -> Proposal:
    """The last step, made by the hire; a sketch is then filled."""
    _move(proposal, to=ProposalState.HIRED, by=by)
    resolve_tasks(dedup_key_prefix=f"proposal:{proposal.code}:", by=by)
    opportunity = proposal.opportunity
    if rules.is_sketch(opportunity) and opportunity.state == OpportunityState.OPEN:
        move_opportunity(opportunity, to=OpportunityState.FILLED, by=by)
    return proposal


def _move(
    proposal: Proposal,
    *,
    to: str,
    by: User,
    seen: str = "",
    reason: str = "",
    **changes: object,
) -> None:
    was = seen or proposal.state
    Proposal.objects.move(
        proposal,
        to=to,
        moves=PROPOSAL_MOVES,
        only_from=[was],
        refusal=_(
            "Cette étape n’est pas possible depuis celle où en est la proposition."
        ),
        updated_at=timezone.now(),
        **changes,
    )
    ProposalMove.objects.create(
        proposal=proposal, was=was, became=to, at=timezone.now(), by=by
    )
    data = {"was": str(was), "became": str(to)} | ({"reason": reason} if reason else {})
    record_in_journal(
        "opportunities.proposal_moved", by=by, about=_about_proposal(proposal), **data
    )


def _closing_changes(
    proposal: Proposal, *, reason: str, message: str, by: User
) -> dict[str, Any]:
    if reason not in ClosingReason.values:
        raise DomainError(_("Choisissez une raison."))
    if not message:
        raise DomainError(
            _("Écrivez quelques mots : la personne a droit à une réponse humaine.")
        )
    if is_team_in(by, proposal.candidate.zone_id):
        return {
            "closing_reason": reason,
            "closing_message": message,
            "told_at": timezone.now(),
            "told_by": by,
        }
    return {"closing_reason": reason, "employer_message": message}


def _follow_up(proposal: Proposal, *, by: User) -> None:
    """Raise the next task, or send the notice, of the new state."""
    resolve_tasks(dedup_key_prefix=f"proposal:{proposal.code}:", by=by)
    match proposal.state:
        case ProposalState.INTERESTED:
            raise_proposal_task(proposal, "opportunities.to_contact", days=3)
        case ProposalState.DECLINED:
            raise_proposal_task(proposal, "opportunities.declined", days=3)
        case ProposalState.CONTACTED if proposal.opportunity.company is not None:
            for user in recruiters_in_company(proposal.opportunity.company):
                notices.notify_person_interested(proposal, to=user)
        case ProposalState.OFFERED:
            raise_proposal_task(proposal, "opportunities.to_hire", days=3)
        case ProposalState.CLOSED if proposal.told_at:
            notices.notify_proposal_closed(proposal, by=by)
        case ProposalState.CLOSED:
            raise_proposal_task(
                proposal,
                "opportunities.to_tell",
                days=rules.TELL_DELAY_WORKING_DAYS,
                urgent=True,
            )


@transaction.atomic
def tell_person_of_closing(proposal: Proposal, *, message: str, by: User) -> Proposal:
    """The team tells the person, with a message, that the employer closed."""
    if not rules.can_manage_proposal(by, proposal):
        raise not_allowed()
    if not message:
        raise DomainError(
            _("Écrivez quelques mots : la personne a droit à une réponse humaine.")
        )
    now = timezone.now()
    untold = Proposal.objects.filter(
        pk=proposal.pk, state=ProposalState.CLOSED, told_at=None
    )
    if not untold.update(
        told_at=now, told_by=by, closing_message=message, updated_at=now
    ):
        raise MoveRefused(_("La personne a déjà reçu une réponse."))
    proposal.refresh_from_db()
    resolve_tasks(dedup_key_prefix=f"proposal:{proposal.code}:", by=by)
    record_in_journal(
        "opportunities.closing_told", by=by, about=_about_proposal(proposal)
    )
    notices.notify_proposal_closed(proposal, by=by)
    return proposal
