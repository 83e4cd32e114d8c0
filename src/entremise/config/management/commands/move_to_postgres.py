"""``entremise move-to-postgres postgres://…``: from the SQLite file to a PostgreSQL server."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from entremise.config.backups.half_done import exit_if_half_restored
from entremise.config.backups.making import FAILURES, sentence_of
from entremise.config.backups.moving import move_to_postgres
from entremise.config.databases import exit_if_unprepared


class Command(BaseCommand):
    help = (
        "Copies everything of the SQLite database into an empty PostgreSQL one, in one"
        " transaction, and compares the number of rows of each table. Stop the site first. The"
        " SQLite file, photos, papers, key and ledger stay as they are."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("url", metavar="postgres://…")

    def handle(self, *args: object, url: str, **options: object) -> None:
        exit_if_half_restored()
        exit_if_unprepared()
        try:
            counts = move_to_postgres(url, self.say)
        except FAILURES as error:
            raise CommandError(f"Nothing was moved. {sentence_of(error)}") from error
        self.say(
            f"Moved: {sum(counts.values())} rows, as many in each table on both sides. Set"
            " DATABASE_URL to this address and start the site; then put the SQLite file away."
        )

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
