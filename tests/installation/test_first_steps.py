"""What README.md tells to type, typed on a machine that has nothing."""

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import ROOT

WITHIN = 240  # seconds: packages are fetched, then tables are made


@pytest.fixture
def clone(own_folder: Path, wheel: Path) -> Path:
    """The sources, as ``wheel`` copied them, in a folder of this test."""
    return Path(shutil.copytree(wheel.parent.parent / "clone", own_folder / "clone"))


def lines_without_make() -> list[str]:
    """The block of README.md that makes an environment and starts the demonstration."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(), re.S)
    (block,) = [found for found in blocks if "-m venv" in found]
    return block.splitlines()


def environment_of_a_visitor(port: int) -> dict[str, str]:
    ours = ("ENTREMISE_", "DJANGO_", "DATABASE_URL", "SITE_URL", "PYTHONPATH")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    python = str(Path(sys.executable).parent)
    return kept | {"PORT": str(port), "PATH": f"{python}:{kept['PATH']}"}


def test_the_lines_without_make_start_the_demonstration(clone: Path) -> None:
    """Until the demonstration says that it is being filled: all of it takes a minute more."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = environment_of_a_visitor(port)
    *steps, last = lines_without_make()
    for line in steps:
        done = subprocess.run(
            line, shell=True, cwd=clone, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, f"{line}: {done.stdout}{done.stderr}"
    said = clone / "said"
    with said.open("w") as file:
        process = subprocess.Popen(
            f"exec env {last}", shell=True, cwd=clone, env=environment, stdout=file
        )
    try:
        until = time.monotonic() + WITHIN
        while "\n2/6 " not in said.read_text() and process.poll() is None:
            assert time.monotonic() < until, said.read_text()
            time.sleep(0.5)
        assert process.poll() is None, said.read_text()
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert re.search(r"^1/6 .+ 0 %$", said.read_text(), re.M)


def test_the_lines_without_make_do_what_make_does() -> None:
    """The same requirements, the same options: neither drifts from the other."""
    makefile = (ROOT / "Makefile").read_text()
    installs = [
        shlex.split(line)[2:] for line in lines_without_make() if " install " in line
    ]
    assert installs == [
        ["--require-hashes", "-r", "requirements.txt"],
        ["--no-deps", "--no-build-isolation", "-e", "."],
    ]
    assert "$(PIP) --require-hashes -r requirements.txt" in makefile
    assert "$(PIP) --no-deps --no-build-isolation --editable ." in makefile
    assert "-m tests.kit.run_all\n" in makefile


def test_without_network_one_sentence_says_what_is_missing(clone: Path) -> None:
    nothing = clone / "nothing"
    nothing.mkdir()
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(nothing)}
    done = subprocess.run(
        ["make", "install"],
        cwd=clone,
        env=environment_of_a_visitor(8000) | offline,
        capture_output=True,
        text=True,
    )
    assert done.returncode != 0
    assert "could not be fetched" in done.stdout
    assert "README.md" in done.stdout
    assert not (clone / ".venv/ready").exists()
    assert "Without network" in (ROOT / "README.md").read_text()
