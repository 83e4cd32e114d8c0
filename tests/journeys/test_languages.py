"""A CV in two languages: written, reviewed, published and withdrawn by the person."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import candidates
from tests.journeys.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)
WORD = "كلمة"


def test_written_read_shown_shared_and_taken_back(cast: Cast) -> None:
    ali = candidates.candidate(cast.zone, first_name="Ali", by=cast.team_user)
    publication = candidates.published_cv(ali)
    him = cast.somebody(phone=True, javascript=False).enter(ali.user)
    him.go("/mon-espace/cv/langues/").page.get_by_label(
        "Une autre langue"
    ).select_option("ar")
    him.press("Commencer à écrire")
    for box in him.page.locator("main form .field").locator("input, textarea").all():
        box.fill(WORD)
    him.press("Enregistrer").sees("Tout est écrit").press(
        "Envoyer cette traduction"
    ).sees("L’équipe la lit")

    cast.team.go("/equipe/relectures/").page.get_by_role("link", name="arabe").click()
    cast.team.sees(WORD).press("Accepter cette traduction").sees(
        "La traduction est acceptée"
    )

    passer_by = cast.somebody(javascript=False).go(f"/cv/{publication.code}/")
    expect(
        passer_by.page.get_by_role("link", name="العربية").locator("visible=true")
    ).to_have_count(0)
    him.go("/mon-espace/cv/langues/ar/voir/").sees(
        "Cette langue n’est pas encore visible", WORD
    )
    him.press("Oui, montrer mon CV en arabe").sees(
        "On peut aussi lire votre CV en arabe"
    )

    page = passer_by.go(f"/cv/{publication.code}/").page
    page.locator(".cv__readings").get_by_role("link", name="العربية").click()
    expect(page.locator("article.cv")).to_have_attribute("dir", "rtl")
    expect(page.locator("article.cv")).to_contain_text(WORD)
    page.goto(f"/cv/{publication.code}/partager/?langue=ar")
    expect(page.locator("#adresse")).to_have_value(re.compile(r"/ar/cv/.+/ar/\?s="))

    him.go("/mon-espace/cv/langues/").press("Ne plus montrer : arabe").sees(
        "On ne lit plus votre CV en arabe"
    )
    response = page.goto(f"/cv/{publication.code}/ar/")
    assert response is not None
    assert response.url.endswith(f"/cv/{publication.code}/")
    expect(page.locator("article.cv")).to_have_attribute("dir", "ltr")
