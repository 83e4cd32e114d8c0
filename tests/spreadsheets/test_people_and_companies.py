"""The lists of coaches and of companies: known by the team, without any access."""

import pytest

from entremise.coaching.actions import give_coach_access
from entremise.coaching.models import Coach
from entremise.companies.actions import give_member_access
from entremise.companies.models import Company, CompanyMember
from entremise.foundation.accounts.models import User
from entremise.foundation.kit.errors import DomainError
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.search.models import Document
from entremise.foundation.tasks.models import Task
from tests.factories import accounts, coaching, companies, spreadsheets

pytestmark = pytest.mark.django_db

COACHES = [
    ["Nom", "Prénom", "Mail", "Portable", "Places", "Langues"],
    ["Morel", "Jeanne", "jeanne@exemple.test", "0611223344", "2", "arabe"],
    ["Roux", "Paul", "", "07 55 66 77 88", "", ""],
    ["Roux", "Paul", "", "07 55 66 77 88", "9", ""],
    ["Noir", "Léa", "", "", "1", ""],
]
COMPANIES = [
    ["Raison sociale", "SIRET", "CP", "Ville", "Prénom", "Nom", "Mail", "Fonction"],
    [
        "Pluralle",
        "732 829 320 00074",
        75011,
        "Paris",
        "Karim",
        "Benali",
        "karim@exemple.test",
        "DRH",
    ],
    ["PLURALLE", "732829320", "", "", "Inès", "Petit", "ines@exemple.test", ""],
    ["Mano", "552 081 317", 1000, "Bourg", "", "", "", ""],
    ["Sans numéro", "", "", "", "", "", "", ""],
]


@pytest.fixture
def lyon():
    return accounts.zone("Lyon")


@pytest.fixture
def team(lyon):
    return accounts.team_member(lyon)


def test_coaches_come_without_access_and_are_given_it_later(lyon, team) -> None:
    run = spreadsheets.imported(COACHES, by=team, zone=lyon, list_key="coaches")
    assert run.counts == {"new": 3, "completed": 0, "same": 0, "refused": 1}
    jeanne = Coach.objects.get(user__first_name="Jeanne")
    assert (jeanne.capacity, jeanne.languages, jeanne.state) == (2, "arabe", "active")
    assert (jeanne.user.email, jeanne.user.phone) == (None, None)
    assert jeanne.user.known_email == "jeanne@exemple.test"
    assert jeanne.charter_version == ""
    assert OutboxMessage.objects.count() == Task.objects.count() == 0
    assert Document.objects.filter(key=jeanne.code).count() == 2

    give_coach_access(jeanne, by=team)
    jeanne.user.refresh_from_db()
    assert jeanne.user.email == "jeanne@exemple.test"
    assert OutboxMessage.objects.get().to == "jeanne@exemple.test"


def test_an_address_that_became_somebody_elses_opens_nothing(lyon, team) -> None:
    spreadsheets.imported(COACHES, by=team, zone=lyon, list_key="coaches")
    accounts.user(first_name="Autre", email="jeanne@exemple.test")
    jeanne = Coach.objects.get(user__first_name="Jeanne")
    with pytest.raises(DomainError):
        give_coach_access(jeanne, by=team)
    assert OutboxMessage.objects.count() == 0


def test_an_address_of_somebody_else_is_refused_and_ones_own_is_used(
    lyon, team
) -> None:
    other = accounts.user(first_name="Marc", email="jeanne@exemple.test")
    paul = accounts.user(first_name="Paul", last_name="Roux", phone="+33755667788")
    run = spreadsheets.imported(COACHES, by=team, zone=lyon, list_key="coaches")
    refused = run.rows.get(number=2)
    assert refused.outcome == "refused"
    assert refused.reasons[0]["column"] == "email"
    assert not Coach.objects.filter(user=other).exists()
    assert Coach.objects.get(user__first_name="Paul").user == paul
    spreadsheets.undone(run, by=team)
    assert User.objects.filter(pk=paul.pk).exists(), "the import did not make it"
    assert Coach.objects.count() == 0


def test_coaches_twice_then_undone(lyon, team) -> None:
    before = User.objects.count()
    run = spreadsheets.imported(COACHES, by=team, zone=lyon, list_key="coaches")
    again = spreadsheets.imported(COACHES, by=team, zone=lyon, list_key="coaches")
    assert again.counts["new"] == again.counts["completed"] == 0
    spreadsheets.undone(run, by=team)
    assert (Coach.objects.count(), User.objects.count()) == (0, before)


def test_a_known_coach_is_completed_and_emptied_again(lyon, team) -> None:
    user = accounts.user(first_name="Jeanne", last_name="Morel", email=None)
    coach = coaching.coach(lyon, user=user, languages="")
    run = spreadsheets.imported(COACHES, by=team, zone=lyon, list_key="coaches")
    coach.refresh_from_db()
    user.refresh_from_db()
    assert (coach.languages, user.contact_email) == ("arabe", "jeanne@exemple.test")
    spreadsheets.undone(run, by=team)
    coach.refresh_from_db()
    user.refresh_from_db()
    assert (coach.languages, user.contact_email) == ("", "")


def test_companies_come_verified_with_their_people(lyon, team) -> None:
    run = spreadsheets.imported(COMPANIES, by=team, zone=lyon, list_key="companies")
    assert run.counts == {"new": 2, "completed": 1, "same": 0, "refused": 1}
    pluralle = Company.objects.get(siren="732829320")
    assert (pluralle.name, pluralle.state) == ("Pluralle", "verified")
    assert Company.objects.get(name="Mano").postcode == "01000"
    people = CompanyMember.objects.filter(company=pluralle).select_related("user")
    assert {member.user.first_name for member in people} == {"Karim", "Inès"}
    assert {member.user.email for member in people} == {None}
    assert OutboxMessage.objects.count() == Task.objects.count() == 0
    refused = run.rows.get(outcome="refused")
    assert refused.reasons[0]["column"] == "siren"
    give_member_access(people[0], by=team)
    assert OutboxMessage.objects.count() == 1


def test_companies_twice_then_undone_whole(lyon, team) -> None:
    before = User.objects.count()
    run = spreadsheets.imported(COMPANIES, by=team, zone=lyon, list_key="companies")
    again = spreadsheets.imported(COMPANIES, by=team, zone=lyon, list_key="companies")
    assert again.counts["new"] == again.counts["completed"] == 0
    spreadsheets.undone(run, by=team)
    assert (Company.objects.count(), User.objects.count()) == (0, before)


def test_who_was_given_an_access_stays_with_the_company(lyon, team) -> None:
    run = spreadsheets.imported(COMPANIES, by=team, zone=lyon, list_key="companies")
    ines = CompanyMember.objects.select_related("company__zone", "user").get(
        user__first_name="Inès"
    )
    give_member_access(ines, by=team)
    run = spreadsheets.undone(run, by=team)
    assert list(Company.objects.values_list("name", flat=True)) == ["Pluralle"]
    kept = list(run.rows.filter(undone="kept").values_list("number", flat=True))
    assert kept == [2, 3]


def test_a_company_of_another_zone_is_left_alone(lyon, team) -> None:
    paris = accounts.zone("Paris")
    companies.company(paris, siren="732829320")
    run = spreadsheets.checked(COMPANIES, by=team, zone=lyon, list_key="companies")
    assert run.rows.get(number=2).outcome == "refused"
    assert "autre zone" in run.rows.get(number=2).reasons[0]["text"]
