"""Sign-in: on a shared phone, with a printed card, and the first day of a colleague."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from entremise.foundation.accounts.actions.signing_in import issue_login_card
from entremise.foundation.accounts.credentials import crypto, totp
from entremise.foundation.accounts.models import User
from tests.accounts.sent_codes import last_code
from tests.factories import accounts, candidates, coaching

pytestmark = pytest.mark.django_db(transaction=True)


def ask_for_code(page: Page, address: str) -> None:
    page.goto("/connexion/")
    page.get_by_label("Votre e-mail ou votre numéro de téléphone").fill(address)
    page.get_by_role("button", name="Recevoir mon code").click()


def test_a_lent_phone_without_javascript(
    somebody: Callable[..., Page], assert_accessible: Callable[[Page], None]
) -> None:
    awa = accounts.user(first_name="Awa", email=None, phone="+33612345678")
    page = somebody(phone=True, javascript=False)
    ask_for_code(page, "06 12 34 56 78")
    expect(page.get_by_role("heading", level=1)).to_have_text("Écrivez votre code")
    page.get_by_label("Les 6 chiffres du code").fill(last_code(awa.phone or ""))
    page.get_by_label("Ce téléphone ou cet ordinateur n’est pas à moi").check()
    page.get_by_role("button", name="Entrer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Awa")
    page.goto("/compte/")
    expect(page.get_by_text("Appareil prêté")).to_be_visible()
    page.get_by_role("button", name="Me déconnecter partout").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("À bientôt")
    page.goto("/compte/")
    expect(page).to_have_url(re.compile("/connexion/"))


def test_a_printed_card_opens_once(somebody: Callable[..., Page]) -> None:
    pair = coaching.pairing(candidates.candidate(first_name="Ali", email=""))
    assert pair.candidate.user
    _card, secret = issue_login_card(pair.candidate.user, by=pair.coach.user)
    page = somebody(phone=True, javascript=False)
    page.goto(f"/carte/{secret.link}/")
    page.get_by_role("button", name="Ouvrir mon espace").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bonjour Ali.")
    again = somebody(phone=True, javascript=False)
    again.goto(f"/carte/{secret.link}/")
    expect(again.get_by_role("heading", level=1)).to_have_text(
        "Cette carte ne sert plus"
    )


def test_a_first_day_in_the_team(
    somebody: Callable[..., Page], assert_accessible: Callable[[Page], None]
) -> None:
    team = accounts.team_member(first_name="Nadia")
    page = somebody()
    ask_for_code(page, team.email or "")
    page.get_by_label("Les 6 chiffres du code").fill(last_code(team.email or ""))
    page.get_by_role("button", name="Entrer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Choisissez une seconde preuve"
    )
    assert_accessible(page)
    page.get_by_role("button", name="Utiliser une application").click()
    assert_accessible(page)
    page.get_by_label("Le code à 6 chiffres que l’application affiche").fill(
        app_code(team)
    )
    page.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vos codes de secours")
    page.goto("/equipe/personnes/")
    expect(page.get_by_text("Nadia").first).to_be_visible()
    assert_accessible(page)


@pytest.mark.parametrize(
    "address",
    ["/connexion/", "/carte/", "/carte/ancienne-carte/", "/deconnexion/faite/"],
)
def test_the_doors_for_everybody(
    somebody: Callable[..., Page],
    assert_accessible: Callable[[Page], None],
    address: str,
) -> None:
    page = somebody(phone=True)
    page.goto(address)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def app_code(person: User) -> str:
    secret = crypto.decrypt_secret(person.factors.get(kind="app").secret)
    assert secret
    return totp.totp_code(secret, totp.current_step())
