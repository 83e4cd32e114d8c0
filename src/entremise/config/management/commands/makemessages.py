"""``entremise makemessages``: every sentence of the sources goes into every catalogue."""

from os.path import relpath
from pathlib import Path

from babel.messages.pofile import PoFileError
from django.core.management.base import BaseCommand, CommandError

from entremise.config.extraction import UnreadableSentence, sentences
from entremise.config.translations import update_catalogues

PACKAGE = Path(__file__).resolve().parents[3]


class Command(BaseCommand):
    help = (
        "Puts every sentence of the code and the templates into the catalogues, takes out those "
        "that are no longer said (with Babel: no gettext on the machine is needed)."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        try:
            updates = update_catalogues(sentences(PACKAGE))
        except (UnreadableSentence, SyntaxError, PoFileError) as unreadable:
            raise CommandError(str(unreadable)) from unreadable
        for update in updates:
            self.stdout.write(
                f"{update.path.parts[-3]}: {len(update.added)} new, {len(update.removed)} removed, "
                f"{len(update.waiting)} to translate in {relpath(update.path)}"
            )
            for msgid in update.removed:
                self.stdout.write(f"  removed: {msgid}")
            for msgid in update.waiting:
                self.stdout.write(f"  to translate: {msgid}")
