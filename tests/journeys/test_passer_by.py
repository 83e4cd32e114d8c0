"""A visitor follows a shared link, shares it, and offers an introduction.

Later the CV is withdrawn, and the page shows others.
"""

from collections.abc import Callable
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from entremise.candidates.actions.consent import withdraw_cv
from entremise.meetings.models import Approach
from entremise.sharing.models import ShareEvent, Visit
from tests.factories import candidates, sharing
from tests.journeys.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_a_network_to_a_name_then_nothing(
    cast: Cast, assert_accessible: Callable[[Page], None]
) -> None:
    ali = candidates.published_cv(
        candidates.candidate(cast.zone, first_name="Ali"), photo=True
    )
    for name in ("Mariam", "Oumar"):
        candidates.published_cv(candidates.candidate(cast.zone, first_name=name))
    shared = f"/cv/{ali.code}/?s={sharing.share_link(ali, 'linkedin').token}"

    passer_by = cast.somebody(phone=True, javascript=False)
    passer_by.go(shared).reads("Ali")
    meet = passer_by.page.get_by_role(
        "link", name="Rencontrer Ali", exact=True
    ).locator("visible=true")
    # Without scrolling: what this person does, and how to meet.
    for shown in (passer_by.page.get_by_text("conseiller clientèle"), meet):
        expect(shown.locator("visible=true").first).to_be_in_viewport()
    assert Visit.objects.get().link.channel == "linkedin"

    passer_by.page.get_by_role("link", name="Partager").locator(
        "visible=true"
    ).first.click()
    passer_by.reads("Partager le CV d’Ali")
    sent = passer_by.leaves_by("WhatsApp")
    text = unquote(parse_qs(urlsplit(sent).query)["text"][0])
    assert "Ali" in text
    assert f"?s={sharing.share_link(ali, 'whatsapp').token}" in text
    passer_by.go(f"/cv/{ali.code}/partager/").press("Copier le lien").sees(
        "Le lien est prêt"
    )
    assert ShareEvent.objects.count() == 2

    passer_by.go(shared).follow("Je connais quelqu’un").fill(
        "Votre prénom et votre nom", "Jeanne Roux"
    )
    passer_by.fill("Votre e-mail", "jeanne@exemple.test").fill(
        "Qui connaissez-vous", "Ma sœur tient un hôtel."
    )
    passer_by.press("Envoyer à l’équipe").reads("Merci")
    row = Approach.objects.get()
    assert (row.contact_name, row.message) == ("Jeanne Roux", "Ma sœur tient un hôtel.")
    cast.team.go("/equipe/propositions/").sees("Ali")

    withdraw_cv(ali.candidate, by=ali.candidate.user)
    answer = passer_by.page.goto(shared)
    assert answer
    assert answer.status == 410
    passer_by.sees("D’autres personnes à rencontrer").does_not_see("Ali", "retiré")
    passer_by.follow("Mariam").reads("Mariam")
    cast.team.page.goto(f"/cv/{ali.code}/")
    assert_accessible(cast.team.page)
