"""``entremise bench pages``: cost of public pages as the number of published CVs grows.

In a temporary database of the configured kind, with the real server and two workers; the readers
share the machine with it.
"""

import os
import platform
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benches.load import bulk_cvs, http_load, throwaway_server
from entremise.candidates.actions.consent import end_publication
from entremise.candidates.enums import PublicationEndReason
from entremise.candidates.models import Publication
from entremise.foundation.accounts.models import Zone
from entremise.foundation.web.lru_cache import clear_all_caches

HELP = "what public pages cost at 1 000, 10 000 and 100 000 published CVs"
FIRST_PEOPLE = 1_000
SIZES = (1_000, 10_000, 100_000)
BROWSER_HEADERS = (
    "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\r\n"
    "Accept: text/html\r\nAccept-Language: fr\r\n"
)
TABLE_HEAD = (
    f"{'':44s}{'queries':>8s}{'ms p50':>9s}{'ms p95':>9s}"
    f"{'processor':>11s}{'a second':>10s}{'bytes':>9s}"
)


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--sizes",
        default=",".join(map(str, SIZES)),
        help="how many CVs, in growing order",
    )
    parser.add_argument(
        "--seconds", type=float, default=4.0, help="how long each page is asked by many"
    )
    parser.add_argument(
        "--multiplied",
        action="store_true",
        help="a thousand people, then the same ones again: quick",
    )
    parser.add_argument(
        "--people",
        type=Path,
        help="JSON lines of candidates; a generator of ours when absent",
    )


def run(
    command: BaseCommand,
    *,
    sizes: str,
    seconds: float,
    people: Path | None,
    multiplied: bool,
    **options: Any,
) -> None:
    if not throwaway_server.is_in_throwaway_environment():
        raise SystemExit(throwaway_server.rerun_in_throwaway_environment())
    throwaway_server.prepare_database()
    everybody = bulk_cvs.bulk_people(people)
    for size in map(int, sizes.split(",")):
        publish_until(command, everybody, size, multiplied=multiplied)
        with throwaway_server.running_server() as pid:
            command.stdout.write("\n" + TABLE_HEAD)
            for name, queries, measured in measure_pages(seconds):
                command.stdout.write(format_row(name, queries, measured))
                command.stdout.flush()
            memory = ", ".join(
                f"{megabytes:.0f}"
                for megabytes in throwaway_server.workers_memory_mb(pid)
            )
            command.stdout.write(
                f"memory of the workers: {memory} MB; database:"
                f" {throwaway_server.database_size_mb():.0f} MB"
            )


def publish_until(
    command: BaseCommand,
    everybody: Iterator[bulk_cvs.BulkPerson],
    size: int,
    *,
    multiplied: bool = False,
) -> None:
    """Publish CVs until there are ``size``."""
    there, began = Publication.objects.count(), time.perf_counter()

    def say(done: int) -> None:
        part = int(30 * (there + done) / size)
        command.stderr.write(
            f"\r[{'#' * part:30s}] {there + done} of {size}", ending=""
        )

    bulk_cvs.publish_in_bulk(
        islice(
            everybody, max((min(size, FIRST_PEOPLE) if multiplied else size) - there, 0)
        ),
        progress=say,
    )
    if multiplied and size > FIRST_PEOPLE:
        bulk_cvs.copy_people(max(there // FIRST_PEOPLE, 1), size // FIRST_PEOPLE - 1)
    command.stderr.write(f"  {time.perf_counter() - began:.0f} s")
    command.stdout.write(
        f"\n{size} published CVs, {connection.vendor}, Python {platform.python_version()},"
        f" {os.cpu_count()} cores,"
        f" load {os.getloadavg()[0]:.1f}, {http_load.READERS} readers on the same machine"
    )


def count_queries(path: str, *, cached: bool = False) -> int:
    client = Client()
    if cached:
        client.get(path, HTTP_HOST="127.0.0.1")
    else:
        clear_all_caches()
    with CaptureQueriesContext(connection) as asked:
        client.get(path, HTTP_HOST="127.0.0.1")
    return len(asked)


def format_row(name: str, queries: int | None, measured: http_load.PageMeasure) -> str:
    """A row of the table."""
    odd = {status: n for status, n in measured.statuses.items() if status != 200}
    return (
        f"{name:44s}{'' if queries is None else queries:>8}"
        f"{measured.median:>9.1f}{measured.p95:>9.1f}"
        f"{measured.cpu_ms:>11.2f}{measured.per_second:>10.0f}{measured.size:>9d}"
        + (f"  {odd}" if odd else "")
    )


def measure_pages(
    seconds: float,
) -> Iterator[tuple[str, int | None, http_load.PageMeasure]]:
    rows = list(
        Publication.objects.live()
        .order_by("?")
        .values_list("code", "rendering_key", "candidate_id")[:2000]
    )
    pages = [f"/cv/{code}/" for code, _, _ in rows]
    same = pages[:1]
    yield (
        "CV, first time",
        count_queries(pages[0]),
        http_load.measure_pages(pages[:100], uncached_urls(pages), seconds=seconds),
    )
    yield (
        "CV, again",
        count_queries(pages[0], cached=True),
        http_load.measure_pages(same * 300, same, seconds=seconds),
    )
    for statuses in measure_withdrawal(rows[-1][0]):
        yield (
            "withdrawn, asked at once",
            None,
            http_load.PageMeasure(0, 0, 0, 0, 0, statuses),
        )
    yield (
        "CV, right after a withdrawal",
        None,
        http_load.measure_pages(same * 300, same, seconds=seconds),
    )
    yield (
        "CV, again, each reader counted",
        None,
        http_load.measure_pages(
            same * 300, same, seconds=seconds, headers=BROWSER_HEADERS
        ),
    )
    photos = [f"/cv/{code}/photo-{rendering}.petite.jpg" for code, rendering, _ in rows]
    yield (
        "photo, made",
        None,
        http_load.measure_pages(photos[:30], photos[:300], seconds=seconds),
    )
    yield (
        "photo, again",
        count_queries(photos[0], cached=True),
        http_load.measure_pages(photos[:1] * 300, photos[:1], seconds=seconds),
    )
    drawn = [f"/cv/{code}/apercu-{rendering}.fr.jpg" for code, rendering, _ in rows]
    yield (
        "preview image, made",
        None,
        http_load.measure_pages(drawn[:20], drawn[:200], seconds=seconds),
    )
    yield (
        "preview image, again",
        count_queries(drawn[0], cached=True),
        http_load.measure_pages(drawn[:1] * 300, drawn[:1], seconds=seconds),
    )
    zone = Zone.objects.order_by("pk").values_list("code", flat=True)[0]
    for name, path in (
        ("home", "/"),
        ("gallery, first page", "/candidats/"),
        ("gallery, page 20", "/candidats/?page=20"),
        ("gallery, one place", f"/candidats/?lieu={zone}"),
    ):
        first = uncached_urls([path])
        yield (
            f"{name}, made anew",
            count_queries(path),
            http_load.measure_pages(first[:60], first[60:], seconds=seconds),
        )
        yield (
            f"{name}, again",
            count_queries(path, cached=True),
            http_load.measure_pages([path] * 300, [path], seconds=seconds),
        )


def uncached_urls(paths: list[str]) -> list[str]:
    """The same pages by URLs that were never requested."""
    return [
        f"{path}{'&' if '?' in path else '?'}neuf={number}"
        for number in range(20_000 // len(paths))
        for path in paths
    ]


def measure_withdrawal(code: str) -> Iterator[dict[int, int]]:
    """Responses to forty requests right after a CV is withdrawn, by status."""
    path = f"/cv/{code}/"
    for _ in range(20):
        http_load.request_sequentially([path])
    end_publication(
        Publication.objects.get(code=code).candidate,
        reason=PublicationEndReason.WITHDRAWN,
        by=None,
    )
    statuses: dict[int, int] = {}
    for _ in range(40):
        for status, number in http_load.request_sequentially([path])[2].items():
            statuses[status] = statuses.get(status, 0) + number
    yield statuses
