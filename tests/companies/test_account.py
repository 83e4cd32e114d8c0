"""Accounts of companies, and the decisions of the team on them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from entremise.companies import actions, queries, rules, validators
from entremise.companies.enums import CompanyState, MemberRole
from entremise.companies.models import Company
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.models import Task
from tests.factories import accounts, companies
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


@world
def row() -> Any:
    return companies.company()


@world
def unverified() -> Any:
    return companies.company(verified=False)


@pytest.mark.parametrize(
    "typed",
    ["732 829 320", "732829320", "732.829.320", "73282932000074", " 732 829 320 "],
)
def test_a_siren_is_read_as_people_copy_it(typed: str) -> None:
    assert validators.clean_siren(typed) == "732829320"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("123", "9 chiffres"),
        ("732829321", "inversion"),
        ("٧٣٢٨٢٩٣٢٠", "9 chiffres"),
        ("", "9 chiffres"),
    ],
)
def test_a_wrong_siren_says_what_to_look_for(typed: str, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validators.clean_siren(typed)
    assert said in refused.value.messages[0]


def test_a_new_account_waits_for_the_team_with_its_first_person() -> None:
    row = companies.company(verified=False, email="marion@colibri.test")
    assert row.state == CompanyState.NEW
    member = row.members.get()
    assert (member.user.email, member.role) == (
        "marion@colibri.test",
        MemberRole.RECRUITER,
    )
    assert rules.is_member_of_company(member.user, row)
    assert Task.objects.get(reason="companies.to_verify").about_code == row.code
    assert JournalEntry.objects.filter(
        verb="companies.opened", mentions__code=row.code
    ).exists()


def test_the_same_siren_never_makes_two_accounts(row: Any) -> None:
    with pytest.raises(actions.CompanyAlreadyExists):
        companies.company(siren=row.siren)
    assert Company.objects.count() == 1


def test_the_team_verifies_with_words_and_the_task_is_settled(unverified: Any) -> None:
    row = unverified
    team = accounts.team_member(row.zone)
    actions.verify_company(row, by=team, message="Vu ensemble mardi.")
    assert (row.state, row.decided_by, row.decision_message) == (
        CompanyState.VERIFIED,
        team,
        "Vu ensemble mardi.",
    )
    assert Task.objects.get(reason="companies.to_verify").done_at
    told = OutboxMessage.objects.get(purpose="companies.verified")
    assert told.to == row.members.get().user.email
    assert "Vu ensemble mardi." in told.text


def test_a_refusal_needs_words(unverified: Any) -> None:
    row = unverified
    with pytest.raises(DomainError):
        actions.refuse_company(row, by=accounts.team_member(row.zone), message="  ")
    assert Company.objects.get().state == CompanyState.NEW


def test_neither_advisors_nor_another_zone_decide(unverified: Any) -> None:
    row = unverified
    for person in (
        accounts.advisor(row.zone),
        accounts.team_member(),
        companies.recruiter_of(row),
    ):
        with pytest.raises(NotAllowed):
            actions.verify_company(row, by=person)


def test_what_was_refused_cannot_be_suspended(unverified: Any) -> None:
    row = unverified
    team = accounts.team_member(row.zone)
    actions.refuse_company(row, by=team, message="Une autre fois.")
    with pytest.raises(MoveRefused):
        actions.suspend_company(row, by=team, message="Non.")


def test_suspension_ends_every_right_at_once(row: Any) -> None:
    person = companies.recruiter_of(row)
    assert rules.is_company_member(person)
    actions.suspend_company(
        row, by=accounts.team_member(row.zone), message="Un signalement est en cours."
    )
    person = companies.recruiter_of(row)
    assert not rules.is_company_member(person)
    assert not rules.is_member_of_company(person, row)
    assert queries.company_for(person, row.code) is None
    assert queries.company_of_user(person) is None
    assert queries.closed_company_of_user(person) == row


def test_a_second_role_is_a_second_row_and_twice_the_same_is_one(row: Any) -> None:
    first = companies.member(row, MemberRole.CHAMPION, email="hakim@colibri.test")
    again = companies.member(row, MemberRole.CHAMPION, email="hakim@colibri.test")
    other = companies.member(row, MemberRole.MANAGER, email="hakim@colibri.test")
    assert first == again
    assert other.user == first.user
    assert row.members.count() == 3


def test_who_invites_whom() -> None:
    row, foreign = companies.company(), companies.company()
    manager = companies.member(row, MemberRole.MANAGER).user
    for person in (manager, companies.recruiter_of(foreign)):
        with pytest.raises(NotAllowed):
            actions.add_company_member(row, email="x@y.test", first_name="X", by=person)
    assert (
        actions.add_company_member(
            row, email="x@y.test", first_name="X", by=companies.recruiter_of(row)
        ).company
        == row
    )


def test_the_last_person_stays_until_another_is_there(row: Any) -> None:
    person, member = companies.recruiter_of(row), row.members.get()
    with pytest.raises(DomainError):
        actions.end_company_membership(member, by=person)
    companies.member(row)
    actions.end_company_membership(member, by=person)
    assert not rules.is_company_member(type(person).objects.get(pk=person.pk))


def test_a_champion_is_asked_and_it_is_remembered(row: Any) -> None:
    champion = companies.member(row, MemberRole.CHAMPION)
    team = accounts.team_member(row.zone)
    assert champion.last_asked_at is None
    actions.ask_champion(
        champion, message="Pouvez-vous recevoir quelqu’un mardi ?", by=team
    )
    assert champion.last_asked_at
    assert "mardi" in OutboxMessage.objects.get(purpose="companies.champion_asked").text
    assert queries.champions_for(team).get() == champion
    assert not queries.champions_for(accounts.team_member()).exists()


def test_each_zone_sees_its_own_companies_to_verify_first() -> None:
    row = companies.company(name="Zèbre", verified=False)
    companies.company(row.zone, name="Abeille")
    companies.company()
    team = accounts.team_member(row.zone)
    assert [c.name for c in queries.company_list_for(team)] == ["Zèbre", "Abeille"]
    assert [c.name for c in queries.company_list_for(team, query="abei")] == ["Abeille"]
    assert queries.companies_visible_to(accounts.administrator()).count() == 3
    assert not queries.companies_visible_to(accounts.user()).exists()
