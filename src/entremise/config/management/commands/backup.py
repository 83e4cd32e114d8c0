"""``entremise backup FOLDER``: the database, photos and papers, the ledger; the key apart."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from entremise.config.backups.archive import BackupError, read_recipients
from entremise.config.backups.half_done import exit_if_half_restored
from entremise.config.backups.making import (
    FAILURES,
    KEEP_DAYS,
    KEEP_WEEKS,
    BackupWishes,
    make_backup,
    sentence_of,
)
from entremise.config.databases import exit_if_unprepared
from entremise.foundation.backups.queries import is_ledger_beside_database


class Command(BaseCommand):
    help = (
        "Makes a backup of the running site in FOLDER: the database as it is at one moment,"
        " photos and papers, the ledger, with their checksums. The secret key is a file of its"
        " own. Older backups of FOLDER go by turns. Status 0: the backup is complete."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument(
            "--encrypt",
            action="append",
            default=[],
            metavar="RECIPIENT",
            help="of age (age1…), or a file with one a line; may be given several times",
        )
        add_passphrase(parser)
        parser.add_argument(
            "--keep",
            type=int,
            default=KEEP_DAYS,
            metavar="DAYS",
            help=f"the last backup of so many days stays ({KEEP_DAYS})",
        )
        parser.add_argument(
            "--keep-weeks",
            type=int,
            default=KEEP_WEEKS,
            metavar="WEEKS",
            help=f"and the last of so many weeks ({KEEP_WEEKS})",
        )
        parser.add_argument(
            "--without-key",
            action="store_true",
            help="do not write the secret key: it is kept elsewhere",
        )

    def handle(self, *args: object, folder: Path, **options: Any) -> None:
        exit_if_half_restored()
        try:
            exit_if_unprepared()
            words = read_passphrase(options["passphrase_file"])
            if words and options["encrypt"]:
                raise BackupError("Give --encrypt or --passphrase-file, not both.")
            wishes = BackupWishes(
                recipients=tuple(read_recipients(options["encrypt"])),
                passphrase=words,
                with_key=not options["without_key"],
                keep_days=options["keep"],
                keep_weeks=options["keep_weeks"],
            )
            make_backup(folder, wishes, self.say)
        except FAILURES as error:
            raise CommandError(f"No backup was made. {sentence_of(error)}") from error
        if wishes.with_key:
            self.say(
                "The secret key is in the file that ends in .key: move it to another place."
            )
        if is_ledger_beside_database():
            self.say(
                "The ledger stands beside the database and would be lost with it: set LEDGER_FILE"
                " to a file of another disk."
            )

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def add_passphrase(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="whose first line is the passphrase",
    )


def read_passphrase(path: Path | None) -> str:
    """BackupError when the file is empty or cannot be read."""
    if path is None:
        return ""
    try:
        words = (path.read_text().splitlines() or [""])[0].strip()
    except OSError as error:
        raise BackupError(f"{path}: {error.strerror}.") from error
    if len(words) < 12:
        raise BackupError(f"{path}: a passphrase has at least 12 characters.")
    return words
