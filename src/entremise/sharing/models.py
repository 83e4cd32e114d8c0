"""Share links, the shares and visits counted for them, and what they led to.

No row tells who shared or visited: visitors are hashes, erased every night.
"""

import secrets
from fractions import Fraction

from django.conf import settings
from django.db import models

from entremise.candidates.models import Candidate
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.kit.models import CodedModel, TimestampedModel
from entremise.meetings.models import Approach

from .enums import Attribution, DigestFrequency, ScraperKind, ShareChannel, Tone


def new_share_token() -> str:
    """Eight random characters."""
    return secrets.token_urlsafe(6)


class Supporter(CodedModel):
    """A member of the public, without account, who receives a rare letter.

    The letter is about people to make known. Somebody who stops is erased at once: address,
    name and wishes. When they have links of their own, an empty row stays (``email`` is null,
    ``ended_at`` is set), so that these links are never taken for public ones.
    """

    email = models.EmailField(unique=True, null=True)  # in lower case
    first_name = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=8, default="fr")
    # JobFamily values; empty: every family.
    families = models.JSONField(default=list, blank=True)
    # None: every zone.
    zones = models.ManyToManyField(Zone, blank=True, related_name="+")
    every_days = models.PositiveSmallIntegerField(
        choices=DigestFrequency.choices, default=DigestFrequency.MONTH
    )
    # Raised to revoke the links sent before (``signing``).
    link_generation = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    last_active_at = models.DateTimeField(auto_now_add=True)
    last_digest_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["last_digest_at"],
                name="supporter_due",
                condition=models.Q(ended_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class ShareLink(models.Model):
    """One public link per person and channel, the same for everybody who shares.

    Supporters and companies have links of their own (``supporter``, ``kit_company_code``),
    to see what their shares led to.
    """

    token = models.CharField(max_length=8, unique=True, default=new_share_token)
    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="share_links"
    )
    channel = models.CharField(max_length=10, choices=ShareChannel.choices)
    # Null: not a supporter's link.
    supporter = models.ForeignKey(
        Supporter,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="links",
    )
    # Links of a share kit: the code of its company, the last edition of the kit that has
    # this person, and when that edition was composed.
    kit_company_code = models.CharField(max_length=22, blank=True, db_index=True)
    kit_edition = models.PositiveSmallIntegerField(default=0)
    kit_composed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "channel", "kit_company_code"],
                name="one_link_per_channel",
                condition=models.Q(supporter=None),
            ),
            models.UniqueConstraint(
                fields=["candidate", "channel", "supporter"],
                name="one_link_per_supporter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.token} ({self.channel})"


class ShareEvent(models.Model):
    """Somebody pressed a share button, counted once per visitor, link and day."""

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="shares")
    day = models.DateField(db_index=True)
    # ``rules.daily_hash``, erased with the salt of the day.
    visitor = models.CharField(max_length=32, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link", "day", "visitor"], name="one_share_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.link_id} {self.day}"


class Visit(models.Model):
    """Somebody opened a CV, by a share link or without."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="visits"
    )
    link = models.ForeignKey(
        ShareLink,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="visits",
    )
    day = models.DateField(db_index=True)
    visitor = models.CharField(max_length=32, null=True)

    class Meta:
        # Once per visitor, person, link and day; no link counts as one link.
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "link", "day", "visitor"], name="one_visit_a_day"
            ),
            models.UniqueConstraint(
                fields=["candidate", "day", "visitor"],
                condition=models.Q(link=None),
                name="one_plain_visit_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.day}"


class DailySalt(models.Model):
    """The key of the hashes of one day, deleted the next night: they can no longer be computed."""

    day = models.DateField(unique=True)
    salt = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return str(self.day)


class SuspectedScraper(CodedModel):
    """A network that read people's pages like a machine, known by a hash for one day."""

    kind = models.CharField(max_length=6, choices=ScraperKind.choices)
    network = models.CharField(max_length=32, null=True)
    day = models.DateField(db_index=True)
    at = models.DateTimeField(auto_now_add=True)
    # Different people read within the hour, and browsers of people seen at that address.
    people = models.PositiveIntegerField(default=0)
    readers = models.PositiveIntegerField(default=0)
    blocked_until = models.DateTimeField(null=True, blank=True)
    unblocked_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "day", "network"], name="one_suspected_scraper_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"


class Credit(models.Model):
    """The share of a contact that one share link led to, stored when the contact is created.

    The credits of one contact add up to one, or there is one unknown credit. The meeting
    and the hire that follow use the credits of their contact.
    """

    approach = models.ForeignKey(
        Approach, on_delete=models.CASCADE, related_name="credits"
    )
    link = models.ForeignKey(
        ShareLink,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="credits",
    )
    among = models.PositiveSmallIntegerField(default=1)  # one part of so many
    how = models.CharField(max_length=12, choices=Attribution.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["approach", "link"], name="one_credit_per_link"
            ),
            models.UniqueConstraint(
                fields=["approach"], condition=models.Q(link=None), name="one_unknown"
            ),
            models.CheckConstraint(
                name="credit_known_or_unknown",
                condition=models.Q(link=None, how=Attribution.UNKNOWN)
                | models.Q(link__isnull=False) & ~models.Q(how=Attribution.UNKNOWN),
            ),
            models.CheckConstraint(
                name="credit_has_a_part", condition=models.Q(among__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.approach_id} {self.how} 1/{self.among}"

    @property
    def part(self) -> Fraction:
        return Fraction(1, self.among)


class DayCount(models.Model):
    """Shares and visits of a past day by zone and channel, kept when the events are deleted."""

    day = models.DateField()
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="+")
    # Empty: visits without share link.
    channel = models.CharField(max_length=10, choices=ShareChannel.choices, blank=True)
    shares = models.PositiveIntegerField(default=0)
    visits = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "zone", "channel"], name="one_count_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.channel} {self.shares} {self.visits}"


class ShareMessage(TimestampedModel):
    """The text a person wants to be shared with, in one language and one tone.

    Without row the default message is used. Others may propose a text; only the person
    accepts, rewrites or hides it.
    """

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="share_messages"
    )
    language = models.CharField(max_length=8)
    tone = models.CharField(max_length=6, choices=Tone.choices)
    text = models.TextField(blank=True)  # empty: the default message
    accepted_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    proposed_text = models.TextField(blank=True)
    proposed_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "language", "tone"],
                name="one_share_message_per_tone",
            )
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.language} {self.tone}"


class PDFCopy(models.Model):
    """A copy of a CV: by an account that downloaded it, or a reader who left an address.

    Once the CV is no longer public they are asked to delete it, and the row is deleted.
    """

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="pdf_copies"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    email = models.EmailField(null=True)  # in lower case; of a reader without account
    language = models.CharField(max_length=8, default="fr")
    made_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "user"], name="one_copy_an_account"
            ),
            models.UniqueConstraint(
                fields=["candidate", "email"], name="one_copy_an_address"
            ),
            models.CheckConstraint(
                condition=models.Q(user=None, email__isnull=False)
                | models.Q(user__isnull=False, email=None),
                name="copy_of_an_account_or_of_an_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.made_at:%Y-%m-%d}"
