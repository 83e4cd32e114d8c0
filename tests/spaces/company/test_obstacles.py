"""Obstacles that a company removed: form, page, and text beside its jobs."""

import re
from collections.abc import Callable

import pytest
from django.urls import reverse

from entremise.companies import actions
from entremise.companies.models import Company
from entremise.foundation.kit.errors import DomainError
from tests.factories import candidates, companies
from tests.kit.pages import PageClient

pytestmark = pytest.mark.django_db
Browser = Callable[[object], PageClient]


def test_what_was_removed_is_ticked_kept_and_read(as_user: Browser) -> None:
    company = companies.company(name="Bricolu")
    recruiter = as_user(companies.recruiter_of(company))
    form = recruiter.get(reverse("company:describe")).content.decode()
    assert "On peut débuter en français" in form
    assert "Une aide pour faire garder les enfants" in form
    recruiter.post(
        reverse("company:describe"),
        {"removed_obstacles": ["french", "advance"], "commitments": "Un parrain."},
    )
    assert Company.objects.get().removed_obstacles == ["french", "advance"]
    team = as_user(candidates.team_member_of(company.zone))
    for page in (
        recruiter.get(reverse("company:home")),
        recruiter.get(reverse("company:members")),
        team.get(reverse("team:company", args=[company.code])),
    ):
        assert "Une avance sur le premier salaire" in page.content.decode()
        assert "Un parrain." in page.content.decode()
    again = recruiter.get(reverse("company:describe")).content.decode()
    assert re.findall(r'value="(\w+)"[^>]* checked', again) == ["french", "advance"]


def test_only_what_is_in_the_list_may_be_said(as_user: Browser) -> None:
    company = companies.company()
    recruiter = companies.recruiter_of(company)
    as_user(recruiter).post(
        reverse("company:describe"), {"removed_obstacles": ["women"]}
    )
    assert Company.objects.get().removed_obstacles == []
    with pytest.raises(DomainError):
        actions.update_company_profile(
            company, by=recruiter, removed_obstacles=["women"]
        )
