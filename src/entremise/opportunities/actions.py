"""Jobs are posted, drawn for a person or found elsewhere; read by the team; proposed to somebody; moved one step at a
time until a hire, a no, or a closing that a human says."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from entremise import matching
from entremise.candidates.enums import ACCOMPANIED
from entremise.candidates.models import Candidate
from entremise.companies.models import Company
from entremise.companies.queries import recruiters_in
from entremise.companies.rules import can_see, is_verified
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.accounts.rules import is_staff_in, is_team_in
from entremise.foundation.journal.actions import record
from entremise.foundation.kit import working_days
from entremise.foundation.kit.errors import DomainError, EditConflict, MoveRefused, NotAllowed
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.messaging.actions import raise_task, settle
from entremise.meetings.models import Meeting
from entremise.meetings.rules import can_see_meeting

from . import notices, rules
from .enums import (
    OPPORTUNITY_MOVES,
    PROPOSAL_LIVE,
    PROPOSAL_MOVES,
    ClosingReason,
    OpportunityKind,
    OpportunityState,
    ProposalState,
)  # fmt: skip
from .models import Opportunity, Proposal, ProposalMove

FRAME = ("title", "family", "rome", "contract", "place", "hours", "description", "languages")
COLUMNS = ("does_well", "left_undone")


def _refuse() -> NotAllowed:
    return NotAllowed(_("Cette action n’est pas la vôtre. L’équipe peut vous aider."))


# ---- writing a job ----


@transaction.atomic
def post(company: Company, *, by: User, **frame: Any) -> Opportunity:
    """An ad by somebody of the company (or the bridge for them): a draft until it is sent to the team."""
    if not can_see(by, company):
        raise _refuse()
    return _write_down(OpportunityKind.POSTED, by=by, company=company, zone=company.zone, **_only(frame, FRAME))


@transaction.atomic
def add_external(
    zone: Zone, *, employer_name: str, by: User, external_url: str = "", **frame: Any
) -> Opportunity:  # fmt: skip
    """A job found elsewhere by the bridge."""
    if not is_staff_in(by, zone):
        raise _refuse()
    return _write_down(
        OpportunityKind.EXTERNAL, by=by, zone=zone, employer_name=employer_name, external_url=external_url,
        **_only(frame, FRAME),
    )  # fmt: skip


@transaction.atomic
def sketch(
    meeting: Meeting | None, *, candidate: Candidate, company: Company, by: User, does_well: str = "",
    left_undone: str = "", **frame: Any,
) -> Opportunity:  # fmt: skip
    """A job drawn for a person: what they do well meets what is left undone. Often born from a meeting."""
    if meeting is not None and (meeting.candidate_id, meeting.company_id) != (candidate.pk, company.pk):
        raise DomainError(_("Ce poste ne vient pas de cette rencontre."))
    inside = meeting is not None and can_see_meeting(by, meeting) and can_see(by, company)
    if not (inside or is_staff_in(by, candidate.zone_id) or is_staff_in(by, company.zone_id)):
        raise _refuse()
    return _write_down(
        OpportunityKind.SKETCH, by=by, company=company, zone=company.zone, born_from=meeting, created_for=candidate,
        does_well=does_well, left_undone=left_undone, **_only(frame, FRAME),
    )  # fmt: skip


def _only(values: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    unknown = set(values) - set(names)
    if unknown:
        raise TypeError(f"an opportunity has no {', '.join(sorted(unknown))}")
    return values


def _write_down(kind: str, *, by: User, **values: Any) -> Opportunity:
    opportunity = Opportunity.objects.create(kind=kind, proposed_by=by, **values)
    record("opportunities.written", by=by, about=_about(opportunity), kind=kind)
    return opportunity


def _about(opportunity: Opportunity) -> tuple[Any, ...]:
    return tuple(filter(None, (opportunity, opportunity.company, opportunity.created_for)))


@transaction.atomic
def describe(opportunity: Opportunity, *, by: User, **frame: Any) -> Opportunity:
    """Title, contract, hours, place… while the job is being written."""
    if not rules.can_write(by, opportunity):
        raise _refuse()
    changed = Opportunity.objects.filter(pk=opportunity.pk, state=opportunity.state)
    if not changed.update(**_only(frame, FRAME), updated_at=timezone.now()):
        raise MoveRefused(_("Ce poste n’est plus en préparation."))
    opportunity.refresh_from_db()
    return opportunity


@transaction.atomic
def write_column(opportunity: Opportunity, column: str, *, words: str, was: str, by: User) -> Opportunity:
    """One of the two columns of a sketch; ``was``: what the writer had in front of them."""
    allowed = rules.can_write_for_the_person if column == "does_well" else rules.can_write
    if column not in COLUMNS or not rules.is_sketch(opportunity) or not allowed(by, opportunity):
        raise _refuse()
    untouched = Opportunity.objects.filter(pk=opportunity.pk, state__in=rules.WRITABLE, **{column: was})
    if not untouched.update(**{column: words}, updated_at=timezone.now()):
        stored = Opportunity.objects.get(pk=opportunity.pk)
        if getattr(stored, column) == words:
            return stored
        raise EditConflict(
            _("Quelqu’un a écrit ici en même temps que vous. Les deux textes sont montrés : gardez le meilleur."),
            stored=stored,
        )
    opportunity.refresh_from_db()
    record("opportunities.column_written", by=by, about=_about(opportunity), column=column)
    return opportunity


@transaction.atomic
def submit(opportunity: Opportunity, *, by: User) -> Opportunity:
    """To the team, which reads it before any candidate."""
    if not rules.can_submit(by, opportunity):
        raise _refuse()
    if rules.is_sketch(opportunity) and not (opportunity.does_well and opportunity.left_undone):
        raise DomainError(_("Remplissez d’abord les deux côtés : ce que la personne fait bien, ce qui reste à faire."))
    _move(opportunity, to=OpportunityState.HELD, by=by)
    raise_task(
        "opportunities.to_read", zone=opportunity.zone, about=("team_opportunity", opportunity.code, opportunity.title),
        due_on=working_days.after(timezone.localdate(), 3), dedup_key=_held_key(opportunity, timezone.now()),
    )  # fmt: skip
    return opportunity


# ---- the team reads it ----


@transaction.atomic
def open_(opportunity: Opportunity, *, by: User, words: str = "") -> Opportunity:
    """The team stands behind this job: it may be proposed to people."""
    if opportunity.company is not None and not is_verified(opportunity.company):
        raise DomainError(_("Vérifiez d’abord l’entreprise : elle n’est pas encore connue de l’équipe."))
    return _decide(opportunity, to=OpportunityState.OPEN, by=by, words=words)


@transaction.atomic
def refuse(opportunity: Opportunity, *, by: User, words: str) -> Opportunity:
    if not words:
        raise DomainError(_("Écrivez pourquoi : la personne qui a proposé ce poste vous lira."))
    return _decide(opportunity, to=OpportunityState.REFUSED, by=by, words=words)


@transaction.atomic
def give_back(opportunity: Opportunity, *, by: User, words: str) -> Opportunity:
    """Back to its writers, with what is missing."""
    if not words:
        raise DomainError(_("Écrivez ce qui manque : la personne qui a proposé ce poste vous lira."))
    return _decide(opportunity, to=OpportunityState.DRAFT, by=by, words=words)


def _decide(opportunity: Opportunity, *, to: str, by: User, words: str) -> Opportunity:
    if not rules.can_moderate(by, opportunity):
        raise _refuse()
    _move(opportunity, to=to, by=by, decided_at=timezone.now(), decided_by=by, decision_words=words)
    settle(dedup_key_prefix=_held_key(opportunity), by=by)
    writer = opportunity.proposed_by
    if writer is not None and writer != by:
        notices.decided(opportunity, to=writer)
    return opportunity


@transaction.atomic
def close(opportunity: Opportunity, *, by: User, filled: bool = False) -> Opportunity:
    """The job is gone, or taken. Each person still in the running is owed the words of a human."""
    if not (rules.can_moderate(by, opportunity) or rules.is_employer_of(by, opportunity)):
        raise _refuse()
    _move(opportunity, to=OpportunityState.FILLED if filled else OpportunityState.CLOSED, by=by)
    for proposal in opportunity.proposals.filter(state__in=PROPOSAL_LIVE).select_related("candidate__zone", "owner"):
        _ask(proposal, "opportunities.to_close", days=rules.TELL_WORKING_DAYS)
    return opportunity


@transaction.atomic
def reopen(opportunity: Opportunity, *, by: User) -> Opportunity:
    """A refused draft is taken up again, or a closed job opens anew."""
    if not rules.can_moderate(by, opportunity):
        raise _refuse()
    closed = opportunity.state == OpportunityState.CLOSED
    return _move(opportunity, to=OpportunityState.OPEN if closed else OpportunityState.DRAFT, by=by)


def _held_key(opportunity: Opportunity, at: Any = None) -> str:
    return f"opportunities.to_read:{opportunity.code}:{f'{at:%Y%m%d%H%M%S%f}' if at else ''}"


def _move(opportunity: Opportunity, *, to: str, by: User, **changes: Any) -> Opportunity:
    was = opportunity.state
    if to not in OPPORTUNITY_MOVES[was]:
        raise MoveRefused(_("Ce poste ne peut pas passer à cette étape depuis celle où il est."))
    Opportunity.objects.move(opportunity.pk, allowed_from=[was], to=to, updated_at=timezone.now(), **changes)
    opportunity.refresh_from_db()
    record("opportunities.moved", by=by, about=_about(opportunity), was=was, became=str(to))
    return opportunity


# ---- proposing it to a person ----


@transaction.atomic
def propose(
    opportunity: Opportunity, *, candidate: Candidate, words: str, by: User, meeting: Meeting | None = None
) -> Proposal:
    """One opening and one person, with words that say why this one; answered by a date, followed by somebody."""
    if not rules.can_propose(by, opportunity, candidate):
        raise _refuse()
    if candidate.state not in ACCOMPANIED:
        raise DomainError(_("Cette personne n’est pas accompagnée en ce moment."))
    proposal, is_new = Proposal.objects.get_or_create(
        opportunity=opportunity, candidate=candidate,
        defaults={
            "words": words, "meeting": meeting or opportunity.born_from, "owner": by, "answer_by": _promise(),
        },
    )  # fmt: skip
    if not is_new:
        raise DomainError(_("Ce poste a déjà été proposé à cette personne."))
    ProposalMove.objects.create(proposal=proposal, became=proposal.state, at=timezone.now(), by=by)
    record(
        "opportunities.proposed", by=by, about=_about_proposal(proposal), rules=matching.VERSION,
        answer_by=str(proposal.answer_by),
    )  # fmt: skip
    notices.proposed(proposal)
    return proposal


def _promise() -> Any:
    return working_days.after(timezone.localdate(), rules.ANSWER_WORKING_DAYS)


def _about_proposal(proposal: Proposal) -> tuple[Any, ...]:
    opportunity = proposal.opportunity
    return tuple(filter(None, (proposal.candidate, proposal, opportunity, opportunity.company)))


@transaction.atomic
def move(
    proposal: Proposal, *, to: str, by: User, reason: str = "", words: str = "", seen: str = ""
) -> Proposal:  # fmt: skip
    """One step. ``seen``: the state on the mover's page, when somebody else may have moved it since.

    Closing by the employer needs a reason of the list and words; the person is told by a human of the team.
    """
    if to not in rules.allowed_moves(by, proposal, state=seen):
        raise MoveRefused(_("Cette étape n’est pas possible depuis celle où en est la proposition."))
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
        _move(opportunity, to=OpportunityState.FILLED, by=by)
    return proposal


def _step(proposal: Proposal, *, to: str, by: User, seen: str = "", reason: str = "", **changes: Any) -> None:
    was = seen or proposal.state
    if to not in PROPOSAL_MOVES[was]:
        raise MoveRefused(_("Cette étape n’est pas possible depuis celle où en est la proposition."))
    Proposal.objects.move(proposal.pk, allowed_from=[was], to=to, updated_at=timezone.now(), **changes)
    ProposalMove.objects.create(proposal=proposal, was=was, became=to, at=timezone.now(), by=by)
    data = {"was": str(was), "became": str(to)} | ({"reason": reason} if reason else {})
    record("opportunities.proposal_moved", by=by, about=_about_proposal(proposal), **data)
    proposal.refresh_from_db()


def _closing(proposal: Proposal, *, reason: str, words: str, by: User) -> dict[str, Any]:
    if reason not in ClosingReason.values:
        raise DomainError(_("Choisissez une raison."))
    if not words:
        raise DomainError(_("Écrivez quelques mots : la personne a droit à une réponse humaine."))
    if is_team_in(by, proposal.candidate.zone_id):
        return {"closing_reason": reason, "closing_words": words, "told_at": timezone.now(), "told_by": by}
    return {"closing_reason": reason, "employer_words": words}


def _after(proposal: Proposal, *, by: User) -> None:
    """Who must now do something, and who is told."""
    settle(dedup_key_prefix=f"proposal:{proposal.code}:", by=by)
    match proposal.state:
        case ProposalState.INTERESTED:
            _ask(proposal, "opportunities.to_contact", days=3)
        case ProposalState.DECLINED:
            _ask(proposal, "opportunities.declined", days=3)
        case ProposalState.CONTACTED if proposal.opportunity.company is not None:
            for user in recruiters_in(proposal.opportunity.company):
                notices.person_is_interested(proposal, to=user)
        case ProposalState.OFFERED:
            _ask(proposal, "opportunities.to_hire", days=3)
        case ProposalState.CLOSED if proposal.told_at:
            notices.closed(proposal, by=by)
        case ProposalState.CLOSED:
            _ask(proposal, "opportunities.to_tell", days=rules.TELL_WORKING_DAYS, urgent=True)


def _ask(proposal: Proposal, reason: str, *, days: int, urgent: bool = False) -> None:
    raise_task(
        reason, zone=proposal.candidate.zone, about=("team_proposal", proposal.code, proposal.candidate.first_name),
        owner=proposal.owner, due_on=working_days.after(timezone.localdate(), days), urgent=urgent,
        dedup_key=f"proposal:{proposal.code}:{reason}:{proposal.state}",
    )  # fmt: skip


@transaction.atomic
def tell_closing(proposal: Proposal, *, words: str, by: User) -> Proposal:
    """A human of the team tells the person, in their own words, that the employer closed."""
    if not rules.is_in_charge(by, proposal):
        raise _refuse()
    if not words:
        raise DomainError(_("Écrivez quelques mots : la personne a droit à une réponse humaine."))
    now = timezone.now()
    untold = Proposal.objects.filter(pk=proposal.pk, state=ProposalState.CLOSED, told_at=None)
    if not untold.update(told_at=now, told_by=by, closing_words=words, updated_at=now):
        raise MoveRefused(_("La personne a déjà reçu une réponse."))
    proposal.refresh_from_db()
    settle(dedup_key_prefix=f"proposal:{proposal.code}:", by=by)
    record("opportunities.closing_told", by=by, about=_about_proposal(proposal))
    notices.closed(proposal, by=by)
    return proposal
