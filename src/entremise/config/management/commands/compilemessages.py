from django.core.management.base import BaseCommand

from entremise.config.translations import compile_catalogues


class Command(BaseCommand):
    help = (
        "Compiles the translations (with Babel: no gettext on the machine is needed)."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        for target in compile_catalogues():
            self.stdout.write(f"compiled {target.parts[-3]}")
