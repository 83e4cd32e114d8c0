"""Labelled sets, and metrics of a ranking against one."""

import gzip
import json
import math
from pathlib import Path
from typing import Any

METRICS = ("r@1", "r@5", "r@10", "mrr", "ndcg@10", "empty")


def read_json_lines(path: Path) -> Any:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def ranking_metrics(
    keys: list[str], grades: dict[str, int], *, relevant: int = 2
) -> dict[str, float]:
    """Metrics of a ranking, with linear gains.

    Recall is capped: found of those graded ``relevant`` or more / min(k, their number).
    """
    good = {key for key, grade in grades.items() if grade >= relevant}
    found = {
        f"r@{k}": sum(key in good for key in keys[:k]) / min(k, len(good))
        for k in (1, 5, 10)
    }
    rank = next((n for n, key in enumerate(keys, 1) if key in good), None)
    best = sum(
        g / math.log2(n + 1)
        for n, g in enumerate(sorted(grades.values(), reverse=True)[:10], 1)
    )
    gained = sum(
        grades.get(key, 0) / math.log2(n + 1) for n, key in enumerate(keys[:10], 1)
    )
    return found | {
        "mrr": 1 / rank if rank else 0.0,
        "ndcg@10": gained / best,
        "empty": float(not keys),
    }


def mean_metrics(rows: list[dict[str, float]]) -> dict[str, float]:
    return {m: sum(row[m] for row in rows) / len(rows) for m in METRICS}
