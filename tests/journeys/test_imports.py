"""A messy list brought in from the browser, with a real worker, without JavaScript."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from entremise.candidates.models import Candidate
from entremise.spreadsheets.actions.working import advance_imports
from tests.factories import spreadsheets
from tests.journeys.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
LIST = [
    ["Suivi des personnes, mise à jour du 12/11"],
    [None, None, "Coordonnées", None, None],
    ["NOM", "Prénom", "Portable", "Mail", "Entrée"],
    ["HADDAD", "Ali", 612345678, "ali@exemple.test", "3 mars 2026"],
    ["Diallo", "Mariam", "06 98", None, "31/02/2026"],
]


@pytest.fixture
def worker() -> Iterator[None]:
    """What the worker does of imports, in a thread of its own."""
    stop = threading.Event()

    def work() -> None:
        while not stop.is_set():
            if not advance_imports():
                stop.wait(0.2)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    yield
    stop.set()
    thread.join()


def test_a_messy_list_is_brought_in_and_undone(
    cast: Cast,
    worker: None,
    tmp_path: Path,
    assert_accessible: Callable[[Page], None],
) -> None:
    file = tmp_path / "suivi.xlsx"
    file.write_bytes(
        spreadsheets.xlsx_file({"Suivi": LIST, "Notes": [["a"]]}, ["A1:E1", "C2:D2"])
    )
    team = cast.somebody(javascript=False, phone=True).enter(cast.team_user)
    before = Candidate.objects.count()
    team.go("/equipe/importer/liste/candidates/")
    team.page.get_by_label("Votre fichier").set_input_files(file)
    team.press("Lire ce fichier")
    # the page asks again by itself
    expect(team.page.get_by_role("button", name="Vérifier les lignes")).to_be_visible(
        timeout=30_000
    )
    team.sees("HADDAD", "3 mars 2026").tick("Écrire").press("Vérifier les lignes")
    confirm = team.page.get_by_role("button", name="Importer 1 ligne")
    expect(confirm).to_be_visible(timeout=30_000)
    team.sees("Ali Haddad", "Ce numéro n’est pas complet", "Ce jour n’existe pas")
    assert Candidate.objects.count() == before
    confirm.click()
    undo = team.page.get_by_role("link", name="Défaire cet import")
    expect(undo).to_be_visible(timeout=30_000)
    assert Candidate.objects.get(first_name="Ali").phone == "+33612345678"

    watching = cast.somebody(language="fr-FR").enter(cast.team_user)
    watching.go(team.page.url)
    assert_accessible(watching.page)

    undo.click()
    team.press("Défaire cet import")
    expect(team.page.get_by_text("L’import est défait")).to_be_visible(timeout=30_000)
    assert Candidate.objects.count() == before
