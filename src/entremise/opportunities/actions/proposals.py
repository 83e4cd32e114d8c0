"""A job is proposed to somebody.

Moved one step at a time until a hire, a no, or a closing that a human says.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from entremise import matching
from entremise.candidates.enums import ACCOMPANIED
from entremise.candidates.models import Candidate
from entremise.companies.queries import recruiters_in
from entremise.foundation.accounts.models import User
from entremise.foundation.accounts.rules import is_team_in
from entremise.foundation.journal.actions import record
from entremise.foundation.kit import working_days
from entremise.foundation.kit.errors import DomainError, MoveRefused
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.tasks.actions import settle
from entremise.matching import Facts
from entremise.meetings.models import Meeting
from entremise.opportunities import notices, rules
from entremise.opportunities.enums import (
    PROPOSAL_MOVES,
    ClosingReason,
    OpportunityState,
    ProposalState,
)
from entremise.opportunities.models import Opportunity, Proposal, ProposalMove, SetAside
from entremise.opportunities.queries import facts_for

from .jobs import ask_about, move_job, refusal


@transaction.atomic
def propose(
    opportunity: Opportunity,
    *,
    candidate: Candidate,
    words: str,
    by: User,
    meeting: Meeting | None = None,
) -> Proposal:
    """One opening and one person, with words that say why this one.

    Answered by a date, followed by somebody.
    """
    if not rules.can_propose(by, opportunity, candidate):
        raise refusal()
    if candidate.state not in ACCOMPANIED:
        raise DomainError(_("Cette personne n’est pas accompagnée en ce moment."))
    proposal, is_new = Proposal.objects.get_or_create(
        opportunity=opportunity,
        candidate=candidate,
        defaults={
            "words": words,
            "meeting": meeting or opportunity.born_from,
            "owner": by,
            "answer_by": _promise(),
        },
    )
    if not is_new:
        raise DomainError(_("Ce poste a déjà été proposé à cette personne."))
    ProposalMove.objects.create(
        proposal=proposal, became=proposal.state, at=timezone.now(), by=by
    )
    SetAside.objects.filter(candidate=candidate, opportunity=opportunity).delete()
    facts = facts_for(by, candidate, opportunity)
    record(
        "opportunities.proposed",
        by=by,
        about=_about_proposal(proposal),
        rules=matching.VERSION,
        answer_by=str(proposal.answer_by),
        **choice_of(facts),
    )
    notices.proposed(proposal)
    return proposal


def choice_of(facts: Facts | None) -> dict[str, Any]:
    """What the rules said of what a human chose, in codes: did they suggest it, and what
    stood against.
    """
    if facts is None:
        return {"suggested": False}
    return {
        "suggested": matching.worth_thinking_of(facts),
        "against": [fact.says for fact in facts.against],
    }


def _promise() -> Any:
    return working_days.after(timezone.localdate(), rules.ANSWER_WORKING_DAYS)


def _about_proposal(proposal: Proposal) -> tuple[Any, ...]:
    opportunity = proposal.opportunity
    return tuple(
        filter(None, (proposal.candidate, proposal, opportunity, opportunity.company))
    )


@transaction.atomic
def move(
    proposal: Proposal,
    *,
    to: str,
    by: User,
    reason: str = "",
    words: str = "",
    seen: str = "",
) -> Proposal:
    """One step. ``seen``: the state on the mover's page, when somebody else may have moved
    it since.

    Closing by the employer needs a reason of the list and words; the person is told by a
    human of the team.
    """
    if to not in rules.allowed_moves(by, proposal, state=seen):
        raise MoveRefused(
            _("Cette étape n’est pas possible depuis celle où en est la proposition.")
        )
    changes: dict[str, Any] = {"answer_by": _promise()} if PROPOSAL_MOVES[to] else {}
    if to == ProposalState.CLOSED:
        changes |= _closing(proposal, reason=reason, words=words, by=by)
    if to == ProposalState.DECLINED:
        changes |= {"closing_words": words}
    _step(proposal, to=to, by=by, seen=seen, reason=reason, **changes)
    _after(proposal, by=by)
    return proposal


def mark_hired(proposal: Proposal, *, by: User) -> Proposal:
    """The last step, made by the hire itself; a job drawn for a person is then taken."""
    _step(proposal, to=ProposalState.HIRED, by=by)
    settle(dedup_key_prefix=f"proposal:{proposal.code}:", by=by)
    opportunity = proposal.opportunity
    if rules.is_sketch(opportunity) and opportunity.state == OpportunityState.OPEN:
        move_job(opportunity, to=OpportunityState.FILLED, by=by)
    return proposal


def _step(
    proposal: Proposal,
    *,
    to: str,
    by: User,
    seen: str = "",
    reason: str = "",
    **changes: Any,
) -> None:
    was = seen or proposal.state
    if to not in PROPOSAL_MOVES[was]:
        raise MoveRefused(
            _("Cette étape n’est pas possible depuis celle où en est la proposition.")
        )
    Proposal.objects.move(
        proposal.pk, allowed_from=[was], to=to, updated_at=timezone.now(), **changes
    )
    ProposalMove.objects.create(
        proposal=proposal, was=was, became=to, at=timezone.now(), by=by
    )
    data = {"was": str(was), "became": str(to)} | ({"reason": reason} if reason else {})
    record(
        "opportunities.proposal_moved", by=by, about=_about_proposal(proposal), **data
    )
    proposal.refresh_from_db()


def _closing(
    proposal: Proposal, *, reason: str, words: str, by: User
) -> dict[str, Any]:
    if reason not in ClosingReason.values:
        raise DomainError(_("Choisissez une raison."))
    if not words:
        raise DomainError(
            _("Écrivez quelques mots : la personne a droit à une réponse humaine.")
        )
    if is_team_in(by, proposal.candidate.zone_id):
        return {
            "closing_reason": reason,
            "closing_words": words,
            "told_at": timezone.now(),
            "told_by": by,
        }
    return {"closing_reason": reason, "employer_words": words}


def _after(proposal: Proposal, *, by: User) -> None:
    """Who must now do something, and who is told."""
    settle(dedup_key_prefix=f"proposal:{proposal.code}:", by=by)
    match proposal.state:
        case ProposalState.INTERESTED:
            ask_about(proposal, "opportunities.to_contact", days=3)
        case ProposalState.DECLINED:
            ask_about(proposal, "opportunities.declined", days=3)
        case ProposalState.CONTACTED if proposal.opportunity.company is not None:
            for user in recruiters_in(proposal.opportunity.company):
                notices.person_is_interested(proposal, to=user)
        case ProposalState.OFFERED:
            ask_about(proposal, "opportunities.to_hire", days=3)
        case ProposalState.CLOSED if proposal.told_at:
            notices.closed(proposal, by=by)
        case ProposalState.CLOSED:
            ask_about(
                proposal,
                "opportunities.to_tell",
                days=rules.TELL_WORKING_DAYS,
                urgent=True,
            )


@transaction.atomic
def tell_closing(proposal: Proposal, *, words: str, by: User) -> Proposal:
    """A human of the team tells the person, in their own words, that the employer closed."""
    if not rules.is_in_charge(by, proposal):
        raise refusal()
    if not words:
        raise DomainError(
            _("Écrivez quelques mots : la personne a droit à une réponse humaine.")
        )
    now = timezone.now()
    untold = Proposal.objects.filter(
        pk=proposal.pk, state=ProposalState.CLOSED, told_at=None
    )
    if not untold.update(told_at=now, told_by=by, closing_words=words, updated_at=now):
        raise MoveRefused(_("La personne a déjà reçu une réponse."))
    proposal.refresh_from_db()
    settle(dedup_key_prefix=f"proposal:{proposal.code}:", by=by)
    record("opportunities.closing_told", by=by, about=_about_proposal(proposal))
    notices.closed(proposal, by=by)
    return proposal
