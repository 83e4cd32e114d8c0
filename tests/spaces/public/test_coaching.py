import pytest

from entremise.coaching.models import CoachApplication
from tests.factories import accounts

pytestmark = pytest.mark.django_db
OFFER = {
    "first_name": "Jeanne",
    "last_name": "Morel",
    "email": "jeanne@exemple.test",
    "phone": "",
    "zone": "lyon",
    "languages": "arabe",
    "about": "J’aime écouter.",
}


def test_anybody_offers_to_coach_and_is_thanked(page):
    accounts.zone("Lyon")
    page.get("/devenir-coach/")
    thanks = page.post("/devenir-coach/", OFFER, follow=True)
    assert "sept jours" in thanks.content.decode()
    assert CoachApplication.objects.get().zone.slug == "lyon"


def test_wrong_input_is_kept_and_said(page):
    accounts.zone("Lyon")
    answer = page.post(
        "/devenir-coach/", OFFER | {"email": "jeanne@", "phone": "12"}
    ).content.decode()
    assert "Écrivez l’adresse en entier" in answer
    assert "Ce numéro ne semble pas complet" in answer
    assert "J’aime écouter." in answer
    assert not CoachApplication.objects.exists()


def test_a_flood_is_stopped(page):
    accounts.zone("Lyon")
    codes = [page.post("/devenir-coach/", OFFER).status_code for _ in range(6)]
    assert codes == [302] * 5 + [429]
    assert CoachApplication.objects.count() == 5
