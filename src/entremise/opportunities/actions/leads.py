"""What a person, or somebody with them, does with a lead: say it tempts them, set it aside,
take it back.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from entremise import matching
from entremise.candidates.models import Candidate
from entremise.companies.models import Company
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.actions import record
from entremise.foundation.kit import working_days
from entremise.foundation.kit.errors import DomainError
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.tasks.actions import raise_task, settle
from entremise.opportunities import rules
from entremise.opportunities.enums import WhyAside
from entremise.opportunities.models import Opportunity, SetAside

from .jobs import refusal


@transaction.atomic
def set_aside(
    candidate: Candidate,
    *,
    reason: str,
    by: User,
    opportunity: Opportunity | None = None,
    company: Company | None = None,
) -> SetAside:
    """Not for this person, or not now: it is not shown to them again until somebody takes
    it back.
    """
    if not rules.may_read_facts(by, candidate):
        raise refusal()
    if reason not in WhyAside.values:
        raise DomainError(_("Dites pourquoi, en choisissant une raison."))
    aside, _new = SetAside.objects.update_or_create(
        candidate=candidate,
        opportunity=opportunity,
        company=company,
        defaults={"reason": reason, "by": by, "at": timezone.now()},
    )
    settle(dedup_key_prefix=rules.wanted_key(candidate, opportunity or company), by=by)
    record(
        "opportunities.lead_set_aside",
        by=by,
        about=_about(aside),
        reason=reason,
        rules=matching.VERSION,
    )
    return aside


@transaction.atomic
def take_back(aside: SetAside, *, by: User) -> None:
    """Shown again."""
    if not rules.may_read_facts(by, aside.candidate):
        raise refusal()
    about = _about(aside)
    aside.delete()
    record("opportunities.lead_taken_back", by=by, about=about, rules=matching.VERSION)


@transaction.atomic
def want(
    candidate: Candidate,
    *,
    by: User,
    opportunity: Opportunity | None = None,
    company: Company | None = None,
) -> None:
    """This lead tempts the person: a human of the team takes it from there."""
    if not rules.may_read_facts(by, candidate):
        raise refusal()
    lead = opportunity or company
    if lead is None:
        raise DomainError(_("Cette piste n’existe plus."))
    raise_task(
        "opportunities.lead_wanted",
        zone=candidate.zone,
        about=("team_candidate", candidate.code, candidate.first_name),
        owner=candidate.owner,
        due_on=working_days.after(timezone.localdate(), rules.WANTED_WORKING_DAYS),
        dedup_key=rules.wanted_key(candidate, lead),
    )
    record(
        "opportunities.lead_wanted",
        by=by,
        about=(candidate, lead),
        rules=matching.VERSION,
    )


def _about(aside: SetAside) -> tuple[Any, ...]:
    return tuple(filter(None, (aside.candidate, aside.opportunity, aside.company)))
