"""Companies, their members and their sites."""

from django.db import models
from django.db.models import Q

from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.kit.models import CodedModel, StateQuerySet, TimestampedModel

from .enums import CompanySize, CompanyState, MemberRole, Obstacle


class Company(CodedModel, TimestampedModel):
    objects = StateQuerySet.as_manager()

    name = models.CharField(max_length=120)
    siren = models.CharField(max_length=9, unique=True)
    # In words: "vente en ligne de bricolage"
    activity = models.CharField(max_length=120, blank=True)
    size = models.CharField(max_length=6, choices=CompanySize.choices, blank=True)
    headcount = models.PositiveIntegerField(null=True, blank=True)
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="companies")
    street = models.CharField(max_length=160, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    city = models.CharField(max_length=80, blank=True)
    website = models.URLField(blank=True)
    presentation = models.TextField(blank=True)
    # Obstacle: what is not asked there, what is made easier.
    removed_obstacles = models.JSONField(default=list, blank=True)
    commitments = models.TextField(blank=True)  # what we promise, in our words
    state = models.CharField(
        max_length=10, choices=CompanyState.choices, default=CompanyState.NEW
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decision_message = models.TextField(blank=True)
    owner = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="companies_followed",
    )

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "companies"
        indexes = [models.Index(fields=["zone", "state"], name="company_by_zone")]

    def __str__(self) -> str:
        return self.name

    @property
    def removed_obstacle_labels(self) -> list[str]:
        return [
            str(Obstacle(code).label)
            for code in self.removed_obstacles
            if code in Obstacle.values
        ]


class CompanyMember(CodedModel, TimestampedModel):
    """A user inside a company; one row per role."""

    company = models.ForeignKey(
        Company, on_delete=models.CASCADE, related_name="members"
    )
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(
        max_length=10, choices=MemberRole.choices, default=MemberRole.RECRUITER
    )
    job_title = models.CharField(max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Champions: when we last asked something of them.
    last_asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["user__first_name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "user", "role"],
                condition=Q(ended_at=None),
                name="one_live_role_in_company",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.company})"


class Site(CodedModel, TimestampedModel):
    """A place of work other than the company's own address."""

    company = models.ForeignKey(Company, on_delete=models.CASCADE, related_name="sites")
    # How they call it: "l’entrepôt"
    label = models.CharField(max_length=60, blank=True)
    postcode = models.CharField(max_length=5)
    city = models.CharField(max_length=80)

    class Meta:
        ordering = ["city", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "postcode", "city"], name="one_site_per_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.city} ({self.company})"
