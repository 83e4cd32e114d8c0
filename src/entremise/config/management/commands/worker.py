import signal
import threading

from django.core.management.base import BaseCommand

from entremise.config.backups.half_done import exit_if_half_restored
from entremise.config.checks import exit_if_unsafe
from entremise.config.processes import mode_sentence
from entremise.foundation.worker.running import run_worker


class Command(BaseCommand):
    help = "Delivers the outbox and does what falls due, until asked to stop."
    requires_system_checks: list[str] = []

    def handle(self, *args: object, **options: object) -> None:
        exit_if_unsafe()
        exit_if_half_restored()
        self.stdout.write(f"Worker. {mode_sentence()}")
        self.stdout.flush()
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        run_worker(stop)
