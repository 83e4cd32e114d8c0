"""No public page gives a way to reach somebody, or an id that leads to others."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from entremise.candidates.enums import GrantChannel
from entremise.candidates.models import Candidate
from entremise.foundation.association.queries import current_settings
from tests.factories import accounts, candidates, companies, sharing

pytestmark = pytest.mark.django_db
FAR = 987_654_000  # rows begin there: such a number on a page could only be theirs
COUNTED = (
    "candidates.Candidate",
    "candidates.Publication",
    "candidates.Snapshot",
    "candidates.CV",
    "accounts.User",
    "companies.Company",
    "sharing.ShareLink",
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
PHONE = re.compile(r"(?<![\w/.-])(?:\+33|0033|0)\s?[1-9](?:[\s.-]?\d{2}){4}(?!\d)")
NUMBERS_OF_OURS = {
    "page",
    "nombre",
    "lien",
    "fixe",
    "ecran",
    "copies",
    "note",
    "fait",
    "exact",
}
# Of addresses, in forms.
EXAMPLES = (
    "exemple.fr",
    "exemple.org",
    "exemple.com",
    "example.com",
)
# How a number is typed; whom to ask about one’s rights.
OUR_EXAMPLES = {
    "06 12 34 56 78",
    "09 69 39 00 00",
}


def begin_far() -> None:
    """The next row of each table has a number that nothing else has."""
    for name in COUNTED:
        table = apps.get_model(name)._meta.db_table
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, FAR]
                )
            else:
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute(
                    "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)",
                    [table, FAR],
                )


@pytest.fixture
def people() -> list[Candidate]:
    begin_far()
    where = accounts.zone("Paris")
    everywhere = tuple(GrantChannel.values)
    shown = []
    for number, name in enumerate(("Ali", "Mariam", "Oumar")):
        who = candidates.candidate(
            where,
            first_name=name,
            last_name=f"Zébulon{number}",
            phone=f"+3361234567{number}",
        )
        row = candidates.published_cv(who, photo=True, channels=everywhere)
        sharing.share_link(row)
        shown.append(who)
    companies.company(where)
    return shown


def walk(first: list[str], most: int = 160) -> Iterator[tuple[str, HttpResponse]]:
    """Every page that links lead to, pictures and papers left out."""
    client, seen, waiting = Client(), set(first), list(first)
    while waiting and len(seen) < most * 4:
        address = waiting.pop(0)
        answer = client.get(address, **sharing.reader_headers())
        kind = answer.headers.get("Content-Type", "")
        if answer.status_code != 200 or not (
            "text" in kind or "json" in kind or "xml" in kind
        ):
            continue
        yield address, answer
        for link in re.findall(
            r'(?:href|action)="([^"]+)"|<loc>([^<]+)', answer.content.decode()
        ):
            parts = urlsplit(
                urljoin(
                    f"{settings.SITE_URL}{address}",
                    (link[0] or link[1]).replace("&amp;", "&"),
                )
            )
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            ours = parts.netloc in ("", urlsplit(settings.SITE_URL).netloc)
            if (
                ours
                and not path.endswith((".jpg", ".pdf", ".css", ".svg", ".js"))
                and path not in seen
            ):
                seen.add(path)
                waiting.append(path)


def addresses_in(page: str) -> list[str]:
    return [
        found.replace("&amp;", "&")
        for found in re.findall(
            r'(?:href|src|action|content)="(/[^"]*|http[^"]*)"', page
        )
    ]


def test_no_page_holds_a_way_to_reach_somebody_nor_a_row_number(
    people: list[Candidate],
) -> None:
    assert people[0].pk > FAR
    pages = 0
    for address, answer in walk(
        ["/", "/en/candidats/", "/ar/candidats/", "/sitemap.xml", "/robots.txt"]
    ):
        page = answer.content.decode()
        pages += 1
        for who in people:
            for secret in (
                who.last_name,
                who.email,
                who.phone,
                who.phone[3:],
                who.code,
            ):
                assert secret not in page, f"{secret} on {address}"
        emails = set(EMAIL.findall(page)) - {current_settings().contact_email}
        assert {e for e in emails if not e.endswith(EXAMPLES)} == set(), address
        assert set(PHONE.findall(page)) - OUR_EXAMPLES == set(), address
        assert str(FAR)[:6] not in page, address
        for link in addresses_in(page):
            parts = urlsplit(link)
            assert not re.search(r"/\d+(/|$)", parts.path), f"{link} on {address}"
            numbered = {
                name for name, value in parse_qsl(parts.query) if value.isdecimal()
            }
            assert numbered <= NUMBERS_OF_OURS, f"{link} on {address}"
    assert pages >= 40, pages


def test_this_test_sees_what_it_looks_for() -> None:
    """The control: the patterns find what they are there to find."""
    assert PHONE.search("Appelez le 06 98 76 54 32.")
    assert PHONE.search("+33612345670")
    assert EMAIL.search("ali@exemple.test")
    begin_far()
    assert accounts.user().pk > FAR


def test_codes_of_people_cannot_be_guessed_one_from_another(
    people: list[Candidate],
) -> None:
    codes = [who.publication.code for who in people]
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", code) for code in codes)
    assert len({code[:4] for code in codes}) == len(codes)
