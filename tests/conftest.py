"""What every test stands on: our own database, our own machine, pages that are checked as
they are fetched.
"""

import gc
import socket
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from entremise.config.translations import compile_catalogues
from entremise.sharing.middleware import scraper_guard
from tests.factories import accounts
from tests.kit.database import migrated_database
from tests.kit.journal import let_tests_flush
from tests.kit.log_lines import lines  # noqa: F401 (a fixture)
from tests.kit.mailbox import Mailbox, mail_server
from tests.kit.pages import PageClient
from tests.kit.worlds import WorldStack, worlds_asked

TESTS = Path(__file__).parent
# Folders and files where SQLite and PostgreSQL may differ, besides each test that commits.
BOTH_DATABASES = (
    "search",  # order, LIKE, arrays of numbers, SQL of our own
    "journal",  # triggers
    "foundation/association",  # two administrators at once, a unique key
    "foundation/web",  # unique keys that collide, SQL of our own
    "gallery",  # SQL of our own, rows that are written or left
    "config/test_migrate.py",  # what is said of each
    "accounts/test_limits.py",  # counters that several processes add to
    "accounts/test_zones.py",  # rows locked, a zone that closes while somebody comes
    "accounts/test_sign_in.py",  # the same address taken twice
    "candidates/test_consent.py",  # rows locked, one grant at a time
    "candidates/test_writing.py",  # rows locked, versions compared
    "candidates/test_translations.py",  # rows locked through a join
    "candidates/test_recommendations.py",  # rows locked through a join
    "coaching",  # a unique pair, a capacity under lock
    "companies",  # a unique SIREN
    "meetings",  # races, a unique approach
    "messaging",  # leases
    "onboarding",  # one hire at a time
    "impact",  # unique keys with an empty part, days compared
    "spaces/team/test_first_week.py",  # rows locked, the last administrator
    "spaces/team/test_programme_settings.py",  # rows locked, constraints
    "spreadsheets",  # rows written again on conflict, leases, JSON
    "sharing",  # rows that are written or left, JSON searched as text
)
LOOPBACK = ("127.", "::1", "localhost")


def pytest_configure() -> None:
    compile_catalogues()
    let_tests_flush()
    gone = [name for name in BOTH_DATABASES if not (TESTS / name).exists()]
    assert not gone, f"listed in BOTH_DATABASES, but not there: {gone}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if connection.vendor != "postgresql":
        items[:] = [one for one in items if not one.get_closest_marker("postgresql")]
    for item in items:
        where = Path(item.path).relative_to(TESTS)
        if "config" in where.parts or _may_ask_the_database(item):
            item.add_marker(pytest.mark.database)
        if "journeys" in where.parts:
            item.add_marker(pytest.mark.journey)
        elif _commits(item) or where.as_posix().startswith(BOTH_DATABASES):
            item.add_marker(pytest.mark.both_databases)
    # tests of a file that ask for the same worlds follow each other
    items[:] = [
        item
        for _, of_a_file in groupby(items, key=attrgetter("path"))
        for item in sorted(of_a_file, key=worlds_asked)
    ]


def pytest_collection_finish() -> None:
    """What is imported and collected lives until the end: no need to go through it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def _may_ask_the_database(item: pytest.Item) -> bool:
    """pytest-django refuses a connection to any other test.

    Those of ``config`` are not asked: they start processes of their own.
    """
    return (
        item.get_closest_marker("django_db") is not None
        or "django_db_setup" in item.fixturenames  # type: ignore[attr-defined]
    )


def _commits(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("django_db")
    return mark is not None and mark.kwargs.get("transaction", False)


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """A test that would speak to another machine fails, saying to whom."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(LOOPBACK):
            raise AssertionError(f"a test reached for the network: {address}")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """A copy of the migrated database, instead of pytest-django's, which migrates each time."""
    with django_db_blocker.unblock():
        database = migrated_database()
        database.__enter__()
    yield
    with django_db_blocker.unblock():
        database.__exit__(None, None, None)


@pytest.fixture(scope="module")
def world_stack(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[WorldStack]:
    """The worlds of this file that are in the database."""
    stack = WorldStack(request.module.__name__)
    yield stack
    with django_db_blocker.unblock():
        stack.keep(0)


@pytest.fixture
def copied_worlds(
    request: pytest.FixtureRequest, world_stack: WorldStack, django_db_blocker: Any
) -> dict[str, Any]:
    """By name, the worlds that the test asks for; no other one is in the database."""
    asked = worlds_asked(request.node)
    assert not (asked and _commits(request.node)), "what commits has no world to read"
    with django_db_blocker.unblock():
        return world_stack.copies(asked)


@pytest.fixture
def _django_db_helper(copied_worlds: dict[str, Any], _django_db_helper: None) -> None:
    """pytest-django's, after the worlds: the test's own transaction is a savepoint in theirs."""


@pytest.fixture(autouse=True)
def nobody_refused() -> None:
    """Whom a test refused stays in that test: the process remembers what the database forgets."""
    scraper_guard.people_read.clear()
    scraper_guard.blocked_networks.clear()


@pytest.fixture
def page(db: None) -> PageClient:
    """A passer-by's browser; each page it opens is checked."""
    return PageClient()


@pytest.fixture
def as_user(db: None) -> Callable[[Any], PageClient]:
    """``as_user(person)``: that person's browser, signed in with every factor asked of them."""

    def browser(person: Any) -> PageClient:
        client = PageClient()
        accounts.sign_in(client, person)
        return client

    return browser


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """What people receive: the outbox is really delivered, to a mail server of the test's own."""
    with mail_server() as box:
        settings.DELIVERY = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": box.port}
        settings.SMS_BACKEND = "mail"
        settings.SMS_RELAY = "{number}@sms.test"
        yield box


@pytest.fixture(autouse=True)
def _language_of_the_sources() -> None:
    """A page that was read leaves its language active; the next test begins in the first one."""
    translation.activate("fr")
