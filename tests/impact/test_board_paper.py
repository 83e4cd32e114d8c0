"""The figures on paper and in a workbook: the numbers of the page, small groups hidden or not."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook

from entremise.candidates.models import Candidate, Cohort
from entremise.impact.actions import set_target
from entremise.impact.exports import board_pdf
from entremise.impact.queries.report import figures_report_for
from tests.factories import accounts, candidates, onboarding
from tests.kit.pdf import pdf_info, pdf_text

pytestmark = pytest.mark.django_db

PDF, XLSX = "/equipe/chiffres/conseil.pdf", "/equipe/chiffres/chiffres.xlsx"


@pytest.fixture
def paris() -> Any:
    return accounts.zone("Paris")


@pytest.fixture
def team(paris: Any) -> Any:
    return accounts.team_member(paris)


def cohort(zone: Any, name: str, number: int, *, hired: int = 0) -> Cohort:
    """``number`` people who started together, ``hired`` of whom work."""
    made = Cohort.objects.create(
        zone=zone, name=name, starts_on=date(2026, 3, 2), ends_on=date(2026, 9, 2)
    )
    people = [candidates.candidate(zone, account=False) for _person in range(number)]
    Candidate.objects.filter(pk__in=[p.pk for p in people]).update(cohort=made)
    for person in people[:hired]:
        onboarding.hire(person, days_ago=10)
    return made


def sheets(answer: Any) -> dict[str, list[tuple[Any, ...]]]:
    book = load_workbook(BytesIO(answer.content))
    return {s.title: list(s.iter_rows(values_only=True)) for s in book.worksheets}


def words(pdf: bytes) -> str:
    return " ".join(pdf_text(pdf).split())


def test_board_paper_hides_small_groups_the_workbook_does_not(
    paris: Any, team: Any, as_user: Callable[[Any], Client]
) -> None:
    cohort(paris, "Grande", 12, hired=1)
    cohort(paris, "Petite", 3)
    client = as_user(team)
    shown = words(client.get(PDF).content)
    assert "Grande 12 moins de 11 11" in shown
    assert "Petite" not in shown
    assert "15" in shown  # of whom 1 started a job: fewer than eleven
    assert "moins de 11 des 15" in shown
    table = {row[0]: row for row in sheets(client.get(XLSX))["Par promotion"]}
    assert table["Grande"][1:6] == ("Paris", datetime(2026, 3, 2), 12, 1, 11)
    assert table["Petite"][3] == 3


def test_one_small_zone_says_only_totals(
    paris: Any, team: Any, as_user: Callable[[Any], Client]
) -> None:
    cohort(paris, "Petite", 3, hired=1)
    shown = words(as_user(team).get(f"{PDF}?zone=paris").content)
    assert "Zone : Paris" in shown
    assert "sans nouvelles" not in shown
    assert "sont en parcours" not in shown


def test_goals_definitions_and_the_association_are_said(
    team: Any, as_user: Callable[[Any], Client], settings: Any
) -> None:
    settings.ASSOCIATION_NAME = "Les Passerelles"
    year = timezone.localdate().year
    set_target(
        "hires",
        value=40,
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        by=accounts.administrator(),
    )
    client = as_user(team)
    shown = words(client.get(PDF).content)
    assert "Les Passerelles" in shown
    assert "0 sur 40" in shown
    assert "Contrats dont le premier jour est passé" in shown
    book = sheets(client.get(XLSX))
    assert book["Buts"][1] == (
        "Embauches",
        "Tout le programme",
        40,
        0,
        datetime(year, 1, 1),
        datetime(year, 12, 31),
    )
    figures = {row[0]: row for row in book["Chiffres"]}
    assert figures["Embauches"][1:4] == (0, None, 40)
    assert figures["Embauches"][4].startswith("Contrats dont le premier jour")
    assert dict(book["À lire"])["Association"] == "Les Passerelles"
    assert isinstance(dict(book["À lire"])["Jour"], datetime)


def test_workbook_says_what_the_page_says(
    paris: Any, team: Any, as_user: Callable[[Any], Client]
) -> None:
    cohort(paris, "Petite", 3, hired=2)
    client = as_user(team)
    page = client.get("/equipe/chiffres/?zone=paris")
    book = sheets(client.get(f"{XLSX}?zone=paris"))
    for figure in page.context["figures"]:
        row = next(r for r in book["Chiffres"] if r[0] == figure.label)
        assert row[1:4] == (figure.value, figure.total, figure.target)
    assert [tuple(row[:2]) for row in book["Parcours"][1:]] == page.context["outcomes"]
    assert all(row[2] == 3 for row in book["Parcours"][1:])
    assert [(o.label, o.value) for o in page.context["origins"]] == [
        row[:2] for row in book["Origine"][1:]
    ]


@pytest.mark.parametrize("address", [PDF, XLSX])
def test_zone_of_others_is_not_found(
    address: str, team: Any, as_user: Callable[[Any], Client]
) -> None:
    accounts.zone("Lyon")
    assert as_user(team).get(f"{address}?zone=lyon").status_code == 404


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_paper_is_tagged_in_each_language(language: str, paris: Any, team: Any) -> None:
    cohort(paris, "Grande", 12, hired=3)
    report = figures_report_for(team)
    assert report
    with override(language):
        pdf = board_pdf(report)
    assert "Tagged:          yes" in pdf_info(pdf)
    assert b"pdfuaid" in pdf
    assert f"/Lang ({language})".encode() in pdf or f"({language})".encode() in pdf


def test_files_are_named_and_not_cached(
    team: Any, as_user: Callable[[Any], Client]
) -> None:
    client = as_user(team)
    for address, kind in ((PDF, "pdf"), (XLSX, "xlsx")):
        answer = client.get(address)
        assert answer.headers["Content-Disposition"].endswith(f'.{kind}"')
        assert answer.headers["Cache-Control"] == "no-store"


def test_the_files_ask_no_fresh_proof_because_nobody_is_in_them(
    paris: Any, team: Any
) -> None:
    """A list, which has people in it, asks for one with the same session."""
    march = cohort(paris, "Mars", 12, hired=3)
    browser = Client()
    accounts.sign_in(browser, team)
    team.sign_ins.update(proved_at=timezone.now() - timedelta(hours=2))
    asked = browser.get("/equipe/exporter/candidates/")
    assert asked.status_code == 302
    assert asked.url.startswith("/compte/preuve/")
    book, paper = browser.get(XLSX), browser.get(PDF)
    assert (book.status_code, paper.status_code) == (200, 200)
    said = [
        str(cell)
        for rows in sheets(book).values()
        for row in rows
        for cell in row
        if cell is not None
    ]
    said.append(pdf_text(paper.content))
    people = Candidate.objects.filter(cohort=march)
    assert people.count() == 12
    for words in said:
        for person in people:
            for told in (person.last_name, person.email, person.code):
                assert told not in words.split(), (words, told)
