"""Companies, made by the same actions as on screen."""

from itertools import count
from typing import Any

from stdnum import luhn

from entremise.companies import actions
from entremise.companies.enums import MemberRole
from entremise.companies.models import Company, CompanyMember
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.search.actions.scoped_index import batch_reindexing

from . import accounts
from .candidates import team_member_of

_number = count(1)
_NAMES = [
    "Colibri Outillage",
    "Pain Levé",
    "Pluvia Énergie",
    "Atelier Brume",
    "Transports Aube",
    "Mercerie Vive",
]


def siren() -> str:
    """A number with a valid check digit."""
    start = f"9{next(_number):07d}"
    return start + str(luhn.calc_check_digit(start))


@batch_reindexing()
def company(
    where: Zone | None = None, *, verified: bool = True, **fields: Any
) -> Company:
    """With one recruiter, verified unless ``verified=False``."""
    number = next(_number)
    where = where or accounts.zone()
    fields.setdefault("name", f"{_NAMES[number % len(_NAMES)]} {number}")
    fields.setdefault("siren", siren())
    fields.setdefault("email", f"recrutement.{number}@entreprise.test")
    fields.setdefault("first_name", "Marion")
    fields.setdefault("last_name", f"Leroy{number}")
    fields.setdefault("job_title", "Responsable du service client")
    row = actions.register_company(zone=where, **fields)
    return actions.verify_company(row, by=team_member_of(where)) if verified else row


def member(
    where: Company, role: str = MemberRole.RECRUITER, **fields: Any
) -> CompanyMember:
    """One more member; ``member(…).user`` signs in."""
    number = next(_number)
    fields.setdefault("email", f"collegue.{number}@entreprise.test")
    fields.setdefault("first_name", "Hakim")
    fields.setdefault("last_name", f"Morel{number}")
    fields.setdefault("job_title", "Chef d’équipe")
    return actions.add_company_member(
        where, role=role, by=team_member_of(where.zone), **fields
    )


def recruiter_of(where: Company) -> User:
    """The first member, reloaded."""
    return User.objects.get(
        pk=where.members.filter(ended_at=None).order_by("pk")[0].user_id
    )
