"""``entremise bench quality FOLDER``: how well search answers a labelled set.

The folder holds gzipped JSON lines, ``profiles`` (id, occupations, introduction, experiences,
skills, languages, city, department) and ``queries`` (family, text, rel {profile id: grade 1-3}),
and ``referential.csv`` (rome, masculine, feminine). What is loaded is rolled back.
"""

import csv
import time
from argparse import ArgumentParser
from collections import defaultdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from benches.load.ranking_metrics import (
    METRICS,
    mean_metrics,
    ranking_metrics,
    read_json_lines,
)
from entremise.foundation.search.actions.importing import add_trade_labels
from entremise.foundation.search.actions.indexing import index_in_batches
from entremise.foundation.search.actions.rebuilding import analyze_database
from entremise.foundation.search.analysis.weighting import IndexEntry
from entremise.foundation.search.queries.searching import search_index
from entremise.foundation.search.queries.vocabulary_cache import clear_vocabulary_cache

from . import matching

HELP = "how well search answers a labelled set"
KIND = "bench"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--limit", type=int, default=0, help="first N queries of each family"
    )
    parser.add_argument("--without-referential", action="store_true")
    parser.add_argument(
        "--typed", action="store_true", help="titles as people type them"
    )


def run(
    command: BaseCommand,
    *,
    folder: Path,
    limit: int,
    without_referential: bool,
    typed: bool,
    **options: Any,
) -> None:
    with transaction.atomic():
        if not without_referential:
            load_trade_names(folder / "referential.csv")
        index_profiles(
            command,
            folder / ("profiles_typed.jsonl.gz" if typed else "profiles.jsonl.gz"),
        )
        report(command, folder, limit)
        transaction.set_rollback(True)
    clear_vocabulary_cache()
    matching.report(command, folder, limit)


def load_trade_names(path: Path) -> None:
    with path.open() as file:
        rows = [
            (row["rome"], row[gender])
            for row in csv.DictReader(file)
            for gender in ("masculine", "feminine")
        ]
    add_trade_labels(rows)


def index_profiles(command: BaseCommand, path: Path) -> None:
    began = time.perf_counter()
    entries = (IndexEntry(p["id"], indexed_fields(p)) for p in read_json_lines(path))
    done = max(index_in_batches(KIND, entries), default=0)
    spent = time.perf_counter() - began
    command.stdout.write(
        f"{done} profiles written in {spent:.0f} s, {done / spent:.0f} a second"
    )
    analyze_database()


def report(command: BaseCommand, folder: Path, limit: int) -> None:
    families: dict[str, list[dict[str, float]]] = defaultdict(list)
    spent = []
    for query in read_json_lines(folder / "queries.jsonl.gz"):
        if limit and len(families[query["family"]]) >= limit:
            continue
        began = time.perf_counter()
        keys = search_index(KIND, query["text"]).keys
        spent.append(1000 * (time.perf_counter() - began))
        families[query["family"]].append(ranking_metrics(keys, query["rel"]))
    means = {family: mean_metrics(rows) for family, rows in families.items()}
    command.stdout.write(f"{'':10s}" + "".join(f"{m:>9s}" for m in METRICS))
    for family, row in [*means.items(), ("macro", mean_metrics(list(means.values())))]:
        command.stdout.write(
            f"{family:10s}" + "".join(f"{row[m]:9.3f}" for m in METRICS)
        )
    spent.sort()
    command.stdout.write(
        f"{connection.vendor}: median {spent[len(spent) // 2]:.1f} ms, p95"
        f" {spent[int(len(spent) * 0.95)]:.1f} ms"
    )


def indexed_fields(profile: dict[str, Any]) -> dict[str, str]:
    done = profile["experiences"]
    return {
        "title": "\n".join(profile["occupations"]),
        "past": "\n".join(e["title"] for e in done),
        "skills": "\n".join(profile["skills"]),
        "places": f"{profile['city']}\n{profile['department']}",
        "languages": " ".join(profile["languages"]),
        "text": " ".join([profile["introduction"], *(e["description"] for e in done)]),
    }
