"""A site installed from the wheel, kept running as systemd would, whose days can pass.

The code is read-only, the user has no rights, and all that must last is in one folder.
"""

import os
import re
import signal
import socket
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.backups.site import BEGIN, facts_told
from tests.installation.site import (
    assert_not_written,
    pid_of,
    processes_of,
    read_rows,
    without_rights,
)

from .cast import calendar
from .conftest import HUMAN
from .installation import ROOT, ArrivingMail, Installation, Visitor

DAY = timedelta(days=1)
PROBE_EVERY = 0.05  # seconds between two questions to the site
STEADY = 2.0  # seconds without a refusal: the site is back
PATIENCE = 60  # seconds


class InstalledSite(Installation):
    """``state`` has a folder for the data, one for backups, one for the ledger."""

    def __init__(
        self,
        folder: Path,
        code: Path,
        *,
        database: str,
        mailbox: ArrivingMail,
        certificate: Path,
    ) -> None:
        self.code = code
        super().__init__(
            folder, database=database, mailbox=mailbox, certificate=certificate
        )
        self.state = folder / "state"
        self.data = self.state / "data"
        self.backups = self.state / "backups"
        self.ledger = self.state / "elsewhere" / "ledger.jsonl"
        self.state.mkdir()
        prefix = without_rights(code, self.state)
        assert_not_written(code, prefix)
        self.python = [*prefix, str(code / "bin" / "python")]
        del self.environment["PYTHONPATH"]
        self.environment |= {
            "PATH": f"{code / 'bin'}:/usr/bin:/bin",
            "PYTHONDONTWRITEBYTECODE": "1",
            "ENTREMISE_VAR": str(self.data),
            "LEDGER_FILE": str(self.ledger),
        }
        self.clock = folder / "clock"
        self._set_ahead(timedelta())
        self.environment |= {
            "LD_PRELOAD": str(clock_library(folder)),
            "CLOCK_AHEAD": str(self.clock),
        }

    def _set_ahead(self, ahead: timedelta) -> None:
        calendar.ahead = ahead
        with self.clock.open("r+b" if self.clock.exists() else "wb") as file:
            file.write(struct.pack("=q", int(ahead.total_seconds())))

    def sleep_until_tomorrow(self) -> None:
        """The clock of each process goes on by a day; what falls due at night is done."""
        self._set_ahead(calendar.ahead + DAY)
        now = calendar.now()
        self.wait_for(lambda: all(due > now for due in self.jobs_due_at()))

    def jobs_due_at(self) -> list[datetime]:
        found = self.read("SELECT due_at FROM worker_jobrun")
        days = [datetime.fromisoformat(str(at)) for (at,) in found]
        return [day if day.tzinfo else day.replace(tzinfo=UTC) for day in days]

    def read(self, query: str) -> list[tuple[Any, ...]]:
        return read_rows(self.environment, query)

    def count(self, table: str, where: str = "1 = 1") -> int:
        return int(self.read(f"SELECT count(*) FROM {table} WHERE {where}")[0][0])

    def python_of_its_own(self, program: str) -> dict[str, Any]:
        """What a program told: the code of the wheel, and the factories of the tests."""
        done = self.command("-c", BEGIN + program, PYTHONPATH=str(ROOT))
        assert done.returncode == 0, done.stdout + done.stderr
        return facts_told(done.stdout)

    def wait_for(self, true: Callable[[], bool]) -> float:
        """Seconds until it is true."""
        began = time.monotonic()
        while not true():
            assert time.monotonic() - began < PATIENCE, self.said()[-4000:]
            time.sleep(0.1)
        return time.monotonic() - began

    @contextmanager
    def running(self) -> Iterator["Service"]:  # type: ignore[override]
        """The service and nginx; whoever is killed in between is started again."""
        with (self.folder / "run.log").open("a+") as self.log:
            service = Service(self)
            try:
                self.wait_for(lambda: _listens(self.web_port))
                with self.behind_nginx():
                    yield service
            finally:
                service.stop()


def clock_library(folder: Path) -> Path:
    """What moves the time of day of the processes that load it."""
    made = folder / "clock.so"
    source = Path(__file__).with_name("clock.c")
    subprocess.run(
        ["cc", "-shared", "-fPIC", "-O2", "-o", made, source], check=True, cwd=folder
    )
    return made


class Service:
    """``Restart=always`` of ``deploy/entremise.service``, and its ``RestartSec``.

    When its first process ends, systemd ends all that it had started.
    """

    def __init__(self, site: InstalledSite) -> None:
        self.site = site
        unit = (ROOT / "deploy" / "entremise.service").read_text()
        found = re.search(r"^RestartSec=(\d+)ms$", unit, re.M)
        assert "Restart=always" in unit
        assert found
        self.delay = int(found[1]) / 1000
        self.stopping = threading.Event()
        self.started = 0
        self.process: subprocess.Popen[bytes] = self._start()
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def _start(self) -> "subprocess.Popen[bytes]":
        self.started += 1
        first = ["chrt", "--rr", "1"] if os.environ.get("WALK_FIRST") else []
        return subprocess.Popen(
            [*first, *self.site.python, "-m", "entremise", "run"],
            cwd=self.site.folder,
            env=self.site.environment,
            stdin=subprocess.DEVNULL,
            stdout=self.site.log,
            stderr=subprocess.STDOUT,
        )

    def _watch(self) -> None:
        while True:
            self.process.wait()
            if self.stopping.is_set():
                return
            kill_all(self.site.code)
            if self.stopping.wait(self.delay):
                return
            self.process = self._start()

    def stop(self) -> None:
        self.stopping.set()
        self.process.send_signal(signal.SIGTERM)
        self.thread.join(PATIENCE)
        assert list(processes_of(self.site.code)) == []

    def pid_of(self, name: str) -> int:
        if name == "supervisor":
            return self.process.pid
        server = pid_of(self.site.code, "granian", child_of=self.process.pid)
        if name == "web server":
            return server
        if name == "web worker":
            return pid_of(self.site.code, "granian", child_of=server)
        return pid_of(self.site.code, "entremise worker", child_of=self.process.pid)


def kill_all(code: Path) -> None:
    for pid, _parent, _command in list(processes_of(code)):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


class Probe:
    """Opens the home page through nginx, on a new connection each time, without end."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.answers: list[tuple[float, float, bool]] = []  # began, ended, is 200
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self._ask, daemon=True)

    def __enter__(self) -> "Probe":
        self.thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self.stopping.set()
        self.thread.join()

    def _ask(self) -> None:
        while not self.stopping.wait(PROBE_EVERY):
            began = time.monotonic()
            try:
                is_ok = self.visitor.get("/") == 200
            except OSError:
                is_ok = False
            self.answers.append((began, time.monotonic(), is_ok))

    def seconds_until_steady(self, since: float) -> float:
        """From a moment to the answer after the last refusal; 0 when nobody was refused."""
        until = since + PATIENCE
        while time.monotonic() < until:
            after = [answer for answer in self.answers if answer[1] > since]
            refused = max((began for began, _, ok in after if not ok), default=since)
            good = [ended for began, ended, ok in after if ok and began >= refused]
            if good and time.monotonic() - refused > STEADY:
                return good[0] - since if refused > since else 0.0
            time.sleep(PROBE_EVERY)
        raise AssertionError("the site does not answer again")


class Passers:
    """People who share a CV and lend their network, each from an address of their own.

    What was answered is kept apart from what was only asked.
    """

    def __init__(self, site: InstalledSite, code: str, *, day: int) -> None:
        self.site, self.code, self.day = site, code, day
        self.shares = 0
        self.addresses: list[str] = []
        self.refused = 0
        self.number = 0
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self._come, daemon=True)

    def __enter__(self) -> "Passers":
        self.thread.start()
        return self

    def __exit__(self, *args: object) -> None:
        self.stopping.set()
        self.thread.join()

    def _come(self) -> None:
        while not self.stopping.wait(PROBE_EVERY):
            self.one_comes()

    def one_comes(self) -> None:
        self.number += 1
        # a network of 256 addresses is one visitor, for what is counted
        host, network = divmod(self.number, 250)
        visitor = self.site.visitor(f"127.{100 + self.day}.{network}.{host + 1}")
        if self._is_done(visitor, f"/cv/{self.code}/partager/copy/", "langue=fr"):
            self.shares += 1
        email = f"ami.{self.day}.{self.number}@exemple.test"
        if self._is_done(visitor, "/soutenir/", f"email={email}&every_days=30"):
            self.addresses.append(email)

    def _is_done(self, visitor: Visitor, path: str, form: str) -> bool:
        headers = {
            "Origin": self.site.site,
            # a request without these is that of a machine, and is not counted
            "User-Agent": HUMAN,
            "Accept": "text/html",
            "Accept-Language": "fr",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            done = visitor.ask("POST", path, form.encode(), headers) == 302
        except OSError:
            done = False
        self.refused += not done
        return done


def _listens(port: int) -> bool:
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0
