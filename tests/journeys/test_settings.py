"""An administrator gives the site the face of the association; a passer-by sees it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.factories import accounts, candidates
from tests.journeys.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
ASSOCIATION = "/equipe/reglages/association/"
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    '<circle cx="4" cy="4" r="4" style="fill:#005fb8"/></svg>'
)


def test_a_face_of_her_own(cast: Cast, tmp_path: Path) -> None:
    candidates.published_cv(
        candidates.candidate(cast.zone, first_name="Ali", by=cast.team_user)
    )
    logo = tmp_path / "logo.svg"
    logo.write_text(LOGO)
    passer_by = cast.somebody(phone=True).go("/").sees("Ali", "Entremise")
    nora = cast.somebody().enter(accounts.administrator(first_name="Nora"))

    nora.go(ASSOCIATION).sees("La loi demande encore", "Directeur ou directrice")
    nora.fill("Couleur principale", "#005fb8")
    seen = nora.page.locator('#apercu rect[fill="#005fb8"]')
    expect(seen).to_be_attached()  # shown while it is chosen, before anything is saved
    nora.fill("Couleur principale", "#ffee88").sees("trop claire")
    nora.fill("Couleur principale", "#005fb8").fill("Nom du site", "La Passerelle")
    nora.fill("Directeur ou directrice de la publication", "Nora Diallo")
    nora.page.get_by_label("Logo").first.set_input_files(logo)
    nora.press("Enregistrer").sees("C’est enregistré", "La Passerelle")

    passer_by.go("/").sees("La Passerelle", "Ali")
    for logo_shown in passer_by.page.locator(".brand__logo").all():  # head and foot
        expect(logo_shown).to_be_visible()
    expect(passer_by.page.locator(".brand__logo")).to_have_count(2)
    pine = passer_by.page.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--pine')"
    )
    assert "#005fb8" in pine
    passer_by.go("/mentions-legales/").sees("Nora Diallo")


def test_no_script_makes_a_page_out_of_a_text(browser: Browser, site: str) -> None:
    """Trusted types: what an injected script would try is refused by the browser."""
    attack = """() => {
        try { document.body.innerHTML = "<p>let in</p>"; return "let in"; }
        catch (refusal) { return refusal.name; }
    }"""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}/connexion/")
    assert page.evaluate(attack) == "TypeError"
    page.goto("about:blank")  # the control
    assert page.evaluate(attack) == "let in"
    context.close()


def test_the_preview_needs_no_script(cast: Cast) -> None:
    nora = cast.somebody(javascript=False).enter(accounts.administrator())
    nora.go(ASSOCIATION).fill("Couleur principale", "#005fb8")
    nora.press("Voir ces couleurs")
    expect(nora.page.locator('#apercu rect[fill="#005fb8"]')).to_be_attached()
    expect(nora.page.get_by_label("Couleur principale")).to_have_value("#005fb8")
