"""Create, edit, review, open and close opportunities.

Raises NotAllowed, MoveRefused (the state has changed) and EditConflict (a sketch column has
changed since it was shown).
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.companies.models import Company
from entremise.companies.rules import can_view_company, is_company_verified
from entremise.foundation.accounts.actions.zones import hold_open_zone
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.accounts.rules import is_staff_in
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit import working_days
from entremise.foundation.kit.errors import (
    DomainError,
    EditConflict,
    MoveRefused,
    NotAllowed,
)
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.search.queries.trades import exact_trade_code
from entremise.foundation.tasks.actions import raise_task, resolve_tasks
from entremise.meetings.models import Meeting
from entremise.meetings.rules import can_view_meeting
from entremise.opportunities import notices, rules
from entremise.opportunities.enums import (
    OPEN_PROPOSAL_STATES,
    OPPORTUNITY_MOVES,
    OpportunityKind,
    OpportunityState,
)
from entremise.opportunities.indexing import reindex_opportunity
from entremise.opportunities.models import Opportunity, Proposal
from entremise.opportunities.queries.leads import trade_choices

JOB_FIELDS = (
    "title",
    "family",
    "rome",
    "contract",
    "place",
    "hours",
    "description",
    "languages",
    "licences",
)
SKETCH_COLUMNS = ("does_well", "left_undone")


def not_allowed() -> NotAllowed:
    return NotAllowed(_("Cette action n’est pas la vôtre. L’équipe peut vous aider."))


# ---- creation and editing ----


@transaction.atomic
def post_opportunity(company: Company, *, by: User, **frame: object) -> Opportunity:
    """A draft by somebody of the company, or by staff for them."""
    if not can_view_company(by, company):
        raise not_allowed()
    return _create_opportunity(
        OpportunityKind.POSTED,
        by=by,
        company=company,
        zone=company.zone,
        **_checked_fields(frame, JOB_FIELDS),
    )


@transaction.atomic
def add_external_opportunity(
    zone: Zone, *, employer_name: str, by: User, external_url: str = "", **frame: object
) -> Opportunity:
    """A draft of an opportunity that staff found elsewhere."""
    if not is_staff_in(by, zone):
        raise not_allowed()
    zone = hold_open_zone(zone)
    return _create_opportunity(
        OpportunityKind.EXTERNAL,
        by=by,
        zone=zone,
        employer_name=employer_name,
        external_url=external_url,
        **_checked_fields(frame, JOB_FIELDS),
    )


@transaction.atomic
def sketch_opportunity(
    meeting: Meeting | None,
    *,
    candidate: Candidate,
    company: Company,
    by: User,
    does_well: str = "",
    left_undone: str = "",
    **frame: object,
) -> Opportunity:
    """A draft of a job for one person: what they do well and what is left undone.

    ``meeting``: the meeting it comes from, if any; its company may then sketch too.
    """
    if meeting is not None and (meeting.candidate_id, meeting.company_id) != (
        candidate.pk,
        company.pk,
    ):
        raise DomainError(_("Ce poste ne vient pas de cette rencontre."))
    took_part = (
        meeting is not None
        and can_view_meeting(by, meeting)
        and can_view_company(by, company)
    )
    if not (
        took_part
        or is_staff_in(by, candidate.zone_id)
        or is_staff_in(by, company.zone_id)
    ):
        raise not_allowed()
    return _create_opportunity(
        OpportunityKind.SKETCH,
        by=by,
        company=company,
        zone=company.zone,
        born_from=meeting,
        created_for=candidate,
        does_well=does_well,
        left_undone=left_undone,
        **_checked_fields(frame, JOB_FIELDS),
    )


def _checked_fields(values: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    unknown = set(values) - set(names)
    if unknown:
        raise TypeError(f"an opportunity has no {', '.join(sorted(unknown))}")
    return values


def _create_opportunity(kind: str, *, by: User, **values: Any) -> Opportunity:
    values["rome"] = values.get("rome") or exact_trade_code(values["title"])
    opportunity = Opportunity.objects.create(kind=kind, proposed_by=by, **values)
    reindex_opportunity(opportunity)
    record_in_journal(
        "opportunities.written", by=by, about=_about(opportunity), kind=kind
    )
    return opportunity


def _about(opportunity: Opportunity) -> tuple[Any, ...]:
    return tuple(
        filter(None, (opportunity, opportunity.company, opportunity.created_for))
    )


@transaction.atomic
def update_opportunity(
    opportunity: Opportunity, *, by: User, **frame: Any
) -> Opportunity:
    """Change ``JOB_FIELDS`` of an opportunity not yet reviewed."""
    if not rules.can_edit_opportunity(by, opportunity):
        raise not_allowed()
    if (
        frame.get("title", opportunity.title) != opportunity.title
        and "rome" not in frame
    ):
        frame["rome"] = exact_trade_code(frame["title"])
    changed = Opportunity.objects.filter(pk=opportunity.pk, state=opportunity.state)
    if not changed.update(
        **_checked_fields(frame, JOB_FIELDS), updated_at=timezone.now()
    ):
        raise MoveRefused(_("Ce poste n’est plus en préparation."))
    opportunity.refresh_from_db()
    reindex_opportunity(opportunity)
    return opportunity


@transaction.atomic
def set_opportunity_trade(
    opportunity: Opportunity, *, code: str, by: User
) -> Opportunity:
    """Set the ROME code, one of ``trade_choices``; matching then has not to guess."""
    if not rules.can_set_trade(by, opportunity):
        raise not_allowed()
    if code not in dict(trade_choices(opportunity)):
        raise DomainError(_("Choisissez un métier de la liste."))
    Opportunity.objects.filter(pk=opportunity.pk).update(
        rome=code, updated_at=timezone.now()
    )
    opportunity.refresh_from_db()
    reindex_opportunity(opportunity)
    record_in_journal(
        "opportunities.trade_named", by=by, about=_about(opportunity), rome=code
    )
    return opportunity


@transaction.atomic
def write_sketch_column(
    opportunity: Opportunity, column: str, *, text: str, was: str, by: User
) -> Opportunity:
    """Write one of ``SKETCH_COLUMNS``; ``was``: its text when the writer opened the page."""
    allowed = (
        rules.can_edit_person_column
        if column == "does_well"
        else rules.can_edit_opportunity
    )
    if (
        column not in SKETCH_COLUMNS
        or not rules.is_sketch(opportunity)
        or not allowed(by, opportunity)
    ):
        raise not_allowed()
    untouched = Opportunity.objects.filter(
        pk=opportunity.pk, state__in=rules.EDITABLE_STATES, **{column: was}
    )
    if not untouched.update(**{column: text}, updated_at=timezone.now()):
        stored = Opportunity.objects.get(pk=opportunity.pk)
        if getattr(stored, column) == text:
            return stored
        raise EditConflict(
            _(
                "Quelqu’un a écrit ici en même temps que vous."
                " Les deux textes sont montrés : gardez le meilleur."
            ),
            stored=stored,
        )
    opportunity.refresh_from_db()
    reindex_opportunity(opportunity)
    record_in_journal(
        "opportunities.column_written", by=by, about=_about(opportunity), column=column
    )
    return opportunity


@transaction.atomic
def submit_opportunity(opportunity: Opportunity, *, by: User) -> Opportunity:
    """Send a draft to the team for review."""
    if not rules.can_submit_opportunity(by, opportunity):
        raise not_allowed()
    if rules.is_sketch(opportunity) and not (
        opportunity.does_well and opportunity.left_undone
    ):
        raise DomainError(
            _(
                "Remplissez d’abord les deux côtés :"
                " ce que la personne fait bien, ce qui reste à faire."
            )
        )
    move_opportunity(opportunity, to=OpportunityState.PENDING_REVIEW, by=by)
    raise_task(
        "opportunities.to_read",
        zone=opportunity.zone,
        about=("team_opportunity", opportunity.code, opportunity.title),
        due_on=working_days.add_working_days(timezone.localdate(), 3),
        dedup_key=_review_dedup_key(opportunity, timezone.now()),
    )
    return opportunity


# ---- review ----


@transaction.atomic
def open_opportunity(
    opportunity: Opportunity, *, by: User, message: str = ""
) -> Opportunity:
    """Accept: it may be proposed to people. Its company must be verified."""
    if opportunity.company is not None and not is_company_verified(opportunity.company):
        raise DomainError(
            _(
                "Vérifiez d’abord l’entreprise : elle n’est pas encore connue de l’équipe."
            )
        )
    return _decide(opportunity, to=OpportunityState.OPEN, by=by, message=message)


@transaction.atomic
def refuse_opportunity(
    opportunity: Opportunity, *, by: User, message: str
) -> Opportunity:
    """Refuse, with a message to its author."""
    if not message:
        raise DomainError(
            _("Écrivez pourquoi : la personne qui a proposé ce poste vous lira.")
        )
    return _decide(opportunity, to=OpportunityState.REFUSED, by=by, message=message)


@transaction.atomic
def return_opportunity(
    opportunity: Opportunity, *, by: User, message: str
) -> Opportunity:
    """Back to draft, with a message that says what is missing."""
    if not message:
        raise DomainError(
            _("Écrivez ce qui manque : la personne qui a proposé ce poste vous lira.")
        )
    return _decide(opportunity, to=OpportunityState.DRAFT, by=by, message=message)


def _decide(
    opportunity: Opportunity, *, to: str, by: User, message: str
) -> Opportunity:
    if not rules.can_review_opportunity(by, opportunity):
        raise not_allowed()
    move_opportunity(
        opportunity,
        to=to,
        by=by,
        decided_at=timezone.now(),
        decided_by=by,
        decision_message=message,
    )
    resolve_tasks(dedup_key_prefix=_review_dedup_key(opportunity), by=by)
    author = opportunity.proposed_by
    if author is not None and author != by:
        notices.notify_opportunity_decided(opportunity, to=author)
    return opportunity


@transaction.atomic
def close_opportunity(
    opportunity: Opportunity, *, by: User, filled: bool = False
) -> Opportunity:
    """Close, and raise a task for each open proposal: the person must be told."""
    if not (
        rules.can_review_opportunity(by, opportunity)
        or rules.is_employer_of(by, opportunity)
    ):
        raise not_allowed()
    move_opportunity(
        opportunity,
        to=OpportunityState.FILLED if filled else OpportunityState.CLOSED,
        by=by,
    )
    for proposal in opportunity.proposals.filter(
        state__in=OPEN_PROPOSAL_STATES
    ).select_related("candidate__zone", "owner"):
        raise_proposal_task(
            proposal, "opportunities.to_close", days=rules.TELL_DELAY_WORKING_DAYS
        )
    return opportunity


@transaction.atomic
def reopen_opportunity(opportunity: Opportunity, *, by: User) -> Opportunity:
    """A refused opportunity becomes a draft, a closed one opens."""
    if not rules.can_review_opportunity(by, opportunity):
        raise not_allowed()
    closed = opportunity.state == OpportunityState.CLOSED
    return move_opportunity(
        opportunity,
        to=OpportunityState.OPEN if closed else OpportunityState.DRAFT,
        by=by,
    )


def _review_dedup_key(opportunity: Opportunity, at: datetime | None = None) -> str:
    return f"opportunities.to_read:{opportunity.code}:{f'{at:%Y%m%d%H%M%S%f}' if at else ''}"


def move_opportunity(
    opportunity: Opportunity, *, to: str, by: User, **changes: object
) -> Opportunity:
    """Change the state and these fields. Permissions are checked by the caller."""
    was = opportunity.state
    Opportunity.objects.move(
        opportunity,
        to=to,
        moves=OPPORTUNITY_MOVES,
        only_from=[was],
        refusal=_("Ce poste ne peut pas passer à cette étape depuis celle où il est."),
        updated_at=timezone.now(),
        **changes,
    )
    reindex_opportunity(opportunity)
    record_in_journal(
        "opportunities.moved", by=by, about=_about(opportunity), was=was, became=str(to)
    )
    return opportunity


def raise_proposal_task(
    proposal: Proposal, reason: str, *, days: int, urgent: bool = False
) -> None:
    """A task for the owner of this proposal, due in so many working days."""
    raise_task(
        reason,
        zone=proposal.candidate.zone,
        about=("team_proposal", proposal.code, proposal.candidate.first_name),
        owner=proposal.owner,
        due_on=working_days.add_working_days(timezone.localdate(), days),
        urgent=urgent,
        dedup_key=f"proposal:{proposal.code}:{reason}:{proposal.state}",
    )
