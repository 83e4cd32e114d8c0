"""Create companies, record the team's decision on them, manage members and sites."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from entremise.foundation.accounts.actions.accounts import invite_user
from entremise.foundation.accounts.actions.zones import hold_open_zone
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.accounts.rules import is_staff_in
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit import working_days
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.kit.events import announce
from entremise.foundation.kit.text import clean_line, clean_text, gettext as _
from entremise.foundation.tasks.actions import raise_task, resolve_tasks

from . import notices, queries, rules, validators
from .enums import COMPANY_MOVES, CompanyState, MemberRole, Obstacle
from .events import CompanyClosed, CompanyMemberLeft
from .indexing import reindex_company
from .models import Company, CompanyMember, Site

WORKING_DAYS_TO_VERIFY = 3
MAX_COMPANY_SITES = 20
CHAMPION_ASK_INTERVAL = timedelta(days=30)


class CompanyAlreadyExists(DomainError):
    """A company with this SIREN already has an account. Never shown to a stranger."""


@transaction.atomic
def register_company(
    *,
    name: str,
    siren: str,
    zone: Zone,
    email: str,
    first_name: str,
    last_name: str = "",
    job_title: str = "",
    role: str = MemberRole.RECRUITER,
    by: User | None = None,
    **details: object,
) -> Company:
    """Create a company, to be verified by the team, with its first member.

    ``by``: None when a visitor registers it.
    """
    zone = hold_open_zone(zone)
    try:
        number = validators.clean_siren(siren)
    except ValidationError as error:
        raise DomainError(error.messages[0]) from error
    try:
        with transaction.atomic():
            company = Company.objects.create(
                name=clean_line(name)[:120], siren=number, zone=zone, **details
            )
    except IntegrityError as error:
        raise CompanyAlreadyExists(_("Cette entreprise a déjà un compte.")) from error
    user = invite_user(email=email, first_name=first_name, last_name=last_name, by=by)
    member = _join(company, user, role=role, job_title=job_title)
    record_in_journal(
        "companies.opened", by=by or user, about=(company, user), role=member.role
    )
    _raise_to_verify(company)
    return company


def _raise_to_verify(company: Company) -> None:
    raise_task(
        "companies.to_verify",
        zone=company.zone,
        about=("team_company", company.code, company.name),
        due_on=working_days.add_working_days(
            timezone.localdate(), WORKING_DAYS_TO_VERIFY
        ),
        dedup_key=f"company:{company.code}:verify",
    )


@transaction.atomic
def request_to_join_company(company: Company) -> None:
    """A visitor says they work there: creates a task for the team."""
    record_in_journal("companies.join_asked", by=None, about=(company,))
    raise_task(
        "companies.join_asked",
        zone=company.zone,
        about=("team_company", company.code, company.name),
        owner=company.owner,
        due_on=working_days.add_working_days(
            timezone.localdate(), WORKING_DAYS_TO_VERIFY
        ),
        dedup_key=f"company:{company.code}:join:{timezone.localdate()}",
    )


@transaction.atomic
def verify_company(company: Company, *, by: User, message: str = "") -> Company:
    """Verify a company, or reopen a refused or suspended one."""
    _decide(company, CompanyState.VERIFIED, by=by, message=message)
    record_in_journal("companies.verified", by=by, about=(company,))
    notices.notify_company_verified(company, to=queries.recruiters_in_company(company))
    return company


@transaction.atomic
def refuse_company(company: Company, *, by: User, message: str) -> Company:
    _decide(company, CompanyState.REFUSED, by=by, message=_required_message(message))
    record_in_journal("companies.refused", by=by, about=(company,))
    announce(CompanyClosed(company=company, by=by))
    notices.notify_company_refused(company, to=queries.recruiters_in_company(company))
    return company


@transaction.atomic
def suspend_company(company: Company, *, by: User, message: str) -> Company:
    """Suspend a company: its members lose their access at once."""
    _decide(company, CompanyState.SUSPENDED, by=by, message=_required_message(message))
    record_in_journal("companies.suspended", by=by, about=(company,))
    announce(CompanyClosed(company=company, by=by))
    notices.notify_company_suspended(company, to=queries.recruiters_in_company(company))
    return company


def _required_message(message: str) -> str:
    if not clean_text(message):
        raise DomainError(_("Écrivez quelques mots : l’entreprise les lira."))
    return message


def _decide(company: Company, to: CompanyState, *, by: User, message: str) -> None:
    if not rules.can_moderate_company(by, company):
        raise NotAllowed(
            _("Seule l’équipe de la zone décide du compte d’une entreprise.")
        )
    Company.objects.move(
        company,
        to=to,
        moves=COMPANY_MOVES,
        decided_at=timezone.now(),
        decided_by=by,
        decision_message=clean_text(message),
    )
    reindex_company(company)
    resolve_tasks(dedup_key_prefix=f"company:{company.code}:", by=by)


@transaction.atomic
def add_company_member(
    company: Company,
    *,
    email: str,
    first_name: str,
    last_name: str = "",
    job_title: str = "",
    role: str = MemberRole.RECRUITER,
    by: User,
) -> CompanyMember:
    """One row per role; the same user and role twice is one row."""
    if not rules.can_invite_to_company(by, company):
        raise NotAllowed(
            _("Vous ne pouvez pas inviter quelqu’un dans cette entreprise.")
        )
    user = invite_user(email=email, first_name=first_name, last_name=last_name, by=by)
    member = _join(company, user, role=role, job_title=job_title)
    record_in_journal(
        "companies.member_added", by=by, about=(company, user), role=member.role
    )
    return member


def _join(company: Company, user: User, *, role: str, job_title: str) -> CompanyMember:
    member = CompanyMember.objects.get_or_create(
        company=company,
        user=user,
        role=role,
        ended_at=None,
        defaults={"job_title": clean_line(job_title)[:120]},
    )[0]
    reindex_company(company)
    user.__dict__.pop("_memberships", None)  # what was read of this user before is over
    return member


@transaction.atomic
def end_company_membership(member: CompanyMember, *, by: User) -> None:
    """End a role at once. Only staff may end the last one of a company."""
    company = member.company
    if not rules.can_invite_to_company(by, company):
        raise NotAllowed(_("Vous ne pouvez pas retirer quelqu’un de cette entreprise."))
    others = CompanyMember.objects.filter(company=company, ended_at=None).exclude(
        pk=member.pk
    )
    if not others.exists() and not is_staff_in(by, company.zone_id):
        raise DomainError(
            _(
                "C’est la dernière personne du compte. Invitez d’abord quelqu’un d’autre."
            )
        )
    if CompanyMember.objects.filter(pk=member.pk, ended_at=None).update(
        ended_at=timezone.now()
    ):
        reindex_company(company)
        record_in_journal(
            "companies.member_ended",
            by=by,
            about=(company, member.user),
            role=member.role,
        )
        if not others.filter(user=member.user_id).exists():
            announce(CompanyMemberLeft(company=company, user=member.user, by=by))
    member.user.__dict__.pop("_memberships", None)


@transaction.atomic
def update_company_profile(company: Company, *, by: User, **details: Any) -> Company:
    """Update what the company says of itself. TypeError for a field that is not part of it."""
    if not rules.can_edit_company(by, company):
        raise NotAllowed(_("Vous ne pouvez pas modifier cette présentation."))
    allowed = {
        "presentation",
        "removed_obstacles",
        "commitments",
        "activity",
        "size",
        "street",
        "postcode",
        "city",
        "website",
    }
    if unknown := set(details) - allowed:
        raise TypeError(f"unknown details: {unknown}")
    if not set(details.get("removed_obstacles", ())) <= set(Obstacle.values):
        raise DomainError(_("Choisissez dans la liste ce que vous avez retiré."))
    Company.objects.filter(pk=company.pk).update(**details, updated_at=timezone.now())
    company.refresh_from_db()
    reindex_company(company)
    record_in_journal(
        "companies.described", by=by, about=(company,), fields=sorted(details)
    )
    return company


@transaction.atomic
def assign_company_owner(company: Company, *, owner: User, by: User) -> Company:
    """Set who on the staff follows the company."""
    if not is_staff_in(by, company.zone_id) or not is_staff_in(owner, company.zone_id):
        raise NotAllowed(_("Choisissez quelqu’un de l’équipe de cette zone."))
    Company.objects.filter(pk=company.pk).update(owner=owner)
    company.refresh_from_db()
    record_in_journal("companies.owner_set", by=by, about=(company, owner))
    return company


@transaction.atomic
def add_company_site(
    company: Company, *, postcode: str, city: str, label: str = "", by: User
) -> Site:
    """The same place twice is one site."""
    if not rules.is_member_of_company(by, company) and not is_staff_in(
        by, company.zone_id
    ):
        raise NotAllowed(_("Vous ne pouvez pas ajouter un lieu à cette entreprise."))
    if not clean_line(city):
        raise DomainError(_("Dites dans quelle ville."))
    try:
        digits = validators.clean_postcode(postcode)
    except ValidationError as error:
        raise DomainError(error.messages[0]) from error
    if Site.objects.filter(company=company).count() >= MAX_COMPANY_SITES:
        raise DomainError(
            _("Vingt lieux suffisent. Retirez-en un pour en ajouter un autre.")
        )
    site, new = Site.objects.get_or_create(
        company=company,
        postcode=digits,
        city=clean_line(city)[:80],
        defaults={"label": clean_line(label)[:60]},
    )
    if new:
        reindex_company(company)
        record_in_journal(
            "companies.site_added",
            by=by,
            about=(company,),
            departement=validators.departement_of(digits),
        )
    return site


@transaction.atomic
def remove_company_site(site: Site, *, by: User) -> None:
    if not rules.is_member_of_company(by, site.company) and not is_staff_in(
        by, site.company.zone_id
    ):
        raise NotAllowed(_("Vous ne pouvez pas retirer un lieu de cette entreprise."))
    if Site.objects.filter(pk=site.pk).delete()[0]:
        reindex_company(site.company)
        record_in_journal("companies.site_removed", by=by, about=(site.company,))


class ChampionAskedRecently(DomainError):
    """Asked less than a month ago; ``again`` must be passed."""


@transaction.atomic
def ask_champion(
    member: CompanyMember,
    *,
    message: str,
    by: User,
    with_kit: bool = False,
    again: bool = False,
) -> CompanyMember:
    """Write to a champion, and record when. Once a month, unless ``again``.

    ``with_kit``: the message links to the share kit instead of the company's home.
    """
    if not is_staff_in(by, member.company.zone_id):
        raise NotAllowed(_("Seule l’équipe demande un service à une personne moteur."))
    now = timezone.now()
    free = CompanyMember.objects.filter(pk=member.pk, ended_at=None)
    if not again:
        free = free.filter(
            Q(last_asked_at=None) | Q(last_asked_at__lte=now - CHAMPION_ASK_INTERVAL)
        )
    if not free.update(last_asked_at=now):
        raise ChampionAskedRecently(
            _(
                "Nous lui avons déjà demandé quelque chose ce mois-ci. Cochez la case si vous "
                "le voulez vraiment."
            )
        )
    member.refresh_from_db()
    record_in_journal(
        "companies.champion_asked",
        by=by,
        about=(member.company, member.user),
        kit=with_kit,
    )
    notices.notify_champion_asked(
        member, message=clean_text(message), by=by, with_kit=with_kit
    )
    return member
