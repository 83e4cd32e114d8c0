"""What waits after an import: said on Today, and done for several people at once."""

import pytest
from django.urls import reverse

from entremise.candidates.actions.path import move_candidate_path
from entremise.candidates.actions.path_together import move_candidates_together
from entremise.candidates.models import CV, Candidate, PathMove
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.outbox.models import OutboxMessage
from tests.factories import accounts, candidates, spreadsheets

pytestmark = pytest.mark.django_db
FILE = [["Prénom", "Nom"], ["Ali", "Haddad"], ["Bo", "Li"], ["Cy", "Ma"]]


@pytest.fixture
def lyon():
    return accounts.zone("Lyon")


@pytest.fixture
def team(lyon):
    return accounts.team_member(lyon)


def text_of(browser, url: str) -> str:
    return browser.get(url).content.decode().replace("\xa0", " ")


def test_today_says_what_waits_and_no_more_once_done(as_user, lyon, team) -> None:
    browser, home = as_user(team), reverse("team:home")
    assert "Rien n’attend." in text_of(browser, home)
    candidates.candidate(lyon, first_name="Nina", state="applied")  # by nobody's list
    assert "Après un import" not in text_of(browser, home)
    spreadsheets.imported(FILE, by=team, zone=lyon)
    said = text_of(browser, home)
    assert "3 dossiers importés attendent une première rencontre." in said
    assert "Rien n’attend." not in said
    assert "Belle journée" not in said
    gesture = reverse("team:move_candidates", args=["met"])
    assert f"{gesture}?origin=list&amp;state=applied" in said
    listed = text_of(browser, f"{reverse('team:candidates')}?origin=list")
    assert "Ali Haddad" in listed
    assert "Nina" not in listed
    for person in Candidate.objects.exclude(first_name="Nina"):
        move_candidate_path(person, to="met", by=team)
    said = text_of(browser, home)
    assert "3 dossiers importés attendent votre décision." in said
    assert "première rencontre" not in said
    for person in Candidate.objects.exclude(first_name="Nina"):
        move_candidate_path(person, to="left", reason="other", by=team)
    assert "Après un import" not in text_of(browser, home)


def test_what_waits_is_of_ones_zones(as_user, lyon, team) -> None:
    spreadsheets.imported(FILE, by=team, zone=lyon)
    elsewhere = as_user(accounts.team_member(accounts.zone("Paris")))
    assert "Après un import" not in text_of(elsewhere, reverse("team:home"))


def test_several_go_to_the_next_step_with_a_line_each(as_user, lyon, team) -> None:
    spreadsheets.imported(FILE, by=team, zone=lyon)
    browser = as_user(team)
    listed = f"{reverse('team:candidates')}?state=applied"
    link = f"{reverse('team:move_candidates', args=['met'])}?state=applied"
    assert link in text_of(browser, listed)
    shown = text_of(browser, link)
    assert "3 personnes peuvent passer" in shown
    assert "Ali Haddad · Lyon" in shown
    assert PathMove.objects.filter(became="met").count() == 0, "only shown"
    ali, bo, cy = Candidate.objects.order_by("first_name")
    answer = browser.post(link, {"people": [ali.code, bo.code], "comment": "Vus"})
    assert answer["Location"] == listed
    said = text_of(browser, listed)
    assert "2 dossiers : Rencontre faite." in said
    moves = PathMove.objects.filter(became="met")
    assert set(moves.values_list("candidate", "comment")) == {
        (ali.pk, "Vus"),
        (bo.pk, "Vus"),
    }
    lines = JournalEntry.objects.filter(verb="candidates.path_moved")
    assert lines.count() == 2
    cy.refresh_from_db()
    assert cy.state == "applied", "who is not ticked stays"
    decide = reverse("team:move_candidates", args=["accepted"])
    browser.post(decide, {"people": [ali.code], "comment": ""})
    assert CV.objects.filter(candidate=ali).exists(), "with what follows from the step"


def test_who_cannot_go_stays_with_the_reason(as_user, lyon, team) -> None:
    ali = candidates.candidate(lyon, first_name="Ali", state="active")
    bo = candidates.candidate(lyon, first_name="Bo", state="applied")
    paris = candidates.candidate(accounts.zone("Paris"), state="applied")
    browser = as_user(team)
    url = reverse("team:move_candidates", args=["met"])
    shown = text_of(browser, url)
    assert "De « En parcours » on ne passe pas à « Rencontre faite »." in shown
    codes = [ali.code, bo.code, paris.code]
    browser.post(url, {"people": codes, "comment": ""})
    said = text_of(browser, reverse("team:candidates"))
    assert "1 dossier : Rencontre faite." in said
    assert "Ali" in said
    states = dict(Candidate.objects.values_list("pk", "state"))
    assert states == {ali.pk: "active", bo.pk: "met", paris.pk: "applied"}
    result = move_candidates_together([paris, ali], to="met", by=team)
    assert not result.moved
    assert [person.pk for person, _why in result.stayed] == [ali.pk, paris.pk]


def test_nobody_is_moved_back_or_out_together(as_user, lyon, team) -> None:
    browser = as_user(team)
    for step in ("left", "employed", "paused", "applied", "nothing"):
        url = reverse("team:move_candidates", args=[step])
        assert browser.get(url).status_code == 404, step
    paused = candidates.candidate(lyon, state="paused")
    assert not move_candidates_together([paused], to="active", by=team).moved


def test_nobody_ticked_is_said(as_user, lyon, team) -> None:
    spreadsheets.imported(FILE, by=team, zone=lyon)
    url = reverse("team:move_candidates", args=["met"])
    answer = as_user(team).post(url, {"comment": ""})
    assert "Cochez au moins une personne" in answer.content.decode()


COACHES = [
    ["Prénom", "Nom", "E-mail", "Téléphone"],
    ["Jeanne", "Morel", "jeanne@exemple.fr", ""],
    ["Paul", "Roy", "", "06 12 34 56 78"],
    ["Luc", "Bel", "", ""],
]
COMPANIES = [
    [
        "Nom de l’entreprise",
        "SIREN",
        "Prénom du contact",
        "Nom du contact",
        "E-mail du contact",
    ],
    ["Pluralle", "732829320", "Karim", "Benali", "karim@exemple.fr"],
]


def test_accesses_are_opened_together_and_each_is_invited(as_user, lyon, team) -> None:
    spreadsheets.imported(COACHES, by=team, zone=lyon, list_key="coaches")
    assert OutboxMessage.objects.count() == 0, "nothing leaves by itself"
    browser, home = as_user(team), reverse("team:home")
    assert "2 coachs venus d’une liste n’ont pas encore leur accès." in text_of(
        browser, home
    )
    url = reverse("team:open_accesses", args=["coachs"])
    shown = text_of(browser, url)
    assert "1 e-mail d’invitation part." in shown
    assert "1 SMS d’invitation part." in shown
    assert "Paul Roy · 06 12 34 56 78" in shown
    assert "Luc Bel" not in shown, "without an address, nobody can be told"
    assert OutboxMessage.objects.count() == 0, "only shown"
    jeanne = User.objects.get(first_name="Jeanne")
    browser.post(url, {"people": [jeanne.coach.code]})
    jeanne.refresh_from_db()
    assert jeanne.email == "jeanne@exemple.fr"
    assert OutboxMessage.objects.get().to == "jeanne@exemple.fr"
    assert User.objects.get(first_name="Paul").phone is None, "who is not ticked waits"
    verbs = list(JournalEntry.objects.values_list("verb", flat=True))
    assert verbs.count("accounts.access_opened") == 1
    assert verbs.count("spreadsheets.accesses_opened") == 1
    assert "1 coach venu d’une liste" in text_of(browser, home)


def test_an_address_of_somebody_else_holds_nobody_back(as_user, lyon, team) -> None:
    spreadsheets.imported(COACHES, by=team, zone=lyon, list_key="coaches")
    User.objects.create_user(email="jeanne@exemple.fr", first_name="Autre")
    browser = as_user(team)
    url = reverse("team:open_accesses", args=["coachs"])
    codes = [user.coach.code for user in User.objects.exclude(coach=None)]
    browser.post(url, {"people": codes})
    said = text_of(browser, reverse("team:coaches"))
    assert "1 accès est ouvert." in said
    assert "Jeanne Morel : Cette adresse sert déjà à quelqu’un d’autre." in said


def test_people_of_companies_too_and_of_ones_zones_only(as_user, lyon, team) -> None:
    spreadsheets.imported(COMPANIES, by=team, zone=lyon, list_key="companies")
    url = reverse("team:open_accesses", args=["entreprises"])
    member = User.objects.get(first_name="Karim").memberships.get()
    stranger = as_user(accounts.team_member(accounts.zone("Paris")))
    assert "Karim" not in text_of(stranger, url)
    stranger.post(url, {"people": [member.code]})
    assert OutboxMessage.objects.count() == 0
    browser = as_user(team)
    assert "Karim Benali · Pluralle · karim@exemple.fr" in text_of(browser, url)
    browser.post(url, {"people": [member.code]})
    assert OutboxMessage.objects.get().to == "karim@exemple.fr"
    assert "Personne n’attend d’accès" in text_of(browser, url)


@pytest.mark.parametrize("name", ["coaches", "companies", "candidates"])
def test_each_list_leads_to_its_import(as_user, team, name: str) -> None:
    link = reverse("team:new_import", args=[name])
    assert f'href="{link}"' in text_of(as_user(team), reverse(f"team:{name}"))


def test_the_first_week_leads_to_imports(as_user) -> None:
    said = text_of(as_user(accounts.administrator()), reverse("team:home"))
    for name in ("candidates", "coaches", "companies"):
        assert reverse("team:new_import", args=[name]) in said
