import gc
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from entremise.demo.progress import Progress
from entremise.demo.story import STEPS, fill_demo
from entremise.foundation.accounts.queries import has_users
from entremise.foundation.search.actions.rebuilding import analyze_database


class Command(BaseCommand):
    help = (
        "Fills an empty database with two years of a fictional programme; the same seed tells the"
        " same story."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=7)

    def handle(self, *args: object, **options: Any) -> None:
        if settings.MODE == "production":
            raise CommandError(
                "The demonstration is not for production: its people are fictional and would stay."
                " Set ENTREMISE_MODE=demo, or open this platform with entremise setup."
            )
        if has_users():
            raise CommandError(
                "This database already holds people: the demonstration only fills an empty one."
            )
        progress = Progress(STEPS, self.say, on_terminal=self.stdout.isatty())
        gc.freeze()  # what is imported stays: looking at it again and again takes seconds
        gc.set_threshold(100_000, 50, 50)
        fill_demo(seed=options["seed"], progress=progress)
        analyze_database()
        self.stdout.write("The demonstration is ready.")

    def say(self, text: str) -> None:
        self.stdout.write(text, ending="")
        self.stdout.flush()
