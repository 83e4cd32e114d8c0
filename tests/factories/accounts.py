"""Staff accounts, zones, and how a test signs in."""

from itertools import count
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils.text import slugify

from entremise.foundation.accounts import sessions
from entremise.foundation.accounts.enums import Role, SignInMethod
from entremise.foundation.accounts.models import StaffRole, User, Zone

_number = count(1)
# Rare on purpose: a test that says somebody is not on a page must not meet them as
# somebody's colleague.
_FIRST_NAMES = [
    "Zélie",
    "Yvain",
    "Xavière",
    "Wilfrid",
    "Vinciane",
    "Ulysse",
    "Thècle",
    "Sixtine",
    "Romaric",
]
_LAST_NAMES = [
    "Fontaine",
    "Belkacem",
    "Moreau",
    "Le Goff",
    "Petrova",
    "Haddad",
    "Rivière",
    "Castel",
]


def user(**fields: Any) -> User:
    """A user who can sign in by e-mail; every field may be given, ``email=None`` included."""
    number = next(_number)
    first_name = fields.setdefault(
        "first_name", _FIRST_NAMES[number % len(_FIRST_NAMES)]
    )
    fields.setdefault("last_name", _LAST_NAMES[number % len(_LAST_NAMES)])
    fields.setdefault("email", f"{slugify(first_name)}.{number}@exemple.test")
    return User.objects.create_user(**fields)


def zone(name: str = "", **fields: Any) -> Zone:
    """The zone of this name, created if needed."""
    name = name or f"Zone {next(_number)}"
    return Zone.objects.get_or_create(
        slug=slugify(name), defaults={"name": name, **fields}
    )[0]


def _staff(role: Role, where: Zone | None, **fields: Any) -> User:
    person = user(**fields)
    StaffRole.objects.create(user=person, role=role, zone=where)
    return person


def team_member(where: Zone | None = None, **fields: Any) -> User:
    return _staff(Role.TEAM, where or zone(), **fields)


def advisor(where: Zone | None = None, **fields: Any) -> User:
    return _staff(Role.ADVISOR, where or zone(), **fields)


def administrator(**fields: Any) -> User:
    return _staff(Role.ADMINISTRATOR, None, **fields)


def sign_in(client: Client, person: User) -> Client:
    """Sign the client in as this user, second factor passed.

    ``client.force_login`` leaves staff before their second factor: without rights, sent to the
    set-up page.
    """
    client.force_login(person)
    session = client.session
    session[sessions.SESSION_CODE_KEY] = sessions.create_session(
        person, method=SignInMethod.CODE
    ).code
    sessions.mark_second_factor_passed(session)
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client
