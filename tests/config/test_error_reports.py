"""What SENTRY_DSN sends, read on the wire: where it failed, and nothing about anybody."""

import gzip
import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import sentry_sdk
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from entremise.config import checkup, error_reports
from entremise.config.urls import urlpatterns as pages

pytestmark = pytest.mark.django_db
# Words that must not leave: each would be in an event that Sentry makes by itself.
CANARIES = {
    "query": "canary-query",
    "body": "canary-body",
    "cookie": "canary-cookie",
    "header": "canary-header",
    "network": "203.0.113.77",
    "variable": "canary-variable",
    "words": "amina.diallo@canary.test",
    "logged before": "canary-breadcrumb",
    "logged value": "canary-value",
    "address": "canary-address",
}


def fails(request: HttpRequest, word: str) -> HttpResponse:
    known = CANARIES["variable"]
    logging.getLogger("entremise.tests").warning(CANARIES["logged before"])
    raise ValueError(f"{CANARIES['words']} {len(known)}")


fails.login_required = False  # type: ignore[attr-defined]
urlpatterns = [path("echoue/<str:word>/", csrf_exempt(fails), name="fails"), *pages]
handler500 = "entremise.config.errors.server_error"


class Collector:
    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.dsn = ""

    @property
    def text(self) -> str:
        return "\n".join(raw.decode() for raw in self.raw)

    def events(self) -> list[dict[str, Any]]:
        """The items of the envelopes that are events."""
        lines = [
            json.loads(line) for raw in self.raw for line in raw.splitlines() if line
        ]
        return [line for line in lines if "platform" in line]


@pytest.fixture
def collector() -> Iterator[Collector]:
    told = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                raw = gzip.decompress(raw)
            told.raw.append(raw)
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    told.dsn = f"http://key@127.0.0.1:{server.server_port}/1"
    try:
        yield told
    finally:
        sentry_sdk.get_client().close(timeout=1)
        sentry_sdk.init(dsn="", default_integrations=False)
        server.shutdown()
        server.server_close()


def page_that_fails() -> int:
    browser = Client(raise_request_exception=False)
    browser.cookies["session"] = CANARIES["cookie"]
    with override_settings(ROOT_URLCONF=__name__):
        answer = browser.post(
            f"/echoue/{CANARIES['address']}/?q={CANARIES['query']}",
            {"name": CANARIES["body"]},
            headers={"user-agent": CANARIES["header"]},
            REMOTE_ADDR=CANARIES["network"],
        )
    logging.getLogger("entremise.worker").error("%s failed", CANARIES["logged value"])
    sentry_sdk.flush(5)
    return answer.status_code


def test_what_leaves_says_where_and_nobody(collector: Collector, settings: Any) -> None:
    settings.SENTRY_DSN = collector.dsn
    error_reports.start()
    assert page_that_fails() == 500
    page, worker = collector.events()
    assert page["exception"]["values"][0]["type"] == "ValueError"
    places = page["exception"]["values"][0]["stacktrace"]["frames"]
    assert places[-1]["function"] == "fails"
    assert places[-1]["lineno"] > 0
    assert page["logentry"]["message"] == "500 POST echoue/<str:word>/"
    assert page["tags"]["request"]
    assert worker["logentry"]["message"] == "%s failed"
    found = {kind for kind, word in CANARIES.items() if word in collector.text}
    assert found == set()
    assert set(page) <= {
        *error_reports.EVENT_FIELDS,
        *("logentry", "tags", "exception", "sdk"),
    }


def test_the_control_is_what_sentry_sends_by_itself(collector: Collector) -> None:
    """Without us the words leave: the test above would see them."""
    sentry_sdk.init(
        dsn=collector.dsn, send_default_pii=True, max_request_body_size="always"
    )
    assert page_that_fails() == 500
    found = {kind for kind, word in CANARIES.items() if word in collector.text}
    assert {"words", "variable", "query", "logged value", "address"} <= found


def test_nothing_is_told_without_an_address(
    collector: Collector, settings: Any
) -> None:
    settings.SENTRY_DSN = ""
    error_reports.start()
    assert page_that_fails() == 500
    assert collector.raw == []
    assert list(error_reports.faults()) == []


def test_a_collector_that_does_not_answer_stops_nobody(settings: Any) -> None:
    settings.SENTRY_DSN = "http://key@127.0.0.1:9/1"
    error_reports.start()
    try:
        assert page_that_fails() == 500
    finally:
        sentry_sdk.init(dsn="", default_integrations=False)


@pytest.mark.parametrize(
    ("dsn", "there", "word"),
    [
        ("https://key@glitchtip.asso.fr/1", True, ""),
        ("https://key@glitchtip.asso.fr/1", False, "sentry-sdk is not installed"),
        ("glitchtip.asso.fr", True, "cannot be read"),
    ],
)
def test_the_check_says_why_failures_are_told_to_nobody(
    settings: Any, monkeypatch: Any, dsn: str, there: bool, word: str
) -> None:
    settings.SENTRY_DSN = dsn
    if not there:
        monkeypatch.setattr(error_reports, "PACKAGE", "sentry_sdk_that_is_not_there")
    said = [fault for fault in checkup.faults() if "SENTRY_DSN" in fault]
    assert [word in fault for fault in said] == ([True] if word else [])
    if word:
        error_reports.start()  # the platform starts all the same
