"""What an archive promises: complete, of one moment, private, and honest when it is damaged."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pyrage import x25519

from entremise.config.backups.making import superseded

from .site import ROOT, Site

DAMAGED = 3
WORDS = "le chat dort sur le toit"
# Adds two rows together, as fast as it can, until it is stopped.
WRITE = """
from django.db import transaction
from entremise.sharing.models import Supporter
from entremise.foundation.web.models import CacheVersion
number = 0
print("ready", flush=True)
while True:
    number += 1
    with transaction.atomic():
        Supporter.objects.create(email=f"{number}@example.org")
        CacheVersion.objects.create(name=f"test {number}", value="x")
"""
COUNT = """
from entremise.sharing.models import Supporter
from entremise.foundation.web.models import CacheVersion
added = Supporter.objects.exclude(email="ami@example.org")
versions = CacheVersion.objects.filter(name__startswith="test ")
tell(supporters=added.count(), versions=versions.count())
"""


def test_verify_reads_it_to_the_end(site: Site) -> None:
    archive = site.make_backup()
    said = site.run("verify", site.backups)
    assert archive.name in said
    assert "Every checksum is right." in said
    assert "This version can restore it." in said


def test_a_backup_made_during_writes_is_of_one_moment(site: Site) -> None:
    from .site import BEGIN  # noqa: PLC0415

    writer = subprocess.Popen(
        [sys.executable, "-c", BEGIN + WRITE],
        env=site.settings,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    try:
        assert writer.stdout.readline() == "ready\n"
        first = site.make_backup()
        assert writer.poll() is None, "it was stopped by the backup"
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    site.run("verify", first)
    site.run("restore", first, "--replace")
    found = site.python(COUNT)
    assert found["supporters"] == found["versions"] > 0


@pytest.mark.parametrize("where", [0.1, 0.5, 0.95])
def test_a_changed_byte_is_seen(sqlite_site: Site, where: float) -> None:
    archive = sqlite_site.make_backup()
    content = bytearray(archive.read_bytes())
    content[int(len(content) * where)] ^= 0xFF
    archive.write_bytes(content)
    assert "damaged" in sqlite_site.run("verify", archive, status=DAMAGED)
    # without the file of its checksum too
    archive.with_name(archive.name.replace(".tar.gz", ".sha256")).unlink()
    assert "damaged" in sqlite_site.run("verify", archive, status=DAMAGED)
    assert "damaged" in sqlite_site.run("restore", archive, "--replace", status=1)
    assert sqlite_site.python(COUNT) == {"supporters": 0, "versions": 0}


def test_a_cut_archive_is_seen(sqlite_site: Site) -> None:
    archive = sqlite_site.make_backup()
    archive.write_bytes(archive.read_bytes()[:-2000])
    assert "damaged" in sqlite_site.run("verify", archive, status=DAMAGED)


def rewritten(archive: Path, change: str) -> None:
    """The same archive, with this change of its manifest."""
    folder = archive.parent / "rewritten"
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    manifest = json.loads((folder / "manifest.json").read_text())
    if change == "newer":
        manifest["migrations"].append("candidates.9999_of_tomorrow")
        manifest["version"] = "99.0"
    if change == "older":
        manifest["migrations"].append("kit.0001_initial")
    if change == "rows":
        manifest["rows"]["accounts_user"] += 1
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with tarfile.open(archive, "w:gz") as tar:
        for name in [*manifest["files"], "manifest.json"]:
            tar.add(folder / name, name)
    shutil.rmtree(folder)
    archive.with_name(archive.name.replace(".tar.gz", ".sha256")).unlink()


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ("newer", 1, "newer version (99.0"),
        ("older", 1, "older version"),
        ("rows", DAMAGED, "accounts_user"),
    ],
)
def test_another_version_or_lost_rows_are_said(
    sqlite_site: Site, change: str, status: int, words: str
) -> None:
    archive = sqlite_site.make_backup()
    rewritten(archive, change)
    assert words in sqlite_site.run("verify", archive, status=status)
    assert words in sqlite_site.run("restore", archive, "--replace", status=1)


def test_a_disk_that_is_full_leaves_nothing(sqlite_site: Site) -> None:
    kept = sqlite_site.make_backup()
    before = sorted(sqlite_site.backups.iterdir())
    # no file may be longer: the copy of the database is
    said = sqlite_site.run(
        "backup", sqlite_site.backups, before="ulimit -f 400", status=1
    )
    assert "No backup was made." in said, said
    assert sorted(sqlite_site.backups.iterdir()) == before
    assert not list(sqlite_site.data.glob("backup-*"))
    sqlite_site.run("verify", kept)


@pytest.mark.parametrize("encrypted", [False, True])
def test_a_full_disk_for_backups_is_said(sqlite_site: Site, encrypted: bool) -> None:
    """A small disk of its own, seen by this command alone."""
    folder = sqlite_site.folder / "small"
    folder.mkdir()
    options = ["--encrypt", str(x25519.Identity.generate().to_public())]
    command = sqlite_site.command("backup", folder, *(options if encrypted else []))
    script = (
        f"mount -t tmpfs -o size=64k none {folder};"
        f' "$@"; status=$?; echo "left: $(ls -A {folder})"; exit $status'
    )
    done = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", script, "sh", *command],
        env=sqlite_site.settings,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "No backup was made." in done.stderr
    assert "No space left" in done.stderr
    assert done.stdout.endswith("left: \n"), done.stdout


def test_a_backup_that_is_killed_leaves_nothing_that_looks_complete(
    sqlite_site: Site,
) -> None:
    process = sqlite_site.start("backup", sqlite_site.backups)
    assert process.stdout is not None
    for line in process.stdout:
        if "Writing" in line:
            process.kill()
            break
    process.wait()
    process.stdout.close()
    assert "There is no backup" in sqlite_site.run(
        "verify", sqlite_site.backups, status=1
    )
    sqlite_site.make_backup()
    assert not [path for path in sqlite_site.backups.iterdir() if "part" in path.name]


def test_encrypted_for_a_recipient(sqlite_site: Site) -> None:
    identity, other = x25519.Identity.generate(), x25519.Identity.generate()
    right, wrong = sqlite_site.folder / "right", sqlite_site.folder / "wrong"
    right.write_text(f"# of the treasurer\n{identity}\n")
    wrong.write_text(f"{other}\n")
    archive = sqlite_site.make_backup("--encrypt", str(identity.to_public()))
    assert archive.name.endswith(".tar.gz.age")
    key = (sqlite_site.data / "secret_key").read_bytes()
    for path in sqlite_site.backups.iterdir():
        assert key not in path.read_bytes()
    assert "only its checksum" in sqlite_site.run("verify", archive)
    sqlite_site.run("verify", archive, "--identity", right)
    said = sqlite_site.run("verify", archive, "--identity", wrong, status=1)
    assert "another identity" in said
    (sqlite_site.data / "secret_key").write_text("x" * 60)
    sqlite_site.run("restore", archive, "--replace", "--identity", right)
    assert (sqlite_site.data / "secret_key").read_bytes() == key


def test_encrypted_with_a_passphrase(sqlite_site: Site) -> None:
    right, wrong = sqlite_site.folder / "right", sqlite_site.folder / "wrong"
    right.write_text(f"{WORDS}\n")
    wrong.write_text("le chien dort sur le toit\n")
    archive = sqlite_site.make_backup("--passphrase-file", right)
    said = sqlite_site.run("verify", archive, "--passphrase-file", wrong, status=1)
    assert "passphrase is not the one" in said
    said = sqlite_site.run(
        "restore", archive, "--replace", "--passphrase-file", wrong, status=1
    )
    assert "passphrase is not the one" in said
    sqlite_site.run("verify", archive, "--passphrase-file", right)


def test_the_wrong_key_is_refused(sqlite_site: Site) -> None:
    archive = sqlite_site.make_backup("--without-key")
    assert not list(sqlite_site.backups.glob("*.key"))
    key = sqlite_site.data / "secret_key"
    apart = sqlite_site.folder / "apart"
    shutil.move(key, apart)
    key.write_text("y" * 60)
    restore = ("restore", archive, "--replace")
    assert "--key FILE" in sqlite_site.run(*restore, status=1)
    said = sqlite_site.run(*restore, "--key", key, status=1)
    assert "not the one of this backup" in said
    sqlite_site.run(*restore, "--key", apart)
    assert key.read_text() == apart.read_text()


def test_media_come_back(sqlite_site: Site) -> None:
    photo = sqlite_site.data / "media" / "photos" / "a.jpg"
    photo.parent.mkdir(parents=True, exist_ok=True)
    photo.write_bytes(os.urandom(300_000))
    content = photo.read_bytes()
    archive = sqlite_site.make_backup()
    photo.unlink()
    sqlite_site.run("restore", archive, "--replace")
    assert photo.read_bytes() == content


def test_two_backups_at_once(sqlite_site: Site) -> None:
    """One of them says that the other is under way, or waits for nothing and is later."""
    statuses: list[int] = []

    def make() -> None:
        process = sqlite_site.start("backup", sqlite_site.backups)
        process.communicate()
        statuses.append(process.returncode)

    threads = [threading.Thread(target=make) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 0 in statuses
    assert set(statuses) <= {0, 1}
    for archive in sqlite_site.backups.glob("*.tar.gz"):
        sqlite_site.run("verify", archive)


# ---- turns ----


def test_old_backups_go_by_turns() -> None:
    now = datetime(2026, 12, 1, 3, tzinfo=UTC)
    made = [now - timedelta(hours=12 * number) for number in range(400)]
    gone = superseded(made, now=now, days=14, weeks=8)
    kept = [moment for moment in made if moment not in gone]
    assert kept[:2] == made[:2]  # within a day
    assert len({moment.date() for moment in kept}) >= 14
    assert len(kept) <= 14 + 8 + 2
    assert min(kept) >= now - timedelta(weeks=8, days=1)


def test_the_last_one_stays_whatever_its_age() -> None:
    old = datetime(2020, 1, 1, tzinfo=UTC)
    now = datetime(2026, 12, 1, tzinfo=UTC)
    assert superseded([old], now=now, days=0, weeks=0) == []
