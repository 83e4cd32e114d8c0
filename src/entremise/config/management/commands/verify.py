"""``entremise verify FOLDER`` or ``entremise verify ARCHIVE``: can this backup be restored?"""

import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from entremise.config.backups import archive as archives
from entremise.config.backups.archive import DamagedBackup, Secrets
from entremise.config.backups.making import FAILURES, sentence_of
from entremise.config.backups.restoring import check_can_be_read, check_database

from .backup import add_passphrase, read_passphrase

DAMAGED = 3  # exit status


class Command(BaseCommand):
    help = (
        "Reads a backup to its end: checksums, the database opened and its rows counted, the"
        " version. Status 0: it can be restored; 3: it is damaged; 1: it could not be opened."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", type=Path, metavar="FOLDER|ARCHIVE")
        add_secrets(parser)

    def handle(self, *args: object, place: Path, **options: Any) -> None:
        try:
            archive = archives.find_archive(place)
            secrets = read_secrets(options)
            self.check_sum(archive)
            if archive.suffix == ".age" and not secrets:
                self.stdout.write(
                    "It is encrypted: only its checksum was compared. --identity or"
                    " --passphrase-file open it."
                )
                return
            with tempfile.TemporaryDirectory(prefix="entremise-verify-") as folder:
                self.open(archive, secrets, Path(folder))
        except DamagedBackup as error:
            raise CommandError(str(error), returncode=DAMAGED) from error
        except FAILURES as error:
            raise CommandError(sentence_of(error)) from error

    def check_sum(self, archive: Path) -> None:
        expected = archives.beside(archive, ".sha256")
        if not expected.exists():
            self.stdout.write(f"{expected.name} is not there: not compared.")
        elif expected.read_text().split()[0] != archives.file_digest(archive):
            raise DamagedBackup(
                f"{archive.name} is damaged: not what {expected.name} says."
            )

    def open(self, archive: Path, secrets: Secrets, folder: Path) -> None:
        manifest = archives.extract(archive, secrets, folder, with_media=False)
        rows = check_database(manifest, folder)
        made = timezone.localtime(manifest.moment)
        media = sum(name.startswith(archives.MEDIA) for name in manifest.files)
        self.stdout.write(
            f"{archive.name}: made on {made:%d %B %Y at %H:%M} by version {manifest.version},"
            f" {manifest.database}, {sum(rows.values())} rows in {len(rows)} tables,"
            f" {media} photos and papers. Every checksum is right."
        )
        check_can_be_read(manifest)
        self.stdout.write("This version can restore it.")


def add_secrets(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--identity", type=Path, metavar="FILE", help="of age, for an encrypted backup"
    )
    add_passphrase(parser)


def read_secrets(options: dict[str, Any]) -> Secrets:
    return Secrets(options["identity"], read_passphrase(options["passphrase_file"]))
