"""``entremise check``: each fault is a sentence with what to do; nothing when all is well."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from tests.factories import accounts
from tests.kit.mailbox import Mailbox

from entremise.config import checks, checkup
from entremise.foundation.accounts.models import User
from entremise.foundation.association import queries as association

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "ENTREMISE_MODE": "production",
    "SITE_URL": "https://entremise.asso.test",
    "EMAIL_URL": "smtp+tls://a:b@127.0.0.1:1",
    "CONTACT_EMAIL": "bonjour@asso.test",
    "TRUSTED_PROXIES": "1",
    "DISK_LOW_MB": "1",
}


@pytest.fixture
def sound(
    db: None, mailbox: Mailbox, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An installation that has all it needs, with somebody in it."""
    settings.DELIVERY_IS_DEFAULT = settings.DELIVERS_TO_DEMO = False
    settings.DISK_LOW_MB = 1
    for name in list(os.environ):
        if name.startswith("ENTREMISE_") and name not in (
            "ENTREMISE_MODE",
            "ENTREMISE_VAR",
        ):
            monkeypatch.delenv(name)
    accounts.administrator()


def test_nothing_is_said_when_all_is_well(sound: None) -> None:
    assert list(checkup.faults()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("typo", ("TRUSTED_PROXYS", "TRUSTED_PROXIES?")),
        ("proxy", ("BEHIND_PROXY", "Set TRUSTED_PROXIES=1")),
        ("disk", ("MB left", "Make room")),
        ("folder", ("cannot be written", "ENTREMISE_VAR")),
        ("mail", ("does not answer as it should", "EMAIL_URL")),
        ("sms", ("SMS_RELAY", "Write {number}")),
        ("migrations", ("not up to date", "entremise migrate")),
        ("law", ("legal notice lacks", "settings")),
        ("key", ("SECRET_KEY", "random characters")),
        ("clock", ("before the day", "timedatectl")),
    ],
)
def test_each_fault_says_what_to_do(
    sound: None,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    fault: str,
    words: tuple[str, str],
) -> None:
    production: dict[str, Any] = {
        "MODE": "production",
        "SITE_URL": "https://asso.test",
        "ALLOWED_HOSTS": ["asso.test"],
        "CONTACT_EMAIL": "bonjour@asso.test",
        "SECRET_KEY": "k7" * 30,
    }
    if fault in ("proxy", "key", "law"):
        for name, value in production.items():
            setattr(settings, name, value)
    if fault == "typo":
        monkeypatch.setenv("TRUSTED_PROXYS", "1")
    elif fault == "proxy":
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        settings.TRUSTED_PROXIES = 0
    elif fault == "disk":
        settings.DISK_LOW_MB = 10**9
    elif fault == "folder":
        (tmp_path / "file").write_text("")
        settings.MEDIA_ROOT = tmp_path / "file" / "media"
    elif fault == "mail":
        with socket.create_server(("127.0.0.1", 0)) as taken:
            settings.DELIVERY = {
                "EMAIL_HOST": "127.0.0.1",
                "EMAIL_PORT": taken.getsockname()[1],
            }
    elif fault == "sms":
        settings.SMS_RELAY = "sms@operator.test"
    elif fault == "migrations":
        MigrationRecorder(connection).migration_qs.filter(app="worker").delete()
    elif fault == "key":
        settings.SECRET_KEY = "change-me"
    elif fault == "clock":
        monkeypatch.setattr(checkup.time, "time", lambda: 0.0)
    lines = list(checkup.faults())
    found = [line for line in lines if all(word in line for word in words)]
    assert len(found) == 1, lines
    if fault not in ("proxy", "key"):  # these stand in a production without legal facts
        assert len(lines) == 1 or fault == "clock", lines


@pytest.mark.django_db
def test_a_mail_server_that_refuses_the_password(sound: None, settings: Any) -> None:
    settings.DELIVERY |= {"EMAIL_HOST_USER": "a", "EMAIL_HOST_PASSWORD": "wrong"}
    assert len(list(checkup.mail_faults())) == 1


@pytest.mark.django_db
def test_nobody_can_enter_yet(sound: None) -> None:
    User.objects.all().delete()
    assert list(checkup.database_faults()) == [
        "Nobody can enter yet. Name the first administrator: entremise setup."
    ]


def entremise(
    folder: Path, *words: str, **changes: str
) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")}
    environment |= {"ENTREMISE_VAR": str(folder)} | PRODUCTION | changes
    return subprocess.run(
        [sys.executable, "-m", "entremise", *words],
        env={name: value for name, value in environment.items() if value},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_check_of_django_has_nothing_to_say_in_production(tmp_path: Path) -> None:
    words = ("check", "--deploy", "--fail-level", "WARNING")
    done = entremise(tmp_path, *words)
    assert done.returncode == 0, done.stderr
    # the control: what is unsafe is still said
    done = entremise(tmp_path, *words, SITE_URL="http://entremise.asso.test")
    assert done.returncode != 0
    assert "https" in done.stderr


def test_the_command_says_one_line_when_all_is_well(tmp_path: Path) -> None:
    """A mail server of the demonstration is not asked: nothing leaves it."""
    demo = {"ENTREMISE_MODE": "demo", "SITE_URL": "http://127.0.0.1:8000"}
    demo |= {"EMAIL_URL": "", "CONTACT_EMAIL": ""}
    assert entremise(tmp_path, "migrate", "--verbosity", "0", **demo).returncode == 0
    done = entremise(tmp_path, "check", **demo)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "CommandError: * Nobody can enter yet. Name the first administrator: entremise setup."
    ]
    code = "from entremise.foundation.accounts.models import User as U;"
    code += "U.objects.create_user(email='a@asso.test')"
    made = entremise(tmp_path, "shell", "-c", code, **demo)
    assert made.returncode == 0, made.stderr
    done = entremise(tmp_path, "check", **demo)
    assert (done.returncode, done.stdout) == (0, "All is well.\n"), done.stderr


def test_a_database_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    url = "postgres://a:b@127.0.0.1:1/nothing"
    done = entremise(tmp_path, "check", DATABASE_URL=url)
    assert done.returncode == 1
    assert "cannot reach its database (127.0.0.1)" in done.stderr
    assert "The mail server 127.0.0.1:1" in done.stderr  # all faults, not the first one
    assert "Traceback" not in done.stderr


def test_reasons_not_to_start_are_among_the_faults(sound: None, settings: Any) -> None:
    settings.MODE = "prod"
    assert next(checkup.faults()) == next(checks.reasons_not_to_start(settings))
    assert association.missing_by_law()
