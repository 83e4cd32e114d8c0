"""``entremise bench sharing``: a town whose truth is known lives for a day; what was
counted is compared with it.

In a database of its own that is thrown away. Forwarded links, shared networks and devices,
crawlers of six networks, a loop that wants to inflate a figure, and people who write. Then
night falls, and the whole database is searched for anybody who passed by.
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

from benches.load import crowd, house, scan
from benches.load.town import AMBIGUOUS, UNAMBIGUOUS, Contact, Town
from entremise.candidates.models import Publication
from entremise.foundation.kit import jobs
from entremise.foundation.web.models import Allowance
from entremise.sharing import rules
from entremise.sharing.models import Credit, DailySalt, ShareEvent, Visit

HELP = "attribution, robots and privacy in a town whose truth is known"
AT_NIGHT = (
    "sharing.",
    "accounts.",
    "messaging.",
)  # the jobs of these apps, as the worker runs them


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--shares", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)


def run(command: BaseCommand, *, shares: int, seed: int, **options: object) -> None:
    if not house.is_inside():
        raise SystemExit(house.again_inside())
    house.prepare()
    began = time.perf_counter()
    command.stdout.write(f"{shares} shares, {connection.vendor}, seed {seed}")
    for line in told(live(shares, seed, say=Progress(command, 2 * shares))):
        command.stdout.write(line)
    command.stdout.write(f"{'took':52s}{time.perf_counter() - began:>9.0f} s")


class Progress:
    def __init__(self, command: BaseCommand, whole: int) -> None:
        self.command, self.whole, self.done = command, whole, 0

    def __call__(self) -> None:
        self.done += 1
        if self.done % max(self.whole // 100, 1) == 0:
            part = 30 * self.done // self.whole
            self.command.stderr.write(
                f"\r[{'#' * part:30s}]", ending="" if self.done < self.whole else "\n"
            )


class Lived:
    """The town, and what was read of the platform at the end of each day."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.visits = Visit.objects.count()
        self.presses = ShareEvent.objects.count()
        self.credits: dict[int, list[Credit]] = {}
        for credit in Credit.objects.select_related("link"):
            self.credits.setdefault(credit.approach_id, []).append(credit)
        self.by_day: tuple[int, dict[str, str]] = (0, {})
        self.by_night: tuple[int, dict[str, str]] = (0, {})
        self.hashes_left = self.salts_left = 0


def live(shares: int, seed: int, *, say: Callable[[], None] = lambda: None) -> Lived:
    """One day, a night, a morning for those who slept on it, and another night."""
    noon = timezone.localtime().replace(hour=11, minute=0)
    with clock(noon):
        crowd.publish(
            (crowd.drawn(number) for number in range(1, max(shares // 50, 10))),
            say=lambda done: None,
        )
        town = Town(
            list(Publication.objects.order_by("pk").values_list("code", flat=True)),
            random.Random(seed),
        )
        town.live(shares, say)
        code = Publication.objects.get(code=town.codes[0])
        tokens = list(
            code.candidate.share_links.order_by("pk").values_list("token", flat=True)[
                :3
            ]
        )
        town.spam(shares, tokens, say)
    with clock(noon + timedelta(days=1)):
        night()
        town.next_day()
        lived = Lived(town)
        buckets = set(Allowance.objects.values_list("bucket", flat=True))
        lived.by_day = scan.scan(scan.Wanted(town.addresses, buckets=()))
    with clock(noon + timedelta(days=2)):
        night()
        lived.by_night = scan.scan(scan.Wanted(town.addresses, buckets=buckets))
        lived.hashes_left = sum(
            m.objects.exclude(visitor=None).count() for m in (Visit, ShareEvent)
        )
        lived.salts_left = DailySalt.objects.count()
    return lived


@contextmanager
def clock(starts: datetime) -> Iterator[None]:
    """Inside, it is that time, and time passes."""
    real, offset = timezone.now, starts - timezone.now()

    def now() -> datetime:
        return real() + offset

    with mock.patch.object(timezone, "now", now):
        yield


def night() -> None:
    """What the worker does once a day is over."""
    for job in jobs.declared():
        if any(f".{job.name}".find(f".{app}") >= 0 for app in AT_NIGHT):
            job.run()


# ---- what was found, against the truth ----


def wrong(contact: Contact, credits: list[Credit]) -> Fraction:
    """The part given to a link that did not bring this contact."""
    return sum(
        (c.part for c in credits if c.link and c.link.token != contact.token),
        Fraction(),
    )


def is_unknown(credits: list[Credit]) -> bool:
    return all(credit.link is None for credit in credits)


def error_of(lived: Lived, kinds: tuple[str, ...]) -> tuple[int, float]:
    """How many contacts of these kinds, and the mean part given to a wrong link."""
    rows = [contact for contact in lived.town.contacts if contact.kind in kinds]
    errors = sum(
        (wrong(contact, lived.credits.get(contact.row, [])) for contact in rows),
        Fraction(),
    )
    return len(rows), float(errors) / max(len(rows), 1)


def told(lived: Lived) -> Iterator[str]:
    town = lived.town
    yield "  ".join(f"{number} {name}" for name, number in town.asked.items())
    if town.refused:
        yield f"{'refused (too many from one network)':52s}{town.refused:>9d}"
    yield "\nattribution"
    yield f"{'':28s}{'contacts':>12s}{'error':>12s}{'unknown':>12s}"
    kinds = [*UNAMBIGUOUS, *AMBIGUOUS, "other device", "next day"]
    for name, group in [
        *((kind, (kind,)) for kind in kinds),
        ("unambiguous", UNAMBIGUOUS),
        ("ambiguous", AMBIGUOUS),
    ]:
        number, error = error_of(lived, group)
        rows = [
            lived.credits.get(contact.row, [])
            for contact in town.contacts
            if contact.kind in group
        ]
        unknown = sum(map(is_unknown, rows)) / max(len(rows), 1)
        yield f"{name:28s}{number:>12d}{error:>12.1%}{unknown:>12.1%}"
    yield "\ncounting"
    people, devices, seen = len(town.visits), len(town.devices), len(town.seen)
    yield f"{'machines counted as people':52s}{town.leaked['rows']:>9d}"
    yield f"{'people × CV × link × day, the truth':52s}{people:>9d}"
    yield f"{'  and their second device':52s}{devices - people:>+9d}"
    merged = seen - devices
    yield f"{'  merged behind one network and kind of browser':52s}{merged:>+9d}  {merged / devices:+.1%}"
    loop = f"  gained by a loop of {town.asked['requests of a loop']} requests"
    yield f"{loop:52s}{town.loop:>+9d}"
    yield f"{'visits counted':52s}{lived.visits:>9d}  {(lived.visits - people) / people:+.1%}"
    yield f"{'not explained':52s}{lived.visits - seen - town.loop:>+9d}"
    yield f"{'presses: truth, counted':52s}{len(town.presses):>9d}{lived.presses:>9d}"
    yield "\nwhat is left of those who passed by"
    for name, (looked, found) in (
        ("during the day", lived.by_day),
        ("after the night", lived.by_night),
    ):
        said = (
            ", ".join(f"{where}: {what}" for where, what in found.items()) or "nobody"
        )
        yield f"{name:18s}{looked:>9d} values, {len(town.addresses)} addresses: {said}"
    yield f"{'hashes of visitors, salts, after the night':52s}{lived.hashes_left:>9d}{lived.salts_left:>9d}"
    kinds_told = {rules.family_of(agent) for agent in scan.PHONES + scan.COMPUTERS}
    yield f"{'kinds of browser told apart':52s}{len(kinds_told):>9d}"
