"""How a CV travels: links that are the same for everybody, and events that are counted without following anyone."""

import secrets

from django.db import models

from entremise.candidates.models import Candidate

from .enums import Channel


def new_token() -> str:
    """Eight characters that say nothing of who shares."""
    return secrets.token_urlsafe(6)


class ShareLink(models.Model):
    """One per person and channel, the same for everybody: it tells a channel, never a sharer."""

    token = models.CharField(max_length=8, unique=True, default=new_token)
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="share_links")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate", "channel"], name="one_link_per_channel")]

    def __str__(self) -> str:
        return f"{self.token} ({self.channel})"


class ShareEvent(models.Model):
    """Somebody pressed a share button. ``visitor``: a hash salted with a key that is destroyed at night."""

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="shares")
    day = models.DateField(db_index=True)
    visitor = models.CharField(max_length=32, null=True)  # emptied when the salt is destroyed

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "day", "visitor"], name="one_share_a_day")]

    def __str__(self) -> str:
        return f"{self.link_id} {self.day}"


class Visit(models.Model):
    """Somebody opened a CV, with the link that brought them when there is one."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="visits")
    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, null=True, blank=True, related_name="visits")
    day = models.DateField(db_index=True)
    visitor = models.CharField(max_length=32, null=True)

    class Meta:
        # One per visitor, person, channel and day; coming by no link at all is a channel too.
        constraints = [
            models.UniqueConstraint(fields=["candidate", "link", "day", "visitor"], name="one_visit_a_day"),
            models.UniqueConstraint(
                fields=["candidate", "day", "visitor"], condition=models.Q(link=None), name="one_plain_visit_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.day}"


class DailySalt(models.Model):
    """The key of the day; yesterday's is deleted, and with it every way back to a visitor."""

    day = models.DateField(unique=True)
    salt = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return str(self.day)


class Exposure(models.Model):
    """How many times a person was shown in the gallery or on the home page, watch by watch (``rules.watch_of``)."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="exposures")
    watch = models.PositiveIntegerField()
    shown = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["watch", "candidate"], name="one_exposure_row_a_watch")]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.watch} {self.shown}"
