"""How a CV travels: links that are the same for everybody, and events that are counted
without following anyone.
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
    """Eight characters that say nothing of who shares."""
    return secrets.token_urlsafe(6)


class Supporter(CodedModel):
    """Somebody of the public who asked to be written to, rarely, about people to make
    known. No account.

    Who stops is erased: address, name and wishes go at once. When links of theirs are out
    in the world, an empty row stays behind them (``email`` is null, ``ended_at`` is set),
    so that such a link is never taken for the public one.
    """

    email = models.EmailField(unique=True, null=True)  # in lower case
    first_name = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=8, default="fr")
    families = models.JSONField(
        default=list, blank=True
    )  # JobFamily; none: every family
    zones = models.ManyToManyField(
        Zone, blank=True, related_name="+"
    )  # none: everywhere
    every_days = models.PositiveSmallIntegerField(
        choices=DigestFrequency.choices, default=DigestFrequency.MONTH
    )
    turn = models.PositiveSmallIntegerField(
        default=0
    )  # one more, and the links sent before open nothing
    asked_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    touched_at = models.DateTimeField(auto_now_add=True)  # their last gesture
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
    """One per person and channel, the same for everybody: it tells a channel, never a sharer.

    Except when a supporter asked for links of their own (``supporter``), to see what their
    shares did.
    """

    token = models.CharField(max_length=8, unique=True, default=new_share_token)
    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="share_links"
    )
    channel = models.CharField(max_length=10, choices=ShareChannel.choices)
    supporter = models.ForeignKey(
        Supporter,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="links",
    )  # null: the public link
    # Links of a share kit: the code of the house it was made for, and the last edition of
    # the kit they stand in.
    kit = models.CharField(max_length=22, blank=True, db_index=True)
    edition = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(
        null=True, blank=True
    )  # when that edition was composed
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "channel", "kit"],
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
    """Somebody pressed a share button.

    ``visitor``: a hash salted with a key that is destroyed at night.
    """

    link = models.ForeignKey(ShareLink, on_delete=models.CASCADE, related_name="shares")
    day = models.DateField(db_index=True)
    visitor = models.CharField(
        max_length=32, null=True
    )  # emptied when the salt is destroyed

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["link", "day", "visitor"], name="one_share_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.link_id} {self.day}"


class Visit(models.Model):
    """Somebody opened a CV, with the link that brought them when there is one."""

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
        # One per visitor, person, channel and day; coming by no link at all is a channel too.
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
    """The key of the day; yesterday's is deleted, and with it every way back to a visitor."""

    day = models.DateField(unique=True)
    salt = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return str(self.day)


class SuspectedScraper(CodedModel):
    """A network that read people's pages as a machine does.

    Known by a hash of the day, forgotten the next night.
    """

    kind = models.CharField(max_length=6, choices=ScraperKind.choices)
    network = models.CharField(max_length=32, null=True)
    day = models.DateField(db_index=True)
    at = models.DateTimeField(auto_now_add=True)
    people = models.PositiveIntegerField(
        default=0
    )  # different people read in the hour, when that is why
    refused_until = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "day", "network"], name="one_greedy_row_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"


class Credit(models.Model):
    """What a contact owes to a shared link, written with it; the parts of one contact add
    up to one, or it is unknown.

    The meeting and the hire that follow owe the same: they are reached from here, nothing
    is copied onto them.
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
    among = models.PositiveSmallIntegerField(default=1)  # one part out of so many
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
    """A day that is over: how many, by channel. It stays when the events it was counted
    from have gone.
    """

    day = models.DateField()
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(
        max_length=10, choices=ShareChannel.choices, blank=True
    )  # empty: by no link
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
    """What is said of somebody when their CV is shared, in one language and one tone, as
    they want it said.

    No row: our own words. Somebody else may propose; only the person accepts, rewrites or
    puts aside.
    """

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="share_words"
    )
    language = models.CharField(max_length=8)
    tone = models.CharField(max_length=6, choices=Tone.choices)
    words = models.TextField(blank=True)  # the person's; empty: ours
    accepted_at = models.DateTimeField(null=True, blank=True)
    put_aside_at = models.DateTimeField(null=True, blank=True)
    proposed = models.TextField(blank=True)
    proposed_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "language", "tone"], name="one_way_to_say_it"
            )
        ]

    def __str__(self) -> str:
        return f"{self.candidate_id} {self.language} {self.tone}"


class PDFCopy(models.Model):
    """Somebody has a copy of a CV: an account that downloaded it, or a reader who left an
    address to be told.

    Once the CV is no longer public they are asked to delete it, and the row goes.
    """

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="pdf_copies"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    email = models.EmailField(null=True)  # in lower case; of who has no account here
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
