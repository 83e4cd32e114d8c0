"""Reading hires: the bridge by zone, a company its own colleagues, a person their job, a
coach their people's.

What one voice answered is read by that voice and by the team, by nobody else.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from entremise.companies.rules import members_of
from entremise.foundation.accounts.rules import is_staff, staff_zone_ids

from . import rules
from .enums import CHECK_INS, Doer, Milestone, Voice
from .models import CheckIn, Hire, PlanStep

SOON = timedelta(days=7)  # a check-in may be answered a week ahead


def _coached_by(viewer: Any) -> Q:
    return Q(
        candidate__pairings__coach__user=viewer, candidate__pairings__ended_at=None
    )


def hires_visible_to(viewer: Any) -> QuerySet[Hire]:
    if not viewer.is_authenticated:
        return Hire.objects.none()
    companies = [member.company_id for member in members_of(viewer)]
    visible = Q(candidate__user=viewer) | Q(company__in=companies) | _coached_by(viewer)
    if is_staff(viewer):
        zones = staff_zone_ids(viewer)
        visible = Q() if zones is None else visible | Q(candidate__zone__in=zones)
    found = Hire.objects.filter(pk__in=Hire.objects.filter(visible).values("pk"))
    return found.select_related(
        "candidate__zone",
        "candidate__user",
        "company__zone",
        "manager__user",
        "buddy__user",
        "owner",
    )


def hire_for(viewer: Any, code: str) -> Hire | None:
    return (
        hires_visible_to(viewer)
        .select_related("proposal__opportunity", "meeting")
        .filter(code=code)
        .first()
    )


def hires_for(viewer: Any, *, going_on: bool | None = None) -> QuerySet[Hire]:
    """With their plan and check-ins read once for the whole list."""
    found = hires_visible_to(viewer).prefetch_related(
        Prefetch("steps", PlanStep.objects.order_by("due_on", "pk")),
        Prefetch("check_ins", CheckIn.objects.order_by("due_on", "voice")),
    )
    if going_on is not None:
        found = found.filter(ended_on__isnull=going_on)
    return found


def hires_in(viewer: Any, company: Any) -> QuerySet[Hire]:
    return hires_for(viewer).filter(company=company)


def hires_beside(viewer: Any) -> QuerySet[Hire]:
    """Those of the people the viewer coaches now."""
    return hires_for(viewer).filter(_coached_by(viewer))


def job_of(viewer: Any) -> Hire | None:
    """The viewer's own job: the one going on, else the last one."""
    own = hires_for(viewer).filter(candidate__user=viewer)
    return own.filter(ended_on=None).first() or own.first()


def check_in_for(viewer: Any, code: str) -> CheckIn | None:
    """For who may answer it: a voice its own, the team all."""
    found = CheckIn.objects.filter(code=code).select_related(
        "hire__candidate__zone",
        "hire__candidate__user",
        "hire__company",
        "hire__manager__user",
        "hire__owner",
    )
    check_in = found.first()
    return check_in if check_in and rules.can_answer(viewer, check_in) else None


def step_for(viewer: Any, code: str) -> PlanStep | None:
    step = (
        PlanStep.objects.filter(code=code)
        .select_related("hire__candidate__zone", "hire__company")
        .first()
    )
    return step if step and rules.can_see(viewer, step.hire) else None


@dataclass(frozen=True)
class StepLine:
    step: PlanStep
    words: str
    doer: str
    can_tick: bool
    late: bool


@dataclass
class Stage:
    milestone: str
    label: str
    due_on: date
    steps: list[StepLine] = field(default_factory=list)


def plan_for(viewer: Any, hire: Hire, *, mine: set[str] | None = None) -> list[Stage]:
    """The plan moment by moment, with what the viewer may tick.

    ``mine``: whose steps, when a list knows it.
    """
    mine = rules.doers_of(viewer, hire) if mine is None else mine
    today = timezone.localdate()
    stages: dict[str, Stage] = {}
    for step in hire.steps.all():
        if step.key not in rules.STEPS:
            continue
        known = rules.STEPS[step.key]
        stage = stages.setdefault(
            step.milestone,
            Stage(step.milestone, str(Milestone(step.milestone).label), step.due_on),
        )
        late = step.done_at is None and step.due_on < today
        stage.steps.append(
            StepLine(
                step,
                str(known.words),
                str(Doer(known.doer).label),
                known.doer in mine,
                late,
            )
        )
    return sorted(stages.values(), key=lambda stage: stage.due_on)


def next_steps(
    viewer: Any, hire: Hire, *, mine: set[str] | None = None, limit: int = 3
) -> list[StepLine]:
    """What the viewer may do next, the earliest first."""
    lines = (
        line for stage in plan_for(viewer, hire, mine=mine) for line in stage.steps
    )
    return [line for line in lines if line.can_tick and line.step.done_at is None][
        :limit
    ]


def next_check_in(hire: Hire, voice: str | None) -> CheckIn | None:
    """The first unanswered one of this voice, the ones of long ago left out."""
    old = timezone.localdate() - timedelta(days=60)
    waiting = (
        c
        for c in hire.check_ins.all()
        if c.voice == voice and c.answered_at is None and c.due_on > old
    )
    return next(waiting, None)


def is_open(check_in: CheckIn) -> bool:
    """May already be answered."""
    return check_in.due_on <= timezone.localdate() + SOON


def waiting_for(viewer: Any) -> list[CheckIn]:
    """Every check-in that waits for the viewer's own voice today."""
    found = []
    for hire in hires_for(viewer, going_on=True):
        check_in = next_check_in(hire, rules.voice_of(viewer, hire))
        if check_in and is_open(check_in):
            check_in.hire = hire
            found.append(check_in)
    return found


def answers_of(viewer: Any, hire: Hire) -> list[CheckIn]:
    """What the viewer's own voice said."""
    voice = rules.voice_of(viewer, hire)
    return [c for c in hire.check_ins.all() if c.voice == voice and c.answered_at]


@dataclass(frozen=True)
class Moment:
    """One milestone seen by the three voices, side by side; the team only."""

    label: str
    due_on: date
    voices: list[CheckIn | None]
    differ: bool
    to_come: bool


def voices_for(viewer: Any, hire: Hire) -> list[Moment]:
    if not rules.is_team_of(viewer, hire):
        return []
    today = timezone.localdate()
    moments = []
    for milestone in CHECK_INS:
        said = {c.voice: c for c in hire.check_ins.all() if c.milestone == milestone}
        if said:
            due_on = next(iter(said.values())).due_on
            moments.append(
                Moment(
                    str(Milestone(milestone).label),
                    due_on,
                    [said.get(voice) for voice in Voice],
                    rules.diverge(said.values()),
                    due_on > today,
                )
            )
    return moments


@dataclass(frozen=True)
class Risk:
    hire: Hire
    silent: int  # check-ins unanswered for a week or more
    worried: bool  # the last answers: a storm, a wish to be called, a job said over
    differ: bool

    @property
    def any(self) -> bool:
        return bool(self.silent or self.worried or self.differ)


def risk_of(hire: Hire) -> Risk:
    """What may be fragile, from the check-ins of the last two months."""
    today = timezone.localdate()
    recent = [
        c
        for c in hire.check_ins.all()
        if today - timedelta(days=60) < c.due_on <= today + SOON
    ]
    silent = sum(
        c.answered_at is None and (today - c.due_on).days >= rules.SILENCE_DAYS
        for c in recent
    )
    answered = [c for c in recent if c.answered_at]
    last = max((c.due_on for c in answered), default=None)
    now = [c for c in answered if c.due_on == last]
    return Risk(
        hire, silent, any(rules.calls_for_a_human(c) for c in now), rules.diverge(now)
    )


def hires_at_risk(viewer: Any) -> list[Risk]:
    return [
        risk for hire in hires_for(viewer, going_on=True) if (risk := risk_of(hire)).any
    ]
