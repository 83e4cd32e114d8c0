"""Make the databases of the oldest version that can still be read, for test_upgrade.py.

    python -m tests.backups.make_oldest [COMMIT]

They are dumps with a few people (``people.py``), on SQLite and on PostgreSQL, in oldest/.
"""

import gzip
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from tests.kit.system_tools import postgres_tools_folder, throwaway_postgres

from .people import PEOPLE
from .site import BEGIN, ROOT

OLDEST = "b51d831"
FOLDER = Path(__file__).parent / "oldest"


def main(commit: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, throwaway_postgres() as url:
        code = Path(name) / "code"
        subprocess.run(
            ["git", "worktree", "add", "--detach", code, commit], cwd=ROOT, check=True
        )
        try:
            _fill(code, Path(name) / "sqlite", "")
            with closing(
                sqlite3.connect(Path(name) / "sqlite/entremise.sqlite3")
            ) as db:
                _write(FOLDER / "sqlite.sql.gz", "\n".join(db.iterdump()) + "\n")
            _fill(code, Path(name) / "postgresql", url)
            dump = subprocess.check_output(
                [postgres_tools_folder() / "pg_dump", "--no-owner", "--inserts", url],
                text=True,
            )
            _write(FOLDER / "postgresql.sql.gz", dump)
        finally:
            subprocess.run(
                ["git", "worktree", "remove", "--force", code], cwd=ROOT, check=True
            )


def _fill(code: Path, data: Path, url: str) -> None:
    settings = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{code / 'src'}:{code}",
        "ENTREMISE_MODE": "production",
        "ENTREMISE_VAR": str(data),
        **({"DATABASE_URL": url} if url else {}),
    }
    python = sys.executable
    for command in (
        [python, "-m", "entremise", "migrate", "--verbosity", "0"],
        [python, "-c", BEGIN + PEOPLE],
    ):
        subprocess.run(command, env=settings, cwd=code, check=True)


def _write(path: Path, text: str) -> None:
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    main(*(sys.argv[1:] or [OLDEST]))
