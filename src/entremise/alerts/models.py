"""Searches that people in companies save, to be alerted about new people."""

from django.db import models

from entremise.companies.models import Company
from entremise.foundation.accounts.models import User
from entremise.foundation.kit.models import CodedModel

from .content import SearchCriteria
from .enums import AlertFrequency


class SavedSearch(CodedModel):
    """A search of one person in one company, which nobody else can read."""

    company = models.ForeignKey(
        Company, on_delete=models.CASCADE, related_name="saved_searches"
    )
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(max_length=80)
    text = models.CharField(max_length=100, blank=True)
    facets = models.JSONField(default=dict, blank=True)  # facet → value
    around = models.PositiveSmallIntegerField(default=0)
    exact = models.BooleanField(default=False)
    every_days = models.PositiveSmallIntegerField(
        choices=AlertFrequency.choices, default=AlertFrequency.MONTH
    )
    # Who is published after this moment is new; moved by each alert.
    since = models.DateTimeField()
    # ``since`` before the last alert.
    previous_since = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        indexes = [
            models.Index(
                fields=["since"],
                name="letter_due",
                condition=~models.Q(every_days=AlertFrequency.NEVER),
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def criteria(self) -> SearchCriteria:
        return SearchCriteria(self.text, self.facets, self.around, self.exact)
