"""Periodic jobs: each due one is run by one of the workers."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from entremise.foundation.kit.periodic_jobs import PeriodicJob
from entremise.foundation.worker import leases, queries, running
from entremise.foundation.worker.models import JobRun, WorkerHeartbeat
from tests.kit.threads import run_in_threads

NOW = datetime(2026, 11, 30, 10, 7, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


def job(
    run: Callable[[], object] = lambda: None, name: str = "tests.job"
) -> PeriodicJob:
    declared = PeriodicJob(name, QUARTER, run)
    leases.register_jobs([declared])
    return declared


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_a_new_job_is_due_at_once_then_at_each_quarter() -> None:
    runs: list[datetime] = []
    declared = job(lambda: runs.append(timezone.now()))
    assert running.run_due_jobs([declared], "a") == 1
    assert running.run_due_jobs([declared], "a") == 0
    assert JobRun.objects.get().due_at == NOW.replace(minute=15)
    with time_machine.travel(NOW + timedelta(minutes=8), tick=False):
        assert running.run_due_jobs([declared], "b") == 1
    assert len(runs) == 2


@pytest.mark.django_db
def test_what_fell_due_while_nobody_worked_is_run_once() -> None:
    runs: list[int] = []
    with time_machine.travel(NOW, tick=False):
        declared = job(lambda: runs.append(1))
        running.run_due_jobs([declared], "a")
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        leases.register_jobs([declared])
        assert running.run_due_jobs([declared], "b") == 1
        assert running.run_due_jobs([declared], "b") == 0
    assert len(runs) == 2


@pytest.mark.django_db
def test_a_job_that_is_no_longer_declared_leaves_no_row() -> None:
    job(name="tests.before")
    job(name="tests.now")
    assert [row.name for row in JobRun.objects.all()] == ["tests.now"]


@pytest.mark.django_db
def test_a_failure_is_kept_without_its_words_and_stops_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail() -> None:
        raise ValueError("Ali, 06 12 34 56 78")

    failing = PeriodicJob("tests.failing", QUARTER, fail)
    other = PeriodicJob("tests.other", QUARTER, lambda: None)
    leases.register_jobs([failing, other])
    assert running.run_due_jobs([failing, other], "a") == 2
    row = JobRun.objects.get(name="tests.failing")
    assert (row.failures, row.last_error, row.leased_until) == (1, "ValueError", None)
    assert "tests.failing failed" in caplog.text
    assert [late.name for late in queries.jobs_behind()] == ["tests.failing"]
    with time_machine.travel(timezone.now() + QUARTER):
        running.run_due_jobs([PeriodicJob("tests.failing", QUARTER, lambda: None)], "a")
        assert JobRun.objects.get(name="tests.failing").failures == 0


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_another_worker_takes_over_when_the_first_was_killed() -> None:
    declared = job()
    assert leases.claim_job(declared, "killed")
    assert not leases.claim_job(declared, "other")
    with time_machine.travel(NOW + leases.LEASE - timedelta(seconds=1), tick=False):
        assert not leases.claim_job(declared, "other")
    with time_machine.travel(NOW + leases.LEASE + timedelta(seconds=1), tick=False):
        assert leases.claim_job(declared, "other")
        # The first wakes up: what it had is no longer its own.
        assert not leases.finish_job(declared, "killed")
        assert leases.finish_job(declared, "other")


@pytest.mark.django_db
@time_machine.travel(NOW, tick=False)
def test_a_long_job_stays_with_who_runs_it() -> None:
    declared = job()
    assert leases.claim_job(declared, "a")
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        leases.beat("a")
    with time_machine.travel(NOW + leases.LEASE + timedelta(seconds=30), tick=False):
        assert not leases.claim_job(declared, "b")


@pytest.mark.django_db
def test_a_clock_that_was_ahead_holds_no_job_back() -> None:
    with time_machine.travel(NOW + timedelta(days=400), tick=False):
        declared = job()
        running.run_due_jobs([declared], "a")
        leases.claim_job(declared, "a")
    with time_machine.travel(NOW, tick=False):
        assert running.run_due_jobs([declared], "b") == 1


@pytest.mark.django_db
def test_a_worker_is_alive_for_a_minute_after_it_was_seen() -> None:
    assert not queries.is_worker_alive()
    with time_machine.travel(NOW, tick=False):
        leases.beat("a")
        assert queries.is_worker_alive()
    with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
        assert not queries.is_worker_alive()
        assert queries.worker_last_seen() == NOW
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        leases.beat("b")
        assert [row.worker for row in WorkerHeartbeat.objects.all()] == ["b"]
        leases.leave("b")
    assert not WorkerHeartbeat.objects.exists()


def read_then_write(declared: PeriodicJob, worker: str) -> bool:
    """What a claim must not be: the control of the race."""
    row = JobRun.objects.get(name=declared.name)
    if row.leased_until or row.due_at > timezone.now():
        return False
    AT_ONCE.wait()
    JobRun.objects.filter(pk=row.pk).update(worker=worker)
    return True


AT_ONCE = threading.Barrier(2, timeout=20)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("safe", [True, False])
def test_of_two_workers_one_runs_the_job(
    safe: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[int] = []
    declared = job(lambda: runs.append(1))
    if not safe:
        monkeypatch.setattr(leases, "claim_job", read_then_write)
    run_in_threads(
        2, lambda: running.run_due_jobs([declared], threading.current_thread().name)
    )
    assert len(runs) == (1 if safe else 2)
