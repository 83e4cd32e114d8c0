"""The list of candidates, from the file to the database and back."""

from datetime import date

import pytest
import time_machine
from django.utils import timezone

from entremise.candidates.actions.path import (
    move_candidate_path,
    update_candidate,
)
from entremise.candidates.models import (
    CV,
    Candidate,
    ConsentGrant,
    PathMove,
    Referrer,
    ReferrerOrganization,
)
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.search.models import Document
from entremise.foundation.tasks.models import Task
from entremise.spreadsheets.actions import working
from entremise.spreadsheets.models import ImportedObject, ImportRow
from tests.factories import accounts, candidates, spreadsheets

pytestmark = pytest.mark.django_db


def start_cv(person: Candidate, by: User) -> None:
    """Somebody goes on with the file: the path moves, the CV begins."""
    for state in ("met", "accepted"):
        move_candidate_path(person, to=state, by=by)


MESSY = [
    ["Liste des personnes accompagnées – mise à jour du 12/11"],
    [],
    ["NOM", "Prénom", "Tél.", "Mail", "Date d'entrée", "Statut", "Prescripteur"],
    ["HADDAD", "Ali", "612345678", "Ali.Haddad@exemple.fr", "3 mars 2026", "En cours"],
    ["Diallo", "Mariam", "06.98.76.54.32", "", "03/03/26", "", "Le Relais du Nord"],
    ["", "", "", "", "", "", ""],
    ["Traoré", "Oumar", "06 12", "", "", "", ""],
    ["", "Rahel", "", "pas de mail", "2026-03-03", "sortie", ""],
    ["Petit", "Jean", "", "", "31/02/2026", "perdu", ""],
]


@pytest.fixture
def lyon():
    return accounts.zone("Lyon", departements=["69"])


@pytest.fixture
def team(lyon):
    return accounts.team_member(lyon)


def test_a_messy_list_is_imported(lyon, team) -> None:
    run = spreadsheets.checked(MESSY, by=team, zone=lyon)
    assert run.counts == {"new": 3, "completed": 0, "same": 0, "refused": 2}
    assert Candidate.objects.count() == 0, "nothing is written before it is confirmed"
    refused = {row.number: row.reasons for row in run.rows.filter(outcome="refused")}
    assert sorted(refused) == [7, 9]
    assert run.rows.get(number=7).label == "Traoré Oumar", "said even when refused"
    assert refused[7][0]["column"] == "phone"
    assert "06 12 34 56 78" in refused[7][0]["text"]
    assert {reason["column"] for reason in refused[9]} == {"started_on", "state"}

    run = spreadsheets.imported(MESSY, by=team, zone=lyon)
    ali = Candidate.objects.get(first_name="Ali")
    assert (ali.last_name, ali.phone, ali.email) == (
        "HADDAD",
        "+33612345678",
        "ali.haddad@exemple.fr",
    )
    assert (ali.state, ali.started_on) == ("active", date(2026, 3, 3))
    assert ali.user is None
    assert ali.cv.state == "draft"
    mariam = Candidate.objects.get(first_name="Mariam")
    assert mariam.referrer.organization.name == "Le Relais du Nord"
    assert Candidate.objects.get(first_name="Rahel").state == "left"


def test_no_message_leaves_and_no_consent_comes(lyon, team) -> None:
    spreadsheets.imported(MESSY, by=team, zone=lyon)
    assert Candidate.objects.count() == 3
    assert OutboxMessage.objects.count() == 0
    assert ConsentGrant.objects.count() == 0
    assert Task.objects.count() == 0
    assert not User.objects.exclude(pk=team.pk).exists(), "nobody may sign in by it"


def test_the_same_file_twice_changes_nothing(lyon, team) -> None:
    nameless = [*MESSY, ["", "Samira", "", "", "", "", ""]]
    spreadsheets.imported(nameless, by=team, zone=lyon)
    before = list(Candidate.objects.order_by("pk").values())
    run = spreadsheets.imported(nameless, by=team, zone=lyon)
    assert run.counts == {"new": 0, "completed": 0, "same": 4, "refused": 2}
    assert list(Candidate.objects.order_by("pk").values()) == before
    assert not ImportedObject.objects.filter(row__run=run).exists()


def test_what_is_imported_is_found_and_journalled(lyon, team) -> None:
    spreadsheets.imported(MESSY, by=team, zone=lyon)
    ali = Candidate.objects.get(first_name="Ali")
    assert Document.objects.filter(key=ali.code).count() == 2
    verbs = JournalEntry.objects.values_list("verb", flat=True)
    assert sorted(verbs).count("candidates.listed") == 3
    assert "spreadsheets.imported" in verbs


def test_undoing_leaves_the_database_as_it_was(lyon, team) -> None:
    run = spreadsheets.imported(MESSY, by=team, zone=lyon)
    assert ReferrerOrganization.objects.count() == 1
    run = spreadsheets.undone(run, by=team)
    assert run.state == "undone"
    for model in (Candidate, PathMove, CV, Referrer, ReferrerOrganization):
        assert model.objects.count() == 0, model
    assert Document.objects.count() == 0
    assert set(run.rows.exclude(undone="").values_list("undone", flat=True)) == {
        "removed"
    }
    again = spreadsheets.imported(MESSY, by=team, zone=lyon)
    assert again.counts["new"] == 3


def test_what_was_changed_or_used_since_is_kept_and_said(lyon, team) -> None:
    run = spreadsheets.imported(MESSY, by=team, zone=lyon)
    ali = Candidate.objects.get(first_name="Ali")
    update_candidate(
        ali,
        by=team,
        first_name="Ali",
        last_name="Haddad",
        phone="",
        email="",
        language="fr",
        cohort=None,
        situation="",
    )
    mariam = Candidate.objects.get(first_name="Mariam")
    move_candidate_path(mariam, to="paused", by=team)
    run = spreadsheets.undone(run, by=team)
    assert set(Candidate.objects.values_list("first_name", flat=True)) == {
        "Ali",
        "Mariam",
    }
    kept = run.rows.filter(undone="kept")
    assert sorted(kept.values_list("label", flat=True)) == [
        "Ali HADDAD",
        "Mariam Diallo",
    ]
    assert "modifié depuis" in kept.first().reasons[0]["text"]
    assert CV.objects.filter(candidate=ali).exists(), "a row is kept whole"
    # her organisation stays with her
    assert ReferrerOrganization.objects.count() == 1


def test_somebody_known_is_completed_where_empty_and_never_overwritten(
    lyon, team
) -> None:
    known = candidates.candidate(
        lyon, first_name="Ali", last_name="Haddad", phone="0612345678", email=""
    )
    before = known.started_on
    run = spreadsheets.imported(MESSY, by=team, zone=lyon)
    row = run.rows.get(number=4)
    assert row.outcome == "completed"
    assert "même téléphone" in row.reasons[0]["text"]
    state = known.state
    known.refresh_from_db()
    assert known.email == "ali.haddad@exemple.fr"
    assert (known.last_name, known.state) == ("Haddad", state)
    assert Candidate.objects.filter(first_name="Ali").count() == 1
    run = spreadsheets.undone(run, by=team)
    known.refresh_from_db()
    assert known.email == ""
    assert known.started_on == before


def test_a_shared_telephone_is_not_a_person(lyon, team) -> None:
    candidates.candidate(lyon, first_name="Zahra", phone="0612345678")
    run = spreadsheets.checked(MESSY, by=team, zone=lyon)
    row = run.rows.get(number=4)
    assert row.outcome == "new"
    assert "Une autre personne" in row.reasons[0]["text"]


def test_namesakes_with_other_telephones_are_two_people(lyon, team) -> None:
    rows = [
        ["Prénom", "Nom", "Téléphone"],
        ["Ali", "Haddad", "0611111111"],
        ["Ali", "Haddad", "0622222222"],
        ["Ali", "Haddad", ""],
    ]
    run = spreadsheets.imported(rows, by=team, zone=lyon)
    assert run.counts == {"new": 2, "completed": 0, "same": 1, "refused": 0}


def test_a_row_goes_into_zones_of_ones_own_only(lyon, team) -> None:
    accounts.zone("Paris")
    rows = [["Prénom", "Nom", "Zone"], ["Ali", "Haddad", "Paris"], ["Bo", "Li", "LYON"]]
    run = spreadsheets.checked(rows, by=team, zone=lyon)
    assert run.counts["refused"] == 1
    assert "Lyon" in run.rows.get(number=2).reasons[0]["text"]
    boss = accounts.administrator()
    run = spreadsheets.imported(rows, by=boss, zone=lyon)
    assert Candidate.objects.get(first_name="Ali").zone.name == "Paris"


def die_in_the_second_batch(monkeypatch) -> None:
    """The worker of this import, between two batches."""
    real, calls = working.store_traces, []

    def store_once(results):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(results)

    monkeypatch.setattr(working, "store_traces", store_once)
    with pytest.raises(KeyboardInterrupt):
        working.advance_imports()


def test_a_worker_killed_between_rows_doubles_nothing(lyon, team, monkeypatch) -> None:
    rows = [["Prénom", "Nom"], *([f"P{n}", f"Nom{n}"] for n in range(25))]
    monkeypatch.setattr(working, "ROWS_A_BATCH", 10)
    run = spreadsheets.checked(rows, by=team, zone=lyon)
    spreadsheets.confirm_import(run, preview=spreadsheets.preview_key(run), by=team)
    die_in_the_second_batch(monkeypatch)
    assert Candidate.objects.count() == 10
    run.refresh_from_db()
    assert (run.state, run.rows_done) == ("running", 10)
    assert not working.advance_imports(), "its lease is not over"
    with time_machine.travel(timezone.now() + 2 * working.LEASE):
        spreadsheets.work()
    run.refresh_from_db()
    assert run.state == "done"
    assert Candidate.objects.count() == 25
    assert ImportRow.objects.filter(run=run, done_at=None).count() == 0


def test_a_row_said_again_after_a_kill_is_the_same(lyon, team, monkeypatch) -> None:
    """With a first name alone, only the words of the row tell that it is the same."""
    rows = [["Prénom", "Nom"], ["Ali", ""], ["Bo", "Li"], ["Ali", ""], ["Cy", "Ma"]]
    monkeypatch.setattr(working, "ROWS_A_BATCH", 2)
    run = spreadsheets.checked(rows, by=team, zone=lyon)
    assert run.counts["new"] == 3
    spreadsheets.confirm_import(run, preview=spreadsheets.preview_key(run), by=team)
    die_in_the_second_batch(monkeypatch)
    assert Candidate.objects.count() == 2
    with time_machine.travel(timezone.now() + 2 * working.LEASE):
        spreadsheets.work()
    run.refresh_from_db()
    assert (run.state, run.counts["new"], run.counts["same"]) == ("done", 3, 1)
    assert Candidate.objects.filter(first_name="Ali").count() == 1


def test_a_cell_never_becomes_markup_or_a_formula(lyon, team) -> None:
    rows = [["Prénom", "Nom"], ["<script>alert(1)</script>", "=Dupont()"]]
    spreadsheets.imported(rows, by=team, zone=lyon)
    person = Candidate.objects.get()
    assert person.last_name == "=Dupont()"


def test_names_in_capitals_are_kept_unless_asked(lyon, team) -> None:
    run = spreadsheets.checked(MESSY, by=team, zone=lyon, tidies_names=True)
    assert run.rows.get(number=4).label == "Ali Haddad"
