"""From SQLite to PostgreSQL: every row, and a site that goes on."""

import os
import signal
from typing import Any

from .conftest import new_database
from .site import Site

EVERY_ROW = """
from django.apps import apps
def plain(value):
    return bytes(value).hex() if isinstance(value, (bytes, memoryview)) else str(value)
def rows_of(model):
    names = [field.attname for field in model._meta.local_concrete_fields]
    rows = model._base_manager.values_list(*names)
    return sorted(json.dumps(row, default=plain, sort_keys=True) for row in rows)
tell(**{
    model._meta.label: rows_of(model)
    for model in apps.get_models(include_auto_created=True)
})
"""
GO_ON = """
from django.db import connection, transaction
from entremise.foundation.accounts.actions.zones import create_zone
from entremise.candidates.models import Candidate
from entremise.candidates.actions.consent import withdraw_cv
from entremise.foundation.journal.models import JournalEntry
person = Candidate.objects.order_by("pk").first()
withdraw_cv(person, by=person.user)
create_zone(name="Lyon", departements=["69"], by=None)
try:
    with transaction.atomic():
        JournalEntry.objects.all().delete()
    refused = False
except Exception as error:
    refused = "only ever added to" in str(error)
tell(vendor=connection.vendor, refused=refused, people=Candidate.objects.count())
"""


def rows_of(site: Site) -> dict[str, Any]:
    return site.python(EVERY_ROW)


def test_every_row_is_there_and_the_site_goes_on(
    sqlite_site: Site, postgres: str
) -> None:
    site, url = sqlite_site, new_database(postgres)
    site.make_backup()  # begins the ledger
    before = rows_of(site)
    ledger = site.ledger.read_text()
    assert "as many in each table" in site.run("move-to-postgres", url)
    site.settings["DATABASE_URL"] = url
    after = rows_of(site)
    assert before["candidates.Candidate"]
    for label, rows in before.items():
        assert after[label] == rows, label
    assert site.ledger.read_text() == ledger
    found = site.python(GO_ON)
    assert found == {"vendor": "postgresql", "refused": True, "people": 2}
    assert len(site.ledger.read_text().splitlines()) > len(ledger.splitlines())


def test_a_database_with_people_is_left_alone(
    sqlite_site: Site, postgres_site: Site
) -> None:
    url = postgres_site.settings["DATABASE_URL"]
    before = rows_of(postgres_site)
    said = sqlite_site.run("move-to-postgres", url, status=1)
    assert "holds people" in said
    assert rows_of(postgres_site) == before
    assert "already" in postgres_site.run("move-to-postgres", url, status=1)


def test_a_move_that_is_killed_begins_again(sqlite_site: Site, postgres: str) -> None:
    url = new_database(postgres)
    for words in ("Making", "rows in"):
        process = sqlite_site.start("move-to-postgres", url)
        assert process.stdout is not None
        for line in process.stdout:
            if words in line:
                os.kill(process.pid, signal.SIGKILL)
                break
        process.wait()
        process.stdout.close()
    assert "as many in each table" in sqlite_site.run("move-to-postgres", url)


def test_a_backup_of_one_kind_is_not_put_into_the_other(
    sqlite_site: Site, postgres_site: Site
) -> None:
    archive = sqlite_site.make_backup()
    said = postgres_site.run("restore", archive, "--replace", status=1)
    assert "move-to-postgres" in said
