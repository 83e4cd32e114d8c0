"""Hires, the steps of their first year, and check-ins."""

from django.db import models
from django.db.models import Q

from entremise.candidates.enums import ContractType
from entremise.candidates.models import Candidate
from entremise.companies.models import Company, CompanyMember
from entremise.foundation.accounts.models import User
from entremise.foundation.kit.models import CodedModel, StateQuerySet, TimestampedModel
from entremise.meetings.models import Meeting
from entremise.opportunities.models import Proposal

from .enums import HireEndReason, Milestone, Respondent, Weather


class Hire(CodedModel, TimestampedModel):
    objects = StateQuerySet.as_manager()

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="hires"
    )
    company = models.ForeignKey(
        Company, on_delete=models.PROTECT, null=True, blank=True, related_name="hires"
    )
    # When the employer has no account.
    employer_name = models.CharField(max_length=120, blank=True)
    proposal = models.OneToOneField(
        Proposal, on_delete=models.SET_NULL, null=True, blank=True, related_name="hire"
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="hires"
    )
    title = models.CharField(max_length=120)
    contract = models.CharField(max_length=15, choices=ContractType.choices)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # planned, for a fixed term
    weekly_hours = models.DecimalField(max_digits=4, decimal_places=1, default=35)
    built_for_person = models.BooleanField(default=False)
    manager = models.ForeignKey(
        CompanyMember,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    buddy = models.ForeignKey(
        CompanyMember,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    owner = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="hires_owned",
    )
    recorded_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(
        max_length=15, choices=HireEndReason.choices, blank=True
    )
    end_comment = models.TextField(blank=True)

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "company", "starts_on"], name="hired_once_a_day"
            ),
            models.CheckConstraint(
                name="an_end_has_its_reason",
                condition=Q(ended_on=None) | ~Q(end_reason=""),
            ),
            models.CheckConstraint(
                name="hired_by_somebody",
                condition=Q(company__isnull=False) | ~Q(employer_name=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} – {self.title}"

    @property
    def employer(self) -> str:
        return self.company.name if self.company else self.employer_name


class PlanStep(CodedModel):
    """The row of one plan step template for one hire."""

    hire = models.ForeignKey(Hire, on_delete=models.CASCADE, related_name="steps")
    milestone = models.CharField(max_length=5, choices=Milestone.choices)
    key = models.CharField(max_length=30)  # of rules.PLAN_STEP_TEMPLATES
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["hire", "key"], name="each_step_once")
        ]

    def __str__(self) -> str:
        return self.key


class CheckIn(CodedModel):
    """A few questions to one respondent; the others do not read the answer, the team does."""

    hire = models.ForeignKey(Hire, on_delete=models.CASCADE, related_name="check_ins")
    milestone = models.CharField(max_length=5, choices=Milestone.choices)
    respondent = models.CharField(max_length=8, choices=Respondent.choices)
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    weather = models.CharField(max_length=6, choices=Weather.choices, blank=True)
    good = models.TextField(blank=True)
    hard = models.TextField(blank=True)
    wants_call = models.BooleanField(default=False)
    still_in_job = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "respondent"]
        indexes = [
            models.Index(
                fields=["due_on"],
                name="check_in_waiting",
                condition=Q(answered_at=None),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["hire", "milestone", "respondent"], name="each_question_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.hire} {self.milestone} {self.respondent}"
