"""What a preview says before anything is written, once for the file and on each row."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from entremise.candidates.actions.cohorts import create_cohort
from entremise.candidates.models import CV, Candidate, Cohort, PathMove
from entremise.companies.models import Company
from entremise.foundation.accounts.models import StaffRole, User, Zone
from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.spreadsheets.actions import imports as actions, working
from entremise.spreadsheets.lists.candidates import CANDIDATES
from entremise.spreadsheets.models import ImportRun
from entremise.spreadsheets.queries import import_for, preview_key
from entremise.spreadsheets.reading.cells import CellUnreadable, Places, read_cell
from tests.factories import accounts, candidates, coaching, spreadsheets

pytestmark = pytest.mark.django_db
SIREN = "732 829 320"


@pytest.fixture
def lyon():
    return accounts.zone("Lyon", departements=["69"])


@pytest.fixture
def team(lyon):
    return accounts.team_member(lyon)


@pytest.fixture
def boss():
    return accounts.administrator()


@pytest.fixture
def later():
    """The time when the lease of the n-th try is over."""
    start = timezone.now()
    return lambda tries: time_machine.travel(start + 2 * tries * working.LEASE)


def reasons_of(run: ImportRun) -> dict[str, str]:
    return {
        row.label.split(" ")[0].strip(","): " ".join(r["text"] for r in row.reasons)
        for row in run.rows.all()
    }


def notes_of(run: ImportRun) -> str:
    return " ".join(note["text"] for note in run.notes)


# ---- steps ----


def test_a_first_day_gives_the_step_and_the_preview_says_it(lyon, team) -> None:
    soon = f"{timezone.localdate() + timedelta(days=20):%d/%m/%Y}"
    rows = [
        ["Prénom", "Nom", "Début du parcours", "Étape du parcours"],
        ["Ali", "Haddad", "03/03/2026", ""],
        ["Bo", "Li", soon, ""],
        ["Cy", "Ma", "", ""],
        ["Di", "Na", "03/03/2026", "Rencontre faite"],
    ]
    run = spreadsheets.checked(rows, by=team, zone=lyon)
    said = reasons_of(run)
    assert "En parcours, d’après le premier jour (03/03/2026)" in said["Ali"]
    assert "Accueil décidé" in said["Bo"]
    assert "Orientation reçue" in said["Cy"]
    assert "Rencontre faite" in said["Di"], "what the list says wins"
    assert "Orientation reçue 1, Rencontre faite 1, Accueil décidé 1" in notes_of(run)
    actions.confirm_import(run, preview=preview_key(run), by=team)
    spreadsheets.work()
    states = dict(Candidate.objects.values_list("first_name", "state"))
    assert states == {"Ali": "active", "Bo": "accepted", "Cy": "applied", "Di": "met"}
    move = PathMove.objects.get(candidate__first_name="Ali")
    assert (move.was, move.became, timezone.localdate(move.at)) == (
        "",
        "active",
        date(2026, 3, 3),
    )
    run.refresh_from_db()
    assert "À l’arrivée" in notes_of(run), "the result says it too"
    spreadsheets.undone(run, by=team)
    for model in (Candidate, PathMove, CV):
        assert model.objects.count() == 0, model


def test_rows_that_say_no_step_get_the_one_that_is_chosen(lyon, team) -> None:
    rows = [["Prénom", "Nom"], ["Ali", "Haddad"]]
    spreadsheets.imported(rows, by=team, zone=lyon, defaults={"state": "active"})
    assert Candidate.objects.get().state == "active"
    again = spreadsheets.imported(rows, by=team, zone=lyon)
    assert again.counts["same"] == 1, "the same file, whatever was chosen"


def test_a_choice_that_is_not_offered_is_refused(lyon, team) -> None:
    run = spreadsheets.upload([["Prénom"], ["Ali"]], by=team, zone=lyon)
    with pytest.raises(DomainError):
        actions.choose_columns(
            run, columns={0: "first_name"}, defaults={"state": "employed"}, by=team
        )


def test_somebody_known_keeps_their_step_and_the_row_says_so(lyon, team) -> None:
    rows = [["Prénom", "Nom", "Étape du parcours"], ["Ali", "Haddad", ""]]
    spreadsheets.imported(rows, by=team, zone=lyon)
    later = [rows[0], ["Ali", "Haddad", "En parcours"]]
    run = spreadsheets.imported(later, by=team, zone=lyon)
    assert "reste « Orientation reçue »" in reasons_of(run)["Ali"].replace("\xa0", " ")
    assert Candidate.objects.get().state == "applied"


# ---- companies ----


def test_a_company_says_in_which_state_it_arrives_and_one_may_choose(lyon, team):
    rows = [
        ["Nom de l’entreprise", "SIREN", "Code postal"],
        ["Pluralle", SIREN, "75011"],
    ]
    run = spreadsheets.checked(rows, by=team, zone=lyon, list_key="companies")
    said = reasons_of(run)["Pluralle"].replace("\xa0", " ")
    assert "État : Vérifiée" in said
    assert "Paris (75)" in said, "a postcode elsewhere is remarked"
    assert run.counts["new"] == 1, "a remark refuses nothing"
    actions.reopen_columns(run, by=team)
    columns = {int(position): key for position, key in run.columns.items()}
    actions.choose_columns(run, columns=columns, defaults={"state": "new"}, by=team)
    spreadsheets.work()
    run.refresh_from_db()
    assert "À vérifier 1" in notes_of(run)
    actions.confirm_import(run, preview=preview_key(run), by=team)
    spreadsheets.work()
    assert Company.objects.get().state == "new"


@pytest.mark.parametrize("postcode", ["69003", ""])
def test_a_postcode_of_the_zone_is_not_remarked(lyon, team, postcode) -> None:
    rows = [["Nom de l’entreprise", "SIREN", "Code postal"], ["A", SIREN, postcode]]
    run = spreadsheets.checked(rows, by=team, zone=lyon, list_key="companies")
    assert "hors de la zone" not in reasons_of(run)["A"]


# ---- promotions ----


def cohort(zone: Zone, boss: User, name: str = "Mars", seats: int | None = 2) -> Cohort:
    return create_cohort(
        zone=zone,
        name=name,
        starts_on=date(2026, 3, 1),
        ends_on=date(2026, 9, 1),
        seats=seats,
        by=boss,
    )


PROMOTION = [
    ["Prénom", "Nom", "Promotion"],
    *([f"P{n}", f"N{n}", "Mars"] for n in range(3)),
]


def test_more_people_than_seats_is_said_before_and_after(lyon, team, boss) -> None:
    cohort(lyon, boss)
    run = spreadsheets.checked(PROMOTION, by=team, zone=lyon)
    assert "3 personnes, prévue pour 2" in notes_of(run)
    actions.confirm_import(run, preview=preview_key(run), by=team)
    spreadsheets.work()
    run.refresh_from_db()
    assert run.counts["new"] == 3
    assert "3 personnes, prévue pour 2" in notes_of(run)


def test_enough_seats_say_nothing(lyon, team, boss) -> None:
    cohort(lyon, boss, seats=3)
    run = spreadsheets.checked(PROMOTION, by=team, zone=lyon)
    assert "prévue pour" not in notes_of(run)


def test_a_missing_promotion_is_said_once_made_and_checked_again(
    as_user, lyon, boss
) -> None:
    run = spreadsheets.checked(PROMOTION, by=boss, zone=lyon)
    assert run.counts["refused"] == 3
    [note] = run.notes
    assert note["kind"] == "cohort"
    assert "3 lignes" in note["text"]
    browser = as_user(boss)
    address = reverse("team:import", args=[run.code])
    page = browser.get(address).content.decode()
    link = re.search(r'href="([^"]+)">Ouvrir cette promotion', page)
    assert link
    link = link[1].replace("&amp;", "&")
    form = browser.get(link).content.decode()
    assert 'value="Mars"' in form
    made = {
        "name": "Mars",
        "zone": lyon.code,
        "starts_on": "2026-03-01",
        "ends_on": "2026-09-01",
        "seats": "",
    }
    answer = browser.post(link, made)
    assert answer["Location"] == address, "back to the file"
    browser.post(reverse("team:check_import_again", args=[run.code]))
    spreadsheets.work()
    run.refresh_from_db()
    assert (run.state, run.counts["new"]) == ("checked", 3)
    assert "n’existe pas" not in notes_of(run)


def test_a_missing_zone_and_people_who_are_not_there_are_said_once(lyon, team) -> None:
    rows = [["Prénom", "Zone", "Promotion"], ["A", "Brest", "X"], ["B", "Brest", "X"]]
    run = spreadsheets.checked(rows, by=team, zone=lyon)
    assert [(n["kind"], n["name"]) for n in run.notes] == [("zone", "Brest")]
    pairs = [
        ["Candidat", "Coach", "Début du binôme"],
        ["Ali Haddad", "Jeanne Morel", "03/03/2026"],
        ["Bo Li", "Jeanne Morel", "03/03/2026"],
    ]
    run = spreadsheets.checked(pairs, by=team, zone=lyon, list_key="pairings")
    assert [n["kind"] for n in run.notes] == ["candidate"]
    assert "2 lignes" in notes_of(run)


# ---- trades ----


def test_a_wished_trade_becomes_a_goal_of_the_cv(lyon, team) -> None:
    rows = [
        ["Prénom", "Nom", "Métier recherché"],
        ["Ali", "Haddad", "cuisinier ; dompteur de licornes"],
    ]
    run = spreadsheets.checked(rows, by=team, zone=lyon)
    assert run.columns["2"] == "cv_trades"
    assert "dompteur de licornes" in reasons_of(run)["Ali"], "said, not lost"
    actions.confirm_import(run, preview=preview_key(run), by=team)
    spreadsheets.work()
    ali = Candidate.objects.get()
    [goal] = ali.cv.document.goals
    assert (goal.occupation, goal.rome, goal.family) == ("cuisinier", "G1609", "food")
    assert "dompteur de licornes" in ali.situation
    vague = [rows[0], ["Bo", "Li", "vendeuse"]]
    spreadsheets.imported(vague, by=team, zone=lyon)
    [goal] = Candidate.objects.get(first_name="Bo").cv.document.goals
    assert (goal.rome, goal.family) == ("", "retail"), "several trades, one family"
    assert spreadsheets.imported(rows, by=team, zone=lyon).counts["same"] == 1


# ---- départements ----

ZONE = CANDIDATES.column("zone")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("974", "run"),
        ("97400", "run"),
        ("La Réunion", "run"),
        ("971", None),
        ("2A", "corse"),
        ("2b", "corse"),
        ("20", "corse"),
        ("20200", "corse"),
        ("69", "lyon"),
        ("Lyon 69", "lyon"),
        ("97", None),
    ],
)
def test_a_departement_of_three_signs_is_not_cut(typed: str, found: str | None):
    zones = {"974": "run", "2A": "corse", "2B": "corse", "69": "lyon"}
    places = Places({}, departements=zones)
    if found is None:
        with pytest.raises(CellUnreadable):
            read_cell(ZONE, typed, places)
    else:
        assert read_cell(ZONE, typed, places) == found


# ---- what is confirmed is what was read ----

FILE = [["Prénom", "Nom", "Ville"], ["Ali", "Haddad", "Lyon"]]


def test_a_preview_of_before_is_not_confirmed(as_user, lyon, team) -> None:
    run = spreadsheets.checked(FILE, by=team, zone=lyon)
    browser = as_user(team)
    address = reverse("team:import", args=[run.code])
    seen = re.search(r'"preview" value="(\w+)"', browser.get(address).content.decode())
    assert seen
    actions.reopen_columns(run, by=team)
    actions.choose_columns(run, columns={0: "first_name", 2: "last_name"}, by=team)
    spreadsheets.work()
    confirm = reverse("team:confirm_import", args=[run.code])
    for sent in ({"preview": seen[1]}, {}):
        answer = browser.post(confirm, sent, follow=True).content.decode()
        assert "Les colonnes ont changé" in answer
        assert "Ligne par ligne" in answer, "the new preview"
    spreadsheets.work()
    assert Candidate.objects.count() == 0
    run.refresh_from_db()
    with pytest.raises(MoveRefused):
        actions.confirm_import(run, preview=seen[1], by=team)
    actions.confirm_import(run, preview=preview_key(run), by=team)
    spreadsheets.work()
    assert Candidate.objects.get().last_name == "Lyon"


# ---- an error that comes back ----


def test_a_file_that_always_fails_ends_with_a_sentence(
    as_user, lyon, team, monkeypatch, later
) -> None:
    def fail(data: bytes) -> None:
        raise RuntimeError("unexpected")

    monkeypatch.setattr(working, "open_spreadsheet", fail)
    run = actions.start_import(
        "candidates", file_name="x.csv", data=b"a;b", zone=lyon, by=team
    )
    for number in range(working.MAX_TRIES):
        with later(number), pytest.raises(RuntimeError):
            working.advance_imports()
    with later(working.MAX_TRIES):
        assert working.advance_imports()
        run.refresh_from_db()
        assert run.state == "unreadable"
        assert not run.file
        page = as_user(team).get(reverse("team:import", args=[run.code]))
        assert "Plusieurs essais" in page.content.decode()
        assert not working.advance_imports(), "it is not tried again"


def test_rows_that_always_fail_stop_and_are_undone(
    lyon, team, monkeypatch, later
) -> None:
    monkeypatch.setattr(working, "ROWS_A_BATCH", 2)
    rows = [["Prénom", "Nom"], *([f"P{n}", f"N{n}"] for n in range(6))]
    run = spreadsheets.checked(rows, by=team, zone=lyon)
    actions.confirm_import(run, preview=preview_key(run), by=team)
    stored = working.store_traces

    def fail_on_the_fourth(results) -> None:
        if any(row.number == 5 for row, _result in results):
            raise RuntimeError("unexpected")
        stored(results)

    monkeypatch.setattr(working, "store_traces", fail_on_the_fourth)
    for number in range(working.MAX_TRIES):
        with later(number), pytest.raises(RuntimeError):
            working.advance_imports()
    # the first try went forward: it does not count
    with later(working.MAX_TRIES), pytest.raises(RuntimeError):
        working.advance_imports()
    with later(working.MAX_TRIES + 1):
        assert working.advance_imports()
        run.refresh_from_db()
        assert run.state == "stopped"
        assert Candidate.objects.count() == 2
        spreadsheets.undone(run, by=team)
        assert run.state == "undone"
        assert Candidate.objects.count() == 0


def test_checking_that_fails_far_in_the_file_ends_too(
    lyon, team, monkeypatch, later
) -> None:
    monkeypatch.setattr(working, "ROWS_A_CHECK", 1)
    run = spreadsheets.upload([["Prénom"], ["A"], ["B"], ["C"]], by=team, zone=lyon)
    actions.choose_columns(run, columns={0: "first_name"}, by=team)
    saved = working.save_rows

    def fail_on_the_third(rows, fields) -> None:
        if rows[0].number == 4:
            raise RuntimeError("unexpected")
        saved(rows, fields)

    monkeypatch.setattr(working, "save_rows", fail_on_the_third)
    for number in range(working.MAX_TRIES + 1):
        with later(number), pytest.raises(RuntimeError):
            working.advance_imports()
    with later(working.MAX_TRIES + 1):
        assert working.advance_imports()
    run.refresh_from_db()
    assert run.state == "stopped"


# ---- zones ----


@pytest.mark.parametrize("list_key", ["candidates", "pairings"])
def test_rows_of_a_zone_are_not_read_by_who_left_it(as_user, lyon, team, list_key):
    paris = accounts.zone("Paris", departements=["75"])
    StaffRole.objects.create(user=team, role="team", zone=paris)
    team = User.objects.get(pk=team.pk)
    if list_key == "candidates":
        rows = [["Prénom", "Zone"], ["Ali", "Paris"], ["Bo", "Lyon"], ["C", "Brest"]]
    else:
        person = candidates.candidate(paris, first_name="Ali", last_name="Haddad")
        coach = coaching.coach(paris).user
        rows = [
            ["Candidat", "Coach", "Début du binôme"],
            [f"{person.first_name} {person.last_name}", coach.full_name, "03/03/2026"],
        ]
    run = spreadsheets.checked(rows, by=team, zone=lyon, list_key=list_key)
    assert import_for(team, run.code) is not None
    StaffRole.objects.filter(user=team, zone=paris).delete()
    team = User.objects.get(pk=team.pk)
    assert import_for(team, run.code) is None
    browser = as_user(team)
    for name in ("import", "undo_import", "import_refused"):
        args = [run.code, "csv"] if name == "import_refused" else [run.code]
        assert browser.get(reverse(f"team:{name}", args=args)).status_code == 404, name
    for name in (
        "import_sheet",
        "import_columns",
        "reopen_import_columns",
        "check_import_again",
        "confirm_import",
        "discard_import",
        "undo_import",
    ):
        url = reverse(f"team:{name}", args=[run.code])
        assert browser.post(url).status_code == 404, name
    with pytest.raises(NotAllowed):
        actions.discard_import(run, by=team)
