"""The processes of an installation: killed, started together, stopped."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kit.system_tools import throwaway_postgres

from .site import Installation, pid_of, processes_of

# Starts as ``entremise migrate`` does, without waiting for anybody.
WITHOUT_LOCK = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "entremise.config.settings"
import django
django.setup()
from contextlib import nullcontext
from django.core.management import call_command
from entremise.config.management.commands import migrate
migrate.one_migration_at_a_time = nullcontext
call_command("migrate", verbosity=0)
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def site(
    request: pytest.FixtureRequest, installed: Path, own_folder: Path
) -> Iterator[Installation]:
    if request.param == "sqlite":
        yield Installation(installed, own_folder)
        return
    with throwaway_postgres() as url:
        yield Installation(installed, own_folder, DATABASE_URL=url)


def heartbeats(site: Installation) -> set[str]:
    return {name for (name,) in site.read("SELECT worker FROM worker_workerheartbeat")}


def test_each_process_that_is_killed_is_started_again(site: Installation) -> None:
    with site.running() as visitor:
        server = pid_of(site.environment, "granian")
        os.kill(pid_of(site.environment, "granian", child_of=server), signal.SIGKILL)
        site.wait_for(lambda: visitor.answers("/"))
        assert pid_of(site.environment, "granian") == server
        os.kill(server, signal.SIGKILL)
        site.wait_for(lambda: not visitor.answers("/"))
        site.wait_for(lambda: visitor.answers("/"))
        site.wait_for(lambda: bool(heartbeats(site)))
        before = heartbeats(site)
        os.kill(pid_of(site.environment, "entremise worker"), signal.SIGKILL)
        site.wait_for(lambda: bool(heartbeats(site) - before))
    assert heartbeats(site) == before  # who was killed says nothing, who was asked left
    assert list(processes_of(site.environment)) == []


def test_processes_that_start_together_migrate_one_after_the_other(
    site: Installation,
) -> None:
    runs = [site.start("migrate", "--verbosity", "0") for _ in range(2)]
    assert [run.wait(240) for run in runs] == [0, 0], site.log.read_text()
    assert site.read("SELECT count(*) FROM worker_jobrun") == [(0,)]


def test_without_waiting_for_each_other_they_fail(site: Installation) -> None:
    """The control of the test above."""
    python = [*site.prefix, site.environment / "bin" / "python", "-c", WITHOUT_LOCK]
    runs = [
        subprocess.Popen(python, env=site.settings, stderr=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert {run.wait(240) for run in runs} != {0}


def test_a_migration_that_was_killed_begins_again(site: Installation) -> None:
    first = site.start("migrate", "--verbosity", "0")
    site.wait_for(lambda: len(site.read("SELECT name FROM django_migrations")) > 5)
    first.kill()
    first.wait()
    done = site.read("SELECT name FROM django_migrations")
    again = site.start("migrate", "--verbosity", "0")
    assert again.wait(240) == 0, site.log.read_text()
    assert len(site.read("SELECT name FROM django_migrations")) > len(done)
