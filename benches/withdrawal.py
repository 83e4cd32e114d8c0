"""``entremise bench withdrawal``: how long a CV is still served after its withdrawal, under load.

A temporary database, two server processes, and a constant rate of requests to every URL that shows
the person; in the middle, another process withdraws the CV. Fails when a request begun more than
one second after the commit gets anything else than 410, or one before anything else than 200.
"""

import http.client
import io
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import resolve, reverse
from PIL import Image, ImageDraw

from entremise.candidates.actions.consent import withdraw_cv
from entremise.candidates.actions.cv_draft import (
    save_cv_section,
    set_cv_photo,
    submit_cv,
)
from entremise.candidates.actions.cv_review import approve_cv
from entremise.candidates.actions.paper_consent import (
    accept_paper_consent,
    record_paper_consent,
)
from entremise.candidates.actions.path import move_candidate_path, refer_candidate
from entremise.candidates.content import consent_versions
from entremise.candidates.content.cv import (
    CVContent,
    JobGoal,
    Practical,
    PublicCV,
    SpokenLanguage,
)
from entremise.candidates.enums import GrantChannel, GrantField
from entremise.candidates.models import CV, Candidate, Publication
from entremise.candidates.queries.publications import published_cv
from entremise.demo import portraits
from entremise.foundation.accounts.enums import Role
from entremise.foundation.accounts.models import StaffRole, User, Zone
from entremise.spaces.public.views.cv import rendering_version

HELP = "how long a CV is still served after its withdrawal, under load, with two server processes"
GRACE = 1.0  # seconds after the commit
READERS = 24
BROWSER_HEADERS = {
    "User-Agent": (
        "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0"
        " Mobile Safari"
    ),
    "Accept": "text/html",
    "Accept-Language": "fr",
}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--rate", type=int, default=100, help="requests a second")
    parser.add_argument(
        "--seconds",
        type=float,
        default=5,
        help="of load before the withdrawal, and after",
    )
    parser.add_argument(
        "--database",
        default="",
        help="address of an empty PostgreSQL database, instead of SQLite",
    )
    parser.add_argument(
        "--step",
        choices=["publish", "withdraw"],
        help="used by the bench itself",
    )


def run(
    command: BaseCommand,
    *,
    rate: int,
    seconds: float,
    database: str,
    step: str | None,
    **options: Any,
) -> None:
    if step:
        command.stdout.write(
            json.dumps({"publish": publish_person, "withdraw": withdraw_person}[step]())
        )
        return
    with (
        tempfile.TemporaryDirectory() as folder,
        WithdrawalServers(Path(folder), database).running() as servers,
    ):
        addresses = servers.publish()
        answers = request_under_load(servers, addresses, rate=rate, seconds=seconds)
    report_responses(command, answers, rate=rate, committed=servers.committed)


# ---- inside the throw-away database ----


def publish_person() -> list[str]:
    """Publish a CV; return every URL that shows it."""
    zone = Zone.objects.create(slug="paris", name="Paris")
    team = User.objects.create_user(
        email="equipe@exemple.test", first_name="Zélie", last_name="Fontaine"
    )
    colleague = User.objects.create_user(
        email="collegue@exemple.test", first_name="Noé", last_name="Petit"
    )
    for member in (team, colleague):
        StaffRole.objects.create(user=member, role=Role.TEAM, zone=zone)
    person = refer_candidate(
        first_name="Mariam",
        last_name="K",
        phone="",
        email="",
        language="fr",
        zone=zone,
        by=team,
    )
    for state in ("met", "accepted", "active"):
        person = move_candidate_path(person, to=state, by=team)
    cv = CV.objects.select_related("candidate__zone").get(candidate=person)
    for section, value in _content().items():
        cv = save_cv_section(
            cv, section=section, value=value, version=cv.version, by=team
        )
    drawn = io.BytesIO()
    portraits.draw(7, womanly=True, size=(600, 750)).save(drawn, "JPEG")
    set_cv_photo(cv, image_bytes=drawn.getvalue(), by=team)
    cv.refresh_from_db()
    snapshot = approve_cv(submit_cv(cv, by=team), by=team)
    scan = io.BytesIO()
    signed = Image.new("L", (620, 877), "white")
    ImageDraw.Draw(signed).line([(300, 760), (380, 712), (460, 775)], "black", 4)
    signed.save(scan, "JPEG")
    paper = record_paper_consent(
        person,
        snapshot=snapshot,
        fields=[GrantField.PHOTO, GrantField.STORY],
        channels=list(GrantChannel.values),
        consent_version=consent_versions.CURRENT_CONSENT_VERSION,
        language="fr",
        scan=scan.getvalue(),
        by=team,
    )
    return public_urls(accept_paper_consent(paper, by=colleague))


def _content() -> dict[str, Any]:
    content = CVContent(
        tagline="Je sais mettre les gens à l’aise.",
        strengths=["À l’écoute", "Patiente"],
        languages=[SpokenLanguage("bm", "native"), SpokenLanguage("fr", "work")],
        goals=[JobGoal("care", "aide à domicile")],
        practical=Practical(["cdi"], ["75"], "Paris"),
        story="J’ai élevé quatre enfants.",
    )
    return {name: value for name, value in content.dump().items() if value}


def public_urls(publication: Publication) -> list[str]:
    code, rendering = publication.code, publication.rendering_key
    shown = published_cv(code)
    assert isinstance(shown, PublicCV)
    return [
        reverse("public:cv", args=[code]),
        reverse("public:cv_photo", args=[code, rendering, "grande"]),
        reverse("public:cv_preview", args=[code, rendering_version(shown), "fr"]),
        reverse("public:cv_pdf", args=[code]),
        reverse("public:cv_poster", args=[code]),
        reverse("public:cv_card", args=[code]),
        reverse("public:cv_slide", args=[code]),
        reverse("public:share", args=[code]),
    ]


def withdraw_person() -> float:
    """Withdraw the CV; return the time of the commit."""
    team = User.objects.get(email="equipe@exemple.test")
    withdraw_cv(Candidate.objects.select_related("zone").get(), by=team)
    return time.time()


# ---- outside: the servers and the readers ----


class WithdrawalServers:
    """Two server processes on a database of their own, and the process that withdraws."""

    def __init__(self, folder: Path, database: str) -> None:
        self.port = find_free_port()
        self.committed = 0.0
        self.environment = {
            **os.environ,
            "ENTREMISE_VAR": str(folder),
            "ENTREMISE_MODE": "demo",
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "TRUSTED_PROXIES": "1",  # each reader comes from an address of their own
            "DATABASE_URL": database or f"sqlite:///{folder / 'bench.sqlite3'}",
        }

    @contextmanager
    def running(self) -> Iterator["WithdrawalServers"]:
        self._run_command("migrate", "--no-input", "-v", "0")
        self._run_command("collectstatic", "--no-input", "-v", "0")
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "granian",
                "--interface",
                "wsgi",
                "--host",
                "127.0.0.1",
                "--port",
                str(self.port),
                "--workers",
                "2",
                "--blocking-threads",
                "4",
                "--log-level",
                "warning",
                "--no-ws",
                "entremise.config.wsgi:application",
            ],
            env=self.environment,
        )
        try:
            self._wait_for(server)
            yield self
        finally:
            server.terminate()
            server.wait(15)

    def _run_command(self, *words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "entremise", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise CommandError(done.stderr[-2000:])
        return done.stdout

    def _wait_for(self, server: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until and server.poll() is None:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.1)
        raise CommandError("the servers do not answer")

    def publish(self) -> list[str]:
        return list(
            json.loads(self._run_command("bench", "withdrawal", "--step", "publish"))
        )

    def withdraw(self) -> None:
        self.committed = json.loads(
            self._run_command("bench", "withdrawal", "--step", "withdraw")
        )


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class TimedResponse:
    url: str
    begun: float
    ended: float
    status: int


def request_under_load(
    servers: WithdrawalServers, addresses: list[str], *, rate: int, seconds: float
) -> list[TimedResponse]:
    """Responses to an open loop of requests, ``seconds`` before the withdrawal and after."""
    for address in addresses:  # made once, as they would be long before
        _read(
            http.client.HTTPConnection("127.0.0.1", servers.port, timeout=30),
            address,
            0,
        )
    answers: list[TimedResponse] = []
    start, enough = time.time() + 0.2, threading.Event()

    def read(reader: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", servers.port, timeout=30)
        dice, number = random.Random(reader), reader
        while not enough.wait(max(0.0, start + number / rate - time.time())):
            answers.append(_read(connection, dice.choice(addresses), number))
            number += READERS

    readers = [
        threading.Thread(target=read, args=[number]) for number in range(READERS)
    ]
    for reader in readers:
        reader.start()
    time.sleep(seconds)
    servers.withdraw()
    enough.wait(seconds)
    enough.set()
    for reader in readers:
        reader.join()
    return answers


def _read(
    connection: http.client.HTTPConnection, address: str, number: int
) -> TimedResponse:
    begun = time.time()
    try:
        connection.request(
            "GET",
            address,
            headers={**BROWSER_HEADERS, "X-Forwarded-For": _client_address(number)},
        )
        response = connection.getresponse()
        response.read()
        status = response.status
    except (OSError, http.client.HTTPException):
        connection.close()
        status = 0
    return TimedResponse(address, begun, time.time(), status)


def _client_address(number: int) -> str:
    return f"198.{18 + number // 65536 % 2}.{number // 256 % 256}.{number % 256}"


def report_responses(
    command: BaseCommand, answers: list[TimedResponse], *, rate: int, committed: float
) -> None:
    lasted = max(a.ended for a in answers) - min(a.begun for a in answers)
    before = Counter(a.status for a in answers if a.ended < committed - GRACE)
    after = [a for a in answers if a.begun > committed]
    late = [a for a in answers if a.begun > committed + GRACE]
    shown = [a for a in answers if a.status == 200]
    spent = sorted(1000 * (a.ended - a.begun) for a in answers)
    say = command.stdout.write
    say(
        f"{settings.BRAND_NAME}: two server processes, {len(answers)} requests in {lasted:.1f} s"
    )
    say(
        f"  asked {rate} a second, made {len(answers) / lasted:.0f}; p95"
        f" {spent[int(len(spent) * 0.95)]:.0f} ms"
    )
    say(f"  answered until {GRACE:.0f} s before the commit: {_format_statuses(before)}")
    say(
        f"  begun after the commit: {_format_statuses(Counter(a.status for a in after))}"
    )
    for kind, group in _by_kind(after).items():
        say(f"    {kind:12s} {_format_statuses(Counter(a.status for a in group))}")
    last = max((a.begun for a in shown), default=committed) - committed
    say(f"  last request answered 200: begun {1000 * last:+.0f} ms from the commit")
    wrong = sum(a.status == 200 for a in late)
    say(
        f"  200 for requests begun {GRACE:.0f} s after the commit or later: {wrong} of {len(late)}"
    )
    if wrong or not late or set(before) - {200} or {a.status for a in late} - {410}:
        raise CommandError(
            "somebody who withdrew was still shown, or the servers did not hold"
        )


def _format_statuses(statuses: Counter[int]) -> str:
    return (
        ", ".join(
            f"{count} x {status or 'no answer'}"
            for status, count in sorted(statuses.items())
        )
        or "none"
    )


def _by_kind(answers: list[TimedResponse]) -> dict[str, list[TimedResponse]]:
    groups: dict[str, list[TimedResponse]] = {}
    for answer in answers:
        groups.setdefault(resolve(answer.url).url_name or "", []).append(answer)
    return dict(sorted(groups.items()))
