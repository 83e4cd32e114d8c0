"""A coach writes the CV with the candidate, and never consents for them."""

from typing import Any

import pytest

from entremise.candidates.actions.cv_draft import save_cv_section
from entremise.candidates.content.cv import PublicCV
from entremise.candidates.models import CV, ConsentGrant
from entremise.candidates.queries.publications import published_cv
from entremise.coaching import actions as coaching
from entremise.foundation.outbox.models import OutboxMessage
from tests.factories import candidates, coaching as coaches
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


@world
def pairing() -> Any:
    return coaches.pairing()


def test_writing_together_and_sending(as_user: Any, pairing: Any) -> None:
    person, client = pairing.candidate, as_user(pairing.coach.user)
    base = f"/coach/personnes/{person.code}/cv/"
    candidates.draft_cv(person)
    assert client.get(base).status_code == 200
    for section in (
        "strengths",
        "languages",
        "goals",
        "tagline",
        "skills",
        "story",
        "interests",
        "needs",
        "practical",
    ):
        assert (
            person.first_name
            in client.get(f"{base}question/{section}/").content.decode()
        )
    opened = client.get(f"{base}question/needs/").context["form"]
    typed = {
        "version": opened["version"].value(),
        "seen": opened["seen"].value(),
        "words": "Du temps.",
    }
    assert client.post(f"{base}question/needs/", typed).status_code == 302
    assert CV.objects.get(candidate=person).edited_by == pairing.coach.user
    for page in (
        "experiences/",
        "experiences/nouvelle/",
        "experiences/0/",
        "experiences/0/retirer/",
        "photo/",
    ):
        assert client.get(base + page).status_code == 200, page
    client.post(base + "envoyer/")
    assert CV.objects.get(candidate=person).state == "submitted"


def test_when_the_pairing_ends_the_door_closes(as_user: Any, pairing: Any) -> None:
    client, url = (
        as_user(pairing.coach.user),
        f"/coach/personnes/{pairing.candidate.code}/cv/",
    )
    assert client.get(url).status_code == 200
    coaching.end_pairing(
        pairing,
        reason="team",
        comment="",
        by=candidates.team_member_of(pairing.candidate.zone),
    )
    assert client.get(url).status_code == 404
    assert client.get(url + "question/tagline/").status_code == 404


def test_the_coach_carries_a_code_but_agrees_to_nothing(as_user: Any) -> None:
    pairing = coaches.pairing(candidates.candidate(phone="06 12 34 56 78", email=""))
    person, client = pairing.candidate, as_user(pairing.coach.user)
    candidates.approved_snapshot(person)
    base = f"/coach/personnes/{person.code}/accord/"
    assert "checked" not in client.get(base).content.decode()
    client.post(base, {"channels": ["page"]})
    assert not ConsentGrant.objects.exists()
    assert (
        "n’est pas le bon"
        in client.post(base + "code/", {"typed": "12"}).content.decode()
    )
    sms = OutboxMessage.objects.get(purpose="candidates.consent_code")
    client.post(base + "code/", {"typed": sms.text.split("code est ")[1][:7]})
    assert isinstance(published_cv(person.cv.code), PublicCV)
    assert (
        client.post("/mon-espace/accord/voir/", {"channels": ["page"]}).status_code
        == 404
    )


def test_both_versions_are_shown_to_the_coach_too(as_user: Any, pairing: Any) -> None:
    person, client = pairing.candidate, as_user(pairing.coach.user)
    cv = candidates.draft_cv(person)
    url = f"/coach/personnes/{person.code}/cv/question/tagline/"
    opened = client.get(url).context["form"]
    save_cv_section(
        cv, section="tagline", value="Mes mots.", version=cv.version, by=person.user
    )
    typed = {
        "version": opened["version"].value(),
        "seen": opened["seen"].value(),
        "words": "Ses mots à lui.",
    }
    page = client.post(url, typed).content.decode()
    assert "Mes mots." in page
    assert "Ses mots à lui." in page
    assert CV.objects.get(candidate=person).document.tagline == "Mes mots."


def test_a_trade_is_chosen_in_the_list_with_the_person(as_user: Any) -> None:
    cv = candidates.draft_cv(goals=[])
    pairing = coaches.pairing(cv.candidate)
    url = f"/coach/personnes/{cv.candidate.code}/cv/metiers/"
    browser = as_user(pairing.coach.user)
    assert 'value="soudeuse"' in browser.get(url, {"q": "soudeuse"}).content.decode()
    browser.post(f"{url}choisir/", {"code": "H2913", "name": "soudeuse", "pour": "0"})
    cv.refresh_from_db()
    assert cv.content["goals"][0]["rome"] == "H2913"
    other = as_user(coaches.pairing().coach.user)
    assert other.get(url).status_code == 404
    assert (
        other.post(f"{url}choisir/", {"code": "H2913", "name": "soudeur"}).status_code
        == 404
    )
