"""Translations of the CV: written, previewed, published, withdrawn."""

import json

import pytest

from entremise.candidates.models import CV, ConsentCode, Translation
from entremise.candidates.queries.publications import published_cv
from entremise.candidates.validators import content_fingerprint
from entremise.candidates.wording.translation_segments import translated_segments
from entremise.foundation.outbox.models import OutboxMessage
from tests.factories import accounts, candidates, coaching
from tests.kit.queries import assert_same_queries
from tests.kit.worlds import world

from .test_consent_by_card import by_card

pytestmark = pytest.mark.django_db


def typed(translation, **changes):
    rows = translated_segments(
        CV.objects.get(pk=translation.cv_id).document, translation.content
    )
    seen = json.dumps({row.segment.key: content_fingerprint(row.text) for row in rows})
    fields = {row.segment.key.replace(".", "-"): row.text for row in rows}
    return fields | {"version": translation.version, "seen": seen} | changes


def languages_of(person):
    return published_cv(person.cv.code).languages


@world
def person():
    return candidates.candidate()


def test_from_the_first_sentence_to_the_page_of_the_world(as_user):
    publication = candidates.published_cv()
    person = publication.candidate
    mine = as_user(person.user)
    assert "Mon CV en plusieurs langues" in mine.get("/mon-espace/cv/").content.decode()
    mine.post("/mon-espace/cv/langues/", {"language": "ar"})
    translation = Translation.objects.get()
    html = mine.get("/mon-espace/cv/langues/ar/").content.decode()
    assert "Je sais mettre les gens à l’aise." in html
    assert 'dir="rtl"' in html
    every = {
        row.segment.key.replace(".", "-"): "كلمة"
        for row in translated_segments(translation.cv.document, {})
    }
    mine.post("/mon-espace/cv/langues/ar/", typed(translation, **every))
    mine.post("/mon-espace/cv/langues/ar/envoyer/")
    translation.refresh_from_db()
    team = as_user(candidates.team_member_of(person.zone))
    assert "arabe" in team.get("/equipe/relectures/").content.decode()
    assert (
        "كلمة" in team.get(f"/equipe/traductions/{translation.code}/").content.decode()
    )
    team.post(f"/equipe/traductions/{translation.code}/accepter/{translation.version}/")
    assert (
        OutboxMessage.objects.filter(purpose="candidates.translation_ready").count()
        == 1
    )
    assert languages_of(person) == ["fr"]
    html = mine.get("/mon-espace/cv/langues/ar/voir/").content.decode()
    assert "كلمة" in html
    assert 'action="/mon-espace/cv/langues/ar/oui/"' in html
    mine.post("/mon-espace/cv/langues/ar/oui/")
    assert languages_of(person) == ["fr", "ar"]
    mine.post("/mon-espace/cv/langues/ar/retirer/")
    assert languages_of(person) == ["fr"]


def test_saves_itself_and_tells_the_other_writer(as_user, person):
    candidates.draft_cv(person)
    pairing = coaching.pairing(person)
    translation = candidates.translated_cv(person, "en")
    first = typed(translation)
    page, theirs = as_user(person.user), as_user(pairing.coach.user)
    said = page.post(
        "/mon-espace/cv/langues/en/",
        first | {"tagline": "Mine"},
        headers={"X-Saves-Itself": "1"},
    ).json()
    assert said["saved"]
    address = f"/coach/personnes/{person.code}/cv/langues/en/"
    answer = theirs.post(address, first | {"tagline": "Theirs"})
    html = answer.content.decode()
    assert "Mine" in html
    assert "Theirs" in html
    assert "en même temps que vous" in html
    translation.refresh_from_db()
    answer = theirs.post(address, typed(translation, tagline="Both of us"))
    assert answer.status_code == 302
    translation.refresh_from_db()
    assert translation.content["tagline"]["words"] == "Both of us"


def test_a_session_opened_by_a_card_shows_a_language_by_a_code():
    publication = candidates.published_cv()
    person = publication.candidate
    candidates.approved_arabic_translation(person)
    answer = by_card(person).post("/mon-espace/cv/langues/ar/oui/")
    assert "/mon-espace/accord/code/" in answer.url
    assert languages_of(person) == ["fr"]
    code = ConsentCode.objects.get(used_at=None)
    assert len(code.translations) == 1


def test_nobody_writes_or_reads_the_languages_of_somebody_else(as_user, person):
    candidates.draft_cv(person)
    candidates.arabic_translation(person)
    assert (
        as_user(candidates.candidate().user)
        .get("/mon-espace/cv/langues/ar/")
        .status_code
        == 404
    )
    stranger = as_user(coaching.pairing(candidates.candidate()).coach.user)
    assert (
        stranger.get(f"/coach/personnes/{person.code}/cv/langues/ar/").status_code
        == 404
    )


def test_the_list_costs_the_same_with_more_languages(client, person):
    candidates.draft_cv(person)
    accounts.sign_in(client, person.user)
    others = iter(["en", "es", "it"])
    candidates.arabic_translation(person)
    assert_same_queries(
        client,
        "/mon-espace/cv/langues/",
        lambda: candidates.translated_cv(person, next(others)),
    )
