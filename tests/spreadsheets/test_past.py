"""The lists about people who are there: pairs, hires, sessions."""

from datetime import date

import pytest
import time_machine
from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.coaching.jobs import raise_quiet_pairing_tasks
from entremise.coaching.models import Coach, Pairing, SessionLog
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.models import Task
from entremise.onboarding.jobs import process_due_check_ins
from entremise.onboarding.models import CheckIn, Hire, PlanStep
from tests.factories import accounts, companies, spreadsheets

pytestmark = pytest.mark.django_db

PEOPLE = [
    ["Prénom", "Nom", "Téléphone", "Étape"],
    ["Ali", "Haddad", "0612345678", "En parcours"],
    ["Mariam", "Diallo", "", "En emploi"],
    ["Rahel", "Abebe", "", "Orientation reçue"],
]
COACHES = [["Prénom", "Nom"], ["Jeanne", "Morel"], ["Paul", "Roux"]]
PAIRS = [
    ["Candidat", "Coach", "Début", "Fin", "Raison de la fin"],
    ["Ali Haddad", "Jeanne MOREL", "3 mars 2026", "", ""],
    ["Mariam Diallo", "Paul Roux", "01/09/2025", "28/02/2026", "emploi"],
    ["Rahel Abebe", "Paul Roux", "01/10/2026", "", ""],
    ["Inconnue Personne", "Paul Roux", "01/10/2026", "", ""],
]
HIRES = [
    [
        "Candidat",
        "Entreprise",
        "Poste",
        "Type de contrat",
        "Premier jour",
        "Fin réelle",
        "Motif de départ",
    ],
    ["Mariam Diallo", "Pluralle", "vendeuse", "CDI", "16/11/2026", "", ""],
    [
        "Ali Haddad",
        "Chez Lulu",
        "plongeur",
        "cdd court",
        "01/02/2025",
        "31/07/2025",
        "fin de contrat",
    ],
    ["Ali Haddad", "Chez Lulu", "stage", "PMSMP", "01/02/2024", "", ""],
]
SESSIONS = [
    ["Candidat", "Date", "Compte rendu", "Humeur"],
    ["Ali Haddad", "12/03/2026", "Préparé un entretien", "difficile"],
    ["Ali Haddad", "12/03/2020", "Trop tôt", ""],
]
NOW = "2026-11-30T10:00:00+01:00"


@pytest.fixture
def lyon():
    return accounts.zone("Lyon")


@pytest.fixture
def team(lyon):
    user = accounts.team_member(lyon)
    companies.company(lyon, name="Pluralle")
    OutboxMessage.objects.all().delete()
    Task.objects.all().delete()
    spreadsheets.imported(PEOPLE, by=user, zone=lyon)
    spreadsheets.imported(COACHES, by=user, zone=lyon, list_key="coaches")
    return user


def _bring(rows, lyon, team, key: str):
    return spreadsheets.imported(rows, by=team, zone=lyon, list_key=key)


def test_pairs_of_before_are_brought_in_without_a_word(lyon, team) -> None:
    run = _bring(PAIRS, lyon, team, "pairings")
    assert run.counts == {"new": 2, "completed": 0, "same": 0, "refused": 2}
    now = Pairing.objects.get(ended_at=None)
    assert (now.candidate.first_name, now.coach.user.first_name) == ("Ali", "Jeanne")
    assert timezone.localdate(now.started_at) == date(2026, 3, 3)
    assert Pairing.objects.exclude(ended_at=None).get().end_reason == "goal"
    assert OutboxMessage.objects.count() == 0
    assert raise_quiet_pairing_tasks() == 0, "their coach cannot write yet"
    assert "accueillie" in run.rows.get(number=4).reasons[0]["text"]
    again = _bring(PAIRS, lyon, team, "pairings")
    assert again.counts["new"] == 0
    spreadsheets.undone(run, by=team)
    assert Pairing.objects.count() == 0


def test_somebody_with_a_pair_is_kept_when_their_list_is_undone(lyon, team) -> None:
    run = spreadsheets.imported(
        [PEOPLE[0], ["Oumar", "Sy", "", "Actif"]], by=team, zone=lyon
    )
    _bring(
        [PAIRS[0], ["Oumar Sy", "Paul Roux", "1/1/2026", "", ""]],
        lyon,
        team,
        "pairings",
    )
    run = spreadsheets.undone(run, by=team)
    assert Candidate.objects.filter(first_name="Oumar").exists()
    assert "utilisé depuis" in run.rows.get().reasons[0]["text"]


@time_machine.travel(NOW, tick=False)
def test_hires_of_before_ask_nothing_about_the_past(lyon, team) -> None:
    run = _bring(HIRES, lyon, team, "hires")
    assert run.counts == {"new": 2, "completed": 0, "same": 0, "refused": 1}
    mariam = Hire.objects.get(candidate__first_name="Mariam")
    assert mariam.company.name == "Pluralle"
    past = Hire.objects.get(candidate__first_name="Ali")
    assert (past.employer_name, past.end_reason) == ("Chez Lulu", "term")
    assert not past.check_ins.exists()
    assert mariam.check_ins.exists()
    assert not CheckIn.objects.filter(due_on__lte=timezone.localdate()).exists()
    process_due_check_ins()
    assert OutboxMessage.objects.count() == Task.objects.count() == 0
    assert _bring(HIRES, lyon, team, "hires").counts["new"] == 0
    spreadsheets.undone(run, by=team)
    assert Hire.objects.count() == PlanStep.objects.count() == 0


def test_sessions_go_to_the_pair_of_that_day(lyon, team) -> None:
    _bring(PAIRS, lyon, team, "pairings")
    run = _bring(SESSIONS, lyon, team, "sessions")
    assert run.counts == {"new": 1, "completed": 0, "same": 0, "refused": 1}
    session = SessionLog.objects.get()
    assert (session.minutes, session.mood) == (120, "hard")
    assert OutboxMessage.objects.count() == Task.objects.count() == 0
    assert _bring(SESSIONS, lyon, team, "sessions").counts["new"] == 0
    spreadsheets.undone(run, by=team)
    assert SessionLog.objects.count() == 0


def test_two_people_of_the_same_name_are_not_chosen_between(lyon, team) -> None:
    spreadsheets.imported(
        [PEOPLE[0], ["Ali", "Haddad", "0799999999", "Actif"]], by=team, zone=lyon
    )
    run = _bring(PAIRS[:2], lyon, team, "pairings")
    assert "Plusieurs personnes" in run.rows.get().reasons[0]["text"]
    rows = [[*PAIRS[0], "Téléphone du candidat"], [*PAIRS[1], "06 12 34 56 78"]]
    assert _bring(rows, lyon, team, "pairings").counts["new"] == 1


def test_a_coach_does_not_hold_more_than_they_can(lyon, team) -> None:
    rows = [
        PAIRS[0],
        ["Ali Haddad", "Paul Roux", "1/1/2026", "", ""],
        ["Mariam Diallo", "Paul Roux", "1/1/2026", "", ""],
    ]
    run = spreadsheets.checked(rows, by=team, zone=lyon, list_key="pairings")
    assert run.counts["refused"] == 1, "said before anything is done"
    assert Coach.objects.count() == 2
