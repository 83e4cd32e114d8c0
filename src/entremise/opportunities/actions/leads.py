"""Leads: wanted, dismissed or restored by the person or those who follow them.

Raises NotAllowed for others.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.companies.models import Company
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit import working_days
from entremise.foundation.kit.errors import DomainError
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.tasks.actions import raise_task, resolve_tasks
from entremise.matching.facts import RULES_VERSION
from entremise.opportunities import rules
from entremise.opportunities.enums import DismissalReason
from entremise.opportunities.models import DismissedLead, Opportunity

from .opportunities import not_allowed


@transaction.atomic
def dismiss_lead(
    candidate: Candidate,
    *,
    reason: str,
    by: User,
    opportunity: Opportunity | None = None,
    company: Company | None = None,
) -> DismissedLead:
    """Hide a lead until it is restored. ``reason``: a ``DismissalReason``."""
    if not rules.can_read_facts(by, candidate):
        raise not_allowed()
    if reason not in DismissalReason.values:
        raise DomainError(_("Dites pourquoi, en choisissant une raison."))
    lead = opportunity or company
    if lead is None:
        raise DomainError(_("Cette piste n’existe plus."))
    dismissed, _new = DismissedLead.objects.update_or_create(
        candidate=candidate,
        opportunity=opportunity,
        company=company,
        defaults={"reason": reason, "by": by, "at": timezone.now()},
    )
    resolve_tasks(
        dedup_key_prefix=rules.wanted_lead_dedup_key(candidate, lead),
        by=by,
    )
    record_in_journal(
        "opportunities.lead_set_aside",
        by=by,
        about=_about(dismissed),
        reason=reason,
        rules=RULES_VERSION,
    )
    return dismissed


@transaction.atomic
def restore_lead(dismissed: DismissedLead, *, by: User) -> None:
    """Show the lead again."""
    if not rules.can_read_facts(by, dismissed.candidate):
        raise not_allowed()
    about = _about(dismissed)
    dismissed.delete()
    record_in_journal(
        "opportunities.lead_taken_back",
        by=by,
        about=about,
        rules=RULES_VERSION,
    )


@transaction.atomic
def mark_lead_wanted(
    candidate: Candidate,
    *,
    by: User,
    opportunity: Opportunity | None = None,
    company: Company | None = None,
) -> None:
    """The person is interested in this lead: raise a task for the team."""
    if not rules.can_read_facts(by, candidate):
        raise not_allowed()
    lead = opportunity or company
    if lead is None:
        raise DomainError(_("Cette piste n’existe plus."))
    raise_task(
        "opportunities.lead_wanted",
        zone=candidate.zone,
        about=("team_candidate", candidate.code, candidate.first_name),
        owner=candidate.owner,
        due_on=working_days.add_working_days(
            timezone.localdate(), rules.WANTED_DELAY_WORKING_DAYS
        ),
        dedup_key=rules.wanted_lead_dedup_key(candidate, lead),
    )
    record_in_journal(
        "opportunities.lead_wanted",
        by=by,
        about=(candidate, lead),
        rules=RULES_VERSION,
    )


def _about(dismissed: DismissedLead) -> tuple[Any, ...]:
    return tuple(
        filter(None, (dismissed.candidate, dismissed.opportunity, dismissed.company))
    )
