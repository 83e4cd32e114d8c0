"""An import on screen, from the file to undoing it."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from entremise.candidates.models import Candidate
from entremise.foundation.accounts.models import StaffRole, User
from entremise.spreadsheets.files.opening import open_spreadsheet
from entremise.spreadsheets.models import ImportRun, RememberedColumn
from tests.factories import accounts, spreadsheets
from tests.kit.queries import assert_same_queries

pytestmark = pytest.mark.django_db
FILE = [
    ["Prénom", "Nom", "Portable", "Truc"],
    ["Ali", "Haddad", "06 12 34 56 78", "x"],
    ["<b>Bo</b>", "Li", "06 12", "y"],
]


@pytest.fixture
def lyon():
    return accounts.zone("Lyon")


@pytest.fixture
def team(lyon):
    return accounts.team_member(lyon)


def _send(browser: Client, zone, data: bytes, name: str = "liste.csv") -> ImportRun:
    sent = SimpleUploadedFile(name, data)
    answer = browser.post(
        reverse("team:new_import", args=["candidates"]),
        {"file": sent, "zone": zone.code},
    )
    assert answer.status_code == 302, answer.content.decode()[-2000:]
    return ImportRun.objects.latest("pk")


def shown_key(preview: str) -> dict[str, str]:
    """What the button of a preview sends."""
    found = re.search(r'name="preview" value="(\w+)"', preview)
    assert found
    return {"preview": found[1]}


def test_from_the_file_to_the_people_and_back(as_user, team, lyon) -> None:
    browser = as_user(team)
    assert (
        "Importer vos listes" in browser.get(reverse("team:imports")).content.decode()
    )
    run = _send(browser, lyon, spreadsheets.csv_file(FILE))
    page = reverse("team:import", args=[run.code])
    waiting = browser.get(page)
    assert waiting["Refresh"] == "2"
    spreadsheets.work()

    columns = browser.get(page).content.decode()
    assert "06 12 34 56 78" in columns, "a few values of each column"
    chosen = {"column_0": "first_name", "column_1": "last_name", "column_2": "phone"}
    browser.post(reverse("team:import_columns", args=[run.code]), chosen)
    spreadsheets.work()

    preview = browser.get(page).content.decode()
    assert "Importer 1 ligne" in preview
    assert "06 12 34 56 78" in preview, "the hint says how to write it"
    assert "<b>Bo</b>" not in preview
    assert Candidate.objects.count() == 0

    browser.post(reverse("team:confirm_import", args=[run.code]), shown_key(preview))
    spreadsheets.work()
    assert Candidate.objects.get().first_name == "Ali"
    done = browser.get(page).content.decode()
    assert "Défaire cet import" in done

    undo = reverse("team:undo_import", args=[run.code])
    assert "Défaire" in browser.get(undo).content.decode()
    browser.post(undo)
    spreadsheets.work()
    assert Candidate.objects.count() == 0
    assert "défait" in browser.get(page).content.decode()


def test_columns_are_remembered_by_heading(as_user, team, lyon) -> None:
    browser = as_user(team)
    run = _send(browser, lyon, spreadsheets.csv_file(FILE))
    spreadsheets.work()
    chosen = {"column_0": "first_name", "column_1": "", "column_3": "situation"}
    browser.post(reverse("team:import_columns", args=[run.code]), chosen)
    assert RememberedColumn.objects.get(heading="truc").column == "situation"
    again = spreadsheets.upload(FILE, by=team, zone=lyon)
    assert again.columns == {"0": "first_name", "3": "situation"}


def test_the_same_column_twice_is_refused_on_the_page(as_user, team, lyon) -> None:
    browser = as_user(team)
    run = _send(browser, lyon, spreadsheets.csv_file(FILE))
    spreadsheets.work()
    chosen = {"column_0": "first_name", "column_1": "first_name"}
    answer = browser.post(reverse("team:import_columns", args=[run.code]), chosen)
    assert "choisi deux fois" in answer.content.decode()


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
def test_refused_rows_are_corrected_and_given_again(
    as_user, team, lyon, extension: str
) -> None:
    run = spreadsheets.imported(FILE, by=team, zone=lyon)
    url = reverse("team:import_refused", args=[run.code, extension])
    content = as_user(team).get(url).content
    sheet = open_spreadsheet(content)[0]
    assert sheet.rows[0] == [*FILE[0], "Pourquoi"]
    assert "06 12 34 56 78" in sheet.rows[1][4]
    corrected = [sheet.rows[0], [*sheet.rows[1][:2], "06 98 76 54 32", "y", ""]]
    again = spreadsheets.imported(corrected, by=team, zone=lyon)
    assert again.counts["new"] == 1
    assert Candidate.objects.count() == 2


def test_another_sheet_can_be_read(as_user, team, lyon) -> None:
    data = spreadsheets.xlsx_file({"Notes": [["a", "b"], ["c", "d"]], "Gens": FILE})
    browser = as_user(team)
    run = _send(browser, lyon, data, "liste.xlsx")
    spreadsheets.work()
    run.refresh_from_db()
    assert (run.sheet, run.sheets) == ("Gens", ["Notes", "Gens"])
    browser.post(reverse("team:import_sheet", args=[run.code]), {"sheet": "Notes"})
    spreadsheets.work()
    run.refresh_from_db()
    assert (run.sheet, run.headings) == ("Notes", ["a", "b"])


def test_a_file_that_cannot_be_read_says_what_to_send(as_user, team, lyon) -> None:
    browser = as_user(team)
    run = _send(browser, lyon, b"%PDF-1.7")
    spreadsheets.work()
    page = browser.get(reverse("team:import", args=[run.code])).content.decode()
    assert "n’est pas un tableau" in page
    run.refresh_from_db()
    assert not run.file


@pytest.mark.parametrize("extension", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "key", ["candidates", "coaches", "companies", "pairings", "hires", "sessions"]
)
def test_a_template_to_fill_is_recognised_entirely(
    as_user, team, key: str, extension: str
) -> None:
    url = reverse("team:import_template", args=[key, extension])
    sheets = open_spreadsheet(as_user(team).get(url).content)
    run = spreadsheets.start_import(
        key,
        file_name="modele",
        data=spreadsheets.csv_file([sheets[0].rows[0], ["x"]]),
        zone=accounts.zone("Lyon"),
        by=team,
    )
    spreadsheets.work()
    run.refresh_from_db()
    assert len(run.columns) == len(sheets[0].rows[0])


def test_a_colleague_does_not_read_ones_file(as_user, team, lyon) -> None:
    run = spreadsheets.upload(FILE, by=team, zone=lyon)
    page = reverse("team:import", args=[run.code])
    assert as_user(accounts.team_member(lyon)).get(page).status_code == 404
    assert as_user(accounts.administrator()).get(page).status_code == 200


@pytest.mark.parametrize(
    ("language", "name"), [("fr", "candidats"), ("ar", "candidates")]
)
def test_a_file_has_a_name_in_every_language(
    as_user, team, lyon, language: str, name: str
) -> None:
    browser = as_user(team)
    run = spreadsheets.imported(FILE, by=team, zone=lyon)
    with override(language):
        template = reverse("team:import_template", args=["candidates", "csv"])
        refused = reverse("team:import_refused", args=[run.code, "csv"])
    for url, expected in ((template, f"{name}.csv"), (refused, f"{name}-refus")):
        told = browser.get(url)["Content-Disposition"]
        assert f'filename="{expected}' in told


def test_who_changes_zone_leaves_ones_files_there(as_user, team, lyon) -> None:
    run = spreadsheets.imported(FILE, by=team, zone=lyon)
    page = reverse("team:import", args=[run.code])
    refused = reverse("team:import_refused", args=[run.code, "csv"])
    assert as_user(team).get(page).status_code == 200
    StaffRole.objects.filter(user=team).update(zone=accounts.zone("Paris"))
    browser = as_user(User.objects.get(pk=team.pk))
    assert browser.get(page).status_code == 404
    assert browser.get(refused).status_code == 404
    assert run.code not in browser.get(reverse("team:imports")).content.decode()


def test_the_list_of_imports_makes_as_many_queries_with_three(team, lyon) -> None:
    browser = accounts.sign_in(Client(), team)
    assert_same_queries(
        browser,
        reverse("team:imports"),
        lambda: spreadsheets.upload(FILE, by=team, zone=lyon),
    )
