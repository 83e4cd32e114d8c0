"""The samples for systemd: understood, and closed to the rest of the machine."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted((ROOT / "deploy").glob("*.service"))
# Of systemd's own scale, from 0 (closed) to 10; an ordinary service has more than 9.
MOST_EXPOSED = 20  # tenths


def values(unit: Path) -> dict[str, str]:
    return dict(re.findall(r"^(\w+)=(.*)$", unit.read_text(), re.M))


@pytest.fixture
def placed(tmp_path: Path) -> list[Path]:
    """The samples, with a command that is there: only it is not on this machine."""
    copies = [tmp_path / unit.name for unit in UNITS]
    for unit, copy in zip(UNITS, copies, strict=True):
        text = unit.read_text()
        copy.write_text(text.replace("/srv/entremise/.venv/bin/entremise", "/bin/true"))
    return copies


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_service_is_started_again_and_has_nothing_but_its_data(unit: Path) -> None:
    said = values(unit)
    assert said["Restart"] == "always"
    assert said["User"] == "entremise"
    assert said["ProtectSystem"] == "strict"
    assert said["StateDirectory"] == "entremise"
    assert said["CapabilityBoundingSet"] == ""


def test_samples_differ_by_what_they_run_only() -> None:
    def protection(unit: Path) -> str:
        return unit.read_text().partition("# Nothing else of the machine")[2]

    assert len(UNITS) == 3
    assert len({protection(unit) for unit in UNITS}) == 1


def test_systemd_understands_them(placed: list[Path]) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:  # the values above are read on every machine
        return
    read = subprocess.run(
        [analyze, "verify", *placed], capture_output=True, text=True, check=False
    )
    ours = [line for line in read.stderr.splitlines() if "entremise" in line]
    assert ours == []
    for unit in placed:
        words = ("security", "--offline=true", f"--threshold={MOST_EXPOSED}", str(unit))
        rated = subprocess.run(
            [analyze, *words], capture_output=True, text=True, check=False
        )
        assert rated.returncode == 0, rated.stdout
