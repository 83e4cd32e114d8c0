"""The people of the journeys, each with a browser, and the steps that journeys share."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from entremise.foundation.accounts.models import User
from tests.factories import accounts, coaching
from tests.kit.mailbox import Mailbox


class Somebody:
    """A person and the page of their browser."""

    def __init__(self, page: Page, mailbox: Mailbox) -> None:
        self.page = page
        self.mailbox = mailbox

    def enter(self, user: User) -> "Somebody":
        """Sign in without the screens: the only shortcut of a journey."""
        client = accounts.sign_in(Client(), user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        self.page.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": cookie.value,
                    "domain": "127.0.0.1",
                    "path": "/",
                }
            ]
        )
        return self

    def sign_in(self, address: str) -> "Somebody":
        """With the code that arrives by SMS or e-mail."""
        self.go("/connexion/")
        self.fill("Votre e-mail ou votre numéro de téléphone", address)
        self.press("Recevoir mon code")
        letters = (
            self.mailbox.mails_to(address)
            if "@" in address
            else self.mailbox.sms_to("+33" + address.replace(" ", "")[1:])
        )
        self.fill("Les 6 chiffres du code", letters[-1].code)
        self.press("Entrer")
        return self

    def go(self, address: str) -> "Somebody":
        self.page.goto(address)
        return self

    def fill(self, label: str, value: str) -> "Somebody":
        self.page.get_by_label(label, exact=False).first.fill(value)
        return self

    def choose(self, label: str, option: str) -> "Somebody":
        self.page.get_by_label(label, exact=False).first.select_option(label=option)
        return self

    def tick(self, *labels: str) -> "Somebody":
        for label in labels:
            self.page.get_by_label(label, exact=False).first.check()
        return self

    def press(self, name: str) -> "Somebody":
        self.page.get_by_role("button", name=name).first.click()
        return self

    def submit(self) -> "Somebody":
        """Press the main button of the form."""
        self.page.locator("main form button.button").first.click()
        return self

    def leaves_by(self, button: str) -> str:
        """Press a button that leads to another site, which is not reached; return its URL."""
        with self.page.expect_request(re.compile("^https://")) as asked:
            self.press(button)
        # No network here: it goes no further.
        self.page.wait_for_url("chrome-error://**", wait_until="commit")
        return asked.value.url

    def follow(self, name: str) -> "Somebody":
        self.page.get_by_role("link", name=name).first.click()
        return self

    def sees(self, *words: str) -> "Somebody":
        for text in words:
            expect(self.page.locator("body")).to_contain_text(text)
        return self

    def does_not_see(self, *words: str) -> "Somebody":
        for text in words:
            expect(self.page.locator("body")).not_to_contain_text(text)
        return self

    def reads(self, title: str) -> "Somebody":
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(title)
        return self

    @property
    def address(self) -> str:
        return urlsplit(self.page.url).path

    def status_of(self, address: str) -> int:
        """The status of a URL in this browser."""
        return self.page.request.get(address).status


class Calendar:
    """How far the clock of the platform is ahead of ours: a journey may let days pass."""

    ahead = timedelta()

    def now(self) -> datetime:
        return timezone.localtime() + self.ahead


calendar = Calendar()


def soon(minutes: int = 40) -> str:
    """A moment to type in a form, so near that both sides can confirm at once."""
    return moment(calendar.now() + timedelta(minutes=minutes))


def moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M")


class Cast:
    """What is there before a journey: a zone, its team, a senior advisor, a coach."""

    def __init__(self, browsers: Callable[..., Page], mailbox: Mailbox) -> None:
        self._browsers = browsers
        self.mailbox = mailbox
        self.zone = accounts.zone("Paris")
        self.team_user = accounts.team_member(
            self.zone, first_name="Claire", last_name="Delmas"
        )
        self.advisor_user = accounts.advisor(
            self.zone, first_name="Marc", last_name="Vasseur"
        )
        self.coach_user = accounts.user(
            first_name="Hélène", last_name="Roy", email="helene.roy@exemple.test"
        )
        coaching.coach(self.zone, user=self.coach_user)
        self.team = self.somebody().enter(self.team_user)
        self.coach = self.somebody().enter(self.coach_user)

    def somebody(self, **kind: Any) -> Somebody:
        return Somebody(self._browsers(**kind), self.mailbox)

    def advisor(self) -> Somebody:
        return self.somebody().enter(self.advisor_user)


def code_in(text: str) -> str:
    found = re.search(r"\b(\d{4})\b", text)
    assert found, text
    return found[1]
