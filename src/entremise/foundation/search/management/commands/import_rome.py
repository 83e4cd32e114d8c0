"""``entremise import-rome FILES``: import names, codes and mobility of trades."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from entremise.foundation.search.actions.importing import import_rome
from entremise.foundation.search.analysis.rome_files import UnreadableRomeFiles


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, help="a folder, or the CSV files themselves"
        )

    def handle(self, *args: object, paths: list[Path], **options: object) -> None:
        if missing := [str(path) for path in paths if not path.exists()]:
            raise CommandError("Not found: " + ", ".join(missing))
        try:
            report = import_rome(paths)
        except UnreadableRomeFiles as error:
            raise CommandError(
                "No table of the ROME nomenclature was recognised. A file is known by its "
                "columns: code_rome with libelle_appellation_long, libelle_appellation_court "
                "or libelle_rome; code_rome with code_rome_cible."
            ) from error
        for name in report.read:
            self.stdout.write(f"read     {name}")
        for name in report.skipped:
            self.stdout.write(
                f"skipped  {name} (its columns are not those of a known table)"
            )
        self.stdout.write(
            f"{report.labels} names of trades, {report.labels_added} of them new"
        )
        self.stdout.write(
            f"{report.pairs} ways from one occupation to another, {report.pairs_added} written,"
            f" {report.pairs_removed} taken away"
        )
        self.stdout.write(
            "Published CVs know the new names after: entremise search rebuild"
        )
