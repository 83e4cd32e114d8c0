"""Read hires: staff by zone, members those of their company, candidates and coaches their own.

Answers to check-ins are read by their respondent and by the team only.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from entremise.candidates.enums import ACCOMPANIED_STATES, LeavingReason, PathState
from entremise.candidates.models import Candidate
from entremise.companies.models import Company
from entremise.companies.rules import open_memberships_of
from entremise.foundation.accounts.models import User, Viewer
from entremise.foundation.accounts.rules import is_staff, staff_zone_ids
from entremise.foundation.kit.text import gettext as _

from . import rules
from .enums import CHECK_IN_MILESTONES, Milestone, Respondent, StepAssignee
from .models import CheckIn, Hire, PlanStep

CHECK_IN_OPENS_BEFORE = timedelta(days=7)  # a check-in may be answered a week ahead


def _coached_by(viewer: Viewer) -> Q:
    return Q(
        candidate__pairings__coach__user=viewer, candidate__pairings__ended_at=None
    )


def hires_visible_to(viewer: Viewer) -> QuerySet[Hire]:
    if not viewer.is_authenticated:
        return Hire.objects.none()
    companies = [member.company_id for member in open_memberships_of(viewer)]
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


def hire_for(viewer: Viewer, code: str) -> Hire | None:
    return (
        hires_visible_to(viewer)
        .select_related("proposal__opportunity", "meeting")
        .filter(code=code)
        .first()
    )


def hire_list_for(viewer: Viewer, *, is_current: bool | None = None) -> QuerySet[Hire]:
    """With their plan and check-ins prefetched."""
    found = hires_visible_to(viewer).prefetch_related(
        Prefetch("steps", PlanStep.objects.order_by("due_on", "pk")),
        Prefetch("check_ins", CheckIn.objects.order_by("due_on", "respondent")),
    )
    if is_current is not None:
        found = found.filter(ended_on__isnull=is_current)
    return found


def company_hires_for(viewer: Viewer, company: Company) -> QuerySet[Hire]:
    return hire_list_for(viewer).filter(company=company)


def coached_hires_for(viewer: Viewer) -> QuerySet[Hire]:
    """Hires of the candidates the viewer coaches now."""
    return hire_list_for(viewer).filter(_coached_by(viewer))


def own_hire_for(viewer: User) -> Hire | None:
    """The viewer's own hire: the current one, else the latest."""
    own = hire_list_for(viewer).filter(candidate__user=viewer)
    return own.filter(ended_on=None).first() or own.first()


def current_hire_of(viewer: Viewer, candidate: Candidate) -> Hire | None:
    """The hire whose end is not recorded, the latest first."""
    current = hires_visible_to(viewer).filter(candidate=candidate, ended_on=None)
    return current.order_by("-starts_on", "-pk").first()


def path_objection_of(candidate: Candidate, was: str, to: str, reason: str) -> str:
    """Why the recorded hires do not allow this step of the path, or ""."""
    hires = Hire.objects.filter(candidate=candidate)
    if to == PathState.EMPLOYED and not hires.filter(ended_on=None).exists():
        return _(
            "Notez d’abord l’embauche : le parcours passe alors « En emploi » de lui-même."
        )
    goes_on = was == PathState.EMPLOYED and to == PathState.ACTIVE
    if goes_on and hires.filter(ended_on=None).exists():
        return _(
            "Une embauche est en cours. Notez d’abord sa fin : le parcours reprend alors."
        )
    left_for_a_job = was in ACCOMPANIED_STATES and reason == LeavingReason.JOB
    if to == PathState.LEFT and left_for_a_job and not hires.exists():
        return _(
            "Notez d’abord l’embauche : sans elle, les chiffres ne la comptent pas."
        )
    return ""


def check_in_for(viewer: Viewer, code: str) -> CheckIn | None:
    """For who may answer it: its respondent, or the team."""
    found = CheckIn.objects.filter(code=code).select_related(
        "hire__candidate__zone",
        "hire__candidate__user",
        "hire__company",
        "hire__manager__user",
        "hire__owner",
    )
    check_in = found.first()
    return (
        check_in if check_in and rules.can_answer_check_in(viewer, check_in) else None
    )


def plan_step_for(viewer: Viewer, code: str) -> PlanStep | None:
    step = (
        PlanStep.objects.filter(code=code)
        .select_related("hire__candidate__zone", "hire__company")
        .first()
    )
    return step if step and rules.can_view_hire(viewer, step.hire) else None


@dataclass(frozen=True)
class PlanStepRow:
    step: PlanStep
    text: str
    assignee: str
    can_complete: bool
    is_late: bool


@dataclass
class PlanStage:
    milestone: str
    label: str
    due_on: date
    steps: list[PlanStepRow] = field(default_factory=list)


def onboarding_plan_for(
    viewer: Viewer, hire: Hire, *, own_roles: set[str] | None = None
) -> list[PlanStage]:
    """The plan by milestone, with what the viewer may complete.

    ``own_roles``: the viewer's roles, when the caller knows them.
    """
    own_roles = (
        rules.assignee_roles_of(viewer, hire) if own_roles is None else own_roles
    )
    today = timezone.localdate()
    stages: dict[str, PlanStage] = {}
    for step in hire.steps.all():
        if step.key not in rules.PLAN_STEP_TEMPLATES:
            continue
        known = rules.PLAN_STEP_TEMPLATES[step.key]
        stage = stages.setdefault(
            step.milestone,
            PlanStage(
                step.milestone, str(Milestone(step.milestone).label), step.due_on
            ),
        )
        late = step.done_at is None and step.due_on < today
        stage.steps.append(
            PlanStepRow(
                step,
                str(known.text),
                str(StepAssignee(known.assignee).label),
                known.assignee in own_roles,
                late,
            )
        )
    return sorted(stages.values(), key=lambda stage: stage.due_on)


def next_plan_steps_for(
    viewer: Viewer, hire: Hire, *, own_roles: set[str] | None = None, limit: int = 3
) -> list[PlanStepRow]:
    """Steps the viewer may complete next, the earliest first."""
    lines = (
        line
        for stage in onboarding_plan_for(viewer, hire, own_roles=own_roles)
        for line in stage.steps
    )
    return [line for line in lines if line.can_complete and line.step.done_at is None][
        :limit
    ]


def next_check_in_of(hire: Hire, respondent: str | None) -> CheckIn | None:
    """The first unanswered check-in of this respondent; expired ones are left out."""
    old = timezone.localdate() - timedelta(days=60)
    waiting = (
        c
        for c in hire.check_ins.all()
        if c.respondent == respondent and c.answered_at is None and c.due_on > old
    )
    return next(waiting, None)


def is_check_in_open(check_in: CheckIn) -> bool:
    """May be answered already."""
    return check_in.due_on <= timezone.localdate() + CHECK_IN_OPENS_BEFORE


def check_ins_waiting_for(viewer: Viewer) -> list[CheckIn]:
    """Open check-ins that the viewer has to answer."""
    found = []
    for hire in hire_list_for(viewer, is_current=True):
        check_in = next_check_in_of(hire, rules.respondent_role_of(viewer, hire))
        if check_in and is_check_in_open(check_in):
            check_in.hire = hire
            found.append(check_in)
    return found


def own_check_in_answers_for(viewer: Viewer, hire: Hire) -> list[CheckIn]:
    """What the viewer answered."""
    role = rules.respondent_role_of(viewer, hire)
    return [c for c in hire.check_ins.all() if c.respondent == role and c.answered_at]


@dataclass(frozen=True)
class MilestoneAnswers:
    """The answers of the three respondents to one milestone, for the team."""

    label: str
    due_on: date
    answers: list[CheckIn | None]
    has_divergence: bool
    is_upcoming: bool


def milestone_answers_for(viewer: Viewer, hire: Hire) -> list[MilestoneAnswers]:
    if not rules.can_manage_hire(viewer, hire):
        return []
    today = timezone.localdate()
    moments = []
    for milestone in CHECK_IN_MILESTONES:
        said = {
            c.respondent: c for c in hire.check_ins.all() if c.milestone == milestone
        }
        if said:
            due_on = next(iter(said.values())).due_on
            moments.append(
                MilestoneAnswers(
                    str(Milestone(milestone).label),
                    due_on,
                    [said.get(respondent) for respondent in Respondent],
                    rules.do_answers_diverge(said.values()),
                    due_on > today,
                )
            )
    return moments


@dataclass(frozen=True)
class HireWarnings:
    hire: Hire
    unanswered_count: int  # check-ins unanswered for a week or more
    # The last answers: a storm, a wish to be called, a job said over.
    needs_follow_up: bool
    has_divergence: bool

    @property
    def is_at_risk(self) -> bool:
        return bool(
            self.unanswered_count or self.needs_follow_up or self.has_divergence
        )


def hire_warnings(hire: Hire) -> HireWarnings:
    """What may be fragile, from the check-ins of the last two months."""
    today = timezone.localdate()
    recent = [
        c
        for c in hire.check_ins.all()
        if today - timedelta(days=60) < c.due_on <= today + CHECK_IN_OPENS_BEFORE
    ]
    silent = sum(
        c.answered_at is None
        and (today - c.due_on).days >= rules.DAYS_BEFORE_SILENCE_TASK
        for c in recent
    )
    answered = [c for c in recent if c.answered_at]
    last = max((c.due_on for c in answered), default=None)
    now = [c for c in answered if c.due_on == last]
    return HireWarnings(
        hire,
        silent,
        any(rules.needs_follow_up_call(c) for c in now),
        rules.do_answers_diverge(now),
    )


def hire_warnings_for(viewer: Viewer) -> list[HireWarnings]:
    return [
        risk
        for hire in hire_list_for(viewer, is_current=True)
        if (risk := hire_warnings(hire)).is_at_risk
    ]
