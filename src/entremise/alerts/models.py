"""What people in companies look for, kept so that they hear, rarely, of who is new."""

from django.db import models

from entremise.companies.models import Company
from entremise.foundation.accounts.models import User
from entremise.foundation.kit.models import CodedModel

from .content import SearchCriteria
from .enums import AlertFrequency


class SavedSearch(CodedModel):
    """One person's, in one company: nobody else reads it. No row says who was found."""

    company = models.ForeignKey(
        Company, on_delete=models.CASCADE, related_name="saved_searches"
    )
    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(max_length=80)
    words = models.CharField(max_length=100, blank=True)
    facets = models.JSONField(default=dict, blank=True)  # facet → value
    around = models.PositiveSmallIntegerField(default=0)
    exact = models.BooleanField(default=False)
    every_days = models.PositiveSmallIntegerField(
        choices=AlertFrequency.choices, default=AlertFrequency.MONTH
    )
    # Who came after this moment is new, and the next letter is counted from it; it moves
    # with each letter.
    since = models.DateTimeField()
    before = models.DateTimeField(
        null=True, blank=True
    )  # where the people of the last letter begin
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
        return SearchCriteria(self.words, self.facets, self.around, self.exact)
