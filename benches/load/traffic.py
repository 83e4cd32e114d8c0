"""Simulated visitors with known origins: shares, page views, contact forms and robots.

People have a network of their own, of their office or of their operator. Some own two devices.
Links are forwarded with their token. A few people write to meet somebody: after one link, after
several, on the other device, the next day, or after no link at all.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from benches.load.browsers import COMPUTERS, PHONES, ROBOTS, SimulatedBrowser
from entremise.meetings.models import Approach
from entremise.sharing import rules
from entremise.sharing.models import ShareEvent, Visit

CHANNELS = {
    "linkedin": 30,
    "whatsapp": 30,
    "facebook": 15,
    "x": 8,
    "email": 10,
    "sms": 7,
}
# How somebody comes to write, with weights. The right credit: the link, none, or parts of several.
CONTACT_KINDS = {
    "carried": 40,
    "lost on the way": 20,
    "no link at all": 12,
    "several links": 10,
    "carried, after others": 5,
    "other device": 7,
    "next day": 6,
}
UNAMBIGUOUS = ("carried", "lost on the way", "no link at all")
AMBIGUOUS = ("several links", "carried, after others")
CONTACT_RATE = 0.04  # of readers
TOKEN_IN_URL = re.compile(r"[?&]s=([A-Za-z0-9_-]{8})")


@dataclass(frozen=True)
class SimulatedPerson:
    number: int
    address: str  # at home or at work
    computer: str
    phone: str
    mobile: str  # the telephone's own network

    def browser(self, *, other: bool = False) -> SimulatedBrowser:
        """The usual device, or the other one."""
        on_phone = bool(self.number % 3) != other
        return (
            SimulatedBrowser(self.mobile, self.phone)
            if on_phone
            else SimulatedBrowser(self.address, self.computer)
        )


@dataclass(frozen=True)
class SimulatedContact:
    """A contact: how they came, the token that convinced them, and the id of the approach."""

    kind: str
    token: str
    row: int


@dataclass
class SimulatedTraffic:
    codes: list[str]
    dice: random.Random
    day: int = 0
    people_count: int = 0
    addresses: set[str] = field(default_factory=set)
    # day, CV, token, person
    visits: set[tuple[int, str, str, int]] = field(default_factory=set)
    # day, CV, token, person, visitor key of the device
    devices: set[tuple[int, str, str, int, str]] = field(default_factory=set)
    # day, CV, token, visitor key: what the platform can tell apart
    seen: set[tuple[int, str, str, str]] = field(default_factory=set)
    presses: set[tuple[str, str, str]] = field(default_factory=set)
    contacts: list[SimulatedContact] = field(default_factory=list)
    tomorrow: list[tuple[SimulatedPerson, str, str]] = field(default_factory=list)
    requests_by_kind: Counter[str] = field(default_factory=Counter)
    robots_counted: Counter[str] = field(default_factory=Counter)  # counted as people
    refused: int = 0
    rows_gained_by_spam: int = 0

    # ---- people ----

    def new_person(self, office: str = "") -> SimulatedPerson:
        self.people_count += 1
        home, carrier = (
            self._home(self.people_count),
            f"100.{64 + self.people_count % 8}.{self.dice.randrange(32)}.{self._host()}",
        )
        person = SimulatedPerson(
            self.people_count,
            office or home,
            self.dice.choice(COMPUTERS[:2] if office else COMPUTERS),
            self.dice.choice(PHONES),
            carrier
            if self.dice.random() < 0.3
            else self._home(self.people_count + 5_000_000),
        )
        self.addresses |= {person.address, person.mobile}
        return person

    def _home(self, number: int) -> str:
        if number % 5 == 0:
            return f"2001:db8:{number % 65536:x}:{number >> 16:x}::{self._host():x}"
        return f"{11 + (number >> 16) % 80}.{(number >> 8) % 256}.{number % 256}.{self._host()}"

    def _host(self) -> int:
        return self.dice.randint(1, 254)

    # ---- visits, shares, contacts ----

    def share(self, code: str) -> str:
        """Press a share button; return the token of the link."""
        person, channel = (
            self.new_person(),
            self.dice.choices(list(CHANNELS), list(CHANNELS.values()))[0],
        )
        browser = person.browser()
        answer = browser.press_button(f"/cv/{code}/partager/{channel}/")
        self.requests_by_kind["shares"] += 1
        self.presses.add(
            (code, channel, rules.visitor_key(browser.address, browser.user_agent))
        )
        found = TOKEN_IN_URL.search(unquote(answer.location))
        if not found:
            raise RuntimeError(f"no link in {answer.status} {answer.location}")
        return found[1]

    def open_page(
        self, person: SimulatedPerson, code: str, token: str, *, other: bool = False
    ) -> str:
        """Open a page; return its HTML, empty when it was refused."""
        browser = person.browser(other=other)
        answer = browser.get(f"/cv/{code}/" + (f"?s={token}" if token else ""))
        self.requests_by_kind["pages read"] += 1
        if answer.status != 200:
            self.refused += 1
            return ""
        visitor_key = rules.visitor_key(browser.address, browser.user_agent)
        self.visits.add((self.day, code, token, person.number))
        self.devices.add((self.day, code, token, person.number, visitor_key))
        self.seen.add((self.day, code, token, visitor_key))
        return answer.body

    def send_contact_form(
        self,
        person: SimulatedPerson,
        code: str,
        page: str,
        kind: str,
        token: str,
        *,
        other: bool = False,
    ) -> None:
        """With the form that this page links to."""
        if not page:
            return
        path = re.search(rf'href="(/cv/{code}/je-connais-quelquun/[^"]*)"', page)
        if not path:
            raise RuntimeError("the page leads to no form")
        browser = person.browser(other=other)
        form = browser.get(path[1])
        values = {
            "contact_name": f"Personne {person.number}",
            "contact_email": f"p{person.number}@exemple.test",
            "message": "Je connais un atelier qui cherche quelqu’un.",
        }
        answer = browser.submit_form(path[1], form, values)
        self.requests_by_kind["contacts"] += 1
        if answer.status != 302:
            self.refused += 1
            return
        row = Approach.objects.filter(contact_email=values["contact_email"]).latest(
            "pk"
        )
        self.contacts.append(SimulatedContact(kind, token, row.pk))

    def make_contact(
        self,
        person: SimulatedPerson,
        code: str,
        token: str,
        page: str,
        links: list[str],
    ) -> None:
        kind = self.dice.choices(list(CONTACT_KINDS), list(CONTACT_KINDS.values()))[0]
        others = self.dice.sample(links, min(len(links), self.dice.randint(1, 2)))
        if kind in AMBIGUOUS and not others:
            kind = "carried"
        if kind == "carried":
            self.send_contact_form(person, code, page, kind, token)
        elif kind == "lost on the way":
            self.send_contact_form(
                person, code, self.open_page(person, code, ""), kind, token
            )
        elif kind == "no link at all":
            stranger = self.new_person()
            self.send_contact_form(
                stranger, code, self.open_page(stranger, code, ""), kind, ""
            )
        elif kind == "several links":
            for link in others:
                self.open_page(person, code, link)
            self.send_contact_form(
                person,
                code,
                self.open_page(person, code, ""),
                kind,
                self.dice.choice([token, *others]),
            )
        elif kind == "carried, after others":
            for link in others:
                self.open_page(person, code, link)
            self.send_contact_form(
                person,
                code,
                self.open_page(person, code, token),
                kind,
                self.dice.choice([token, *others]),
            )
        elif kind == "other device":
            self.send_contact_form(
                person,
                code,
                self.open_page(person, code, "", other=True),
                kind,
                token,
                other=True,
            )
        else:
            self.tomorrow.append((person, code, token))

    # ---- robots ----

    def robots_visit(self, code: str, token: str) -> None:
        """Preview crawlers, prefetching browsers and monitors: none of them is a reader."""
        before = _rows()
        path, dice = f"/cv/{code}/?s={token}", self.dice
        for user_agent in (dice.choice(ROBOTS[:6]), dice.choice(ROBOTS)):
            robot = SimulatedBrowser(
                self._robot_address(), user_agent, human=dice.random() < 0.5
            )
            robot.get(path)
            if dice.random() < 0.1:
                robot.press_button(f"/cv/{code}/partager/linkedin/")
            self.requests_by_kind["pages taken by robots"] += 1
        if dice.random() < 0.1:
            SimulatedBrowser(self._robot_address(), dice.choice(PHONES)).head(path)
            self.requests_by_kind["HEAD"] += 1
        if dice.random() < 0.1:
            SimulatedBrowser(self._robot_address(), COMPUTERS[0]).get(
                path, HTTP_SEC_PURPOSE="prefetch;prerender"
            )
            self.requests_by_kind["pages fetched in advance"] += 1
        if _rows() != before:
            self.robots_counted["rows"] += sum(_rows()) - sum(before)

    def _robot_address(self) -> str:
        address = f"198.{18 + self.dice.randrange(2)}.{self.dice.randrange(256)}.{self._host()}"
        self.addresses.add(address)
        return address

    def spam_visits(
        self, requests: int, links: list[str], progress: Callable[[], None]
    ) -> None:
        """A loop in one network that varies its address, browser, language, cookies and token."""
        code = self.codes[0]
        before = Visit.objects.filter(candidate__publication__code=code).count()
        browsers = [*PHONES, *COMPUTERS]
        for number in range(requests):
            address = f"203.0.113.{self._host()}"
            self.addresses.add(address)
            spammer = SimulatedBrowser(
                address,
                self.dice.choice(browsers),
                cookies={"session": f"{number:032d}"},
            )
            link = self.dice.choice(["", f"{self.dice.randrange(10**8):08d}", *links])
            spammer.get(
                f"/cv/{code}/?s={link}", HTTP_ACCEPT_LANGUAGE=f"fr;q=0.{number % 9 + 1}"
            )
            self.requests_by_kind["requests of a loop"] += 1
            progress()
        self.rows_gained_by_spam = (
            Visit.objects.filter(candidate__publication__code=code).count() - before
        )

    # ---- a day, and the next ----

    def simulate_day(self, shares: int, progress: Callable[[], None]) -> None:
        """Shares, the robots of the networks, and the readers that each share brings."""
        links: dict[str, list[str]] = {code: [] for code in self.codes}
        for _ in range(shares):
            code = self.dice.choice(self.codes)
            token = self.share(code)
            self.robots_visit(code, token)
            for person in self._readers_of_a_link():
                page = self.open_page(person, code, token)
                if self.dice.random() < 0.1:  # and again, on the other device
                    self.open_page(person, code, token, other=True)
                if page and self.dice.random() < CONTACT_RATE:
                    self.make_contact(
                        person,
                        code,
                        token,
                        page,
                        [link for link in links[code] if link != token],
                    )
            if token not in links[code]:
                links[code].append(token)
            progress()

    def _readers_of_a_link(self) -> Iterator[SimulatedPerson]:
        """Readers of a shared link: of one office, or of several networks when it is passed on."""
        self.requests_by_kind["links passed on"] += (
            passed_on := self.dice.random() < 0.15
        )
        office = (
            self._home(9_000_000 + self.people_count)
            if self.dice.random() < 0.08
            else ""
        )
        number = self.dice.choice([0, 1, 1, 2]) + (
            self.dice.randint(1, 3) if passed_on else 0
        )
        for _ in range(number + 2 * bool(office)):
            yield self.new_person(office)

    def simulate_next_day(self) -> None:
        """Those who waited a night come back without a link."""
        self.day += 1
        for person, code, token in self.tomorrow:
            self.send_contact_form(
                person, code, self.open_page(person, code, ""), "next day", token
            )


def _rows() -> tuple[int, int]:
    """Highest ids so far; they only grow."""
    last = [
        model.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        for model in (Visit, ShareEvent)
    ]
    return last[0], last[1]
