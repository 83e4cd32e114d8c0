"""Candidates, their path, their CV and its translations, consent and recommendations."""

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
from .enums import (
    CVState,
    GrantMethod,
    LeavingReason,
    PaperConsentState,
    PathState,
    PublicationEndReason,
)


class Cohort(CodedModel):
    """Candidates who start together, for six months (« promotion »)."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()
    # How many people it was made for; None: nobody said.
    seats = models.PositiveSmallIntegerField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)  # nobody joins any more
    taken: int  # seats, counted by the queries of cohorts with their seats

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
    """Somebody of an organisation who refers candidates (« prescripteur·rice »)."""

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
    """A candidate; may have no account yet, and neither phone nor e-mail."""

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
    # What the referrer wrote: the team only.
    referral_message = models.TextField(blank=True)
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
    """One dated move along the path, with who decided it."""

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
    """The draft, written by the candidate and their coach, one question a page, autosaved."""

    objects = StateQuerySet.as_manager()

    candidate = models.OneToOneField(
        Candidate, on_delete=models.CASCADE, related_name="cv"
    )
    content = models.JSONField(default=dict)  # CVContent
    # Language the text is written in.
    language = models.CharField(max_length=8, default="fr")
    # Re-encoded JPEG, no metadata, random name.
    photo = models.FileField(upload_to="photos", blank=True)
    state = models.CharField(
        max_length=20, choices=CVState.choices, default=CVState.DRAFT
    )
    # Optimistic lock: one more at each save.
    version = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True
    )
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        # CVs to review are counted on each page of the team's list, without scanning wide rows.
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
    """An approved record cannot be changed."""


class FrozenQuerySet(models.QuerySet):
    def update(self, **kwargs: object) -> NoReturn:
        raise FrozenRecordError

    def delete(self) -> NoReturn:
        raise FrozenRecordError


class Snapshot(CodedModel):
    """The version the team approved. Its row never changes and goes only with the candidate."""

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

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        raise FrozenRecordError

    @property
    def document(self) -> CVContent:
        return CVContent.load(self.content)


class Translation(CodedModel, TimestampedModel):
    """Draft of the CV in another language, visible to who may edit the CV."""

    objects = StateQuerySet.as_manager()

    cv = models.ForeignKey(CV, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=8)
    # {key of a segment: {"of": fingerprint of the original, "words": translation}}
    content = models.JSONField(default=dict)
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
    """A translation the team approved, tied to what it translates by ``source_fingerprint``.

    Its row never changes. It is shown when the live grant names it.
    """

    objects = FrozenQuerySet.as_manager()

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="approved_translations"
    )
    language = models.CharField(max_length=8)
    content = models.JSONField()  # {key of a segment: text}
    # Fingerprint of the sentences it translates.
    source_fingerprint = models.CharField(max_length=64)
    # Number of the approved version it was read against.
    snapshot_number = models.PositiveIntegerField()
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

    def delete(self, *args: object, **kwargs: object) -> NoReturn:
        raise FrozenRecordError


class ConsentGrant(CodedModel):
    """One consent: fields, channels, translations, until when, and the text that was read.

    Everything public is rendered from the live grant, and only from it.
    """

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="grants"
    )
    fields = models.JSONField(default=list)  # [GrantField]
    channels = models.JSONField(default=list)  # [GrantChannel]
    translations = models.JSONField(default=list)  # codes of the translations accepted
    # Codes among ``translations`` that were withdrawn since.
    withdrawn_translations = models.JSONField(default=list)
    consent_version = models.CharField(max_length=20)
    # SHA-256 of the exact text shown.
    consent_text_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=8)  # in which it was read
    method = models.CharField(max_length=6, choices=GrantMethod.choices)
    granted_at = models.DateTimeField()
    until = models.DateTimeField()
    recorded_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Only when given on paper, which ``recorded_by`` has read.
    scan = models.FileField(upload_to="consents", blank=True)
    paper_recorded_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
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
    """A code sent to the candidate; said aloud or typed, it agrees to exactly these choices."""

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


class PaperConsentQuerySet(StateQuerySet):
    def waiting(self) -> "PaperConsentQuerySet":
        """Those that a second person has not read yet."""
        return self.filter(state=PaperConsentState.WAITING)


class PaperConsent(CodedModel):
    """A consent signed on paper, until a second person of the team has read the paper.

    Accepted, it becomes a grant, which keeps the scan; refused, the scan is deleted.
    """

    objects = PaperConsentQuerySet.as_manager()

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="paper_consents"
    )
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="+")
    fields = models.JSONField(default=list)  # [GrantField]
    channels = models.JSONField(default=list)  # [GrantChannel]
    translations = models.JSONField(default=list)  # codes of the translations accepted
    consent_version = models.CharField(max_length=20)
    language = models.CharField(max_length=8)  # of the paper
    scan = models.FileField(upload_to="consents", blank=True)
    state = models.CharField(
        max_length=8,
        choices=PaperConsentState.choices,
        default=PaperConsentState.WAITING,
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    remark = models.TextField(blank=True)  # why it was refused

    class Meta:
        ordering = ["-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate"],
                condition=Q(state=PaperConsentState.WAITING),
                name="one_waiting_paper_consent",
            ),
            models.CheckConstraint(
                condition=~Q(state=PaperConsentState.WAITING) | ~Q(scan=""),
                name="waiting_paper_consent_has_its_scan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} {self.recorded_at:%Y-%m-%d}"


class PublicationQuerySet(StateQuerySet):
    def live(self) -> "PublicationQuerySet":
        return self.filter(
            ended_at=None, grant__ended_at=None, grant__until__gt=timezone.now()
        )


class Publication(CodedModel):
    """A snapshot made public under a grant.

    ``code`` is the public address of the CV: the code of the draft, the same at each publication.
    Unpublished, the address answers 410 until the candidate publishes again.
    """

    objects = PublicationQuerySet.as_manager()

    candidate = models.OneToOneField(
        Candidate, on_delete=models.CASCADE, related_name="publication"
    )
    snapshot = models.ForeignKey(Snapshot, on_delete=models.RESTRICT, related_name="+")
    grant = models.ForeignKey(ConsentGrant, on_delete=models.RESTRICT, related_name="+")
    # Changes at each publication: address of photo, image, PDF.
    rendering_key = models.CharField(max_length=22)
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
    """A text about the candidate, written through a link, shown once they accept it."""

    objects = StateQuerySet.as_manager()

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="recommendations"
    )
    author = models.CharField(max_length=120)
    author_role = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    # Language the text is written in.
    language = models.CharField(max_length=8, default="fr")
    # Secret of the link by which the author writes.
    secret = models.CharField(
        max_length=22, unique=True, default=new_code, editable=False
    )
    asked_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # What the person says to the author when asking.
    request_message = models.TextField(blank=True)
    author_email = models.EmailField(blank=True)  # forgotten once the text is written
    expires_at = models.DateTimeField(null=True, blank=True)  # of the link
    written_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    # The person does not want to show it.
    put_aside_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.author
