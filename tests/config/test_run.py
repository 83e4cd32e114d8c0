"""Processes and commands of ``entremise run``."""

import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import polib
import pytest

from entremise.config import processes, translations
from entremise.config.management.commands import run


def test_a_child_that_listens_is_asked_before_it_is_killed() -> None:
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    processes.stop_process(child)
    assert child.returncode == -15


def test_a_deaf_child_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "STOP_TIMEOUT", 0.5)
    deaf = (
        "import signal, time; signal.signal(15, signal.SIG_IGN); print('ready', flush=True);"
        " time.sleep(60)"
    )
    child = subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    processes.stop_process(child)
    child.stdout.close()
    assert child.returncode == -9


def test_a_taken_port_is_said_before_anything_is_prepared() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match=f"PORT={port + 1}"):
            run.exit_if_port_taken("127.0.0.1", port)
    run.exit_if_port_taken("127.0.0.1", port)


def test_translations_compile_without_a_system_package(
    tmp_path: Path, settings: Any
) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=n != 1;",
    }
    catalogue.append(polib.POEntry(msgid="Bonjour", msgstr="Hello"))
    catalogue.save(str(folder / "django.po"))
    settings.LOCALE_PATHS = [tmp_path]
    assert translations.compile_catalogues() == [folder / "django.mo"]
    assert polib.mofile(str(folder / "django.mo")).find("Bonjour").msgstr == "Hello"
    assert translations.compile_catalogues() == []


@pytest.mark.parametrize("ready", [True, False])
def test_the_others_start_when_the_first_is_ready_or_late(
    monkeypatch: pytest.MonkeyPatch, ready: bool
) -> None:
    monkeypatch.setattr(processes, "FIRST_WITHIN", 1.0)
    monkeypatch.setattr(processes, "MAX_RESTARTS", 0)
    monkeypatch.setattr(processes.signal, "signal", lambda *_: None)
    asked: list[float] = []

    def is_ready() -> bool:
        asked.append(time.monotonic())
        return ready and len(asked) > 2

    commands = {
        "first": [sys.executable, "-c", "import time; time.sleep(60)"],
        "other": [sys.executable, "-c", "raise SystemExit(3)"],
    }
    began = time.monotonic()
    said: list[str] = []
    assert processes.supervise(commands, say=said.append, is_first_ready=is_ready) == 1
    assert "The other process does not stay up: Entremise stops." in said
    assert len(asked) == 3 if ready else asked[-1] - began > 0.5


def test_a_child_that_never_stays_up_stops_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(processes, "MAX_RESTARTS", 2)
    monkeypatch.setattr(processes.signal, "signal", lambda *_: None)
    said: list[str] = []
    commands = {
        "failing": [sys.executable, "-c", "raise SystemExit(3)"],
        "steady": [sys.executable, "-c", "import time; time.sleep(60)"],
    }
    assert processes.supervise(commands, say=said.append) == 1
    assert said == [
        *["The failing process ended (status 3); it is started again."] * 3,
        "The failing process does not stay up: Entremise stops.",
    ]
