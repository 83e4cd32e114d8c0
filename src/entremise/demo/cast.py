"""The people around the candidates: zones, staff, coaches and companies."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from entremise.candidates.actions.cohorts import close_cohort, create_cohort
from entremise.candidates.models import Cohort
from entremise.coaching import actions as coaching
from entremise.coaching.models import Coach
from entremise.companies import actions as company_actions
from entremise.companies.enums import MemberRole
from entremise.companies.models import Company
from entremise.foundation.accounts.actions.accounts import get_or_create_account
from entremise.foundation.accounts.actions.zones import create_zone
from entremise.foundation.accounts.enums import Role
from entremise.foundation.accounts.models import StaffRole, User, Zone
from entremise.impact.actions import set_target
from entremise.impact.enums import Indicator

from . import companies, people
from .stage import DemoStage, Story

ZONES: dict[str, list[str]] = {
    "Paris": ["75", "92", "93", "94"],
    "Lyon": ["69"],
    "Lille": ["59"],
    "Rennes": ["35"],
    "Lorient": ["56"],
}
TEAM = {
    "Paris": ("Claire Delmas", "Samuel Ortiz"),
    "Lyon": ("Yann Kerbrat", "Farida Benali"),
    "Lille": ("Jeanne Wauters", "Octave Lien"),
    "Rennes": ("Soizic Maudet", "Bastien Auger"),
    "Lorient": ("Anne-Marie Kerouanton", "Joris Penven"),
}
ADVISORS = {
    "Paris": "Bernard Vautrin",
    "Lyon": "Monique Gerland",
    "Lille": "Régis Decock",
}
ADMINISTRATOR = "Nadia Ferrand"
STAFF_EMAIL_DOMAIN = "entremise"
# Of each cohort; hires hoped for this year.
SEATS = {"Paris": 12, "Lyon": 9, "Lille": 7, "Rennes": 5, "Lorient": 4}
HIRES_OF_YEAR = {"Paris": 10, "Lyon": 6, "Lille": 5, "Rennes": 3, "Lorient": 2}
# Coaches of the personas: no other candidate is paired with them.
RESERVED_COACHES = ("Hugo Lambert", "Isabelle Roy")


def reload_user(user: User) -> User:
    """The same user, without what was cached on the instance."""
    return User.objects.get(pk=user.pk)


@dataclass
class Cast:
    """Zones, staff, coaches and companies present at this point of the story, by name of zone."""

    stage: DemoStage
    zones: dict[str, Zone] = field(default_factory=dict)
    team: dict[str, list[User]] = field(default_factory=dict)
    advisors: dict[str, User] = field(default_factory=dict)
    cohorts: dict[str, list[Cohort]] = field(default_factory=lambda: defaultdict(list))
    coaches: dict[str, list[Coach]] = field(default_factory=lambda: defaultdict(list))
    companies: dict[str, list[Company]] = field(
        default_factory=lambda: defaultdict(list)
    )
    personas: dict[str, User] = field(default_factory=dict)
    administrator: User | None = None

    def pick_team_member(self, zone: str) -> User:
        return reload_user(self.stage.dice.choice(self.team[zone]))

    def recruiter_of(self, company: Company) -> User:
        member = (
            company.members.filter(ended_at=None, role=MemberRole.RECRUITER)
            .select_related("user")
            .first()
        )
        assert member is not None
        return reload_user(member.user)

    def coach_with_room(self, zone: str) -> Coach | None:
        for coach in self.coaches[zone]:
            if str(coach.user) in RESERVED_COACHES:
                continue
            if (
                coach.state == "active"
                and coach.pairings.filter(ended_at=None).count() < coach.capacity
            ):
                return coach
        return None

    def coach_named(self, zone: str, name: str) -> Coach | None:
        return next(
            (coach for coach in self.coaches[zone] if str(coach.user) == name), None
        )

    def pick_company(self, zone: str, *, excluding: set[int]) -> Company | None:
        near = [c for c in self.companies[zone] if c.pk not in excluding]
        return self.stage.dice.choice(near) if near else None

    def company_named(self, name: str) -> Company:
        return Company.objects.select_related("zone").get(name=name)

    def cohort_at(self, zone: str, moment: datetime) -> Cohort | None:
        return next(
            (
                c
                for c in self.cohorts[zone]
                if c.starts_on <= moment.date() <= c.ends_on
            ),
            None,
        )


def create_zones_and_staff(cast: Cast) -> None:
    """Before the first candidate comes."""
    cast.administrator = _staff(ADMINISTRATOR, Role.ADMINISTRATOR, None)
    for name, departements in ZONES.items():
        by = reload_user(cast.administrator)
        zone = create_zone(
            name=name,
            departements=departements,
            email=f"{name.lower()}@{STAFF_EMAIL_DOMAIN}.example",
            by=by,
        )
        cast.zones[name] = zone
        cast.team[name] = [_staff(who, Role.TEAM, zone) for who in TEAM[name]]
        if name in ADVISORS:
            cast.advisors[name] = _staff(ADVISORS[name], Role.ADVISOR, zone)
        for season in range(5):
            starts = cast.stage.days_ago(735 - season * 160).date()
            ends = cast.stage.days_ago(735 - season * 160 - 159).date()
            label = f"{name}, promotion {_of_month(starts.month)} {starts.year}"
            cast.cohorts[name].append(
                create_cohort(
                    zone=zone,
                    name=label,
                    starts_on=starts,
                    ends_on=ends,
                    seats=SEATS[name],
                    by=by,
                )
            )
    # its first day is the one of the machine, not of the story
    StaffRole.objects.update(since=cast.stage.clock.date())


def close_past_cohorts(cast: Cast) -> None:
    """At the end of the story: nobody joins a cohort that is over."""
    assert cast.administrator is not None
    by = reload_user(cast.administrator)
    today = cast.stage.now.date()
    for cohorts in cast.cohorts.values():
        for cohort in cohorts:
            if cohort.ends_on < today:
                close_cohort(cohort, by=by)


def set_goals_of_zones_and_cohorts(cast: Cast) -> None:
    """This year's hires of each zone, and what each current cohort hopes for."""
    assert cast.administrator is not None
    by = reload_user(cast.administrator)
    today = cast.stage.now.date()
    for name, zone in cast.zones.items():
        set_target(
            Indicator.HIRES,
            zone=zone,
            value=HIRES_OF_YEAR[name],
            starts_on=today.replace(month=1, day=1),
            ends_on=today.replace(month=12, day=31),
            by=by,
        )
        cohort = cast.cohort_at(name, cast.stage.now)
        if cohort is None:
            continue
        for indicator, value in (
            (Indicator.ACCOMPANIED, SEATS[name]),
            (Indicator.MEETINGS, SEATS[name]),
        ):
            set_target(
                indicator,
                cohort=cohort,
                value=value,
                starts_on=cohort.starts_on,
                ends_on=cohort.ends_on,
                by=by,
            )


def _of_month(number: int) -> str:
    """The month after the French "of": « de mars », « d’avril »."""
    month = (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    )[number - 1]
    return f"d’{month}" if month[0] in "ao" else f"de {month}"


def _staff(name: str, role: Role, zone: Zone | None) -> User:
    first, _space, last = name.partition(" ")
    person = get_or_create_account(
        first_name=first,
        last_name=last,
        email=people.email_address(first, last, STAFF_EMAIL_DOMAIN),
    )
    StaffRole.objects.create(user=person, role=role, zone=zone)
    return person


def coach_story(cast: Cast, zone: str, name: str, starts: datetime, fate: str) -> Story:
    """Applies, is accepted, reads the charter. ``fate``: kept, waiting, declined or paused."""
    stage, dice = cast.stage, cast.stage.dice
    yield starts
    first, _space, last = name.partition(" ")
    application = coaching.apply_as_coach(
        first_name=first,
        last_name=last,
        email=people.email_address(first, last),
        zone=cast.zones[zone],
        about=dice.choice(people.COACH_TRADES),
        phone="",
        capacity=dice.choice([1, 2, 2, 3]),
        languages=dice.choice(
            ["", "anglais", "anglais, espagnol", "arabe", "portugais"]
        ),
        language="fr",
    )
    if fate == "waiting":
        return
    yield stage.days_later(4, 9)
    if fate == "declined":
        words = (
            "Merci de votre élan. Nos places de coach demandent une présence régulière, que vos"
            " voyages ne permettent pas."
        )
        coaching.decline_coach_application(
            application, message=words, by=cast.pick_team_member(zone)
        )
        return
    coach = coaching.accept_coach_application(
        application, by=cast.pick_team_member(zone)
    )
    yield stage.days_later(1, 4)
    coaching.accept_coach_charter(coach, by=reload_user(coach.user))
    cast.coaches[zone].append(coach)
    if fate == "paused":
        yield stage.days_later(200, 260)
        while coach.pairings.filter(ended_at=None).exists():
            yield stage.days_later(20)
        cast.coaches[zone].remove(coach)
        coaching.change_coach_state(coach, to="paused", by=cast.pick_team_member(zone))


def company_account_story(
    cast: Cast, demo_company: companies.DemoCompany, starts: datetime
) -> Story:
    """The company opens an account, is verified, and may name a champion."""
    stage, fate = cast.stage, companies.STATES.get(demo_company.name, "verified")
    yield starts
    first, last, job = demo_company.person
    company = company_actions.register_company(
        name=demo_company.name,
        siren=demo_company.siren,
        zone=cast.zones[demo_company.zone],
        email=people.email_address(first, last, demo_company.name),
        first_name=first,
        last_name=last,
        job_title=job,
        activity=demo_company.activity,
        size=demo_company.size,
        headcount=demo_company.headcount,
        city=demo_company.city,
        postcode=companies.POSTCODES[demo_company.zone],
    )
    if fate == "new":
        return
    yield stage.days_later(1, 3)
    by = cast.pick_team_member(demo_company.zone)
    if fate == "refused":
        words = (
            "Nous ne plaçons pas de personnes pour des missions à la soirée. Revenez vers nous"
            " pour un contrat durable."
        )
        company_actions.refuse_company(company, by=by, message=words)
        return
    company_actions.verify_company(company, by=by)
    company_actions.assign_company_owner(company, owner=by, by=by)
    company_actions.update_company_profile(
        company,
        by=cast.recruiter_of(company),
        commitments=demo_company.commitments,
        removed_obstacles=companies.COMMITMENTS[demo_company.commitments],
        presentation=(
            f"{demo_company.name} : {demo_company.activity}, "
            f"{demo_company.headcount} personnes à {demo_company.city}."
        ),
    )
    cast.companies[demo_company.zone].append(company)
    if demo_company.champion:
        yield stage.days_later(20, 60)
        yield from _champion(cast, company, demo_company)
    if fate == "suspended":
        yield stage.days_later(120, 160)
        cast.companies[demo_company.zone].remove(company)
        words = (
            "Trois rendez-vous manqués sans prévenir. Nous vous proposons d’en parler avant de"
            " reprendre."
        )
        company_actions.suspend_company(
            company, by=cast.pick_team_member(demo_company.zone), message=words
        )


def _champion(
    cast: Cast, company: Company, demo_company: companies.DemoCompany
) -> Story:
    assert demo_company.champion
    first, last = demo_company.champion
    member = company_actions.add_company_member(
        company,
        email=people.email_address(first, last, demo_company.name),
        first_name=first,
        last_name=last,
        job_title=cast.stage.dice.choice(
            ["cheffe de projet", "responsable informatique", "contrôleur de gestion"]
        ),
        role=MemberRole.CHAMPION,
        by=cast.recruiter_of(company),
    )
    yield cast.stage.days_later(30, 90)
    words = "Pourriez-vous recevoir une personne une demi-heure, pour lui montrer votre service ?"
    company_actions.ask_champion(
        member, message=words, by=cast.pick_team_member(demo_company.zone)
    )
