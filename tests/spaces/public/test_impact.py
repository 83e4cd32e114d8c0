"""The impact page: public, every figure with its definition."""

import pytest
from django.urls import reverse

from tests.factories import accounts, candidates, companies, onboarding
from tests.kit.pages import PageClient
from tests.kit.queries import count_queries

pytestmark = pytest.mark.django_db


def test_anyone_reads_it_empty_or_not(page: PageClient) -> None:
    assert page.get(reverse("public:impact")).status_code == 200
    hired = onboarding.hire(days_ago=100)
    shown = page.get(reverse("public:impact")).content.decode()
    assert "Contrats dont le premier jour est passé" in shown
    assert hired.candidate.first_name not in shown.split("<main")[1].split("<footer")[0]
    assert hired.employer not in shown


def test_how_long_jobs_last_is_told_when_the_group_recognises_nobody(
    page: PageClient,
) -> None:
    where = accounts.zone()
    company = companies.company(where)
    for _ in range(10):
        onboarding.hire(
            candidates.candidate(where, account=False), employer=company, days_ago=100
        )
    assert "Après 3 mois" not in page.get(reverse("public:impact")).content.decode()
    onboarding.hire(
        candidates.candidate(where, account=False), employer=company, days_ago=100
    )
    assert (
        "0 des 11, 11 sans nouvelles"
        in page.get(reverse("public:impact")).content.decode()
    )


def test_it_asks_as_often_with_three_hires_as_with_one(page: PageClient) -> None:
    onboarding.hire(days_ago=1)
    page.get(reverse("public:impact"))
    with count_queries() as few:
        page.get(reverse("public:impact"))
    for _ in range(2):
        onboarding.hire(candidates.candidate(), days_ago=1)
    with count_queries() as many:
        page.get(reverse("public:impact"))
    assert len(few) == len(many) <= 40
