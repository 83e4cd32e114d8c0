"""Who stands around the candidates: zones, the bridge, coaches and companies, each arriving
at their own date.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from entremise.candidates.models import Cohort
from entremise.coaching import actions as coaching
from entremise.coaching.models import Coach
from entremise.companies import actions as companies
from entremise.companies.enums import MemberRole
from entremise.companies.models import Company
from entremise.foundation.accounts.actions.accounts import get_or_create_account
from entremise.foundation.accounts.enums import Role
from entremise.foundation.accounts.models import StaffRole, User, Zone

from . import companies as firms
from . import people
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
# Coaches of the people whose stories are told from one end to the other: nobody else takes
# their place beside them.
RESERVED_COACHES = ("Hugo Lambert", "Isabelle Roy")


def reload_user(user: User) -> User:
    """This person in front of the screen today: what was read of them before is not kept."""
    return User.objects.get(pk=user.pk)


@dataclass
class Cast:
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
    """Zones and the bridge, before the first person arrives."""
    cast.administrator = _staff(ADMINISTRATOR, Role.ADMINISTRATOR, None)
    for name, departements in ZONES.items():
        zone = Zone.objects.create(
            slug=name.lower(), name=name, departements=departements
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
                Cohort.objects.create(
                    zone=zone, name=label, starts_on=starts, ends_on=ends
                )
            )


def _of_month(number: int) -> str:
    """With its French "of": « de mars », « d’avril »."""
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
    """Offers their time, is met, reads the charter. ``fate``: kept, waiting, declined or paused."""
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
    cast: Cast, firm: firms.DemoCompany, starts: datetime
) -> Story:
    """Opens an account; the team looks at it; somebody inside opens doors."""
    stage, fate = cast.stage, firms.STATES.get(firm.name, "verified")
    yield starts
    first, last, job = firm.person
    company = companies.register_company(
        name=firm.name,
        siren=firm.siren,
        zone=cast.zones[firm.zone],
        email=people.email_address(first, last, firm.name),
        first_name=first,
        last_name=last,
        job_title=job,
        activity=firm.activity,
        size=firm.size,
        headcount=firm.headcount,
        city=firm.city,
        postcode=firms.POSTCODES[firm.zone],
    )
    if fate == "new":
        return
    yield stage.days_later(1, 3)
    by = cast.pick_team_member(firm.zone)
    if fate == "refused":
        words = (
            "Nous ne plaçons pas de personnes pour des missions à la soirée. Revenez vers nous"
            " pour un contrat durable."
        )
        companies.refuse_company(company, by=by, message=words)
        return
    companies.verify_company(company, by=by)
    companies.assign_company_owner(company, owner=by, by=by)
    companies.update_company_profile(
        company,
        by=cast.recruiter_of(company),
        commitments=firm.commitments,
        removed_obstacles=firms.COMMITMENTS[firm.commitments],
        presentation=f"{firm.name} : {firm.activity}, {firm.headcount} personnes à {firm.city}.",
    )
    cast.companies[firm.zone].append(company)
    if firm.champion:
        yield stage.days_later(20, 60)
        yield from _champion(cast, company, firm)
    if fate == "suspended":
        yield stage.days_later(120, 160)
        cast.companies[firm.zone].remove(company)
        words = (
            "Trois rendez-vous manqués sans prévenir. Nous vous proposons d’en parler avant de"
            " reprendre."
        )
        companies.suspend_company(
            company, by=cast.pick_team_member(firm.zone), message=words
        )


def _champion(cast: Cast, company: Company, firm: firms.DemoCompany) -> Story:
    assert firm.champion
    first, last = firm.champion
    member = companies.add_company_member(
        company,
        email=people.email_address(first, last, firm.name),
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
    companies.ask_champion(member, message=words, by=cast.pick_team_member(firm.zone))
