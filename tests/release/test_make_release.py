"""``make release`` refuses what is not ready, and says why; then makes files that verify."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

import entremise
from release import make_release


@pytest.fixture
def ready(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A tree where everything is said for 7.0.0; what git answers can be changed."""
    answers = {"status": "", "tag": ""}
    monkeypatch.setattr(make_release, "git", lambda *words: answers[words[0]])
    monkeypatch.setattr(entremise, "__version__", "7.0.0")
    section = make_release.section_of("0.1.0")
    monkeypatch.setattr(make_release, "section_of", lambda version: section)
    return answers


def test_nothing_stands_in_the_way_of_what_is_ready(ready: dict[str, str]) -> None:
    assert make_release.faults_before("7.0.0") == []


@pytest.mark.parametrize(
    ("version", "answers", "said"),
    [
        ("seven", {}, "is not a version"),
        ("7.0.1", {}, "write 7.0.1 there"),
        ("7.0.0", {"status": " M README.md"}, "not clean"),
        ("7.0.0", {"tag": "v7.0.0"}, "released once"),
    ],
)
def test_what_is_not_ready_is_said(
    ready: dict[str, str], version: str, answers: dict[str, str], said: str
) -> None:
    ready.update(answers)
    (fault,) = make_release.faults_before(version)
    assert said in fault


def test_a_version_without_its_section_is_refused(
    ready: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make_release, "section_of", lambda version: None)
    (fault,) = make_release.faults_before("7.0.0")
    assert "has no section" in fault


def test_the_files_of_a_release_verify(tmp_path: Path) -> None:
    version = entremise.__version__
    names = {path.name for path in make_release.build(version, tmp_path)}
    assert {f"entremise-{version}.tar.gz", f"entremise-{version}.cdx.json"} < names
    for line in (tmp_path / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest
        names.discard(name)
    assert names == {"SHA256SUMS"}
    (wheel,) = tmp_path.glob("*.whl")
    # the wheel is built from the source archive, which must be complete
    held = zipfile.ZipFile(wheel).namelist()
    assert sum(name.endswith("/django.mo") for name in held) == 3
    assert not any(name.endswith(".po") for name in held)
    bill: dict[str, Any] = json.loads(
        (tmp_path / f"entremise-{version}.cdx.json").read_text()
    )
    assert bill["metadata"]["component"]["version"] == version


def test_the_command_says_its_version() -> None:
    command = [sys.executable, "-m", "entremise", "--version"]
    environment = os.environ | {"PYTHONPATH": str(make_release.ROOT / "src")}
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout == f"entremise {entremise.__version__}\n"
