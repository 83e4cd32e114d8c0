"""The attack: what no browser sends, to every public address. No answer may be a failure."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_started
from django.db import close_old_connections, transaction
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse

from entremise.config.errors import LastResort
from entremise.foundation.web.middleware import MAX_QUESTION
from tests.architecture.access_rules import ACCESS_RULES, AccessRule
from tests.architecture.world import World
from tests.factories import accounts
from tests.kit import worlds as kit

from . import world as worlds
from .test_access import url_patterns

TURNS = 8
FORM = "application/x-www-form-urlencoded"
NAMES = """
page q s url zone langue famille nombre format maxwidth maxheight ecran pour personne fields
channels translations next tone version seen parmi etat promotion words cohort code number
contact first_name email message starts_at
""".split()  # noqa: SIM905 (thirty names, read as a text)
VALUES = [
    "9" * 40,
    "9" * 400,
    "-1",
    "%C2%B2",  # ²: a digit that is no number
    "http%3A%2F%2F%5B",
    "http%3A%2F%2F%5Bx%5D%3A99999999%2F",
    "%00",
    "%FF%FE",
    "%ED%A0%80",  # half a character
    "%F0%9F%98%80%EF%BF%BF%E2%80%AE",
    "a" * 300,
    "%0D%0ASet-Cookie%3A%20a%3Db",
    "NaN",
    "2026-02-30T25%3A61",
]
CHARSETS = [
    "zlib",
    "hex",
    "rot13",
    "idna",
    "utf-16",
    "utf-7",
    "undefined",
    "none",
    "\xff",
]
ODD_HEADERS: list[dict[str, Any]] = [
    {"HTTP_ORIGIN": "http://["},
    {"HTTP_ORIGIN": "null", "HTTP_REFERER": "http://[x"},
    {"HTTP_REFERER": "//[::1", "HTTP_ACCEPT_LANGUAGE": "\xff;q=x,*;q=9"},
    {"HTTP_COOKIE": "session=\xff\x01; csrf=[; =;;", "HTTP_USER_AGENT": "\xff" * 900},
    {"HTTP_IF_NONE_MATCH": '"', "HTTP_IF_MODIFIED_SINCE": "x", "HTTP_RANGE": "bytes=-"},
    {"HTTP_ACCEPT": "\xff/;q=", "HTTP_ACCEPT_ENCODING": "\x00", "HTTP_EXPECT": "x"},
    {"HTTP_X_FORWARDED_FOR": "[, \xff", "REMOTE_ADDR": "", "HTTP_X_REQUEST_ID": "\n"},
    {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "http://[", "HTTP_DNT": "x"},
]


def odd_requests(url: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What it is, and the arguments of ``Client.generic``."""
    for shift in range(0, len(VALUES), 4):
        # each name has another value, so that one does not hide the others
        everything = "&".join(
            f"{name}={VALUES[(place * 3 + shift) % len(VALUES)]}"
            for place, name in enumerate(NAMES)
        )
        assert len(everything) < MAX_QUESTION
        yield f"? {shift}", {"method": "GET", "QUERY_STRING": everything}
        yield (
            f"POST {shift}",
            {"method": "POST", "data": everything, "content_type": FORM},
        )
    yield (
        "? 5000",
        {"method": "POST", "data": f"page={'9' * 5000}", "content_type": FORM},
    )
    yield "? 3000", {"method": "GET", "QUERY_STRING": f"page={'9' * 3000}&q=\\"}
    for number, headers in enumerate(ODD_HEADERS):
        yield f"headers {number}", {"method": "GET", **headers}
        yield (
            f"POST, headers {number}",
            {"method": "POST", "data": "a=b", "content_type": FORM, **headers},
        )
    for charset in CHARSETS:
        kind = f"{FORM}; charset={charset}"
        yield kind, {"method": "POST", "data": "a=b", "content_type": kind}
    for kind in ("multipart/form-data; boundary=x", "application/json"):
        odd = f"{kind}; charset=zlib"
        yield odd, {"method": "POST", "data": "a=b", "content_type": odd}
    yield "no boundary", {"method": "POST", "content_type": "multipart/form-data"}
    yield "no kind", {"method": "POST", "data": "\x00", "content_type": "\xff/"}
    for length in ("abc", "-1", "9" * 40):
        yield f"length {length[:9]}", {"method": "POST", "CONTENT_LENGTH": length}
    for method in ("PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "FOO", "HEAD"):
        yield method, {"method": method}


def fault_of(client: Client, url: str, request: dict[str, Any]) -> str:
    try:
        with transaction.atomic():
            answer = client.generic(path=url, **request)
            transaction.set_rollback(True)
    except Exception as error:
        return f"raises {type(error).__name__}: {error}"[:200]
    if answer.status_code >= 500 and answer.status_code != 501:
        return f"{answer.status_code}"
    if "Content-Security-Policy" not in answer.headers:
        return "has no policy"
    if "Set-Cookie" in answer.headers or "a=b" in str(answer.headers):
        return "takes a header that was sent"
    return ""


@kit.world
def world() -> World:
    return worlds.build_world()


def address_of(name: str, rule: AccessRule, world: World) -> str:
    things = {
        key: world.things.get(value, value) if isinstance(value, str) else value
        for key, value in rule.url_args.items()
    }
    return reverse(name, kwargs=things)


@pytest.mark.parametrize("turn", range(TURNS))
def test_no_public_address_fails(
    turn: int, world: World, db: None, monkeypatch: Any
) -> None:
    monkeypatch.setattr(settings, "TRUSTED_PROXIES", 1)
    public = [
        (name, rule)
        for name, rule in ACCESS_RULES.items()
        if "passer_by" in rule.may_open_view
    ]
    assert len(public) > 70
    faults = []
    for name, rule in public[turn::TURNS]:
        url = address_of(name, rule, world)
        for what, request in odd_requests(url):
            if fault := fault_of(Client(), url, request):
                faults.append(f"{name}, {what}: {fault}")
    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.parametrize("odd", ["9" * 40, "\uffff"])
def test_no_address_fails_for_a_part_of_it(odd: str, world: World, db: None) -> None:
    """Each part of each address in turn, opened by whoever may open it."""
    faults = []
    browsers: dict[str, Client] = {}
    for name, rule in ACCESS_RULES.items():
        who = sorted(rule.may_see_thing or rule.may_open_view)
        if not who or not rule.url_args:
            continue
        user = world.people[who[0]]
        if who[0] not in browsers:
            browsers[who[0]] = Client()
            if user is not None:
                accounts.sign_in(browsers[who[0]], user)
        methods = url_patterns()[name].callback.methods  # type: ignore[attr-defined]
        for part in rule.url_args:
            try:
                changed = AccessRule(frozenset(), **(rule.url_args | {part: odd}))
                url = address_of(name, changed, world)
            except NoReverseMatch:
                continue  # no such address
            for method in methods:
                fault = fault_of(browsers[who[0]], url, {"method": method})
                if fault and "header that was sent" not in fault:
                    faults.append(f"{name}, {method} {part}: {fault}")
    assert not faults, "\n" + "\n".join(faults)


def test_a_long_question_is_not_repeated_without_bound(db: None) -> None:
    for words in ("a" * 60_000, "é " * 30_000):
        for page in ("/candidats/", "/vitrine/", "/candidats/mots/", "/signaler/"):
            answer = Client().get(page, {"q": words})
            assert answer.status_code == 414
            assert len(answer.content) < 1000
            assert "Content-Security-Policy" in answer.headers
    longest = Client().get("/candidats/", {"q": "é " * 500})
    assert longest.status_code == 200
    assert len(longest.content) < 120_000


@pytest.mark.parametrize(
    "url", ["http://[", "http://[x]:99999999/", "//[::1", "a:b", "", "\uffff"]
)
def test_a_malformed_url_is_no_page_of_ours(url: str, db: None) -> None:
    for kind in ("json", "xml"):
        answer = Client().get("/vitrine/oembed/", {"url": url, "format": kind})
        assert answer.status_code == 404
    good = {"url": f"{settings.SITE_URL}/candidats/"}
    assert Client().get("/vitrine/oembed/", good).status_code == 200


def test_a_number_that_no_table_holds_is_no_page(world: World, db: None) -> None:
    person = accounts.sign_in(Client(), world.people["candidate"])
    there = "/mon-espace/cv/experiences/0/"
    assert person.post(there, {"version": 1}).status_code == 200
    for number in ("9" * 10, "9" * 40, "9" * 5000):
        answer = person.post(f"/mon-espace/cv/experiences/{number}/", {"version": 1})
        assert answer.status_code == 404


# ---- outside the framework ----


@pytest.fixture
def framework() -> Iterator[WSGIHandler]:
    """It leaves the connection of the test open."""
    request_started.disconnect(close_old_connections)
    yield WSGIHandler()
    request_started.connect(close_old_connections)


def ask(application: Any, **environ: Any) -> tuple[str, dict[str, str], bytes]:
    said: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], *_more: Any) -> None:
        said[:] = [status, dict(headers)]

    base = RequestFactory()._base_environ(**environ)
    body = b"".join(application(base, start))
    return said[0], said[1], body


def test_what_fails_before_the_framework_has_our_headers_and_a_line(
    lines: io.StringIO,
) -> None:
    def broken(environ: Any, start_response: Any) -> Any:
        raise LookupError("ali@exemple.test is not a text encoding")

    status, headers, page = ask(LastResort(broken))
    assert status.startswith("500")
    assert "La panne est notée" in page.decode()
    for name in ("Content-Security-Policy", "X-Frame-Options", "X-Request-ID"):
        assert headers[name]
    (line,) = [json.loads(text) for text in lines.getvalue().splitlines()]
    assert line["request"] == headers["X-Request-ID"]
    assert headers["X-Request-ID"] in page.decode()
    assert "LookupError" in line["trace"]
    assert "ali@exemple.test" not in str(line)


@pytest.mark.parametrize("charset", CHARSETS)
def test_an_unknown_charset_fails_nowhere(
    charset: str, framework: WSGIHandler, db: None
) -> None:
    for method in ("GET", "POST"):
        status, headers, _page = ask(
            LastResort(framework),
            REQUEST_METHOD=method,
            PATH_INFO="/connexion/",
            QUERY_STRING="next=%2Fa",
            CONTENT_TYPE=f"{FORM}; charset={charset}",
        )
        assert int(status[:3]) < 500
        assert headers["Content-Security-Policy"]


# ---- what another site makes a browser send ----

# Without a cookie nor a session: what they change is asked by a key of the address, or counted
# once from our own pages (``is_from_our_page``).
WITHOUT_TOKEN = {
    "public:consent_denial",
    "public:copy_stop",
    "public:cv_copy",
    "public:mail_report",
    "public:ovh_report",
    "public:share_by",
    "public:sms_report",
    "public:stop_search",
    "public:supporter_confirm",
    "public:supporter_link",
    "public:supporter_renew",
    "public:supporter_stop",
    "public:supporter_wishes",
    "public:supporters",
}
FROM_ELSEWHERE = {
    "HTTP_ORIGIN": "https://evil.example",
    "HTTP_REFERER": "https://evil.example/",
    "HTTP_SEC_FETCH_SITE": "cross-site",
}


def test_a_form_of_another_site_signs_nobody_in_and_does_nothing(
    world: World, db: None
) -> None:
    """Login CSRF and the others: each address that takes a form, but those of the list."""
    exempt, let_in = set(), []
    for name, rule in ACCESS_RULES.items():
        view: Any = url_patterns()[name].callback
        if "POST" not in view.methods:
            continue
        if getattr(view, "csrf_exempt", False):
            exempt.add(name)
            continue
        who = sorted(rule.may_open_view)
        if not who:
            continue
        browser = Client(enforce_csrf_checks=True)
        if (user := world.people[who[0]]) is not None:
            accounts.sign_in(browser, user)
        url = address_of(name, rule, world)
        answer = browser.post(url, {"a": "b"}, **FROM_ELSEWHERE)
        if answer.status_code != 403:
            let_in.append(f"{name}: {answer.status_code}")
    assert not let_in
    assert exempt == WITHOUT_TOKEN


def test_no_page_is_framed_elsewhere_but_the_one_made_for_it(
    world: World, db: None
) -> None:
    framed = set()
    for name, rule in ACCESS_RULES.items():
        if "passer_by" not in rule.may_open_view:
            continue
        answer = Client().get(address_of(name, rule, world))
        policy = answer.headers["Content-Security-Policy"]
        assert "require-trusted-types-for 'script'" in policy, name
        assert "default-src 'none'" in policy, name
        if "frame-ancestors 'none'" not in policy:
            framed.add(name)
        else:
            assert answer.headers["X-Frame-Options"] == "DENY", name
    assert framed == {"public:embed"}
