"""``make release VERSION=x.y.z``: checks, files and tag of a version. Nothing is sent anywhere.

python -m release.make_release VERSION [--dry-run]

``--dry-run``: the same checks and the same files, without the tests and without the tag.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import entremise
from release.bill_of_materials import bill_of_materials
from release.changelog import section_of
from release.pins import ROOT, read_pins

BIN = Path(sys.executable).parent


def git(*arguments: str) -> str:
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def faults_before(version: str) -> list[str]:
    """Why this version cannot be released as the tree stands, in sentences."""
    faults = []
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        return [f"« {version} » is not a version: say for instance VERSION=0.2.0."]
    if entremise.__version__ != version:
        faults.append(
            f"src/entremise/__init__.py says {entremise.__version__}: write {version} there."
        )
    section = section_of(version)
    if section is None:
        faults.append(f"CHANGELOG.md has no section « ## {version} — date ».")
    elif not section.what_to_do:
        faults.append(f"CHANGELOG.md does not say what to do for {version}.")
    if git("status", "--porcelain"):
        faults.append(
            "The tree is not clean: commit, or put aside, what git status says."
        )
    if git("tag", "--list", f"v{version}"):
        faults.append(f"The tag v{version} exists: a version is released once.")
    return faults


def build(version: str, folder: Path) -> list[Path]:
    """The wheel, the source archive, the bill of materials and the checksums, in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    committed_at = int(git("log", "-1", "--format=%ct"))
    command = [BIN / "uv", "build", "--quiet", "--offline", "--no-build-isolation"]
    with tempfile.TemporaryDirectory(prefix="entremise-release-") as sources:
        _copy_sources(Path(sources))
        subprocess.run(
            [*command, "--python", sys.executable, "--out-dir", folder, sources],
            env=os.environ | {"SOURCE_DATE_EPOCH": str(committed_at)},
            check=True,
        )
    bill = bill_of_materials(
        version, read_pins(), at=datetime.fromtimestamp(committed_at, UTC)
    )
    (folder / f"entremise-{version}.cdx.json").write_text(json.dumps(bill, indent=2))
    files = sorted(
        path for path in folder.iterdir() if path.name.startswith("entremise")
    )
    sums = [f"{hashlib.sha256(f.read_bytes()).hexdigest()}  {f.name}\n" for f in files]
    (folder / "SHA256SUMS").write_text("".join(sums))
    return [*files, folder / "SHA256SUMS"]


def _copy_sources(folder: Path) -> None:
    """The files that git follows: nothing that an earlier build left behind."""
    for name in git("ls-files", "-z").split("\0"):
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make release", description=__doc__)
    parser.add_argument("version")
    parser.add_argument("--dry-run", action="store_true")
    asked = parser.parse_args(arguments)
    if faults := faults_before(asked.version):
        print(f"{asked.version} is not released:", *faults, sep="\n  ")
        return 1
    if asked.dry_run:
        print("Dry run: tests are not run, nothing is tagged.")
    elif subprocess.run(
        [BIN / "python", "-m", "tests.kit.run_all"], cwd=ROOT
    ).returncode:
        print(f"{asked.version} is not released: the tests do not pass.")
        return 1
    for path in build(asked.version, ROOT / "dist" / asked.version):
        print(path.relative_to(ROOT))
    if not asked.dry_run:
        git(
            "tag",
            "--annotate",
            f"v{asked.version}",
            "--message",
            f"Entremise {asked.version}",
        )
        print(f"Tagged v{asked.version}. Publish it: git push origin v{asked.version}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
