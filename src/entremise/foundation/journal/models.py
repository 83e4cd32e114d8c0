"""Append-only audit log: who did what about whom, when.

No foreign keys to other apps, so that an entry outlives what it mentions. Database triggers
refuse UPDATE and DELETE (the first migration).
"""

from django.db import models

CARD_OF = "card_of"  # in the data of an entry: the code of who printed the card


class JournalEntry(models.Model):
    at = models.DateTimeField(db_index=True)
    # "<app>.<past participle>", for instance "candidates.published"
    verb = models.CharField(max_length=60)
    # the user's code; empty: nobody signed in (a visitor, a periodic job)
    actor = models.CharField(max_length=22, blank=True)
    zone = models.CharField(max_length=22, blank=True)
    # codes, numbers, states, values of settings; never names of people nor what they typed
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.verb}"


class Mention(models.Model):
    """A person or thing that an entry is about: the index of timelines."""

    entry = models.ForeignKey(
        JournalEntry, on_delete=models.CASCADE, related_name="mentions"
    )
    kind = models.CharField(max_length=30)
    code = models.CharField(max_length=22, db_index=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class PersonAccess(models.Model):
    """Somebody opened a person's file: one row for each viewer, person and day."""

    viewer = models.CharField(max_length=22)
    person = models.CharField(max_length=22, db_index=True)
    on = models.DateField()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["viewer", "person", "on"], name="one_access_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.viewer} → {self.person} {self.on}"
