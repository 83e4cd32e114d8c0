"""``entremise bench engine``: the query engine alone, without pages or HTTP.

On 10 000 and 100 000 indexed CVs, in a database of its own that holds an index and nothing else.
Each query runs three times and its best time counts, so that other work of the machine matters
less.
"""

import os
import random
import time
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils.translation import override

from benches.load import bulk_cvs, throwaway_server
from entremise.candidates.content.cv import PublicCV
from entremise.candidates.indexing.public_index import cv_index_entry
from entremise.foundation.search.actions.indexing import index_in_batches
from entremise.foundation.search.actions.rebuilding import analyze_database
from entremise.foundation.search.analysis.weighting import IndexEntry
from entremise.foundation.search.queries.searching import search_index

HELP = "the query engine alone, at 10 000 and 100 000 indexed CVs"
KIND = "bench"
QUESTIONS_PER_KIND, REPEATS = 60, 3  # questions of each sort, and how often each
TABLE_HEAD = f"{'':26s}{'ms p50':>9s}{'ms p95':>9s}{'processor p50':>15s}{'p95':>7s}{'found':>7s}"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--sizes", default="10000,100000", help="how many CVs, in growing order"
    )
    parser.add_argument(
        "--people",
        type=Path,
        help="JSON lines of candidates; a generator of ours when absent",
    )


def run(
    command: BaseCommand, *, sizes: str, people: Path | None, **options: Any
) -> None:
    if not throwaway_server.is_in_throwaway_environment():
        raise SystemExit(throwaway_server.rerun_in_throwaway_environment())
    throwaway_server.prepare_database()
    coming, there = index_entries(bulk_cvs.bulk_people(people)), 0
    for size in map(int, sizes.split(",")):
        began, spent = time.perf_counter(), time.process_time()
        for done in index_in_batches(KIND, islice(coming, size - there)):
            command.stderr.write(f"\r{there + done} of {size}", ending="")
        analyze_database()
        took, spent = time.perf_counter() - began, time.process_time() - spent
        command.stdout.write(
            f"\n{size} CVs, {connection.vendor}, load {os.getloadavg()[0]:.1f}: {size - there}"
            f" written in {took:.0f} s"
            f" ({(size - there) / took:.0f} a second, {(size - there) / spent:.0f} a second of our"
            " processor),"
            f" index {throwaway_server.tables_size_mb('search_') or 0:.0f} MB"
        )
        there = size
        report(command, KIND, people)
        command.stdout.write(
            f"memory of the process: {throwaway_server.process_memory_mb(os.getpid()):.0f} MB"
        )


def index_entries(people: Iterable[bulk_cvs.BulkPerson]) -> Iterator[IndexEntry]:
    with override("fr"):
        for number, person in enumerate(people):
            shown = PublicCV(
                f"k{number:06d}",
                "",
                person.first_name,
                "",
                "fr",
                person.content,
                person.zone,
                frozenset(),
            )
            yield cv_index_entry(shown, zone_code=person.zone[:20])


def report(command: BaseCommand, kind: str, people: Path | None) -> None:
    """One line for each kind of query, and one for all of them."""
    command.stdout.write(TABLE_HEAD)
    everything = []
    asked = sample_questions(people)
    for text in next(iter(asked.values())):  # what is read once is read
        search_index(kind, text)
    for name, texts in asked.items():
        measures = [measure_query(kind, text) for text in texts]
        command.stdout.write(_line(name, measures))
        everything += measures
    command.stdout.write(_line("all", everything))


def sample_questions(people: Path | None) -> dict[str, list[str]]:
    """Queries by kind, that people might type to find the first CVs."""
    draw = random.Random(11)
    some = [
        person.content
        for person in islice(bulk_cvs.bulk_people(people), 20 * QUESTIONS_PER_KIND)
        if person.content.goals
    ]
    asked = draw.sample(some, min(QUESTIONS_PER_KIND, len(some)))
    trades = [(content.goals[0].occupation, content) for content in asked]
    return {
        "a trade": [trade for trade, _ in trades],
        "a trade and a place": [
            f"{trade} {content.practical.city}" for trade, content in trades
        ],
        "with an error": [_with_typo(trade, draw) for trade, _ in trades],
        "unfinished": [trade[: max(3, len(trade) - 3)] for trade, _ in trades],
        "a skill": [
            draw.choice(content.skills) for _, content in trades if content.skills
        ],
        "words of a story": [
            " ".join(content.story.split()[3:9]) for _, content in trades
        ],
    }


def _with_typo(text: str, draw: random.Random) -> str:
    at = draw.randrange(1, max(2, len(text) - 1))
    return text[: at - 1] + text[at : at + 1] + text[at - 1 : at] + text[at + 1 :]


def measure_query(kind: str, text: str) -> tuple[float, float, int]:
    """(clock ms, processor ms, hits), the least of a few times."""
    clock, spent, found = [], [], 0
    for _ in range(REPEATS):
        began, used = time.perf_counter(), throwaway_server.own_cpu_seconds()
        found = len(search_index(kind, text))
        spent.append(1000 * (throwaway_server.own_cpu_seconds() - used))
        clock.append(1000 * (time.perf_counter() - began))
    return min(clock), min(spent), found


def _line(name: str, measures: list[tuple[float, float, int]]) -> str:
    clock, spent, found = (sorted(column) for column in zip(*measures, strict=True))
    half, most = len(measures) // 2, int(len(measures) * 0.95)
    return (
        f"{name:26s}{clock[half]:>9.1f}{clock[most]:>9.1f}"
        f"{spent[half]:>15.1f}{spent[most]:>7.1f}{found[half]:>7d}"
    )
