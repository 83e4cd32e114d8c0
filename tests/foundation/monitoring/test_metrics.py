"""The page of metrics: who may read it, what it counts, and nothing about anybody."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as site
from django.test import Client

from entremise.candidates.actions.consent import withdraw_cv
from entremise.foundation.kit.periodic_jobs import MINUTE, PeriodicJob
from entremise.foundation.monitoring.metrics import gather_the_dead, metrics_page
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.worker.leases import beat, register_jobs
from entremise.foundation.worker.running import run_due_jobs
from tests.factories import candidates

CANARY = "canari"
ROOT = Path(__file__).resolve().parents[3]


def fails() -> None:
    raise ValueError(CANARY)


def value(page: str, line: str) -> float:
    found = [text for text in page.splitlines() if text.startswith(line + " ")]
    return float(found[0].rpartition(" ")[2]) if found else 0.0


def asked(host: str = "127.0.0.1:8000", **meta: str) -> int:
    address = meta.pop("REMOTE_ADDR", "127.0.0.1")
    client = Client(HTTP_HOST=host, REMOTE_ADDR=address)
    return client.get("/metriques", **meta).status_code  # type: ignore[arg-type]


def test_a_program_of_this_machine_or_the_token(
    transactional_db: None, settings: Any
) -> None:
    assert asked() == 200
    assert asked("localhost:8000") == 200
    assert asked("[::1]:8000", REMOTE_ADDR="::1") == 200
    assert asked(REMOTE_ADDR="198.51.100.7") == 404
    token = {"REMOTE_ADDR": "198.51.100.7", "HTTP_AUTHORIZATION": "Bearer k7k7"}
    assert asked(**token) == 404
    assert asked(REMOTE_ADDR="198.51.100.7", HTTP_AUTHORIZATION="Bearer ") == 404
    settings.METRICS_TOKEN = "k7k7"
    assert asked("entremise.asso.test", **token) == 200
    assert asked(**token | {"HTTP_AUTHORIZATION": "Bearer k7k8"}) == 404


@pytest.mark.parametrize(
    "proxied",
    [
        {"HTTP_X_FORWARDED_FOR": "198.51.100.7"},
        {"HTTP_X_FORWARDED_FOR": ""},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_VIA": "1.1 proxy"},
    ],
)
def test_a_proxy_of_this_machine_is_not_this_machine(proxied: dict[str, str]) -> None:
    assert asked(**proxied) == 404


def test_a_proxy_that_says_nothing_is_not_believed(settings: Any) -> None:
    assert asked("entremise.asso.test") == 404  # it asks for the site by its name
    for secure, proxies in ((True, 0), (True, 1), (False, 1)):
        settings.SECURE, settings.TRUSTED_PROXIES = secure, proxies
        assert asked() == 404


def test_pages_are_counted_by_name_and_status(transactional_db: None) -> None:
    line = 'entremise_request_seconds_count{page="%s",status="%s"}'
    before = metrics_page().decode()
    client = Client()
    client.get(f"/cv/{CANARY}/")
    client.get(f"/{CANARY}/?{CANARY}={CANARY}")
    client.get("/robots.txt")
    after = metrics_page().decode()
    for name, status in (
        ("public:cv", "4xx"),
        ("none", "4xx"),
        ("public:robots", "2xx"),
    ):
        counted = line % (name, status)
        assert value(after, counted) == value(before, counted) + 1, name
    assert CANARY not in after


def test_what_the_database_says_and_nobody_s_name(transactional_db: None) -> None:
    beat(f"{CANARY}:1:abc")
    OutboxMessage.objects.create(
        to=f"{CANARY}@asso.test", to_name=CANARY, purpose=CANARY, text=CANARY
    )
    job = PeriodicJob("tests.fails", MINUTE, fails)
    register_jobs([job])
    run_due_jobs([job], "worker")
    page = metrics_page().decode()
    assert value(page, 'entremise_outbox_waiting{channel="email"}') == 1
    assert value(page, 'entremise_job_runs_total{job="tests.fails"}') == 1
    assert value(page, 'entremise_job_failures_total{job="tests.fails"}') == 1
    assert value(page, "entremise_database_up") == 1
    assert 0 <= value(page, "entremise_worker_silent_seconds") < 60
    assert value(page, "entremise_disk_free_bytes") > 0
    assert CANARY not in page


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_is_measured_to_its_commit() -> None:
    line = "entremise_withdrawal_seconds_count"
    before = value(metrics_page().decode(), line)
    person = candidates.published_cv().candidate
    withdraw_cv(person, by=person.user)
    assert value(metrics_page().decode(), line) == before + 1


COUNT = "from entremise.foundation.web import metrics; metrics.searches.labels('people').inc(2)"


def test_counts_of_processes_that_ended_stay_and_their_files_go(
    transactional_db: None, django_db_blocker: Any
) -> None:
    line = 'entremise_searches_total{kind="people"}'
    before = value(metrics_page().decode(), line)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "entremise.config.settings",
        "ENTREMISE_VAR": str(site.VAR),
        "PYTHONPATH": str(ROOT / "src"),
    }
    folder = site.METRICS_FOLDER
    for number in (1, 2):
        subprocess.run([sys.executable, "-c", COUNT], env=environment, check=True)
        assert value(metrics_page().decode(), line) == before + 2 * number
        processes = {path.stem.rpartition("_")[2] for path in folder.glob("*.db")}
        assert processes <= {str(os.getpid()), "dead"}
    gather_the_dead(folder)  # again: nothing is counted twice
    assert value(metrics_page().decode(), line) == before + 4


def test_folders_of_machines_that_are_gone_are_removed(
    tmp_path: Path,
) -> None:
    for name in ("here", "gone", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "counter_1.db").write_bytes(b"")
    os.utime(tmp_path / "gone" / "counter_1.db", (0, 0))
    (tmp_path / "here" / "counter_1.db").unlink()
    gather_the_dead(tmp_path / "here")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here", "other"]
