"""``entremise open``: a restored site serves everybody again; as the page of the settings does."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from entremise.config.backups.half_done import exit_if_half_restored
from entremise.config.databases import exit_if_unprepared
from entremise.foundation.backups.queries import current_restoration
from entremise.foundation.kit.errors import DomainError
from entremise.foundation.messaging.actions import open_restored_site


class Command(BaseCommand):
    help = "Opens a site that was restored: its pages are public again, messages leave."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--send-waiting",
            action="store_true",
            help="also send what waited in the backup: it has probably been sent since",
        )

    def handle(self, *args: object, send_waiting: bool, **options: object) -> None:
        exit_if_half_restored()
        exit_if_unprepared()
        restoration = current_restoration()
        if restoration is None:
            raise CommandError("This site was not restored: it is open.")
        try:
            with override("en"):
                held = open_restored_site(
                    restoration, send_waiting=send_waiting, by=None
                )
        except DomainError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("The site is open.")
        if held:
            self.stdout.write(
                f"{held} messages that waited in the backup are not sent: the team finds them"
                " under « Courriers »."
            )
