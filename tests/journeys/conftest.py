"""A real server, database, browser and mail server; each person has a browser of their own."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    sync_playwright,
)

from tests.journeys.cast import Cast
from tests.kit import system_tools
from tests.kit.mailbox import Mailbox

# Playwright keeps an event loop in this thread; the few reads a journey makes of the
# database are meant.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ["DJANGO_LIVE_TEST_SERVER_ADDRESS"] = "127.0.0.1"

PICTURES = Path(os.environ.get("ENTREMISE_PICTURES", "test-results"))
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    # fewer processes to start and to speak to
    "--in-process-gpu",
    "--process-per-site",
    "--renderer-process-limit=2",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
# A browser that says it is driven by a machine is a machine: it is not counted.
HUMAN = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0"
    " Safari/537.36"
)
# Rules of the site's own promise: WCAG 2.2 AA and best practice, target size included.
RULES = {
    "resultTypes": ["violations"],
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ],
    "rules": {"target-size": {"enabled": True}},
}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """The server's threads and the test share one database: with SQLite, a file per worker."""
    from django.conf import settings  # noqa: PLC0415  (the settings are ready when fixtures run)

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(
            Path(tempfile.mkdtemp(dir=settings.VAR)) / "journeys.sqlite3"
        )


def executable_path() -> str:
    return os.environ.get("ENTREMISE_BROWSER") or system_tools.browser_path()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable_path(), args=ARGUMENTS, headless=True
        )
        yield browser
        browser.close()


@pytest.fixture
def site(live_server: Any, settings: Any) -> str:
    """URL of the running platform."""
    settings.SITE_URL = live_server.url
    settings.CSRF_TRUSTED_ORIGINS = [live_server.url]
    return live_server.url


class Witness:
    """Records what no page may do: fail, write to the console, request another host."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.faults: list[str] = []

    def watch(self, page: Page) -> None:
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("request", self.request)
        page.on("response", self.response)

    def console(self, message: ConsoleMessage) -> None:
        # A refused form or a withdrawn page is an answer; the browser logs it as an error
        # all the same.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(f"console: {message.text}")

    def request(self, request: Request) -> None:
        if (
            not request.url.startswith((self.site, "data:", "blob:", "about:"))
            and not request.is_navigation_request()
        ):
            self.faults.append(f"asked another machine: {request.url}")

    def response(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")


@pytest.fixture
def somebody(
    browser: Browser, site: str, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """``somebody()``: the page of a new browser that knows nothing.

    ``phone=True``, ``javascript=False``.
    """
    contexts: list[BrowserContext] = []
    witness = Witness(site)

    def open_browser(
        *, phone: bool = False, javascript: bool = True, language: str = "fr-FR"
    ) -> Page:
        context = browser.new_context(
            base_url=site,
            viewport=PHONE if phone else DESKTOP,  # type: ignore[arg-type]
            has_touch=phone,
            java_script_enabled=javascript,
            locale=language,
            user_agent=HUMAN,
            timezone_id="Europe/Paris",
        )
        context.set_default_timeout(15000)
        contexts.append(context)
        context.on("page", witness.watch)
        return context.new_page()

    yield open_browser
    if request.session.testsfailed:
        PICTURES.mkdir(exist_ok=True)
        for number, context in enumerate(contexts):
            for page in context.pages:
                page.screenshot(
                    path=PICTURES / f"{request.node.name}-{number}.png", full_page=True
                )
    for context in contexts:
        context.close()
    assert witness.faults == []


@pytest.fixture
def assert_accessible() -> Callable[[Page], None]:
    """No axe violation on the page as it stands."""
    axe = Axe()
    given: set[BrowserContext] = set()

    def check(page: Page) -> None:
        # Half a megabyte: a browser is told once, and has it ready on each page that follows.
        # Not in frames: what they show is a page that is looked at by itself.
        if page.context not in given:
            given.add(page.context)
            page.context.add_init_script(f"if (window === top) {{{axe.axe_script}}}")
            page.evaluate(axe.axe_script)
        # Only what is wrong crosses over to us; the rest stays in the page.
        violations = page.evaluate(
            "rules => axe.run(rules).then(results => results.violations)", RULES
        )
        found = [
            f"{violation['id']} ({violation['impact']}): {violation['help']}\n    "
            + "\n    ".join(node["html"][:160] for node in violation["nodes"][:4])
            for violation in violations
        ]
        assert found == [], f"{page.url}\n" + "\n".join(found)

    return check


@pytest.fixture
def cast(somebody: Callable[..., Page], mailbox: Mailbox) -> Cast:
    return Cast(somebody, mailbox)
