"""A backup, a withdrawal, the loss of everything, a restore: who said no is obeyed."""

import json
import os
import signal
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .site import Site

# What strangers see, and what waits to leave.
LOOK = """
from django.test import Client
from entremise.candidates.models import Publication
from entremise.foundation.backups.queries import current_restoration, last_backup
from entremise.foundation.outbox import delivery
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.worker.running import run_due_jobs
from entremise.foundation.worker import leases
from entremise.foundation.kit import periodic_jobs
from entremise.sharing.models import Supporter
pages = {
    code: Client(headers={"host": "entremise.test"}).get(f"/cv/{code}/", secure=True).status_code
    for code in Publication.objects.order_by("pk").values_list("code", flat=True)
}
jobs = periodic_jobs.all_jobs()
leases.register_jobs(jobs)
restoration = current_restoration()
tell(
    pages=list(pages.values()),
    supporters=Supporter.objects.filter(ended_at=None).count(),
    tried=delivery.deliver_due_messages(),
    waiting=OutboxMessage.objects.filter(sent_at=None, parked_at=None).count(),
    jobs=run_due_jobs(jobs, "test"),
    replayed=restoration and restoration.replayed,
    last_backup=last_backup() and last_backup().made_at,
)
"""
WITHDRAW = """
from entremise.candidates.models import Candidate
from entremise.candidates.actions.consent import withdraw_cv
from entremise.sharing.actions.supporters import unsubscribe_supporter
from entremise.sharing.models import Supporter
person = Candidate.objects.order_by("pk").first()
withdraw_cv(person, by=person.user)
unsubscribe_supporter(Supporter.objects.get(email="ami@example.org"))
"""


def look(site: Site) -> dict[str, Any]:
    # static files as they are in the source: nothing is gathered here
    return site.python(LOOK, ENTREMISE_MODE="test")


def test_who_withdrew_stays_withdrawn_and_the_site_is_closed_until_opened(
    site: Site, destroy: Callable[[Site], None]
) -> None:
    site.make_backup()
    before = look(site)
    assert before["pages"] == [200, 200]
    assert before["supporters"] == 1
    assert before["tried"] > 0
    assert before["last_backup"]
    site.python(WITHDRAW)
    assert look(site)["pages"] == [410, 200]
    destroy(site)

    said = site.run("restore", site.backups, "--let-in", "claire@example.org")
    assert "1 CV withdrawn" in said
    assert "1 supporter erased" in said
    assert "/entrer/" in said
    closed = look(site)
    assert closed["pages"] == [503, 503]
    assert closed["supporters"] == 0
    assert closed["tried"] == 0
    assert closed["waiting"] > 0
    assert closed["jobs"] == 0
    # the one that was restored is not one of this site
    assert closed["last_backup"] is None

    assert "messages that waited" in site.run("open")
    opened = look(site)
    assert opened["pages"] == [410, 200]
    assert opened["tried"] == 0  # what waited in the backup was sent since
    assert opened["jobs"] > 0
    assert "already" in site.run("open", status=1)


def test_without_the_ledger_it_is_refused(
    site: Site, destroy: Callable[[Site], None]
) -> None:
    """And the control of the test above: without it, the person is public again."""
    site.make_backup()
    site.python(WITHDRAW)
    destroy(site)
    site.ledger.unlink()
    said = site.run("restore", site.backups, status=1)
    assert "--without-ledger" in said
    said = site.run("restore", site.backups, "--without-ledger")
    assert "THE LEDGER WAS NOT COMPLETE" in said
    site.run("open")
    assert look(site)["pages"] == [200, 200]


def test_another_ledger_is_no_ledger(sqlite_site: Site) -> None:
    site = sqlite_site
    site.python(WITHDRAW)
    site.make_backup()
    site.ledger.unlink()
    site.make_backup()  # begins another one
    for line in site.ledger.read_text().splitlines():
        assert "ledger" in json.loads(line)
    first = min(site.backups.glob("entremise-*.tar.gz"))
    assert "--without-ledger" in site.run("restore", first, "--replace", status=1)


def test_a_ledger_of_each_machine(
    sqlite_site: Site, destroy: Callable[[Site], None]
) -> None:
    site = sqlite_site
    site.make_backup()
    first = site.settings["LEDGER_FILE"]
    second = site.folder / "second.jsonl"
    site.settings["LEDGER_FILE"] = str(second)
    site.python(WITHDRAW)
    site.settings["LEDGER_FILE"] = first
    destroy(site)
    said = site.run("restore", site.backups, "--ledger", second)
    assert "1 CV withdrawn" in said
    assert {json.loads(line).get("id") for line in second.read_text().splitlines()} <= {
        json.loads(line).get("id") for line in site.ledger.read_text().splitlines()
    } | {None}


def test_a_living_site_is_not_replaced_by_mistake(site: Site) -> None:
    site.make_backup()
    site.python(WITHDRAW)
    assert "--replace" in site.run("restore", site.backups, status=1)
    assert look(site)["pages"] == [410, 200]
    said = site.run("restore", site.backups, "--replace")
    assert "is kept in" in said
    site.run("open")
    assert look(site)["pages"] == [410, 200]


def test_files_are_private(sqlite_site: Site) -> None:
    sqlite_site.make_backup()
    found = sorted(sqlite_site.backups.iterdir())
    endings = [path.name.split(".", 1)[1] for path in found]
    assert endings == ["key", "sha256", "tar.gz"]
    modes = {stat.S_IMODE(path.stat().st_mode) for path in [*found, sqlite_site.ledger]}
    assert modes == {0o600}


# ---- killed in the middle ----


def kill_when_it_says(site: Site, words: str, *arguments: str | Path) -> None:
    """``entremise …``, killed as soon as it says these words."""
    process = site.start(*arguments)
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if words in line:
            os.kill(process.pid, signal.SIGKILL)
            break
    assert process.wait() == -signal.SIGKILL, said
    process.stdout.close()


STEPS = {
    "sqlite": ["Reading", "Bringing", "Obeying", "Taking"],
    "postgresql": ["Reading", "Putting", "Bringing", "Obeying", "Taking"],
}
SERVES = """
from entremise.config.backups.half_done import is_half_done
if is_half_done():
    tell(pages=None)
else:
    from entremise.foundation.accounts.models import User
    from django.db import connection
    empty = "accounts_user" not in connection.introspection.table_names()
    if empty:
        tell(pages=None)
"""


def test_a_restore_that_is_killed_never_serves_half(
    site: Site, destroy: Callable[[Site], None]
) -> None:
    kind = "postgresql" if "DATABASE_URL" in site.settings else "sqlite"
    site.make_backup()
    site.python(WITHDRAW)
    destroy(site)
    for words in STEPS[kind]:
        kill_when_it_says(site, words, "restore", site.backups, "--replace")
        found = site.python(SERVES)
        if found != {"pages": None}:
            assert look(site)["pages"] == [503, 503], words
        elif site.data.joinpath("restoring").exists():
            assert "Say the same" in site.run("worker", status=1)
    site.run("restore", site.backups, "--replace")
    assert look(site)["pages"] == [503, 503]
    site.run("open")
    assert look(site)["pages"] == [410, 200]
