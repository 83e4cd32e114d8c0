"""Targets of the indicators; the figures themselves are not stored."""

from django.db import models
from django.db.models import Q

from entremise.candidates.models import Cohort
from entremise.foundation.accounts.models import Zone
from entremise.foundation.kit.models import CodedModel


class Target(CodedModel):
    """A goal of the whole programme, of one zone or of one cohort, between two days."""

    indicator = models.CharField(max_length=40)
    value = models.PositiveIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, null=True, blank=True)
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, null=True, blank=True, related_name="targets"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "starts_on", "zone"], name="one_target_per_zone"
            ),
            models.UniqueConstraint(
                fields=["indicator", "starts_on", "cohort"],
                name="one_target_per_cohort",
            ),
            models.UniqueConstraint(
                fields=["indicator", "starts_on"],
                condition=Q(zone=None, cohort=None),
                name="one_target_for_all",
            ),
            models.CheckConstraint(
                name="target_of_a_zone_or_a_cohort",
                condition=Q(zone=None) | Q(cohort=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"
