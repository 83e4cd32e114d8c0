"""``entremise bench sharing``: what was counted and credited, against simulated traffic.

In a temporary database: forwarded links, shared networks and devices, crawlers of six networks, a
loop that tries to inflate a figure, and people who write. After the nightly jobs, the whole
database is searched for traces of visitors.
"""

import random
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from fractions import Fraction
from unittest import mock

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from benches.load import bulk_cvs, privacy_scan, throwaway_server
from benches.load.traffic import (
    AMBIGUOUS,
    UNAMBIGUOUS,
    SimulatedContact,
    SimulatedTraffic,
)
from entremise.candidates.models import Publication
from entremise.foundation.kit import periodic_jobs
from entremise.foundation.web.models import RateLimit
from entremise.sharing import rules
from entremise.sharing.models import Credit, DailySalt, ShareEvent, Visit

HELP = "attribution, robots and privacy against simulated traffic"
NIGHTLY_APPS = (
    "sharing.",
    "gallery.",
    "rendering.",
    "foundation.accounts.",
    "foundation.outbox.",
    "foundation.tasks.",
)


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--shares", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)


def run(command: BaseCommand, *, shares: int, seed: int, **options: object) -> None:
    if not throwaway_server.is_in_throwaway_environment():
        raise SystemExit(throwaway_server.rerun_in_throwaway_environment())
    throwaway_server.prepare_database()
    began = time.perf_counter()
    command.stdout.write(f"{shares} shares, {connection.vendor}, seed {seed}")
    for line in report_lines(
        simulate_days(shares, seed, progress=ProgressBar(command, 2 * shares))
    ):
        command.stdout.write(line)
    command.stdout.write(f"{'took':52s}{time.perf_counter() - began:>9.0f} s")


class ProgressBar:
    def __init__(self, command: BaseCommand, total: int) -> None:
        self.command, self.total, self.done = command, total, 0

    def __call__(self) -> None:
        self.done += 1
        if self.done % max(self.total // 100, 1) == 0:
            part = 30 * self.done // self.total
            self.command.stderr.write(
                f"\r[{'#' * part:30s}]", ending="" if self.done < self.total else "\n"
            )


class SimulationResult:
    """The traffic, and what the platform recorded of it at the end of each day."""

    def __init__(self, traffic: SimulatedTraffic) -> None:
        self.traffic = traffic
        self.visits = Visit.objects.count()
        self.presses = ShareEvent.objects.count()
        self.credits: dict[int, list[Credit]] = {}
        for credit in Credit.objects.select_related("link"):
            self.credits.setdefault(credit.approach_id, []).append(credit)
        self.by_day: tuple[int, dict[str, str]] = (0, {})
        self.by_night: tuple[int, dict[str, str]] = (0, {})
        self.hashes_left = self.salts_left = 0


def simulate_days(
    shares: int, seed: int, *, progress: Callable[[], None] = lambda: None
) -> SimulationResult:
    """A day, its nightly jobs, the contacts of the next morning, and another night."""
    noon = timezone.localtime().replace(hour=11, minute=0)
    with shifted_clock(noon):
        bulk_cvs.publish_in_bulk(
            (
                bulk_cvs.random_person(number)
                for number in range(1, max(shares // 50, 10))
            ),
            progress=lambda done: None,
        )
        traffic = SimulatedTraffic(
            list(Publication.objects.order_by("pk").values_list("code", flat=True)),
            random.Random(seed),
        )
        traffic.simulate_day(shares, progress)
        code = Publication.objects.get(code=traffic.codes[0])
        tokens = list(
            code.candidate.share_links.order_by("pk").values_list("token", flat=True)[
                :3
            ]
        )
        traffic.spam_visits(shares, tokens, progress)
    with shifted_clock(noon + timedelta(days=1)):
        run_nightly_jobs()
        traffic.simulate_next_day()
        result = SimulationResult(traffic)
        scopes = set(RateLimit.objects.values_list("scope", flat=True))
        result.by_day = privacy_scan.scan_database(
            privacy_scan.VisitorTraces(traffic.addresses, scopes=())
        )
    with shifted_clock(noon + timedelta(days=2)):
        run_nightly_jobs()
        result.by_night = privacy_scan.scan_database(
            privacy_scan.VisitorTraces(traffic.addresses, scopes=scopes)
        )
        result.hashes_left = sum(
            m.objects.exclude(visitor=None).count() for m in (Visit, ShareEvent)
        )
        result.salts_left = DailySalt.objects.count()
    return result


@contextmanager
def shifted_clock(starts: datetime) -> Iterator[None]:
    """Within the context, the clock starts at this time and runs."""
    real, offset = timezone.now, starts - timezone.now()

    def now() -> datetime:
        return real() + offset

    with mock.patch.object(timezone, "now", now):
        yield


def run_nightly_jobs() -> None:
    """The jobs that the worker runs once a day is over."""
    for job in periodic_jobs.all_jobs():
        if job.name.startswith(NIGHTLY_APPS):
            job.run()


# ---- what was recorded, against what happened ----


def misattributed_part(contact: SimulatedContact, credits: list[Credit]) -> Fraction:
    """The part credited to links that did not bring this contact."""
    return sum(
        (c.part for c in credits if c.link and c.link.token != contact.token),
        Fraction(),
    )


def is_unattributed(credits: list[Credit]) -> bool:
    return all(credit.link is None for credit in credits)


def attribution_error(
    result: SimulationResult, kinds: tuple[str, ...]
) -> tuple[int, float]:
    """Number of contacts of these kinds, and mean part credited to a wrong link."""
    rows = [contact for contact in result.traffic.contacts if contact.kind in kinds]
    errors = sum(
        (
            misattributed_part(contact, result.credits.get(contact.row, []))
            for contact in rows
        ),
        Fraction(),
    )
    return len(rows), float(errors) / max(len(rows), 1)


def report_lines(result: SimulationResult) -> Iterator[str]:
    traffic = result.traffic
    yield "  ".join(
        f"{number} {name}" for name, number in traffic.requests_by_kind.items()
    )
    if traffic.refused:
        yield f"{'refused (too many from one network)':52s}{traffic.refused:>9d}"
    yield "\nattribution"
    yield f"{'':28s}{'contacts':>12s}{'error':>12s}{'unknown':>12s}"
    kinds = [*UNAMBIGUOUS, *AMBIGUOUS, "other device", "next day"]
    for name, group in [
        *((kind, (kind,)) for kind in kinds),
        ("unambiguous", UNAMBIGUOUS),
        ("ambiguous", AMBIGUOUS),
    ]:
        number, error = attribution_error(result, group)
        rows = [
            result.credits.get(contact.row, [])
            for contact in traffic.contacts
            if contact.kind in group
        ]
        unknown = sum(map(is_unattributed, rows)) / max(len(rows), 1)
        yield f"{name:28s}{number:>12d}{error:>12.1%}{unknown:>12.1%}"
    yield "\ncounting"
    people, devices, seen = len(traffic.visits), len(traffic.devices), len(traffic.seen)
    yield f"{'robots counted as people':52s}{traffic.robots_counted['rows']:>9d}"
    yield f"{'people × CV × link × day, simulated':52s}{people:>9d}"
    yield f"{'  and their second device':52s}{devices - people:>+9d}"
    merged = seen - devices
    yield (
        f"{'  merged behind one network and kind of browser':52s}{merged:>+9d}"
        f"  {merged / devices:+.1%}"
    )
    loop = f"  gained by a loop of {traffic.requests_by_kind['requests of a loop']} requests"
    yield f"{loop:52s}{traffic.rows_gained_by_spam:>+9d}"
    yield f"{'visits counted':52s}{result.visits:>9d}  {(result.visits - people) / people:+.1%}"
    yield f"{'not explained':52s}{result.visits - seen - traffic.rows_gained_by_spam:>+9d}"
    yield f"{'presses: simulated, counted':52s}{len(traffic.presses):>9d}{result.presses:>9d}"
    yield "\ntraces of visitors left"
    for name, (values, found) in (
        ("during the day", result.by_day),
        ("after the night", result.by_night),
    ):
        traces = (
            ", ".join(f"{where}: {what}" for where, what in found.items()) or "nobody"
        )
        yield f"{name:18s}{values:>9d} values, {len(traffic.addresses)} addresses: {traces}"
    yield (
        f"{'hashes of visitors, salts, after the night':52s}"
        f"{result.hashes_left:>9d}{result.salts_left:>9d}"
    )
    kinds_told = {
        rules.browser_family_of(agent)
        for agent in privacy_scan.PHONES + privacy_scan.COMPUTERS
    }
    yield f"{'kinds of browser told apart':52s}{len(kinds_told):>9d}"
