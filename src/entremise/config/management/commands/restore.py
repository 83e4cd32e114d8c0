"""``entremise restore FOLDER``: a backup takes the place of the site, which stays closed."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from entremise.config.backups import restoring
from entremise.config.backups.making import FAILURES, sentence_of
from entremise.config.checks import reasons_not_to_set_up
from entremise.config.databases import exit_if_unreachable
from entremise.foundation.accounts import queries
from entremise.foundation.accounts.actions.signing_in import issue_entry_link
from entremise.foundation.backups.queries import replayed_sentences
from entremise.foundation.kit.errors import DomainError

from .setup import read_email
from .verify import add_secrets, read_secrets


class Command(BaseCommand):
    help = (
        "Puts the latest backup of FOLDER, or this ARCHIVE, in the place of the site, which must"
        " be stopped. Who withdrew since stays withdrawn (the ledger is obeyed again). The"
        " restored site is closed until an administrator opens it. Interrupted, say it again."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", type=Path, metavar="FOLDER|ARCHIVE")
        add_secrets(parser)
        parser.add_argument(
            "--key",
            type=Path,
            metavar="FILE",
            help="the secret key of the backup, when it is not beside the archive",
        )
        parser.add_argument(
            "--ledger",
            action="append",
            type=Path,
            default=[],
            metavar="FILE",
            help="of another machine, or another copy; may be given several times",
        )
        parser.add_argument(
            "--without-ledger",
            action="store_true",
            help="although the ledger is missing: people who withdrew may come back",
        )
        parser.add_argument(
            "--replace", action="store_true", help="the site that is there, kept aside"
        )
        parser.add_argument(
            "--let-in",
            metavar="EMAIL",
            help="print a link that lets this administrator in once",
        )

    def handle(self, *args: object, place: Path, **options: Any) -> None:
        for reason in reasons_not_to_set_up(settings):
            raise CommandError(reason)
        exit_if_unreachable()
        email = read_email(options["let_in"]) if options["let_in"] else ""
        try:
            wishes = restoring.RestoreWishes(
                secrets=read_secrets(options),
                key_file=options["key"],
                ledgers=tuple(options["ledger"]),
                without_ledger=options["without_ledger"],
                replace=options["replace"],
            )
            restoration = restoring.restore(place, wishes, self.say)
        except FAILURES as error:
            raise CommandError(f"Nothing was restored. {sentence_of(error)}") from error
        with override("en"):
            said = replayed_sentences(restoration)
        self.say("\n".join(restoring.describe(restoration, said)))
        if email:
            self.let_in(email)

    def let_in(self, email: str) -> None:
        user = queries.user_with_email(email)
        try:
            if user is None:
                raise CommandError(f"It is restored; nobody has the address {email}.")
            with override("en"):
                link = issue_entry_link(user)
        except DomainError as error:
            raise CommandError(f"It is restored. {error}") from error
        self.say(f"\nThis link lets {user.full_name} in once:\n\n    {link}\n")

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
