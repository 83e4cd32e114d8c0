"""A site of its own folder and database, driven by the commands of an administrator."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BEGIN = """
import json, os, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entremise.config.settings")
import django
django.setup()
from django.utils import translation
translation.activate("fr")
def tell(**facts):
    print("FACTS " + json.dumps(facts, default=str))
"""


def facts_told(said: str) -> dict[str, Any]:
    """What a program that begins with BEGIN told last."""
    told = [line for line in said.splitlines() if line.startswith("FACTS ")]
    facts: dict[str, Any] = json.loads(told[-1][6:]) if told else {}
    return facts


class Site:
    """Its ledger stands outside the folder of its data."""

    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.data = folder / "data"
        self.backups = folder / "backups"
        self.ledger = folder / "elsewhere" / "ledger.jsonl"
        self.folder = folder
        self.settings = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "ENTREMISE_MODE": "production",
            "ENTREMISE_VAR": str(self.data),
            "LEDGER_FILE": str(self.ledger),
            "SITE_URL": "https://entremise.test",
            "ALLOWED_HOSTS": "entremise.test,testserver",
            "EMAIL_URL": "smtp://127.0.0.1:9",
            "CONTACT_EMAIL": "bonjour@entremise.test",
            "PORT": "9",  # nobody listens there
        }
        if database_url:
            self.settings["DATABASE_URL"] = database_url

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "entremise", *map(str, arguments)]

    def run(self, *arguments: str | Path, status: int = 0, before: str = "") -> str:
        """``entremise …``; what it said. ``before``: of the shell, as in "ulimit -f 8"."""
        command = self.command(*arguments)
        if before:
            command = ["sh", "-c", f'{before}; exec "$@"', "sh", *command]
        done = subprocess.run(
            command,
            env=self.settings,
            cwd=ROOT,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode == status, (done.returncode, done.stdout, done.stderr)
        return done.stdout + done.stderr

    def start(self, *arguments: str | Path) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            self.command(*arguments),
            env=self.settings,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
        )

    def python(self, program: str, **settings: str) -> dict[str, Any]:
        """Run this in a process of the site; what it told."""
        done = subprocess.run(
            [sys.executable, "-c", BEGIN + program],
            env=self.settings | settings,
            cwd=ROOT,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return facts_told(done.stdout)

    def make_backup(self, *options: str | Path) -> Path:
        """The archive."""
        self.run("backup", self.backups, *options)
        return max(self.backups.glob("entremise-*.tar.gz*"))
