"""The page that each person reaches after signing in."""

from typing import Any

import pytest

from entremise.foundation.accounts.models import User
from tests.factories import accounts, candidates, coaching, companies
from tests.kit.pages import PageClient

pytestmark = pytest.mark.django_db


def arrival(person: User) -> Any:
    client = PageClient()
    accounts.sign_in(client, person)
    return client.get("/mes-espaces/")


def test_each_relation_opens_its_own_door(db: None) -> None:
    assert arrival(candidates.candidate().user).url == "/mon-espace/"
    assert arrival(coaching.coach().user).url == "/coach/"
    assert arrival(companies.recruiter_of(companies.company())).url == "/entreprise/"
    for staff in (accounts.team_member(), accounts.advisor(), accounts.administrator()):
        assert arrival(staff).url == "/equipe/"


def test_several_relations_give_the_choice(db: None) -> None:
    person = accounts.team_member()
    coaching.coach(user=person)
    page = arrival(person)
    assert page.status_code == 200
    assert 'href="/coach/"' in page.content.decode()
    assert 'href="/equipe/"' in page.content.decode()
    assert "/mon-espace/" not in page.content.decode()
