"""The terminal does the same import, and the file is forgotten."""

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.foundation.kit.errors import MoveRefused
from entremise.spreadsheets.jobs import forget_imported_files
from entremise.spreadsheets.models import ImportedObject, ImportRow, ImportRun
from tests.factories import accounts, spreadsheets
from tests.kit.queries import count_queries

pytestmark = pytest.mark.django_db
FILE = [
    ["Prénom", "Nom", "Portable", "Truc"],
    ["Ali", "Haddad", "06 12 34 56 78", "parle arabe"],
    ["Bo", "Li", "06 12", ""],
]


@pytest.fixture
def lyon():
    return accounts.zone("Lyon")


def test_the_terminal_imports_the_same_way(lyon, tmp_path: Path, capsys) -> None:
    accounts.administrator()
    file, refused = tmp_path / "liste.csv", tmp_path / "refusees.csv"
    file.write_bytes(spreadsheets.csv_file(FILE))
    call_command("import", "candidates", file, dry_run=True)
    assert Candidate.objects.count() == 0
    assert ImportRow.objects.count() == 0
    assert "Nothing was imported" in capsys.readouterr().out
    call_command("import", "candidates", file, map=["Truc=situation"], refused=refused)
    out = capsys.readouterr().out
    assert "06 12 34 56 78" in out, "the hint"
    assert Candidate.objects.get().situation == "parle arabe"
    assert "Pourquoi" in refused.read_text("utf-8-sig")


@pytest.mark.parametrize(
    "options",
    [{"by": "personne@exemple.test"}, {"zone": "Ailleurs"}, {"map": ["Rien=phone"]}],
)
def test_the_terminal_says_what_is_missing(lyon, tmp_path: Path, options) -> None:
    accounts.administrator()
    file = tmp_path / "liste.csv"
    file.write_bytes(spreadsheets.csv_file(FILE))
    with pytest.raises(CommandError):
        call_command("import", "candidates", file, **options)
    assert Candidate.objects.count() == 0


def test_the_file_goes_when_it_is_imported_and_the_cells_a_day_later(
    lyon, django_capture_on_commit_callbacks
) -> None:
    boss = accounts.administrator()
    waiting = spreadsheets.upload(FILE, by=boss, zone=lyon)
    stored = waiting.file.name
    with django_capture_on_commit_callbacks(execute=True):
        run = spreadsheets.imported(FILE, by=boss, zone=lyon)
    assert not run.file
    assert run.rows.get(number=2).cells == [], "what is imported is not kept twice"
    assert run.rows.get(number=3).cells, "what is refused is, to correct it"
    assert forget_imported_files() == 0
    with (
        time_machine.travel(timezone.now() + timedelta(hours=25)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert forget_imported_files() == 2
        with pytest.raises(MoveRefused):
            spreadsheets.undone(run, by=boss)
    assert not default_storage.exists(stored)
    assert not waiting.rows.exists()
    assert set(run.rows.values_list("label", flat=True)) == {""}
    assert not ImportedObject.objects.exists()
    assert ImportRun.objects.get(pk=waiting.pk).state == "discarded"
    again = spreadsheets.imported(FILE, by=boss, zone=lyon)
    assert again.counts["same"] == 1


def test_a_row_makes_a_bounded_number_of_queries(lyon) -> None:
    boss = accounts.administrator()

    def queries(number: int) -> int:
        rows = [["Prénom", "Nom"], *([f"P{number}", f"N{n}"] for n in range(number))]
        run = spreadsheets.checked(rows, by=boss, zone=lyon)
        spreadsheets.confirm_import(run, preview=spreadsheets.preview_key(run), by=boss)
        with count_queries() as counted:
            spreadsheets.work()
        return len(counted)

    few, many = queries(10), queries(60)
    assert (many - few) / 50 <= 12, "a dozen queries for each row more"
