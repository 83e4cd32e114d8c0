"""``entremise bench engine``: the query engine alone, no page, no HTTP, on 10 000 and 100
000 indexed CVs.

In a database of its own that holds an index and nothing else, so that a hundred thousand
are there within minutes. Each question is asked three times and its best time counts: a
machine that does something else says little of a query.
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

from benches.load import crowd, house
from entremise.candidates import search
from entremise.candidates.content import PublicCV
from entremise.foundation.search import actions, queries

HELP = "the query engine alone, at 10 000 and 100 000 indexed CVs"
KIND = "bench"
ASKED, TIMES = 60, 3  # questions of each sort, and how often each
HEAD = f"{'':26s}{'ms p50':>9s}{'ms p95':>9s}{'processor p50':>15s}{'p95':>7s}{'found':>7s}"


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
    if not house.is_inside():
        raise SystemExit(house.again_inside())
    house.prepare()
    coming, there = entries(crowd.crowd(people)), 0
    for size in map(int, sizes.split(",")):
        began, spent = time.perf_counter(), time.process_time()
        for done in actions.index_many(KIND, islice(coming, size - there)):
            command.stderr.write(f"\r{there + done} of {size}", ending="")
        actions.analyze()
        took, spent = time.perf_counter() - began, time.process_time() - spent
        command.stdout.write(
            f"\n{size} CVs, {connection.vendor}, load {os.getloadavg()[0]:.1f}: {size - there} written in {took:.0f} s"
            f" ({(size - there) / took:.0f} a second, {(size - there) / spent:.0f} a second of our processor),"
            f" index {house.size_of_tables('search_') or 0:.0f} MB"
        )
        there = size
        report(command, KIND, people)
        command.stdout.write(
            f"memory of the process: {house.memory_of(os.getpid()):.0f} MB"
        )


def entries(people: Iterable[crowd.Somebody]) -> Iterator[actions.Entry]:
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
            yield search.entry(shown, zone_code=person.zone[:20])


def report(command: BaseCommand, kind: str, people: Path | None) -> None:
    """One line for each sort of question, and one for all of them."""
    command.stdout.write(HEAD)
    everything = []
    asked = questions(people)
    for text in next(iter(asked.values())):  # what is read once is read
        queries.find(kind, text)
    for name, texts in asked.items():
        measures = [measure(kind, text) for text in texts]
        command.stdout.write(_line(name, measures))
        everything += measures
    command.stdout.write(_line("all", everything))


def questions(people: Path | None) -> dict[str, list[str]]:
    """What one might type to find the first people of the crowd."""
    draw = random.Random(11)
    some = [
        person.content
        for person in islice(crowd.crowd(people), 20 * ASKED)
        if person.content.goals
    ]
    asked = draw.sample(some, min(ASKED, len(some)))
    trades = [(content.goals[0].occupation, content) for content in asked]
    return {
        "a trade": [trade for trade, _ in trades],
        "a trade and a place": [
            f"{trade} {content.practical.city}" for trade, content in trades
        ],
        "with an error": [_mistyped(trade, draw) for trade, _ in trades],
        "unfinished": [trade[: max(3, len(trade) - 3)] for trade, _ in trades],
        "a skill": [
            draw.choice(content.skills) for _, content in trades if content.skills
        ],
        "words of a story": [
            " ".join(content.story.split()[3:9]) for _, content in trades
        ],
    }


def _mistyped(text: str, draw: random.Random) -> str:
    at = draw.randrange(1, max(2, len(text) - 1))
    return text[: at - 1] + text[at : at + 1] + text[at - 1 : at] + text[at + 1 :]


def measure(kind: str, text: str) -> tuple[float, float, int]:
    """(milliseconds, of processor, how many are found): the least of a few times."""
    clock, spent, found = [], [], 0
    for _ in range(TIMES):
        began, used = time.perf_counter(), house.spent_here()
        found = len(queries.find(kind, text))
        spent.append(1000 * (house.spent_here() - used))
        clock.append(1000 * (time.perf_counter() - began))
    return min(clock), min(spent), found


def _line(name: str, measures: list[tuple[float, float, int]]) -> str:
    clock, spent, found = (sorted(column) for column in zip(*measures, strict=True))
    half, most = len(measures) // 2, int(len(measures) * 0.95)
    return f"{name:26s}{clock[half]:>9.1f}{clock[most]:>9.1f}{spent[half]:>15.1f}{spent[most]:>7.1f}{found[half]:>7d}"
