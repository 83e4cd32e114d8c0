"""Goals to compare live figures with; the figures themselves are always recomputed from the facts."""

from django.db import models

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
                fields=["indicator", "starts_on", "zone"], name="one_target_each", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"
