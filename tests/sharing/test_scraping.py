"""The attack: read everybody in an hour; and who must never notice that it is refused.

The clock is frozen. The guard decides as in front of a page; no page is made.
"""

import itertools
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from entremise.foundation.web.recent_pairs import RecentPairs
from entremise.foundation.web.token_buckets import TokenBuckets
from entremise.sharing.middleware import scraper_guard
from tests.factories.sharing import COMPUTER_BROWSER, PHONE_BROWSER, reader_headers

pytestmark = pytest.mark.django_db
PEOPLE = [f"{number:022d}" for number in range(500)]
PER_PAGE = 24
HOUR = timedelta(hours=1)
ADDRESS = "203.0.113.20"
PROCESSES = 2  # as many guards as processes of the web server


class Site:
    """The guards of two processes, which share what a folder holds, and a clock."""

    def __init__(self, folder: Path, clock: Any, settings: Any) -> None:
        self.clock = clock
        self.now = datetime(2026, 12, 1, 9, 0)
        self.folder = folder
        self.turn = itertools.cycle(range(PROCESSES))
        self.counters = [
            scraper_guard.PeopleReadCounter(folder) for _ in range(PROCESSES)
        ]
        self.buckets = [
            TokenBuckets(burst=600, per_second=0.5, clock=self.seconds)
            for _ in range(PROCESSES)
        ]
        self.guard = scraper_guard.ScraperGuard(lambda request: HttpResponse())
        self.requests = RequestFactory()

    def seconds(self) -> float:
        return self.now.timestamp()

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        self.clock.move_to(self.now, tick=False)

    def get(self, path: str, **headers: str) -> int:
        process = next(self.turn)
        scraper_guard.people_read = self.counters[process]
        scraper_guard.reader_buckets = self.buckets[process]
        request: HttpRequest = self.requests.get(path, **reader_headers(**headers))
        return self.guard(request).status_code


@pytest.fixture
def site(
    tmp_path: Path, time_machine: Any, settings: Any, monkeypatch: Any
) -> Iterator[Site]:
    settings.MOST_PEOPLE_AN_HOUR = 140
    for name in ("people_read", "reader_buckets"):
        monkeypatch.setattr(scraper_guard, name, getattr(scraper_guard, name))
    found = Site(tmp_path, time_machine, settings)
    found.wait(0)
    return found


@pytest.mark.parametrize(
    "agents",
    [
        [PHONE_BROWSER],
        [
            PHONE_BROWSER,
            COMPUTER_BROWSER,
            "Twitterbot/1.0",
            "curl/8",
            "LinkedInBot/1.0",
        ],
    ],
    ids=["one browser", "many claims"],
)
def test_one_address_reads_less_than_a_third_of_the_people_in_any_hour(
    site: Site, agents: list[str]
) -> None:
    agent = itertools.cycle(agents)
    read: dict[str, datetime] = {}
    most = 0
    # For three hours it asks for whom it has not got yet, over and over.
    for _round in range(3 * 60):
        for code in PEOPLE:
            if code in read:
                continue
            path = f"/cv/{code}/" if int(code) % 2 else f"/cv/{code}/cv.pdf"
            if site.get(path, user_agent=next(agent), address=ADDRESS) != 200:
                break
            read[code] = site.now
        most = max(most, sum(at > site.now - HOUR for at in read.values()))
        site.wait(60)
    assert most < len(PEOPLE) * 0.3
    assert most > 100  # the control: the attack does read


def test_without_the_limit_the_same_attack_reads_everybody(
    site: Site, settings: Any
) -> None:
    settings.MOST_PEOPLE_AN_HOUR = 10_000
    answers = [site.get(f"/cv/{code}/", address=ADDRESS) for code in PEOPLE]
    assert answers == [200] * 500


@pytest.mark.parametrize("seed", range(5))
def test_fifty_ordinary_readers_at_one_address_are_never_refused(
    site: Site, seed: int
) -> None:
    """An office or a shelter, for two hours: lists in the same order for all (the fair order),
    some of whose people are opened, pictures, and a few persons whom colleagues share.
    """
    draw = random.Random(seed)
    shared = draw.sample(PEOPLE, 6)
    refused = 0
    visits = sorted(draw.uniform(0, 7200) for _reader in range(50))
    began = 0.0
    for number, at in enumerate(visits):
        site.wait(at - began)
        began = at
        agent = f"{PHONE_BROWSER} {number}"
        codes = [draw.choice(shared)]
        for page in range(draw.choice([1, 1, 1, 2, 2, 3])):
            refused += site.get("/candidats/", user_agent=agent, address=ADDRESS) != 200
            listed = PEOPLE[page * PER_PAGE : (page + 1) * PER_PAGE]
            for code in listed:
                photo = f"/cv/{code}/photo-x.petite.jpg"
                refused += site.get(photo, user_agent=agent, address=ADDRESS) != 200
            codes += draw.sample(listed, draw.randint(1, 4))
        for code in codes:
            for path in (f"/cv/{code}/", f"/cv/{code}/partager/"):
                refused += site.get(path, user_agent=agent, address=ADDRESS) != 200
    assert refused == 0


def test_whom_an_address_has_read_stays_open_to_it(site: Site, settings: Any) -> None:
    settings.MOST_PEOPLE_AN_HOUR = 3
    for code in PEOPLE[:3]:
        assert site.get(f"/cv/{code}/", address=ADDRESS) == 200
    assert site.get(f"/cv/{PEOPLE[3]}/", address=ADDRESS) == 429
    assert site.get(f"/cv/{PEOPLE[0]}/", address=ADDRESS) == 200
    assert site.get("/candidats/", address=ADDRESS) == 200
    assert site.get(f"/cv/{PEOPLE[3]}/", address="198.51.100.4") == 200
    site.wait(3601)
    assert site.get(f"/cv/{PEOPLE[3]}/", address=ADDRESS) == 200


def test_nobody_can_be_read_in_the_files_and_they_go(site: Site) -> None:
    site.get(f"/cv/{PEOPLE[0]}/", address=ADDRESS)
    kept = b"".join(
        path.read_bytes() for path in site.folder.rglob("*") if path.is_file()
    )
    assert kept
    assert ADDRESS.encode() not in kept
    assert PEOPLE[0][:8].encode() not in kept
    before = {path for path in site.folder.rglob("*") if path.is_file()}
    site.wait(3 * 3600)
    site.get(f"/cv/{PEOPLE[0]}/", address=ADDRESS)
    assert not before & {path for path in site.folder.rglob("*") if path.is_file()}


def test_what_cannot_be_written_is_known_to_the_process(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    pairs = RecentPairs(tmp_path / "file" / "under", key="k")
    pairs.add("a", "b")
    assert pairs.has("a", "b")
    assert pairs.count("a") == 1
