"""``entremise bench matching FOLDER``: rankings of openings and of people, on a labelled set.

The folder is that of ``bench quality``, with ``openings`` (title, tasks, skills, region, slot,
driving_licence, language), ``cand2open`` and ``open2cand`` (qid, rel_feasible {id: grade 1-3}).
``mobility`` (qid, rel {code: 2 near, 1 evolution}) is the table of near trades of the nomenclature:
the bench runs with it if it is there, and without; near trades are ranked too. Last, processor
times. Nothing is written.
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

from benches.load.ranking_metrics import (
    METRICS,
    mean_metrics,
    ranking_metrics,
    read_json_lines,
)
from entremise.foundation.search.enums import MobilityKind
from entremise.matching.companies import near_trades
from entremise.matching.facts import Facts
from entremise.matching.profiles import (
    OpeningProfile,
    PastTrade,
    PersonProfile,
    Requirement,
    TradeGoal,
)
from entremise.matching.selection import suitable_openings, suitable_people
from entremise.matching.trades import TitleReading, Trades
from entremise.opportunities.queries.trades import build_trade_table

HELP = (
    "the openings shown to a person, the people thought of for an opening, against a labelled"
    " set"
)
GRADES = {2: MobilityKind.NEAR, 1: MobilityKind.EVOLUTION}
SLOTS = frozenset({"jour", "nuit", "week-end", "temps partiel"})
RANKED = 20
POOL_SIZE = 10_000  # openings for one person, or people for one opening
QUERIES_TIMED = 20


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--limit", type=int, default=0, help="first N people and first N openings"
    )


def run(command: BaseCommand, *, folder: Path, limit: int = 0, **options: Any) -> None:
    report(command, folder, limit)


def report(command: BaseCommand, folder: Path, limit: int = 0) -> None:
    """The part of ``bench quality`` about matching."""
    if not (folder / "openings.jsonl.gz").exists():
        return
    tables = [False, True] if (folder / "mobility.jsonl.gz").exists() else [False]
    command.stdout.write(f"\n{'matching':50}" + "".join(f"{m:>9s}" for m in METRICS))
    for with_table in tables:
        bench = MatchingBench(folder, with_table=with_table)
        kind = "with the table of mobility" if with_table else "without the table"
        command.stdout.write(
            format_row(f"person → openings, {kind}", bench.rank_openings(limit))
        )
        if len(tables) > 1:
            command.stdout.write(
                format_row(
                    f"trade → near trades, {kind}", bench.rank_near_trades(limit)
                )
            )
        precision, recall = bench.select_people(limit)
        command.stdout.write(
            f"opening → people (a set), {kind}: precision {precision:.3f}, recall {recall:.3f}"
        )
    openings, people = bench.measure_speed()
    command.stdout.write(
        f"processor, ms: {POOL_SIZE} openings for one person {openings:.0f}; {POOL_SIZE} people"
        f" for one opening {people:.0f}"
    )


def format_row(name: str, figures: dict[str, float]) -> str:
    return f"{name:50}" + "".join(f"{figures[m]:9.3f}" for m in METRICS)


class MatchingBench:
    """A labelled set, read as the platform reads jobs and CVs."""

    def __init__(self, folder: Path, *, with_table: bool) -> None:
        self.folder = folder
        self.trades = build_trade_table(
            _trade_names(folder / "referential.csv"),
            _mobility(folder) if with_table else {},
        )
        ads = list(read_json_lines(folder / "openings.jsonl.gz"))
        # Ads whose title is the name of a trade teach what is done in it.
        for ad in ads:
            read = self.trades.read_title(ad["title"])
            if read.code:
                self.trades.learn_tasks(read.code, ad["tasks"] + ad["skills"])
        self.openings = {ad["id"]: build_opening(ad, self.trades) for ad in ads}
        self.people = {
            told["id"]: build_person(told, self.trades)
            for told in read_json_lines(folder / "profiles.jsonl.gz")
        }

    def rank_openings(self, limit: int) -> dict[str, float]:
        rows = []
        for query in self._queries("cand2open", limit):
            found = suitable_openings(
                self.people[query["qid"]], self.openings.items(), trades=self.trades
            )
            keys = [key for key, facts in found if _is_feasible(facts)]
            rows.append(ranking_metrics(keys[:RANKED], query["rel_feasible"]))
        return mean_metrics(rows)

    def select_people(self, limit: int) -> tuple[float, float]:
        """Mean precision and recall of people selected for an opening.

        Right: the goal or the last job is the trade of the opening, or near to it.
        """
        precision, recall = [], []
        for query in self._queries("open2cand", limit):
            found = suitable_people(
                self.openings[query["qid"]], self.people.items(), trades=self.trades
            )
            thought_of = {key for key, facts in found if _is_feasible(facts)}
            right = {key for key, grade in query["rel_feasible"].items() if grade >= 2}
            precision.append(
                len(thought_of & right) / len(thought_of) if thought_of else 0.0
            )
            recall.append(len(thought_of & right) / len(right))
        return sum(precision) / len(precision), sum(recall) / len(recall)

    def rank_near_trades(self, limit: int) -> dict[str, float]:
        """Rankings of trades near to one goal, for somebody who says nothing else.

        With the table, this reads the table back.
        """
        rows = []
        for query in list(read_json_lines(self.folder / "mobility.jsonl.gz"))[
            : limit or None
        ]:
            found = near_trades(
                PersonProfile(goals=(TradeGoal("", query["qid"], query["qid"]),)),
                trades=self.trades,
            )
            rows.append(
                ranking_metrics(
                    [trade.code for trade in found], query["rel"], relevant=1
                )
            )
        return mean_metrics(rows)

    def measure_speed(self) -> tuple[float, float]:
        """Milliseconds to rank POOL_SIZE openings for a person, then people for an opening."""
        openings = list(islice(cycle(self.openings.items()), POOL_SIZE))
        people = list(islice(cycle(self.people.items()), POOL_SIZE))
        some = [
            self.people[query["qid"]]
            for query in self._queries("cand2open", QUERIES_TIMED)
        ]
        jobs = [
            self.openings[query["qid"]]
            for query in self._queries("open2cand", QUERIES_TIMED)
        ]
        return (
            _mean_cpu_ms(
                lambda one: suitable_openings(one, openings, trades=self.trades), some
            ),
            _mean_cpu_ms(
                lambda one: suitable_people(one, people, trades=self.trades), jobs
            ),
        )

    def _queries(self, name: str, limit: int) -> list[dict[str, Any]]:
        asked = [
            q
            for q in read_json_lines(self.folder / f"{name}.jsonl.gz")
            if max(q["rel_feasible"].values(), default=0) >= 2
        ]
        return asked[:limit] if limit else asked


def _mean_cpu_ms(ask: Callable[[Any], object], each: list[Any]) -> float:
    """Mean processor time of a query; the first round, which fills caches, does not count."""
    for one in each:
        ask(one)
    began = time.process_time()
    for one in each:
        ask(one)
    return 1000 * (time.process_time() - began) / len(each)


def _is_feasible(facts: Facts) -> bool:
    """In this set the language, place, hours and licence of an opening are required."""
    return not facts.has_dealbreaker and not any(
        fact.key == "not_spoken" for fact in facts.to_ask
    )


def build_opening(ad: dict[str, Any], trades: Trades) -> OpeningProfile:
    told = ad["tasks"] + ad["skills"]
    read = trades.read_title(ad["title"], told)
    return OpeningProfile(
        title=ad["title"],
        family=_family_letter(read),
        rome=read.code,
        likely=read.likely,
        text=" ".join(told),
        departements=frozenset([ad["region"]]),
        languages=tuple(filter(None, [ad["language"]])),
        times=frozenset([ad["slot"]]),
        requires=frozenset(
            [Requirement("licence", "B")] if ad["driving_licence"] else []
        ),
    )


def build_person(profile: dict[str, Any], trades: Trades) -> PersonProfile:
    goals = [(title, _read(trades, title)) for title in profile["occupations"]]
    past = [
        (job["title"], _read(trades, job["title"], job["description"]))
        for job in profile["experiences"]
    ]
    return PersonProfile(
        goals=tuple(
            TradeGoal(_family_letter(read), title, read.code, read.likely)
            for title, read in goals
        ),
        done=tuple(PastTrade(title, read.code, read.likely) for title, read in past),
        skills=tuple(profile["skills"]),
        languages=dict.fromkeys(profile["languages"], "work"),
        departements=frozenset([profile["region"]]),
        not_at=SLOTS - frozenset(profile["slots"]),
        holds=frozenset(
            [Requirement("licence", "B")] if profile["driving_licence"] else []
        ),
    )


def _family_letter(read: TitleReading) -> str:
    """Stands for the job family that people choose: the first letter of their trade code."""
    return read.best[:1]


@cache
def _read(trades: Trades, title: str, description: str = "") -> Any:
    return trades.read_title(title, [part for part in description.split(". ") if part])


def _trade_names(path: Path) -> Iterator[tuple[str, str]]:
    with path.open() as file:
        for row in csv.DictReader(file):
            yield from (
                (row["rome"], row[gender]) for gender in ("masculine", "feminine")
            )


def _mobility(folder: Path) -> dict[str, dict[str, str]]:
    table = read_json_lines(folder / "mobility.jsonl.gz")
    return {
        row["qid"]: {code: GRADES[grade] for code, grade in row["rel"].items()}
        for row in table
    }
