"""Who did what about whom, when. No foreign key: a fact outlives what it speaks of. Only ever added to."""

from django.db import models


class Entry(models.Model):
    at = models.DateTimeField(db_index=True)
    verb = models.CharField(max_length=60)  # "<app>.<past participle>", for instance "candidates.published"
    actor = models.CharField(max_length=22, blank=True)  # the user's code; empty: nobody (a visitor, a due date)
    zone = models.CharField(max_length=22, blank=True)
    data = models.JSONField(default=dict, blank=True)  # codes, numbers, states; never names nor typed text

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.verb}"


class Mention(models.Model):
    """An entry speaks of this thing: the index of every timeline."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=30)
    code = models.CharField(max_length=22, db_index=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
