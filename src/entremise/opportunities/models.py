"""Opportunities (posted, sketched for a person, or external), proposals and dismissed leads."""

from django.db import models
from django.db.models import Q

from entremise.candidates.content import languages
from entremise.candidates.content.fields import REQUIRED_LISTS
from entremise.candidates.enums import ContractType, JobFamily
from entremise.candidates.models import Candidate
from entremise.companies.models import Company
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.kit.models import CodedModel, StateQuerySet, TimestampedModel
from entremise.meetings.models import Meeting

from .enums import (
    OPEN_PROPOSAL_STATES,
    ClosingReason,
    DismissalReason,
    OpportunityKind,
    OpportunityState,
    ProposalState,
)


class Opportunity(CodedModel, TimestampedModel):
    """A job that may be proposed to people."""

    objects = StateQuerySet.as_manager()

    kind = models.CharField(max_length=10, choices=OpportunityKind.choices)
    company = models.ForeignKey(
        Company,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="opportunities",
    )
    employer_name = models.CharField(max_length=120, blank=True)  # external only
    external_url = models.URLField(blank=True)
    zone = models.ForeignKey(
        Zone, on_delete=models.PROTECT, related_name="opportunities"
    )
    title = models.CharField(max_length=120)
    family = models.CharField(max_length=20, choices=JobFamily.choices, blank=True)
    rome = models.CharField(max_length=5, blank=True)
    contract = models.CharField(max_length=15, choices=ContractType.choices, blank=True)
    place = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    description = models.TextField(blank=True)
    # Codes of useful languages.
    languages = models.JSONField(default=list, blank=True)
    # Name of a list of ``REQUIRED_LISTS`` → keys that the job cannot be done without.
    requirements = models.JSONField(default=dict, blank=True)
    # Sketch only: what the person does well, what is left undone in the company.
    does_well = models.TextField(blank=True)
    left_undone = models.TextField(blank=True)
    created_for = models.ForeignKey(
        Candidate,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sketches",
    )
    born_from = models.ForeignKey(
        Meeting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="opportunities",
    )
    state = models.CharField(
        max_length=10, choices=OpportunityState.choices, default=OpportunityState.DRAFT
    )
    proposed_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decision_message = models.TextField(blank=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "opportunities"
        constraints = [
            models.CheckConstraint(
                name="a_sketch_is_for_somebody",
                condition=~Q(kind=OpportunityKind.SKETCH)
                | Q(created_for__isnull=False)
                | Q(state__in=["closed", "filled"]),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_pending_review(self) -> bool:
        return self.state == OpportunityState.PENDING_REVIEW

    @property
    def employer(self) -> str:
        return self.company.name if self.company else self.employer_name

    @property
    def requirement_lines(self) -> list[tuple[str, str]]:
        """(label, what is asked), in the active language."""
        return [
            (str(words.label), ", ".join(choices.labels_of(asked)))
            for name, choices, words in REQUIRED_LISTS
            if (asked := self.requirements.get(name))
        ]

    @property
    def language_names(self) -> str:
        return ", ".join(languages.language_name(code) for code in self.languages)


class Proposal(CodedModel, TimestampedModel):
    # Set by the screens that show it.
    allowed: tuple[str, ...]  # moves of whoever reads
    state_label: str  # as the person reads it

    """One opportunity proposed to one person, with the date of the promised answer."""

    objects = StateQuerySet.as_manager()

    opportunity = models.ForeignKey(
        Opportunity, on_delete=models.CASCADE, related_name="proposals"
    )
    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="proposals"
    )
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposals",
    )
    state = models.CharField(
        max_length=12, choices=ProposalState.choices, default=ProposalState.TO_CONSIDER
    )
    message = models.TextField(blank=True)  # to the person: why this opportunity
    owner = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposals_owned",
    )
    answer_by = models.DateField()
    closing_reason = models.CharField(
        max_length=10, choices=ClosingReason.choices, blank=True
    )
    # What the employer writes to the team when closing.
    employer_message = models.TextField(blank=True)
    # What the team writes to the person, or the person who declines writes.
    closing_message = models.TextField(blank=True)
    # When the person was told that it is closed.
    told_at = models.DateTimeField(null=True, blank=True)
    told_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["answer_by", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "candidate"], name="proposed_once"
            ),
            models.CheckConstraint(
                name="closing_has_its_reason",
                condition=~Q(state=ProposalState.CLOSED) | ~Q(closing_reason=""),
            ),
            models.CheckConstraint(
                name="told_with_a_message",
                condition=Q(told_at=None) | ~Q(closing_message=""),
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_by"],
                name="proposal_waiting",
                condition=Q(state__in=OPEN_PROPOSAL_STATES),
            )
        ]

    def __str__(self) -> str:
        return f"{self.opportunity} → {self.candidate}"


class ProposalMove(models.Model):
    """One step of a proposal; ``was`` is empty for the first."""

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="moves"
    )
    was = models.CharField(max_length=12, choices=ProposalState.choices, blank=True)
    became = models.CharField(max_length=12, choices=ProposalState.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.was} → {self.became}"


class DismissedLead(CodedModel):
    """A lead that does not suit this person, or not now: an opportunity or a company."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="dismissed_leads"
    )
    opportunity = models.ForeignKey(
        Opportunity,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="dismissed_leads",
    )
    company = models.ForeignKey(
        Company,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="dismissed_leads",
    )
    reason = models.CharField(max_length=12, choices=DismissalReason.choices)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "dismissed leads"
        constraints = [
            models.CheckConstraint(
                name="dismissed_lead_is_one_thing",
                condition=Q(opportunity=None, company__isnull=False)
                | Q(opportunity__isnull=False, company=None),
            ),
            models.UniqueConstraint(
                fields=["candidate", "opportunity"], name="opportunity_dismissed_once"
            ),
            models.UniqueConstraint(
                fields=["candidate", "company"], name="company_dismissed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate}: {self.opportunity or self.company}"
