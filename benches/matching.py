"""``entremise bench matching FOLDER``: do the right openings come first for a person, are
the right people thought of?

The folder is that of ``bench quality``, with ``openings`` (title, tasks, skills, region,
slot, driving_licence, language), ``cand2open`` and ``open2cand`` (qid, rel_feasible {id:
grade 1-3}). ``mobility`` (qid, rel {code: 2 near, 1 evolution}) is the table of the
nomenclature: with it when it is there, and without it; what is near to a trade is asked
too. Last, the time of the processor. Nothing is written.
"""

import csv
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from benches.load.labelled import MEASURES, lines, mean, measure
from entremise.foundation.search.enums import Kinship
from entremise.matching import (
    Facts,
    Goal,
    Opening,
    Past,
    Person,
    Reading,
    Trades,
    near_trades,
    openings_for,
    people_for,
)
from entremise.opportunities.trades import build

HELP = "the openings shown to a person, the people thought of for an opening, against a labelled set"
GRADES = {2: Kinship.NEAR, 1: Kinship.EVOLUTION}
SLOTS = frozenset({"jour", "nuit", "week-end", "temps partiel"})
SHOWN = 20
MANY, ASKED = 10_000, 20  # openings, or people; how many times one is asked about


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--limit", type=int, default=0, help="first N people and first N openings"
    )


def run(command: BaseCommand, *, folder: Path, limit: int = 0, **options: Any) -> None:
    report(command, folder, limit)


def report(command: BaseCommand, folder: Path, limit: int = 0) -> None:
    """What ``bench quality`` prints of matching."""
    if not (folder / "openings.jsonl.gz").exists():
        return
    tables = [False, True] if (folder / "mobility.jsonl.gz").exists() else [False]
    command.stdout.write(f"\n{'matching':50}" + "".join(f"{m:>9s}" for m in MEASURES))
    for with_table in tables:
        bench = Bench(folder, with_table=with_table)
        kind = "with the table of mobility" if with_table else "without the table"
        command.stdout.write(
            row(f"person → openings, {kind}", bench.openings_shown(limit))
        )
        if len(tables) > 1:
            command.stdout.write(
                row(f"trade → near trades, {kind}", bench.trades_named(limit))
            )
        precision, recall = bench.people_thought_of(limit)
        command.stdout.write(
            f"opening → people (a set), {kind}: precision {precision:.3f}, recall {recall:.3f}"
        )
    openings, people = bench.speed()
    command.stdout.write(
        f"processor, ms: {MANY} openings for one person {openings:.0f}; {MANY} people for one opening {people:.0f}"
    )


def row(name: str, figures: dict[str, float]) -> str:
    return f"{name:50}" + "".join(f"{figures[m]:9.3f}" for m in MEASURES)


class Bench:
    """One labelled set, read as the product reads ads and CVs."""

    def __init__(self, folder: Path, *, with_table: bool) -> None:
        self.folder = folder
        self.trades = build(
            _names(folder / "referential.csv"), _ways(folder) if with_table else {}
        )
        ads = list(lines(folder / "openings.jsonl.gz"))
        for (
            ad
        ) in ads:  # ads whose title is the name of a trade teach what is done in it
            read = self.trades.read(ad["title"])
            if read.code:
                self.trades.learn(read.code, ad["tasks"] + ad["skills"])
        self.openings = {ad["id"]: opening(ad, self.trades) for ad in ads}
        self.people = {
            told["id"]: person(told, self.trades)
            for told in lines(folder / "profiles.jsonl.gz")
        }

    def openings_shown(self, limit: int) -> dict[str, float]:
        rows = []
        for query in self._asked("cand2open", limit):
            found = openings_for(
                self.people[query["qid"]], self.openings.items(), trades=self.trades
            )
            keys = [key for key, facts in found if _possible(facts)]
            rows.append(measure(keys[:SHOWN], query["rel_feasible"]))
        return mean(rows)

    def people_thought_of(self, limit: int) -> tuple[float, float]:
        """Mean precision and recall of a set without order.

        Right: the wish, the last job, or near to the wish.
        """
        precision, recall = [], []
        for query in self._asked("open2cand", limit):
            found = people_for(
                self.openings[query["qid"]], self.people.items(), trades=self.trades
            )
            thought_of = {key for key, facts in found if _possible(facts)}
            right = {key for key, grade in query["rel_feasible"].items() if grade >= 2}
            precision.append(
                len(thought_of & right) / len(thought_of) if thought_of else 0.0
            )
            recall.append(len(thought_of & right) / len(right))
        return sum(precision) / len(precision), sum(recall) / len(recall)

    def trades_named(self, limit: int) -> dict[str, float]:
        """Near trades of somebody who wishes for that one and told nothing else.

        With the table, it is read back.
        """
        rows = []
        for query in list(lines(self.folder / "mobility.jsonl.gz"))[: limit or None]:
            found = near_trades(
                Person(goals=(Goal("", query["qid"], query["qid"]),)),
                trades=self.trades,
            )
            rows.append(
                measure([trade.code for trade in found], query["rel"], relevant=1)
            )
        return mean(rows)

    def speed(self) -> tuple[float, float]:
        """Milliseconds for one person, and for one opening, among those of the set taken
        until there are MANY.
        """
        openings = list(islice(cycle(self.openings.items()), MANY))
        people = list(islice(cycle(self.people.items()), MANY))
        some = [self.people[query["qid"]] for query in self._asked("cand2open", ASKED)]
        jobs = [
            self.openings[query["qid"]] for query in self._asked("open2cand", ASKED)
        ]
        return (
            _spent(lambda one: openings_for(one, openings, trades=self.trades), some),
            _spent(lambda one: people_for(one, people, trades=self.trades), jobs),
        )

    def _asked(self, name: str, limit: int) -> list[dict[str, Any]]:
        asked = [
            q
            for q in lines(self.folder / f"{name}.jsonl.gz")
            if max(q["rel_feasible"].values(), default=0) >= 2
        ]
        return asked[:limit] if limit else asked


def _spent(ask: Callable[[Any], object], each: list[Any]) -> float:
    """Mean processor time of asking, once everything was read: the first round is not counted."""
    for one in each:
        ask(one)
    began = time.process_time()
    for one in each:
        ask(one)
    return 1000 * (time.process_time() - began) / len(each)


def _possible(facts: Facts) -> bool:
    """In this set the language of an opening is demanded, as are its place, its hours and
    its licence.
    """
    return not facts.broken and not any(
        fact.says == "not_spoken" for fact in facts.to_ask
    )


def opening(ad: dict[str, Any], trades: Trades) -> Opening:
    told = ad["tasks"] + ad["skills"]
    read = trades.read(ad["title"], told)
    return Opening(
        title=ad["title"],
        family=_field(read),
        rome=read.code,
        likely=read.likely,
        text=" ".join(told),
        departements=frozenset([ad["region"]]),
        languages=tuple(filter(None, [ad["language"]])),
        times=frozenset([ad["slot"]]),
        licences=frozenset(["B"] if ad["driving_licence"] else []),
    )


def person(told: dict[str, Any], trades: Trades) -> Person:
    goals = [(title, _read(trades, title)) for title in told["occupations"]]
    past = [
        (job["title"], _read(trades, job["title"], job["description"]))
        for job in told["experiences"]
    ]
    return Person(
        goals=tuple(
            Goal(_field(read), title, read.code, read.likely) for title, read in goals
        ),
        done=tuple(Past(title, read.code, read.likely) for title, read in past),
        skills=tuple(told["skills"]),
        languages=dict.fromkeys(told["languages"], "work"),
        departements=frozenset([told["region"]]),
        not_at=SLOTS - frozenset(told["slots"]),
        licences=frozenset(["B"] if told["driving_licence"] else []),
    )


def _field(read: Reading) -> str:
    """The field people choose in a list at entry: here, the letter of the code that was read."""
    return read.best[:1]


@cache
def _read(trades: Trades, title: str, description: str = "") -> Any:
    return trades.read(title, [part for part in description.split(". ") if part])


def _names(path: Path) -> Iterator[tuple[str, str]]:
    with path.open() as file:
        for row in csv.DictReader(file):
            yield from (
                (row["rome"], row[gender]) for gender in ("masculine", "feminine")
            )


def _ways(folder: Path) -> dict[str, dict[str, str]]:
    table = lines(folder / "mobility.jsonl.gz")
    return {
        row["qid"]: {code: GRADES[grade] for code, grade in row["rel"].items()}
        for row in table
    }
