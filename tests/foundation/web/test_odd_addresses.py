"""Addresses that no link of ours has."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import accounts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["words", "zone", "cohort", "state", "q"])
def test_a_nul_in_a_query_is_left_out(as_user, query: str) -> None:
    url = reverse("team:candidates")
    browser = as_user(accounts.team_member(accounts.zone("Lyon")))
    assert browser.get(f"{url}?{query}=Ali").status_code == 200
    assert browser.get(f"{url}?{query}=Ali%00").status_code == 200


@pytest.mark.parametrize(
    "name", ["team:import", "team:edit_zone", "team:edit_goal", "public:cv"]
)
def test_a_nul_in_the_path_is_no_page(as_user, name: str) -> None:
    url = reverse(name, args=["a\0b"])
    assert as_user(accounts.administrator()).get(url).status_code == 404
    assert Client().get(url).status_code in (302, 404), "sent to sign in, or told"


def test_a_nul_in_a_question_of_the_gallery_is_left_out() -> None:
    page = Client().get(reverse("public:gallery") + "?q=plom%00bier")
    assert page.status_code == 200
    assert "\0" not in page.content.decode()
    assert "plombier" in page.content.decode()
