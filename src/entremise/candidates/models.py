"""Candidates, their path, their CV and translations, what they agreed to show, and recommendations."""

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from django.utils import timezone

from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.kit.models import (
    CodedModel,
    StateQuerySet,
    TimestampedModel,
    new_code,
)
from entremise.foundation.kit.text import gettext_lazy as _

from .content.cv import CVContent
from .enums import CVState, GrantMethod, LeavingReason, PathState, PublicationEndReason


class Cohort(CodedModel):
    """People who start together, for a six-month path (« promotion »)."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        ordering = ["-starts_on", "name"]

    def __str__(self) -> str:
        return self.name


class ReferrerOrganization(CodedModel):
    """A social organisation that refers people (« structure »)."""

    name = models.CharField(max_length=120)
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Referrer(CodedModel, TimestampedModel):
    """The person who refers (« prescripteur·rice »)."""

    organization = models.ForeignKey(
        ReferrerOrganization, on_delete=models.PROTECT, related_name="referrers"
    )
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class Candidate(CodedModel, TimestampedModel):
    """May exist before having an account; may have only a phone, or neither phone nor e-mail."""

    objects = StateQuerySet.as_manager()

    user = models.OneToOneField(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="candidate"
    )
    first_name = models.CharField(_("Prénom"), max_length=80)
    last_name = models.CharField(_("Nom de famille"), max_length=80, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)  # E.164
    language = models.CharField(max_length=8, default="fr")  # in which we write to them
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="candidates")
    cohort = models.ForeignKey(
        Cohort,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="candidates",
    )
    referrer = models.ForeignKey(
        Referrer, on_delete=models.SET_NULL, null=True, blank=True
    )
    referral_message = models.TextField(
        blank=True
    )  # what the referrer wrote: the team only
    situation = models.TextField(blank=True)  # the team only, only if needed
    state = models.CharField(
        max_length=10, choices=PathState.choices, default=PathState.APPLIED
    )
    owner = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="candidates_followed",
    )
    started_on = models.DateField(null=True, blank=True)  # when the path became active
    last_contact_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["first_name", "code"]
        indexes = [
            models.Index(fields=["zone", "state"], name="candidate_by_zone"),
            models.Index(fields=["first_name", "code"], name="candidate_by_name"),
        ]

    def __str__(self) -> str:
        return self.first_name


class PathMove(models.Model):
    """One step of the path: dated, with who decided."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="moves"
    )
    was = models.CharField(max_length=10, choices=PathState.choices, blank=True)
    became = models.CharField(max_length=10, choices=PathState.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True)
    reason = models.CharField(max_length=15, choices=LeavingReason.choices, blank=True)
    comment = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.was} → {self.became}"


class CV(CodedModel, TimestampedModel):
    """The working copy: written by the candidate and the coach, one question a page, saved
    by itself.
    """

    objects = StateQuerySet.as_manager()

    candidate = models.OneToOneField(
        Candidate, on_delete=models.CASCADE, related_name="cv"
    )
    content = models.JSONField(default=dict)  # CVContent
    language = models.CharField(
        max_length=8, default="fr"
    )  # in which the text is written
    photo = models.FileField(
        upload_to="photos", blank=True
    )  # re-encoded JPEG, no metadata, random name
    state = models.CharField(
        max_length=20, choices=CVState.choices, default=CVState.DRAFT
    )
    version = models.PositiveIntegerField(
        default=1
    )  # optimistic lock: one more at each save
    edited_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True
    )
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        # Those to review are counted on each page of the team's list: rows are wide, one
        # does not walk through them.
        indexes = [models.Index(fields=["state", "submitted_at"], name="cv_by_state")]

    def __str__(self) -> str:
        return f"CV {self.candidate}"

    @property
    def document(self) -> CVContent:
        return CVContent.load(self.content)


class ReviewComment(CodedModel):
    """What the team asks to change, section by section."""

    cv = models.ForeignKey(CV, on_delete=models.CASCADE, related_name="comments")
    section = models.CharField(max_length=20, blank=True)  # Section; empty: the whole
    text = models.TextField()
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at"]

    def __str__(self) -> str:
        return self.text[:40]


class FrozenRecordError(TypeError):
    """Somebody tried to change what was approved."""


class FrozenQuerySet(models.QuerySet):
    def update(self, **kwargs: Any) -> NoReturn:
        raise FrozenRecordError

    def delete(self) -> NoReturn:
        raise FrozenRecordError


class Snapshot(CodedModel):
    """What the team approved, frozen: never changed afterwards, and gone only with the person.

    Published when a live grant meets it.
    """

    objects = FrozenQuerySet.as_manager()

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="snapshots"
    )
    number = models.PositiveIntegerField()
    content = models.JSONField()  # CVContent
    language = models.CharField(max_length=8)
    photo = models.FileField(upload_to="published", blank=True)
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "number"], name="snapshots_are_numbered"
            )
        ]

    def __str__(self) -> str:
        return f"{self.candidate} n° {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise FrozenRecordError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FrozenRecordError

    @property
    def document(self) -> CVContent:
        return CVContent.load(self.content)


class Translation(CodedModel, TimestampedModel):
    """The CV in another language, as it is being written.

    Nobody sees it but who may write the CV.
    """

    objects = StateQuerySet.as_manager()

    cv = models.ForeignKey(CV, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=8)
    content = models.JSONField(
        default=dict
    )  # {key of a piece: {"of": mark of the sentence, "words": …}}
    state = models.CharField(
        max_length=20, choices=CVState.choices, default=CVState.DRAFT
    )
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(blank=True)  # what the team asks to change

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["cv", "language"], name="one_translation_a_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.cv} ({self.language})"


class ApprovedTranslation(CodedModel):
    """A translation the team read, frozen.

    Shown when a live grant names it, beside the sentences it translates.
    """

    objects = FrozenQuerySet.as_manager()

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="approved_translations"
    )
    language = models.CharField(max_length=8)
    content = models.JSONField()  # {key of a piece: words}
    source_fingerprint = models.CharField(
        max_length=64
    )  # fingerprint of the sentences it translates
    snapshot_number = (
        models.PositiveIntegerField()
    )  # of the version it was read against
    approved_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-approved_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.candidate} ({self.language}) n° {self.snapshot_number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise FrozenRecordError
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FrozenRecordError


class ConsentGrant(CodedModel):
    """What the person agreed to: these fields, on these channels, until then, after reading
    that text.

    Only the candidate grants. Everything public renders from the live grant, and only from it.
    """

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="grants"
    )
    fields = models.JSONField(default=list)  # [GrantField]
    channels = models.JSONField(default=list)  # [GrantChannel]
    translations = models.JSONField(default=list)  # codes of the translations accepted
    withdrawn_translations = models.JSONField(
        default=list
    )  # those of them withdrawn since
    consent_version = models.CharField(max_length=20)
    consent_text_hash = models.CharField(
        max_length=64
    )  # SHA-256 of the exact text shown
    language = models.CharField(max_length=8)  # in which it was read
    method = models.CharField(max_length=6, choices=GrantMethod.choices)
    granted_at = models.DateTimeField()
    until = models.DateTimeField()
    recorded_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    scan = models.FileField(
        upload_to="consents", blank=True
    )  # only when given on paper
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-granted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate"], condition=Q(ended_at=None), name="one_live_grant"
            ),
            models.CheckConstraint(
                condition=~Q(method=GrantMethod.PAPER) | ~Q(scan=""),
                name="paper_consent_has_its_scan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} → {self.until:%Y-%m-%d}"

    @property
    def shown_translations(self) -> list[str]:
        return [
            code
            for code in self.translations
            if code not in self.withdrawn_translations
        ]


class ConsentCode(CodedModel):
    """A code sent to the person, who says it to whoever sits beside them: their agreement
    without a screen of theirs.

    It holds what they heard and chose, so that the code agrees to that and to nothing else.
    """

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="consent_codes"
    )
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="+")
    fields = models.JSONField(default=list)
    channels = models.JSONField(default=list)
    translations = models.JSONField(default=list)
    consent_version = models.CharField(max_length=20)
    language = models.CharField(max_length=8)
    asked_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    digest = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)  # or replaced by a newer one

    def __str__(self) -> str:
        return f"{self.candidate} {self.expires_at:%Y-%m-%d %H:%M}"


class PublicationQuerySet(StateQuerySet):
    def live(self) -> "PublicationQuerySet":
        return self.filter(
            ended_at=None, grant__ended_at=None, grant__until__gt=timezone.now()
        )


class Publication(CodedModel):
    """A snapshot made visible under a grant.

    ``code`` is the public address of the person's CV: the code of their draft, known before
    the first publication and kept from one to the next. Withdrawn, it answers 410 for ever
    unless the person publishes again.
    """

    objects = PublicationQuerySet.as_manager()

    candidate = models.OneToOneField(
        Candidate, on_delete=models.CASCADE, related_name="publication"
    )
    snapshot = models.ForeignKey(Snapshot, on_delete=models.RESTRICT, related_name="+")
    grant = models.ForeignKey(ConsentGrant, on_delete=models.RESTRICT, related_name="+")
    rendering_key = models.CharField(
        max_length=22
    )  # changes at each publication: address of photo, image, PDF
    published_at = models.DateTimeField()
    first_published_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(
        max_length=20, choices=PublicationEndReason.choices, blank=True
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["published_at"],
                name="publication_live",
                condition=Q(ended_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.candidate} ({self.published_at:%Y-%m-%d})"

    @property
    def is_live(self) -> bool:
        return (
            not self.ended_at
            and not self.grant.ended_at
            and self.grant.until > timezone.now()
        )


class Recommendation(CodedModel, TimestampedModel):
    """Words of somebody who worked with the person, written through a link, shown once the
    person accepts them.
    """

    objects = StateQuerySet.as_manager()

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="recommendations"
    )
    author = models.CharField(max_length=120)
    author_role = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(
        max_length=8, default="fr"
    )  # in which the words are written
    secret = models.CharField(
        max_length=22, unique=True, default=new_code, editable=False
    )  # of the link to write
    asked_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    request_message = models.TextField(
        blank=True
    )  # what the person says to the author when asking
    author_email = models.EmailField(blank=True)  # forgotten once the words are written
    expires_at = models.DateTimeField(null=True, blank=True)  # of the link
    written_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    put_aside_at = models.DateTimeField(
        null=True, blank=True
    )  # the person does not want to show it

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.author
