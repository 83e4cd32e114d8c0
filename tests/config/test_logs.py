"""Log lines: every failure and refusal leaves one; nobody's words stand in it."""

import io
import json
import logging
from typing import Any

import pytest
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from tests.factories import accounts, candidates
from tests.factories.sharing import reader_headers

from entremise.config import logs, urls
from entremise.foundation.web.decorators import anyone, reads
from entremise.foundation.web.token_buckets import TokenBuckets
from entremise.sharing.middleware import scraper_guard

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


def test_a_reader_who_is_refused_leaves_the_page_and_nobody_s_name(
    lines: io.StringIO, monkeypatch: Any
) -> None:
    row = candidates.published_cv(candidates.candidate(first_name="Ali Benali"))
    few = TokenBuckets(burst=1, per_second=0.01)
    monkeypatch.setattr(scraper_guard, "reader_buckets", few)
    address = f"/cv/{row.code}/?q={CANARIES[0]}"
    headers = reader_headers(address=CANARIES[4], HTTP_REFERER=f"/{CANARIES[2]}")
    answers = [Client().get(address, **headers).status_code for _ in range(2)]
    assert answers == [200, 429]
    (line,) = [one for one in read(lines) if one["logger"] == "entremise.web"]
    assert line["message"] == "429 GET cv/<str:code>/"
    assert line["request"]
    assert not [word for word in (*CANARIES, row.code) if word in lines.getvalue()]


def test_what_is_malformed_leaves_nobody_s_words(lines: io.StringIO) -> None:
    page = visitor()
    page.get("/", headers={"Host": f"{CANARIES[0]}:x"})
    page.post(
        "/connexion/",
        CANARIES[2].encode(),
        content_type=f"multipart/form-data; boundary={CANARIES[1]}\xff",
    )
    page.get(f"/cv/{CANARIES[3]}/", {"s": CANARIES[2], "langue": CANARIES[0]})
    page.generic("FOO", f"/{CANARIES[0]}/")
    assert read(lines)
    assert not [word for word in CANARIES if word in lines.getvalue()]
