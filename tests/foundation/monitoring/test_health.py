"""The addresses of health: each check, and a database that does not answer."""

import json
import socket
import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from entremise.foundation.monitoring import probe
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.worker.leases import beat
from entremise.foundation.worker.models import WorkerHeartbeat
from entremise.sharing.models import Visit

SHORT = 0.5  # seconds


@pytest.fixture
def worker(transactional_db: None) -> None:
    beat("machine:1:abc")


def asked(path: str = "/sante/prete", **headers: str) -> tuple[int, dict[str, Any]]:
    response = Client().get(path, headers=headers)
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers
    return response.status_code, json.loads(response.content)


def failing() -> set[str]:
    status, said = asked()
    names = {name for name, check in said["checks"].items() if not check["ok"]}
    assert (status == 503) == bool(names) == (not said["ready"])
    return names


def message(**changes: Any) -> OutboxMessage:
    row = OutboxMessage.objects.create(
        to="camille.durand@asso.test", purpose="test", text="Bonjour Camille"
    )
    OutboxMessage.objects.filter(pk=row.pk).update(**changes)
    return row


def test_alive_asks_nobody(settings: Any) -> None:
    """No database mark: pytest-django refuses a connection here."""
    settings.ALLOWED_HOSTS = ["entremise.asso.fr"]
    assert asked("/sante/vivante", host="127.0.0.1:8000") == (200, {"alive": True})
    assert asked("/sante/vivante/", host="elsewhere") == (200, {"alive": True})
    assert Client().post("/sante/vivante").status_code == 405


@pytest.mark.django_db
def test_other_pages_know_their_name() -> None:
    """The control of the names above."""
    client = Client(raise_request_exception=False)
    assert client.get("/robots.txt", headers={"host": "elsewhere"}).status_code >= 400


def test_all_is_well(worker: None) -> None:
    status, said = asked()
    assert (status, said["ready"]) == (200, True)
    assert list(said["checks"]) == [
        "database",
        "migrations",
        "worker",
        "messages",
        "disk",
    ]
    assert said["checks"]["messages"] == {
        "ok": True,
        "waiting": 0,
        "oldest_seconds": 0,
    }
    assert said["checks"]["disk"]["free_mb"] > 0
    assert not Visit.objects.exists()


def test_nothing_about_anybody_is_said(worker: None) -> None:
    message(last_error="550 camille.durand@asso.test unknown", attempts=5)
    assert "camille" not in json.dumps(asked()).lower()
    assert asked()[1]["checks"]["messages"]["waiting"] == 1


def test_a_silent_worker(transactional_db: None) -> None:
    assert failing() == {"worker"}
    beat("machine:1:abc")
    assert failing() == set()
    WorkerHeartbeat.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
    assert failing() == {"worker"}
    assert asked()[1]["checks"]["worker"]["silent_seconds"] >= 120


def test_messages_that_nobody_tries(worker: None) -> None:
    now = timezone.now()
    message(next_try_at=now - timedelta(minutes=5))
    assert failing() == set()
    message(next_try_at=now - timedelta(minutes=11))
    assert failing() == {"messages"}


def test_messages_refused_again_and_again(worker: None) -> None:
    later = timezone.now() + timedelta(hours=1)
    before = timezone.now() - timedelta(minutes=20)
    message(attempts=4, next_try_at=later, created_at=before)
    assert failing() == set()  # one address may be wrong
    message(attempts=4, next_try_at=later, created_at=before)
    assert failing() == {"messages"}
    message(sent_at=timezone.now())  # another one left since: the channel works
    assert failing() == set()
    message(attempts=4, next_try_at=later, created_at=before, channel="sms")
    message(attempts=4, next_try_at=later, created_at=before, channel="sms")
    assert failing() == {"messages"}


def test_a_missing_migration(worker: None) -> None:
    rows = MigrationRecorder(connection).migration_qs
    row = rows.filter(app="worker").order_by("-pk").first()
    assert row is not None
    row.delete()
    try:
        assert failing() == {"migrations"}
        assert asked()[1]["checks"]["migrations"]["missing"] == 1
    finally:
        rows.create(app=row.app, name=row.name, applied=row.applied)
    assert failing() == set()


def test_a_full_disk(worker: None, settings: Any) -> None:
    settings.DISK_LOW_MB = 10**9
    assert failing() == {"disk"}


def test_a_database_that_does_not_answer(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It accepts the connection, and says nothing: the answer comes all the same."""
    monkeypatch.setattr(probe, "TIMEOUT", SHORT)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        values = connections.settings["default"] | {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": "127.0.0.1",
            "PORT": str(silent.getsockname()[1]),
            "OPTIONS": {},
        }
        with monkeypatch.context() as patch:
            patch.setitem(connections.settings, "default", values)
            began, threads = time.monotonic(), threading.active_count()
            for _ask in range(3):
                assert failing() == {"database"}
            assert time.monotonic() - began < 3 * SHORT + 2
            assert threading.active_count() <= threads + 1
            assert asked("/sante/vivante")[0] == 200


def test_a_database_that_refuses(worker: None, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    values = connections.settings["default"] | {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "OPTIONS": {},
    }
    with monkeypatch.context() as patch:
        patch.setitem(connections.settings, "default", values)
        assert failing() == {"database"}
    assert failing() == set()


@pytest.mark.postgresql
def test_a_query_that_hangs(worker: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A table that somebody holds; on SQLite, nobody can keep a reader waiting so."""
    monkeypatch.setattr(probe, "TIMEOUT", SHORT)
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("LOCK TABLE worker_workerheartbeat IN ACCESS EXCLUSIVE MODE")
        try:
            began = time.monotonic()
            assert failing() == {"database"}
            assert time.monotonic() - began < SHORT + 2
        finally:
            cursor.execute("ROLLBACK")
    reading = probe._probe._reading
    assert reading is not None
    assert reading.ended.wait(5)  # the thread did not stay
    monkeypatch.setattr(probe, "TIMEOUT", 5.0)
    assert failing() == set()
