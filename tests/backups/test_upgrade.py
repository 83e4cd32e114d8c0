"""From the oldest version that can still be read, with people, on both databases."""

import gzip
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import tarfile
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from entremise.config.backups.archive import file_digest
from entremise.config.backups.databases import check_sqlite
from tests.kit.system_tools import postgres_tools_folder

from .conftest import new_database
from .make_oldest import FOLDER
from .site import Site

LOOK = """
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from entremise.candidates.models import Publication
executor = MigrationExecutor(connection)
left = executor.migration_plan(executor.loader.graph.leaf_nodes())
pages = [
    Client(headers={"host": "entremise.test"}).get(f"/cv/{code}/", secure=True).status_code
    for code in Publication.objects.values_list("code", flat=True)
]
client = Client(headers={"host": "entremise.test"})
found = client.get("/candidats/?q=vente", secure=True).content.decode().count("/cv/")
rows = {m._meta.db_table: m._base_manager.count() for m in apps.get_models()}
tell(left=len(left), pages=pages, found=found, rows=rows)
"""
# Changes that no release since may make silently: nothing of people is lost.
KEPT = (
    "accounts_user",
    "candidates_candidate",
    "candidates_consentgrant",
    "journal_journalentry",
    "sharing_supporter",
    "outbox_outboxmessage",
)
# A migration that is there for the test alone: it changes rows one by one, for a second.
SLOW = """
import time
from django.db import migrations
def slowly(apps, schema_editor):
    print("half of it", flush=True)
    User = apps.get_model("accounts", "User")
    for user in User.objects.all():
        User.objects.filter(pk=user.pk).update(last_name="changed")
        time.sleep(0.3)
class Migration(migrations.Migration):
    dependencies = [("accounts", "{before}")]
    operations = [migrations.RunPython(slowly)]
"""


def load_sqlite(site: Site) -> None:
    site.data.mkdir(parents=True)
    text = gzip.decompress((FOLDER / "sqlite.sql.gz").read_bytes()).decode()
    with closing(sqlite3.connect(site.data / "entremise.sqlite3")) as file:
        file.executescript(text)


def load_postgres(site: Site) -> None:
    subprocess.run(
        [
            postgres_tools_folder() / "psql",
            "--quiet",
            "--set=ON_ERROR_STOP=1",
            site.settings["DATABASE_URL"],
        ],
        input=gzip.decompress((FOLDER / "postgresql.sql.gz").read_bytes()),
        stdout=subprocess.DEVNULL,
        check=True,
    )


@pytest.fixture(params=["sqlite", "postgresql"])
def old_site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    """A site of the oldest version, which the code of today has not seen yet."""
    if request.param == "sqlite":
        site = Site(tmp_path)
        load_sqlite(site)
        return site
    site = Site(tmp_path, new_database(request.getfixturevalue("postgres")))
    load_postgres(site)
    return site


def counts(site: Site) -> dict[str, int]:
    queries = {name: f"SELECT count(*) FROM {name}" for name in KEPT}
    if url := site.settings.get("DATABASE_URL"):
        with psycopg.connect(url.replace("postgres:", "postgresql:")) as own:
            rows = {n: own.execute(q).fetchone() for n, q in queries.items()}
    else:
        with closing(sqlite3.connect(site.data / "entremise.sqlite3")) as file:
            rows = {n: file.execute(q).fetchone() for n, q in queries.items()}
    return {name: row[0] for name, row in rows.items() if row}


def check_upgraded(site: Site, before: dict[str, int]) -> None:
    found = site.python(LOOK, ENTREMISE_MODE="test")
    assert found["left"] == 0
    assert found["pages"] == [200, 200]
    assert found["found"] > 0
    assert {name: found["rows"][name] for name in KEPT} == before


def test_the_oldest_version_comes_up_to_date(old_site: Site) -> None:
    before = counts(old_site)
    assert before["candidates_candidate"] == 2
    old_site.run("migrate", "--verbosity", "0")
    check_upgraded(old_site, before)
    # and it can be saved, which it could not
    old_site.make_backup()
    old_site.run("verify", old_site.backups)


def test_interrupted_in_the_middle_it_begins_again(
    old_site: Site, tmp_path: Path
) -> None:
    """Killed within a migration: a slow one, put there for this test, as newest of accounts."""
    before = counts(old_site)
    found = old_site.python(
        "from entremise.foundation.accounts import migrations as m\n"
        "from pathlib import Path\n"
        "tell(last=max(p.stem for p in Path(m.__file__).parent.glob('0*.py')))"
    )
    package = tmp_path / "slow" / "slow_migrations"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(
        "import entremise.foundation.accounts.migrations as real\n"
        "__path__ = [*real.__path__, *__path__]\n"
    )
    (package / "9999_slow.py").write_text(SLOW.replace("{before}", found["last"]))
    (tmp_path / "slow" / "slow_settings.py").write_text(
        "from entremise.config.settings import *\n"
        "MIGRATION_MODULES = {'accounts': 'slow_migrations'}\n"
    )
    old_site.settings["PYTHONPATH"] += f":{tmp_path / 'slow'}"
    old_site.settings["DJANGO_SETTINGS_MODULE"] = "slow_settings"
    process = old_site.start("migrate")
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if "half of it" in line:
            os.kill(process.pid, signal.SIGKILL)
            break
    assert process.wait() == -signal.SIGKILL, said
    process.stdout.close()
    names = "from entremise.foundation.accounts.models import User\n" + (
        "tell(n=User.objects.filter(last_name='changed').count(), all=User.objects.count())"
    )
    assert old_site.python(names)["n"] == 0  # the half that was done is not there
    old_site.run("migrate", "--verbosity", "0")
    after = old_site.python(names)
    assert after["n"] == after["all"] > 0
    del old_site.settings["DJANGO_SETTINGS_MODULE"]
    check_upgraded(old_site, before)


def test_a_backup_of_the_oldest_version_is_restored(
    sqlite_site: Site, tmp_path: Path
) -> None:
    """The archive of today, with the database of then in it, as its version counted it."""
    site = sqlite_site
    archive = site.make_backup()
    old = Site(tmp_path / "old")
    load_sqlite(old)
    before = counts(old)
    content = tmp_path / "content"
    with tarfile.open(archive) as tar:
        tar.extractall(content, filter="data")
    database = content / "database.sqlite3"
    shutil.copy(old.data / "entremise.sqlite3", database)
    manifest = json.loads((content / "manifest.json").read_text())
    with closing(sqlite3.connect(database)) as file:
        steps = file.execute("SELECT app || '.' || name FROM django_migrations")
        manifest["migrations"] = [name for (name,) in steps]
    assert not [name for name in manifest["migrations"] if name.startswith("backups.")]
    manifest["rows"] = check_sqlite(database)
    manifest["files"]["database.sqlite3"] = file_digest(database)
    (content / "manifest.json").write_text(json.dumps(manifest))
    with tarfile.open(archive, "w:gz") as tar:
        for name in [*manifest["files"], "manifest.json"]:
            tar.add(content / name, name)
    archive.with_name(archive.name.replace(".tar.gz", ".sha256")).unlink()

    site.run("verify", archive)
    site.run("restore", archive, "--replace")
    assert site.python(LOOK, ENTREMISE_MODE="test")["pages"] == [503, 503]
    site.run("open")
    found = site.python(LOOK, ENTREMISE_MODE="test")
    assert found["pages"] == [200, 200]
    assert found["rows"]["candidates_candidate"] == before["candidates_candidate"]
