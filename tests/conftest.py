"""What every test stands on: our own database, our own machine, pages that are checked as
they are fetched.
"""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from entremise.config.translations import compile_catalogues
from entremise.sharing.middleware import scraper_guard
from tests.factories import accounts
from tests.kit.database import migrated_database
from tests.kit.journal import let_tests_flush
from tests.kit.mailbox import Mailbox, mail_server
from tests.kit.pages import PageClient

LOOPBACK = ("127.", "::1", "localhost")


def pytest_configure() -> None:
    compile_catalogues()
    let_tests_flush()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in Path(item.path).parts:
            item.add_marker(pytest.mark.journey)


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
