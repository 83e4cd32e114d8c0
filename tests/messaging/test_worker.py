"""The real worker, killed while a real server holds its message."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from entremise.foundation.outbox.actions import queue_message
from entremise.foundation.outbox.models import OutboxMessage

from .sink import Sink, sink

pytestmark = pytest.mark.django_db(transaction=True)
LEASE = 2


def _database() -> str:
    if connection.vendor == "sqlite":
        return f"sqlite:///{connection.settings_dict['NAME']}"
    values = connection.settings_dict
    return f"postgres://{values['USER']}:{values['PASSWORD']}@{values['HOST']}:{values['PORT']}/{values['NAME']}"


@contextmanager
def worker(server: Sink, var: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "entremise.config.settings",
        "ENTREMISE_MODE": "test",
        "ENTREMISE_VAR": str(var),
        "DATABASE_URL": _database(),
        "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
        "OUTBOX_LEASE": str(LEASE),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "entremise", "worker"], env=environment
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(true: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def test_killed_in_the_middle_of_a_mail_it_is_sent_again_the_same(tmp_path):
    with sink() as server:
        server.hold = 3
        message = queue_message(
            to="ali@exemple.test",
            purpose="tests.letter",
            subject="Bonjour",
            text="Bonjour Ali.",
        )
        with worker(server, tmp_path) as first:
            assert server.holding.wait(20)
            first.send_signal(signal.SIGKILL)
            first.wait()
        message.refresh_from_db()
        assert message.sent_at is None
        assert message.leased_until is not None
        with worker(server, tmp_path):
            until(lambda: OutboxMessage.objects.exclude(sent_at=None).exists())
    assert 1 <= len(server.seen) <= 2
    assert len({str(seen["Message-ID"]) for seen in server.seen}) == 1
    assert len(server.taken) >= 1


def test_asked_to_stop_it_finishes_the_mail_under_way(tmp_path):
    with sink() as server:
        server.hold = 1.5
        message = queue_message(
            to="ali@exemple.test",
            purpose="tests.letter",
            subject="Bonjour",
            text="Bonjour Ali.",
        )
        with worker(server, tmp_path) as process:
            assert server.holding.wait(20)
            process.send_signal(signal.SIGTERM)
            assert process.wait(15) == 0
    message.refresh_from_db()
    assert message.sent_at is not None
    assert len(server.taken) == 1
