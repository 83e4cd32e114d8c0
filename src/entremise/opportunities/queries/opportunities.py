"""Opportunities and proposals that a viewer may see.

Staff see those of their zones, a company its own, a person what was proposed to them.
"""

from django.db.models import Count, Q, QuerySet

from entremise.candidates.enums import ACCOMPANIED_STATES
from entremise.candidates.models import Candidate
from entremise.candidates.queries.candidates import candidates_visible_to
from entremise.companies.models import Company
from entremise.companies.rules import open_memberships_of
from entremise.foundation.accounts.models import Viewer
from entremise.foundation.accounts.rules import is_staff, staff_zone_ids
from entremise.opportunities import rules
from entremise.opportunities.enums import (
    COMPANY_VISIBLE_STATES,
    OPEN_PROPOSAL_STATES,
    OpportunityKind,
    OpportunityState,
)
from entremise.opportunities.models import Opportunity, Proposal, ProposalMove


def _in_zones(viewer: Viewer, field: str) -> Q:
    """Rows of the staff member's zones; none for others."""
    if not is_staff(viewer):
        return Q(pk=None)
    zones = staff_zone_ids(viewer)
    return Q(pk__isnull=False) if zones is None else Q(**{f"{field}__in": zones})


def opportunities_visible_to(viewer: Viewer) -> QuerySet[Opportunity]:
    if not viewer.is_authenticated:
        return Opportunity.objects.none()
    companies = [member.company_id for member in open_memberships_of(viewer)]
    proposed = Proposal.objects.filter(candidate__user=viewer).values("opportunity")
    own = Q(created_for__user=viewer) | Q(pk__in=proposed)
    visible = _in_zones(viewer, "zone") | Q(company__in=companies) | own
    return Opportunity.objects.filter(visible).select_related(
        "company__zone", "zone", "created_for__zone", "proposed_by"
    )


def opportunity_for(viewer: Viewer, code: str) -> Opportunity | None:
    return (
        opportunities_visible_to(viewer)
        .select_related("decided_by", "born_from")
        .filter(code=code)
        .first()
    )


def opportunities_for(
    viewer: Viewer, *, state: str = "", kind: str = ""
) -> QuerySet[Opportunity]:
    """The list of a company or of staff, the last changed first."""
    rows = opportunities_visible_to(viewer).annotate(
        live=Count("proposals", filter=Q(proposals__state__in=OPEN_PROPOSAL_STATES)),
        known=Count("proposals", filter=Q(proposals__state__in=COMPANY_VISIBLE_STATES)),
    )
    if state in OpportunityState.values:
        rows = rows.filter(state=state)
    if kind in OpportunityKind.values:
        rows = rows.filter(kind=kind)
    return rows.order_by("-updated_at", "-pk")


def company_opportunities_for(
    viewer: Viewer, company: Company
) -> QuerySet[Opportunity]:
    return opportunities_for(viewer).filter(company=company)


def opportunities_to_review_for(viewer: Viewer) -> QuerySet[Opportunity]:
    """Those that wait for a review, the oldest first."""
    return opportunities_for(viewer, state=OpportunityState.PENDING_REVIEW).order_by(
        "updated_at", "pk"
    )


def candidate_sketches_for(
    viewer: Viewer, candidate: Candidate
) -> QuerySet[Opportunity]:
    """Sketches for this person, for those who follow them."""
    if not rules.can_read_facts(viewer, candidate):
        return Opportunity.objects.none()
    sketches = Opportunity.objects.filter(
        created_for=candidate, kind=OpportunityKind.SKETCH
    )
    return sketches.exclude(
        state__in=[OpportunityState.REFUSED, OpportunityState.CLOSED]
    ).select_related("company")


def proposals_visible_to(viewer: Viewer) -> QuerySet[Proposal]:
    if not viewer.is_authenticated:
        return Proposal.objects.none()
    companies = [member.company_id for member in open_memberships_of(viewer)]
    visible = (
        _in_zones(viewer, "candidate__zone")
        | Q(candidate__user=viewer)
        | Q(opportunity__company__in=companies, state__in=COMPANY_VISIBLE_STATES)
    )
    return Proposal.objects.filter(visible).select_related(
        "opportunity__company__zone",
        "opportunity__zone",
        "candidate__zone",
        "owner",
        "meeting__approach",
        "told_by",
    )


def proposals_for(viewer: Viewer, *, live: bool | None = None) -> QuerySet[Proposal]:
    """All of them, or only the open (``live=True``) or ended ones (``live=False``)."""
    rows = proposals_visible_to(viewer)
    if live is None:
        return rows
    if live:
        return rows.filter(state__in=OPEN_PROPOSAL_STATES)
    return rows.exclude(state__in=OPEN_PROPOSAL_STATES).order_by("-updated_at")


def proposal_for(viewer: Viewer, code: str) -> Proposal | None:
    return proposals_visible_to(viewer).filter(code=code).first()


def opportunity_proposals_for(
    viewer: Viewer, opportunity: Opportunity
) -> QuerySet[Proposal]:
    return (
        proposals_visible_to(viewer)
        .filter(opportunity=opportunity)
        .order_by("candidate__first_name", "pk")
    )


def candidate_proposals_for(viewer: Viewer, candidate: Candidate) -> QuerySet[Proposal]:
    """What was proposed to this person, for those who follow them (their coach too)."""
    if not rules.can_read_facts(viewer, candidate):
        return Proposal.objects.none()
    rows = Proposal.objects.filter(candidate=candidate)
    return rows.select_related("opportunity__company", "candidate", "owner").order_by(
        "-created_at"
    )


def proposal_moves_for(viewer: Viewer, proposal: Proposal) -> QuerySet[ProposalMove]:
    """The steps of a proposal that the viewer may see already."""
    return proposal.moves.select_related("by")


def proposable_candidates_for(
    viewer: Viewer, opportunity: Opportunity
) -> QuerySet[Candidate]:
    """Accompanied people of the zone who had no proposal of this opportunity.

    For a sketch, only the person it is for.
    """
    already = Proposal.objects.filter(opportunity=opportunity).values("candidate")
    people = (
        candidates_visible_to(viewer)
        .filter(state__in=ACCOMPANIED_STATES)
        .exclude(pk__in=already)
    )
    if rules.is_sketch(opportunity):
        return people.filter(sketches=opportunity)
    return people.filter(zone=opportunity.zone_id)
