"""The wheel, and an environment where it is installed."""

import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from .containers import can_mount

ROOT = Path(__file__).resolve().parents[2]

collect_ignore = []
if not can_mount():
    collect_ignore += ["test_container.py", "test_full_disk.py"]
    warnings.warn(
        "The container and the full disk are NOT tried: they need root, and a kernel that lets"
        " it mount.",
        stacklevel=1,
    )


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    """Readable by everybody, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="entremise-wheel-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="session")
def wheel(folder: Path) -> Path:
    clone = folder / "clone"
    names = subprocess.check_output(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        text=True,
    )
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            target = clone / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel")
    options = ("--no-deps", "--no-build-isolation", "--wheel-dir", folder / "dist")
    run(*pip, *options, clone)
    return next((folder / "dist").glob("*.whl"))


@pytest.fixture(scope="session")
def installed(folder: Path, wheel: Path) -> Path:
    """An environment with the pinned dependencies and the wheel, which nobody may write."""
    environment = folder / "environment"
    run(sys.executable, "-m", "venv", environment)
    pip = (environment / "bin" / "python", "-m", "pip", "install", "--quiet")
    run(*pip, "--require-hashes", "--requirement", ROOT / "requirements.txt")
    run(*pip, "--no-deps", wheel)
    run("chmod", "-R", "a-w,a+rX", environment)
    return environment


@pytest.fixture
def own_folder(folder: Path, request: pytest.FixtureRequest) -> Path:
    """A folder for one test."""
    made = folder / request.node.name
    made.mkdir()
    return made
