"""``entremise setup``: the first administrator and the first zone of an empty platform."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from entremise.config.checks import (
    LOCAL_HOSTS,
    reasons_not_to_set_up,
    reasons_not_to_start,
)
from entremise.config.databases import prepare_database
from entremise.foundation.accounts import queries, validators
from entremise.foundation.accounts.actions.administrators import name_and_let_in
from entremise.foundation.accounts.actions.signing_in import ENTRY_LIFETIME
from entremise.foundation.accounts.actions.zones import create_zone
from entremise.foundation.association.actions import change_settings
from entremise.foundation.association.queries import current_settings
from entremise.foundation.kit.errors import DomainError
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import clean_line

T = TypeVar("T")
NewZone = tuple[str, list[str]]  # its name and its départements


class Command(BaseCommand):
    help = (
        "Prepares an empty platform: its database, the first administrator and the first zone."
        " Asks what is not given. The same command again gives a new link to who never entered."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", help="the administrator's")
        parser.add_argument(
            "--name",
            metavar="FIRST LAST",
            help="both names, the first word being the first",
        )
        parser.add_argument("--first-name")
        parser.add_argument("--last-name")
        parser.add_argument(
            "--zone",
            action="append",
            metavar="NAME:DÉPARTEMENTS",
            help='for instance "Paris:75,93"; may be given several times',
        )
        parser.add_argument(
            "--association",
            metavar="NAME",
            help="the association's name; it may be changed in the settings",
        )
        parser.add_argument(
            "--language",
            default="fr",
            choices=[code for code, _name in settings.LANGUAGES],
            help="of the messages to the administrator",
        )
        parser.add_argument(
            "--again",
            action="store_true",
            help="although people exist: one more administrator, one more zone",
        )

    def handle(self, *args: object, **options: Any) -> None:
        if settings.DEMO:
            raise CommandError(
                "This is the demonstration, which entremise run fills by itself: set"
                " ENTREMISE_MODE=production to open a platform for real people."
            )
        for reason in reasons_not_to_set_up(settings):
            raise CommandError(reason)
        try:
            with override("en"):
                self._set_up(options)
        except DomainError as error:
            raise CommandError(str(error)) from error

    def _set_up(self, options: dict[str, Any]) -> None:
        email = read_email(options["email"]) if options["email"] else ""
        zones = [read_zone(typed) for typed in options["zone"] or []]
        self.stdout.write("Preparing the database…")
        self.stdout.flush()
        prepare_database()
        if not options["again"]:
            refuse_if_people(email)
        email = email or asked("The administrator's e-mail", "--email", read_email)
        if not options["again"]:
            refuse_if_people(email)
        names = {"first_name": "", "last_name": ""}
        if queries.user_with_email(email) is None:
            first, _space, last = read_name(options["name"] or "").partition(" ")
            names = {
                "first_name": read_name(options["first_name"] or first)
                or asked("First name", "--first-name", read_name),
                "last_name": read_name(options["last_name"] or last)
                or asked("Last name", "--last-name", read_name),
            }
        if not zones and not queries.has_open_zone():
            question = 'The first zone and its départements, as in "Paris:75,93"'
            zones = [asked(question, "--zone", read_zone)]
        with transaction.atomic():
            # first: the mail to the administrator says the name
            named = [_named(options["association"])] if options["association"] else []
            user, link = name_and_let_in(
                email=email, language=options["language"], **names
            )
            said = [*map(_opened, zones), *named]
        self._tell(user, link, said)

    def _tell(self, user: Any, link: str, zones: list[str]) -> None:
        until = timezone.localtime(timezone.now() + ENTRY_LIFETIME)
        lines = [
            "",
            f"{user.full_name} ({user.email}) is an administrator.",
            *zones,
            "",
            "What is next:",
        ]
        for reason in reasons_not_to_start(settings):
            lines.append(f"  * before anything else: {reason}")
        if urlsplit(settings.SITE_URL).hostname in LOCAL_HOSTS:
            lines.append(
                f"  * SITE_URL is {settings.SITE_URL}: these addresses open on this machine only"
            )
        lines += [
            "  * start the platform, if it does not run yet:  entremise run",
            "  * open this link in a browser. It works once, until"
            f" {until:%d %B, %H:%M}; the same link is mailed to {user.email}:",
            "",
            f"      {link}",
            "",
            "  * choose a second factor, write down the ten recovery codes",
            "  * then, in the browser:",
            f"      invite the team           {_page('team_invite', user)}",
            f"      open a candidate's file   {_page('team_refer', user)}",
            f"      give out to coaches       {_page('become_coach', user)}",
            f"      give out to companies     {_page('open_company', user)}",
            "",
            f"Locked out one day?  entremise admin rescue {user.email}",
        ]
        self.stdout.write("\n".join(lines))


def _page(purpose: str, user: Any) -> str:
    return url_to(purpose, language=user.language)


def refuse_if_people(email: str) -> None:
    """Unless this address is the only account, and nobody ever entered with it."""
    if not queries.has_users():
        return
    user = queries.user_with_email(email) if email else None
    if (
        user is not None
        and not queries.has_other_users(user)
        and not queries.has_ever_signed_in(user)
    ):
        return
    raise CommandError(
        "This platform already has people: entremise admin invites an administrator or lets one in"
        " again; entremise setup --again adds one all the same."
    )


def asked(question: str, option: str, read: Callable[[str], T]) -> T:
    """The answer to a question on the terminal, asked until it can be read.

    CommandError that names the option when nobody is there to answer.
    """
    if not sys.stdin.isatty():
        raise CommandError(f"{option} is missing, and there is no terminal to ask on.")
    while True:
        try:
            return read(input(f"{question}: "))
        except CommandError as error:
            print(error)
        except (EOFError, KeyboardInterrupt):
            raise CommandError("stopped: nobody was made an administrator.") from None


def read_email(typed: str) -> str:
    found = validators.parse_contact_address(typed)
    if found is None or found.channel != "email":
        raise CommandError(f"“{typed}” is not an e-mail address.")
    return found.value


def read_name(typed: str) -> str:
    return clean_line(typed)[:80]


def read_zone(typed: str) -> NewZone:
    """« Paris:75,93 »."""
    name, _colon, codes = typed.partition(":")
    name = clean_line(name)
    known, unknown = validators.parse_departements(codes)
    if unknown:
        raise CommandError(
            f"“{', '.join(unknown)}” is no département: give codes as in 75, 2A or 974."
        )
    if not name or not known:
        raise CommandError(
            f"“{typed}” does not say a zone: give its name and its départements, as in"
            ' "Paris:75,93".'
        )
    return name, known


def _named(name: str) -> str:
    """The name given to the association, unless the installation fixes another one."""
    change_settings({"association_name": name, "site_name": name}, seen={}, by=None)
    return (
        f"The association is named {current_settings().association_name}; pages and mails"
        f" say {current_settings().site_name}."
    )


def _opened(zone: NewZone) -> str:
    name, departements = zone
    existing = queries.zone_named(name)
    if existing is not None:
        return f"The zone {existing.name} was there already, and is not changed."
    opened = create_zone(name=name, departements=departements, by=None)
    return f"The zone {opened.name} is open ({', '.join(opened.departements)})."
