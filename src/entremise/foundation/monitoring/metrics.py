"""The page of metrics: what all processes of this machine counted, and what the database says."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.mmap_dict import MmapedDict
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from entremise.foundation.web.metrics import CountsFile

from .machine import free_disk_mb
from .probe import read_database

OF_THE_DEAD = "dead"  # instead of a process number, in the name of a file
OTHER_HOST_KEPT = 7 * 24 * 3600  # seconds; a container leaves a folder under its name


def metrics_page() -> bytes:
    registry = CollectorRegistry()
    with suppress(OSError):  # a full disk
        gather_counts()
    with _alone():
        MultiProcessCollector(registry, path=str(settings.METRICS_FOLDER))
        registry.register(_DatabaseCollector())
        return generate_latest(registry)


def gather_counts() -> None:
    with _alone():
        gather_the_dead(settings.METRICS_FOLDER)


@contextmanager
def _alone() -> Iterator[None]:
    """One process of this machine at a time: files are summed, then removed."""
    with (settings.METRICS_FOLDER / "reading").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def gather_the_dead(folder: Path) -> None:
    """Add the counts of processes that ended into one file, so that they never go down."""
    for path in folder.glob("*.db"):
        kind, _, process = path.stem.rpartition("_")
        if process == OF_THE_DEAD or _runs(process):
            continue
        total = CountsFile(str(folder / f"{kind}_{OF_THE_DEAD}.db"))
        found = list(MmapedDict.read_all_values_from_file(path))
        for key, _value, _at, _position in found:
            total.read_value(key)  # makes its place
        if total.is_on_disk:
            for key, value, at, _position in found:
                total.write_value(key, total.read_value(key)[0] + value, at)
            path.unlink()
        total.close()
    for other in folder.parent.iterdir():
        if other != folder and time.time() - _last_written(other) > OTHER_HOST_KEPT:
            shutil.rmtree(other, ignore_errors=True)


def _runs(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _last_written(folder: Path) -> float:
    return max((path.stat().st_mtime for path in folder.glob("*")), default=0.0)


class _DatabaseCollector(Collector):
    """True whatever the machine that is asked: rows are shared."""

    def collect(self) -> Iterator[Metric]:
        found = read_database()
        yield _gauge("database_up", "Whether the database answers.", found is not None)
        yield _gauge("disk_free_bytes", "Left for data.", free_disk_mb() * 1024 * 1024)
        if found is None or found.missing_migrations:
            return
        yield _gauge(
            "worker_silent_seconds",
            "Since a worker was last seen; -1 when none ever was.",
            _age(found.worker_seen_at),
        )
        waiting = GaugeMetricFamily(
            "entremise_outbox_waiting", "Messages not sent yet.", labels=["channel"]
        )
        oldest = GaugeMetricFamily(
            "entremise_outbox_oldest_seconds",
            "Age of the oldest message that waits.",
            labels=["channel"],
        )
        for queue in found.queues:
            waiting.add_metric([queue.channel], queue.waiting)
            oldest.add_metric([queue.channel], _age(queue.oldest_at))
        yield waiting
        yield oldest
        runs = CounterMetricFamily(
            "entremise_job_runs", "Runs of each periodic job.", labels=["job"]
        )
        failures = CounterMetricFamily(
            "entremise_job_failures", "Those that failed.", labels=["job"]
        )
        for job in found.jobs:
            runs.add_metric([job.name], job.runs)
            failures.add_metric([job.name], job.failed_runs)
        yield runs
        yield failures
        yield _gauge(
            "backup_age_seconds",
            "Of the last backup; -1 when there is none.",
            _age(found.last_backup_at),
        )


def _gauge(name: str, says: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"entremise_{name}", says, value=value)


def _age(moment: datetime | None) -> float:
    return -1 if moment is None else (timezone.now() - moment).total_seconds()
