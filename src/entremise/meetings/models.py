"""Approaches, meetings, attendances, preparations and debriefs."""

from django.db import models
from django.db.models import Q

from entremise.candidates.models import Candidate
from entremise.companies.models import Company
from entremise.foundation.accounts.models import User
from entremise.foundation.kit.models import CodedModel, StateQuerySet, TimestampedModel

from .enums import (
    PENDING_APPROACH_STATES,
    ApproachKind,
    ApproachState,
    DebriefNextStep,
    MeetingKind,
    MeetingSide,
    MeetingState,
)


class Approach(CodedModel, TimestampedModel):
    """A request to meet somebody, with an owner on the team and a deadline for the answer."""

    objects = StateQuerySet.as_manager()

    kind = models.CharField(max_length=15, choices=ApproachKind.choices)
    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="approaches"
    )
    company = models.ForeignKey(
        Company,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="approaches",
    )
    sender = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="approaches_sent",
    )
    # "I know someone": a visitor without account
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=20, blank=True)
    message = models.TextField()  # why this person, what for
    job_idea = models.CharField(max_length=120, blank=True)
    place = models.CharField(max_length=200, blank=True)  # where they propose to meet
    wished_at = models.CharField(max_length=200, blank=True)  # when, in words
    state = models.CharField(
        max_length=12,
        choices=ApproachState.choices,
        default=ApproachState.PENDING_REVIEW,
    )
    owner = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="approaches_owned",
    )
    answer_by = models.DateField()  # the promise
    # When the person was told of it.
    forwarded_at = models.DateTimeField(null=True, blank=True)
    # The share link that led here, when there is one.
    share_token = models.CharField(max_length=8, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Written by a human; whoever is refused reads it.
    decision_message = models.TextField(blank=True)

    class Meta:
        ordering = ["answer_by", "created_at"]
        verbose_name_plural = "approaches"
        constraints = [
            models.UniqueConstraint(
                fields=["company", "candidate"],
                name="one_waiting_approach",
                condition=Q(company__isnull=False, state__in=PENDING_APPROACH_STATES),
            )
        ]
        indexes = [
            models.Index(
                fields=["answer_by"],
                name="approach_waiting",
                condition=Q(state__in=PENDING_APPROACH_STATES),
            )
        ]

    def __str__(self) -> str:
        return f"{self.company or self.contact_name} → {self.candidate}"

    @property
    def is_pending_review(self) -> bool:
        return self.state == ApproachState.PENDING_REVIEW

    @property
    def is_pending(self) -> bool:
        return self.state in PENDING_APPROACH_STATES


class Meeting(CodedModel, TimestampedModel):
    objects = StateQuerySet.as_manager()

    kind = models.CharField(max_length=15, choices=MeetingKind.choices)
    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="meetings"
    )
    company = models.ForeignKey(
        Company,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="meetings",
    )
    approach = models.ForeignKey(
        Approach,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="meetings",
    )
    brokered_by = models.ForeignKey(
        User,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="meetings_brokered",
    )
    state = models.CharField(
        max_length=12, choices=MeetingState.choices, default=MeetingState.PROPOSED
    )
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    place = models.CharField(max_length=200)
    directions = models.TextField(blank=True)  # metro, door code, who to ask for
    remote = models.BooleanField(default=False)  # in person is the default
    remote_reason = models.CharField(max_length=200, blank=True)
    proposed_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    candidate_agreed_at = models.DateTimeField(null=True, blank=True)
    other_agreed_at = models.DateTimeField(null=True, blank=True)
    # Each side shows its four digits on the spot; the other side types them in.
    candidate_code = models.CharField(max_length=4)
    other_code = models.CharField(max_length=4)
    candidate_confirmed_at = models.DateTimeField(null=True, blank=True)
    other_confirmed_at = models.DateTimeField(null=True, blank=True)
    # Sequence number of the calendar invitation, whose UID is the code.
    sequence = models.PositiveIntegerField(default=0)
    change_message = models.TextField(blank=True)  # why cancelled, moved or missed
    missing_side = models.CharField(
        max_length=9, choices=MeetingSide.choices, blank=True
    )

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                name="held_needs_both_sides",
                condition=~Q(state=MeetingState.HELD)
                | Q(
                    candidate_confirmed_at__isnull=False,
                    other_confirmed_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="remote_needs_a_reason",
                condition=Q(remote=False) | ~Q(remote_reason=""),
            ),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="meeting_agenda")]

    def __str__(self) -> str:
        return f"{self.candidate} {self.starts_at:%Y-%m-%d %H:%M}"

    @property
    def is_held(self) -> bool:
        """Did it take place, as both sides confirmed?"""
        return self.state == MeetingState.HELD


class Attendance(models.Model):
    """Somebody expected beside the candidate: a user, or a name."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="attendances"
    )
    user = models.ForeignKey(
        User,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="attendances",
    )
    name = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=120, blank=True)
    side = models.CharField(
        max_length=9, choices=MeetingSide.choices, default=MeetingSide.OTHER
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user"],
                name="once_per_meeting",
                condition=Q(user__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.user)


class Preparation(models.Model):
    """What one side prepared before the meeting."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="preparations"
    )
    side = models.CharField(max_length=9, choices=MeetingSide.choices)
    wants = models.TextField(blank=True)  # what I would like to say, to show, to learn
    needs = models.TextField(blank=True)  # what would make it easier
    at = models.DateTimeField(auto_now=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "side"], name="one_preparation_per_side"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting} {self.side}"


class Debrief(models.Model):
    """What the meeting changed, for one side."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="debriefs"
    )
    side = models.CharField(max_length=9, choices=MeetingSide.choices)
    changed = models.TextField()  # what it changed, in one's own words
    next_step = models.CharField(max_length=15, choices=DebriefNextStep.choices)
    comment = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "side"], name="one_debrief_per_side"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting} {self.side}"
