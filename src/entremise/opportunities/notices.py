"""Notices about opportunities and proposals, each with the name of somebody of the team."""

from typing import Any

from entremise.candidates.models import Candidate
from entremise.foundation.accounts.models import User
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.messaging.notices import send_notice
from entremise.foundation.messaging.queries.recipients import Recipient

from .models import Opportunity, Proposal


def recipient_of(candidate: Candidate) -> User | Recipient:
    return candidate.user or Recipient.from_person(candidate)


def notify_opportunity_proposed(proposal: Proposal) -> None:
    candidate = proposal.candidate
    send_notice(
        "opportunities.proposed",
        to=recipient_of(candidate),
        subject=_("Une idée de travail pour vous"),
        template="opportunities/notices/proposed",
        about=candidate.code,
        context=_context(proposal),
        dedup_key=f"opportunities.proposed:{proposal.code}",
    )


def notify_proposal_closed(proposal: Proposal, *, by: User) -> None:
    """The closing message, signed by ``by``."""
    candidate = proposal.candidate
    send_notice(
        "opportunities.closed",
        to=recipient_of(candidate),
        subject=_("La suite de votre proposition"),
        template="opportunities/notices/closed",
        about=candidate.code,
        context=_context(proposal)
        | {"message": proposal.closing_message, "by": by.full_name},
        dedup_key=f"opportunities.closed:{proposal.code}",
    )


def notify_person_interested(proposal: Proposal, *, to: User) -> None:
    """To somebody of the company, once the team has contacted it."""
    send_notice(
        "opportunities.interested",
        to=to,
        subject=_("Une personne souhaite vous rencontrer pour un poste"),
        template="opportunities/notices/interested",
        about=proposal.opportunity.code,
        context=_context(
            proposal, "company_opportunity", proposal.opportunity.code, to.language
        ),
        dedup_key=f"opportunities.interested:{proposal.code}:{to.code}",
    )


def notify_opportunity_decided(opportunity: Opportunity, *, to: User) -> None:
    """The team opened, returned or refused the opportunity, and says why."""
    send_notice(
        "opportunities.decided",
        to=to,
        subject=_("Votre poste a été relu"),
        template="opportunities/notices/decided",
        about=opportunity.code,
        context={
            "first_name": to.first_name,
            "title": opportunity.title,
            "message": opportunity.decision_message,
            "opened": opportunity.state == "open",
            "url": url_to(
                "company_opportunity", language=to.language, code=opportunity.code
            ),
        },
        dedup_key=f"opportunities.decided:{opportunity.code}:{opportunity.decided_at}",
    )


def _context(
    proposal: Proposal,
    purpose: str = "candidate_proposal",
    code: str = "",
    language: str = "",
) -> dict[str, Any]:
    opportunity = proposal.opportunity
    return {
        "first_name": proposal.candidate.first_name,
        "title": opportunity.title,
        "employer": opportunity.employer,
        "answer_by": proposal.answer_by,
        "url": url_to(
            purpose,
            language=language or proposal.candidate.language,
            code=code or proposal.code,
        ),
    }
