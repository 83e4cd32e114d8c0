"""Targets of the indicators; the figures themselves are not stored."""

from django.db import models
from django.db.models import Q

from entremise.foundation.accounts.models import Zone


class Target(models.Model):
    indicator = models.CharField(max_length=40)
    value = models.PositiveIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "starts_on", "zone"], name="one_target_per_zone"
            ),
            models.UniqueConstraint(
                fields=["indicator", "starts_on"],
                condition=Q(zone=None),
                name="one_target_for_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"
