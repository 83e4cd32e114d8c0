"""``entremise admin``: who administers the platform, and letting in who is locked out.

Everything is written in the journal, and told by mail to the person and to every administrator.
"""

from argparse import ArgumentParser
from collections.abc import Callable
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from entremise.config.checks import reasons_not_to_set_up
from entremise.config.databases import exit_if_unprepared
from entremise.foundation.accounts import queries
from entremise.foundation.accounts.actions.administrators import (
    invite_administrator,
    rescue,
    reset_factors_from_machine,
)
from entremise.foundation.accounts.actions.signing_in import ENTRY_LIFETIME
from entremise.foundation.kit.errors import DomainError

from .setup import read_email, read_name


class Command(BaseCommand):
    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        gestures = parser.add_subparsers(dest="gesture", required=True)
        gestures.add_parser("list", help="the administrators, and how they enter")
        invite = gestures.add_parser("invite", help="name administrators, by mail")
        invite.add_argument(
            "emails",
            nargs="+",
            metavar="EMAIL",
            help='or "Claire Roy <claire@example.org>"',
        )
        invite.add_argument("--first-name", default="")
        invite.add_argument("--last-name", default="")
        invite.add_argument(
            "--language",
            default="fr",
            choices=[code for code, _name in settings.LANGUAGES],
        )
        for name, text in (
            ("reset-factors", "remove the second factors of somebody of the staff"),
            ("rescue", "the same, and print a link that lets them in once"),
        ):
            gestures.add_parser(name, help=text).add_argument("email", metavar="EMAIL")

    def handle(self, *args: object, gesture: str, **options: Any) -> None:
        for reason in reasons_not_to_set_up(settings):
            raise CommandError(reason)
        exit_if_unprepared()
        gestures: dict[str, Callable[..., None]] = {
            "list": self.list_administrators,
            "invite": self.invite,
            "reset-factors": self.reset_factors,
            "rescue": self.rescue,
        }
        try:
            with override("en"), transaction.atomic():
                gestures[gesture](**options)
        except DomainError as error:
            raise CommandError(str(error)) from error

    def list_administrators(self, **options: object) -> None:
        found = list(queries.all_administrators())
        if not found:
            self.stdout.write("There is no administrator yet: entremise setup")
        for user in found:
            factors = [str(factor) for factor in user.confirmed_factors]  # type: ignore[attr-defined]
            seen = user.last_seen_on  # type: ignore[attr-defined]
            self.stdout.write(
                f"{user.email or user.phone}  {user.full_name}"
                f"  second factor: {', '.join(factors) or 'none yet'}"
                f"  last seen: {seen or 'never'}"
                f"{'' if user.is_active else '  CLOSED'}"
            )

    def invite(
        self,
        *,
        emails: list[str],
        first_name: str,
        last_name: str,
        language: str,
        **options: object,
    ) -> None:
        if len(emails) > 1 and (first_name or last_name):
            raise CommandError(
                "A name goes with one address: several are written"
                ' "Claire Roy <claire@example.org>" "Marc Petit <marc@example.org>".'
            )
        named = [parseaddr(typed) if "<" in typed else ("", typed) for typed in emails]
        read = [(names.strip(), read_email(typed)) for names, typed in named]
        for names, email in read:
            first, _space, last = names.partition(" ")
            user = invite_administrator(
                email=email,
                first_name=read_name(first_name or first),
                last_name=read_name(last_name or last),
                language=language,
            )
            self.stdout.write(
                f"{user.email} is an administrator; the invitation leaves by mail."
            )

    def reset_factors(self, *, email: str, **options: object) -> None:
        user = self._user(email)
        reset_factors_from_machine(user)
        self.stdout.write(
            f"{user.full_name} signs in with a code by mail, then chooses a new second factor."
        )

    def rescue(self, *, email: str, **options: object) -> None:
        user = self._user(email)
        link = rescue(user)
        until = timezone.localtime(timezone.now() + ENTRY_LIFETIME)
        self.stdout.write(
            f"{user.full_name} has no second factor any more, and is signed out everywhere."
            f" This link works once, until {until:%d %B, %H:%M}:\n\n    {link}\n\n"
            "Give it by a safe way. The person and the other administrators are told by mail."
        )

    def _user(self, typed: str) -> Any:
        user = queries.user_with_email(read_email(typed))
        if user is None:
            raise CommandError(
                f"Nobody has the address {typed}: entremise admin list says who is there."
            )
        return user
