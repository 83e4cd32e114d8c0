"""Log lines: every failure and refusal leaves one; nobody's words stand in it."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from tests.factories import accounts

from entremise.config import logs, urls
from entremise.foundation.web.decorators import anyone, reads

CANARIES = ("ali@exemple.test", "0612345678", "Ali Benali", "123456", "198.51.100.7")
pytestmark = pytest.mark.django_db


@reads(anyone)
def failing(request: HttpRequest, code: str) -> HttpResponse:
    try:
        raise IntegrityError(f"Key (email)=({CANARIES[0]}) {CANARIES[1]}")
    except IntegrityError as error:
        raise ValueError(f"{CANARIES[2]} {code}") from error


urlpatterns = [
    path("echec/<str:code>/", failing),
    *urls.urlpatterns,
]
handler500 = "entremise.config.errors.server_error"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is written to the standard error, in JSON."""
    output = io.StringIO()
    handler = logging.StreamHandler(output)
    handler.setFormatter(logs.JsonFormatter())
    names = ("entremise", "django")
    for name in names:
        logging.getLogger(name).addHandler(handler)
    yield output
    for name in names:
        logging.getLogger(name).removeHandler(handler)


def read(lines: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


def visitor() -> Client:
    return Client(
        raise_request_exception=False, headers={"X-Forwarded-For": CANARIES[4]}
    )


@pytest.mark.urls(__name__)
def test_a_failure_leaves_its_trace_and_a_number_that_the_page_shows(
    lines: io.StringIO,
) -> None:
    response = visitor().get(f"/echec/{CANARIES[3]}/?q={CANARIES[0]}")
    assert response.status_code == 500
    (line,) = [one for one in read(lines) if one["level"] == "ERROR"]
    assert line["message"] == "500 GET echec/<str:code>/"
    assert str(line["request"]) in response.content.decode()
    assert line["request"] == response.headers["X-Request-ID"]
    trace = line["trace"]
    assert isinstance(trace, list)
    assert {"ValueError", "IntegrityError"} <= set(trace)
    assert any(
        "test_logs.py" in place and place.endswith(" failing") for place in trace
    )
    assert not [word for word in CANARIES if word in lines.getvalue()]


@pytest.mark.urls(__name__)
def test_the_text_format_says_the_same() -> None:
    record = logging.LogRecord(
        "entremise.x", 30, "f.py", 1, "job %s failed", ("x",), None
    )
    assert (
        logs.TextFormatter()
        .format(record)
        .endswith(" WARNING entremise.x job x failed")
    )


def test_a_number_is_taken_from_a_proxy_of_ours_only(settings) -> None:
    given = {"X-Request-ID": "a-proxy-gave-it"}
    settings.TRUSTED_PROXIES = 0
    assert (
        Client().get("/", headers=given).headers["X-Request-ID"]
        != given["X-Request-ID"]
    )
    settings.TRUSTED_PROXIES = 1
    assert (
        Client().get("/", headers=given).headers["X-Request-ID"]
        == given["X-Request-ID"]
    )
    forged = {"X-Request-ID": 'x" onload=alert(1) '}
    assert "onload" not in Client().get("/", headers=forged).headers["X-Request-ID"]


def test_refused_sign_ins_and_forged_forms_leave_a_line(lines: io.StringIO) -> None:
    person = accounts.user(email=CANARIES[0])
    page = visitor()
    page.post("/connexion/", {"address": person.email})
    for _try in range(3):
        page.post(
            page.get("/connexion/code/").request["PATH_INFO"], {"code": CANARIES[3]}
        )
    forged = Client(enforce_csrf_checks=True)
    forged.post("/connexion/", {"address": person.email})
    messages = [str(line["message"]) for line in read(lines)]
    assert (
        "sign-in refused: WRONG" in messages or "sign-in refused: EXPIRED" in messages
    )
    assert any(message.startswith("403 POST") for message in messages), messages
    assert not [word for word in CANARIES if word in lines.getvalue()]
