"""Coach applications, coaches, pairings and session logs."""

from django.db import models
from django.db.models import Q

from entremise.candidates.models import Candidate
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.kit.models import CodedModel, StateQuerySet, TimestampedModel
from entremise.meetings.models import Meeting

from .enums import CoachApplicationState, CoachState, PairingEndReason, SessionMood


class CoachApplication(CodedModel, TimestampedModel):
    """An offer to coach; the team meets the person before anything is opened."""

    objects = StateQuerySet.as_manager()

    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80)
    email = models.EmailField()
    phone = models.CharField(max_length=20, blank=True)
    zone = models.ForeignKey(
        Zone, on_delete=models.PROTECT, related_name="coach_applications"
    )
    languages = models.CharField(max_length=120, blank=True)
    about = models.TextField()  # trade, why
    capacity = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(max_length=8, default="fr")  # in which we write to them
    state = models.CharField(
        max_length=10,
        choices=CoachApplicationState.choices,
        default=CoachApplicationState.RECEIVED,
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decision_message = models.TextField(blank=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class Coach(CodedModel, TimestampedModel):
    objects = StateQuerySet.as_manager()
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="coach")
    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="coaches")
    # How many people at the same time.
    capacity = models.PositiveSmallIntegerField(default=1)
    # In words: "arabe, anglais"
    languages = models.CharField(max_length=120, blank=True)
    about = models.TextField(blank=True)  # trade, why
    state = models.CharField(
        max_length=10, choices=CoachState.choices, default=CoachState.ACTIVE
    )
    charter_version = models.CharField(max_length=20, blank=True)
    charter_accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["user__first_name", "pk"]
        verbose_name_plural = "coaches"

    def __str__(self) -> str:
        return str(self.user)


class CharterAcceptance(models.Model):
    """A coach accepted this version of the charter. Kept when a later one is accepted."""

    coach = models.ForeignKey(
        Coach, on_delete=models.CASCADE, related_name="charter_acceptances"
    )
    version = models.CharField(max_length=20)
    accepted_at = models.DateTimeField()

    class Meta:
        ordering = ["-accepted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["coach", "version"], name="one_acceptance_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.coach} {self.version}"


class Pairing(CodedModel):
    """A coach and a candidate, from a start to an end (« binôme »)."""

    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="pairings"
    )
    coach = models.ForeignKey(Coach, on_delete=models.PROTECT, related_name="pairings")
    start_meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    end_reason = models.CharField(
        max_length=10, choices=PairingEndReason.choices, blank=True
    )
    end_comment = models.TextField(blank=True)

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate"], condition=Q(ended_at=None), name="one_live_coach"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.candidate} & {self.coach}"


class SessionLog(CodedModel, TimestampedModel):
    """What a coach noted after one session."""

    pairing = models.ForeignKey(
        Pairing, on_delete=models.CASCADE, related_name="sessions"
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField(default=120)
    in_person = models.BooleanField(default=True)
    mood = models.CharField(max_length=4, choices=SessionMood.choices)
    did = models.TextField()
    next_step = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.pairing} {self.on}"
