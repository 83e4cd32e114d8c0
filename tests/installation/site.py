"""A site that was installed, started as its administrator would, seen by a visitor."""

import os
import pwd
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

import psycopg

from tests.kit import system_tools

SITE = "https://entremise.test"
UNPRIVILEGED = "nobody"
OPENS_WITHIN = 120  # seconds, migrations included, on a machine that does other things
MOST_PAGES = 400


@dataclass
class Answer:
    status: int
    kind: str
    body: bytes


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        wanted = {"a": "href", "link": "href", "img": "src", "script": "src"}
        place = dict(attrs).get(wanted.get(tag, ""))
        if place and "nofollow" not in (dict(attrs).get("rel") or ""):
            self.found.append(place)


class Visitor:
    """Asks a server of this machine as the proxy in front of it would."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str) -> Answer:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}")
        request.add_header("Host", urlsplit(SITE).netloc)
        request.add_header("X-Forwarded-Proto", "https")
        request.add_header("X-Forwarded-For", "198.51.100.7")
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                kind = response.headers.get("Content-Type", "")
                return Answer(response.status, kind, response.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, "", error.read())

    def answers(self, path: str) -> bool:
        try:
            return self.get(path).status == 200
        except OSError:
            return False

    def walk(self, *first: str) -> dict[str, int]:
        """The status of each page and file that links lead to."""
        seen: dict[str, int] = {}
        waiting = list(first)
        while waiting and len(seen) < MOST_PAGES:
            path = waiting.pop(0)
            if path in seen:
                continue
            answer = self.get(path)
            seen[path] = answer.status
            if "text/html" in answer.kind:
                parser = Links()
                parser.feed(answer.body.decode())
                waiting += [
                    place for link in parser.found if (place := inside(path, link))
                ]
        return seen


def inside(page: str, link: str) -> str:
    """The path and query of a link to the same site; empty for another place."""
    whole = urlsplit(urldefrag(urljoin(f"{SITE}{page}", link)).url)
    if whole.scheme not in ("http", "https") or whole.netloc != urlsplit(SITE).netloc:
        return ""
    return whole.path + (f"?{whole.query}" if whole.query else "")


def without_rights(environment: Path, data: Path) -> list[str]:
    """A prefix to run a command as somebody who obeys the permissions of files.

    Root becomes another user; where that user cannot reach this interpreter, root without
    its capabilities, which is refused like anybody.
    """
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam(UNPRIVILEGED)
    other = ["setpriv", f"--reuid={user.pw_uid}", "--clear-groups", "--"]
    python = environment / "bin" / "python"
    # From a shell of theirs: setpriv itself starts a program while it still has its rights.
    reached = subprocess.run(
        [*other, "sh", "-c", f"{python} -c ''"],
        cwd="/",
        capture_output=True,
        check=False,
    )
    if reached.returncode == 0:
        os.chown(data, user.pw_uid, -1)
        return other
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--"]


def assert_not_written(environment: Path, prefix: list[str]) -> None:
    """Whoever this prefix makes cannot change the code."""
    written = environment / "bin" / "written"
    shell = [*prefix, "sh", "-c", f": > {written}"]
    refused = subprocess.run(shell, capture_output=True, check=False)
    assert refused.returncode != 0, "the installation can be written"


def read_rows(settings: Mapping[str, str], query: str) -> list[tuple[Any, ...]]:
    """Rows of the database, asked beside the site; none while the table is not there."""
    url = settings.get("DATABASE_URL")
    try:
        if url:
            with psycopg.connect(url.replace("postgres:", "postgresql:")) as server:
                return server.execute(query).fetchall()
        data = Path(settings["ENTREMISE_VAR"])
        with closing(sqlite3.connect(data / "entremise.sqlite3")) as file:
            return file.execute(query).fetchall()
    except (sqlite3.OperationalError, psycopg.errors.UndefinedTable):
        return []


def processes_of(environment: Path) -> Iterator[tuple[int, int, str]]:
    """Identifier, parent and command of each process that this environment runs."""
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            command = (folder / "cmdline").read_text().replace("\0", " ")
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        if str(environment) in command:
            yield int(folder.name), parent, command


def pid_of(environment: Path, words: str, *, child_of: int | None = None) -> int:
    """The process whose command has these words."""
    return next(
        pid
        for pid, parent, command in processes_of(environment)
        if words in command and (child_of is None or parent == child_of)
    )


class Installation:
    """An environment that cannot be written, and a folder of its own for the data."""

    def __init__(self, environment: Path, folder: Path, **settings: str) -> None:
        self.environment = environment
        self.data = folder / "data"
        self.data.mkdir(parents=True)
        self.log = folder / "log"
        self.prefix = without_rights(environment, self.data)
        self.port = system_tools.free_port()
        self.settings = {
            "PATH": f"{environment / 'bin'}:/usr/bin:/bin",
            "ENTREMISE_MODE": "production",
            "ENTREMISE_VAR": str(self.data),
            "SITE_URL": SITE,
            "ALLOWED_HOSTS": urlsplit(SITE).netloc,
            "TRUSTED_PROXIES": "1",
            "EMAIL_URL": "smtp://127.0.0.1:9",
            "CONTACT_EMAIL": "bonjour@entremise.test",
            "PORT": str(self.port),
            "PYTHONDONTWRITEBYTECODE": "1",
            **settings,
        }
        assert_not_written(environment, self.prefix)

    def start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        """``entremise …``, its output added to the log."""
        with self.log.open("ab") as output:
            return subprocess.Popen(
                [*self.prefix, self.environment / "bin" / "entremise", *arguments],
                cwd="/",
                env=self.settings,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def read(self, query: str) -> list[tuple[Any, ...]]:
        return read_rows(self.settings, query)

    @contextmanager
    def running(self) -> Iterator[Visitor]:
        """``entremise run``, until it answers; stopped by SIGTERM."""
        process = self.start("run")
        try:
            self.wait_for(self.is_open, process)
            yield Visitor(self.port)
            assert process.poll() is None, self.log.read_text()
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(60) == 0, self.log.read_text()

    def is_open(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def wait_for(
        self, true: Callable[[], bool], process: "subprocess.Popen[bytes] | None" = None
    ) -> None:
        until = time.monotonic() + OPENS_WITHIN
        while not true():
            if process is not None:
                assert process.poll() is None, self.log.read_text()
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.2)
