"""A hire and its first year: onboarding plan, check-ins, and sometimes its end."""

from datetime import date, datetime, time

from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.companies import actions as company_actions
from entremise.companies.models import Company, CompanyMember
from entremise.foundation.accounts.models import User
from entremise.onboarding import actions as onboarding, rules
from entremise.onboarding.models import CheckIn, Hire, PlanStep
from entremise.opportunities.models import Proposal

from . import companies, people
from .cast import Cast, reload_user
from .people import CandidateProfile
from .stage import Story

GOOD_ANSWERS = {
    "manager": (
        "Toujours à l’heure. L’équipe l’a adopté très vite.",
        "Pose les bonnes questions.",
        "Autonome sur la moitié des tâches.",
    ),
    "employee": (
        "On m’explique bien. Je rentre content du travail.",
        "Mon collègue m’a tout montré.",
        "J’ai reçu ma première fiche de paie.",
    ),
    "coach": (
        "La voix a changé au téléphone.",
        "Parle déjà de l’année prochaine.",
        "Le trajet est maîtrisé.",
    ),
}
HARD_ANSWERS = {
    "manager": (
        "Les consignes écrites demandent encore du temps.",
        "Deux retards la semaine des grèves.",
    ),
    "employee": (
        "Je ne comprends pas toujours les blagues.",
        "Les journées sont longues debout.",
        "Je n’ose pas dire quand je suis fatigué.",
    ),
    "coach": ("Le logement reste une inquiétude.", "Fatigue visible, à suivre."),
}


def hire_story(
    cast: Cast,
    candidate: Candidate,
    profile: CandidateProfile,
    company: Company,
    zone: str,
    proposal: Proposal,
    *,
    starts_on: date,
    drawn: bool,
) -> Story:
    stage, dice, team = cast.stage, cast.stage.dice, cast.pick_team_member(zone)
    manager, buddy = (_colleague(cast, company, role) for role in ("manager", "buddy"))
    hire = onboarding.record_hire(
        candidate,
        company=company,
        proposal=proposal,
        title=profile.trade.names[not profile.womanly].capitalize(),
        contract=dice.choice(["cdi", "cdi", "cdd_long", "apprenticeship"]),
        starts_on=starts_on,
        weekly_hours=dice.choice(["35", "35", "30", "28"]),
        built_for_person=drawn,
        manager=manager,
        buddy=buddy,
        by=team,
    )
    stage.start_story(_plan(cast, hire, zone))
    ends = dice.random() < 0.2
    for check_in in CheckIn.objects.filter(hire=hire).order_by("due_on", "respondent"):
        stage.start_story(_check_in_story(cast, check_in, zone))
    if ends:
        yield _morning(stage.days_later(60, 200).date())
        hire.refresh_from_db()
        reason = dice.choice(["trial_employee", "agreed", "better", "resigned"])
        words = "Décidé ensemble, après en avoir parlé tous les trois."
        onboarding.end_hire(
            hire,
            reason=reason,
            on=max(stage.clock.date(), starts_on),
            by=cast.pick_team_member(zone),
            comment=words,
        )


def _colleague(cast: Cast, company: Company, role: str) -> CompanyMember:
    """A member of the company with this role, added when there is none."""
    known = company.members.filter(role=role, ended_at=None).order_by("pk").first()
    if known:
        return known
    first, last = (
        cast.stage.dice.choice(companies.FIRST),
        cast.stage.dice.choice(companies.LAST),
    )
    return company_actions.add_company_member(
        company,
        email=people.email_address(first, last, company.name),
        first_name=first,
        last_name=last,
        role=role,
        job_title="responsable d’équipe" if role == "manager" else "collègue",
        by=cast.recruiter_of(company),
    )


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9, 30)))


def _plan(cast: Cast, hire: Hire, zone: str) -> Story:
    for step in PlanStep.objects.filter(hire=hire).order_by("due_on", "pk"):
        moment = _morning(step.due_on)
        if moment > cast.stage.clock:
            yield moment
        hire.refresh_from_db()
        if hire.ended_on:
            return
        if cast.stage.dice.random() < 0.85:
            fresh = PlanStep.objects.select_related(
                "hire__candidate__zone", "hire__company"
            ).get(pk=step.pk)
            onboarding.complete_plan_step(fresh, by=cast.pick_team_member(zone))


def _check_in_story(cast: Cast, check_in: CheckIn, zone: str) -> Story:
    """Each check-in is answered, some late, a few never."""
    dice = cast.stage.dice
    moment = _morning(check_in.due_on)
    yield max(moment, cast.stage.clock)
    if dice.random() < 0.12:
        return
    yield cast.stage.days_later(0, 4)
    check_in = CheckIn.objects.select_related(
        "hire__candidate__zone",
        "hire__candidate__user",
        "hire__company",
        "hire__manager__user",
        "hire__owner",
    ).get(pk=check_in.pk)
    if check_in.hire.ended_on:
        return
    weather = dice.choices(["sunny", "cloudy", "stormy"], [74, 22, 4])[0]
    onboarding.answer_check_in(
        check_in,
        by=_respondent(cast, check_in, zone),
        weather=weather,
        good=dice.choice(GOOD_ANSWERS[check_in.respondent]),
        hard=""
        if weather == "sunny"
        else dice.choice(HARD_ANSWERS[check_in.respondent]),
        wants_call=weather == "stormy",
    )


def _respondent(cast: Cast, check_in: CheckIn, zone: str) -> User:
    hire = check_in.hire
    who = {
        "employee": hire.candidate.user,
        "manager": hire.manager.user if hire.manager else None,
        "coach": next(
            (p.coach.user for p in hire.candidate.pairings.filter(ended_at=None)), None
        ),
    }[check_in.respondent]
    user = reload_user(who) if who else None
    # Who has no account, or no coach any more, answers the team on the telephone.
    return (
        user
        if user and rules.can_answer_check_in(user, check_in)
        else cast.pick_team_member(zone)
    )
