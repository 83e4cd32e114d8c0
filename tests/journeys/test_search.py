"""A recruiter makes a typo, narrows by place and language, reads a CV, and comes back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from entremise.candidates.enums import JobFamily
from tests.factories import accounts, candidates

pytestmark = pytest.mark.django_db(transaction=True)
NBSP = "\u00a0"


@pytest.fixture
def plumbers(site: str) -> None:
    for name, zone, departement, language in (
        ("Billy", "Paris", "93", "ar"),
        ("Karim", "Paris", "93", "it"),
        ("Awa", "Lyon", "69", "ar"),
    ):
        candidates.published_cv(
            candidates.candidate(accounts.zone(zone), first_name=name),
            goals=[
                {
                    "family": JobFamily.CONSTRUCTION,
                    "occupation": "plombier",
                    "rome": "F1603",
                }
            ],
            languages=[{"name": language, "level": "fluent"}],
            practical={
                "city": zone,
                "departements": [departement],
                "contracts": ["cdi"],
            },
        )


@pytest.mark.usefixtures("plumbers")
def test_a_badly_typed_trade_narrowed_then_back_to_the_same_list(
    site: str, somebody: Callable[..., Page], assert_accessible: Callable[[Page], None]
) -> None:
    page = somebody(phone=True)
    page.goto(f"{site}/candidats/")
    page.get_by_label("Chercher quelqu’un").fill("plombeir")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(
        f"Résultats pour «{NBSP}plombier{NBSP}»"
    )
    expect(page.locator(".person")).to_have_count(3)
    for link in ("Seine-Saint-Denis (93)", "arabe"):
        page.get_by_text("Préciser parmi ces personnes").click()
        page.locator(".narrowing").get_by_role("link", name=link).click()
    expect(page.locator(".person")).to_have_count(1)
    expect(page.locator(".person__why mark").first).to_have_text("plombier")
    assert_accessible(page)
    address = page.url
    page.get_by_role("link", name="Billy").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Billy")
    page.go_back()
    assert page.url == address
    expect(page.locator(".person")).to_have_count(1)
