"""Recommendations: requested, written through a link, accepted, published."""

from datetime import timedelta

import pytest
from django.utils import timezone

from entremise.candidates.actions.consent import publish_cv
from entremise.candidates.actions.recommendations import (
    accept_recommendation,
    delete_unwritten_recommendations,
    put_recommendation_aside,
    request_recommendation,
    write_recommendation,
)
from entremise.candidates.content import consent_versions
from entremise.candidates.enums import GrantField
from entremise.candidates.models import Recommendation
from entremise.candidates.queries.publications import published_cv
from entremise.candidates.queries.recommendations import recommendation_by_secret
from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.foundation.outbox.models import OutboxMessage
from tests.factories import accounts, candidates, coaching
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db
LETTER = {
    "author": "Rosa Martin",
    "author_role": "cheffe",
    "text": "Toujours là.",
    "language": "fr",
}


def written(person):
    asked = request_recommendation(person, author="Rosa", by=person.user)
    write_recommendation(asked, **LETTER)
    return Recommendation.objects.get(pk=asked.pk)


def letters_of(person):
    return [letter.text for letter in published_cv(person.cv.code).recommendations]


@world
def person():
    return candidates.candidate()


def test_words_are_public_only_after_they_are_kept_and_agreed_to():
    publication = candidates.published_cv()
    person = publication.candidate
    row = written(person)
    assert (
        OutboxMessage.objects.filter(
            purpose="candidates.recommendation_written"
        ).count()
        == 1
    )
    options = {
        "snapshot": publication.snapshot,
        "channels": ["page"],
        "consent_version": consent_versions.CURRENT_CONSENT_VERSION,
    }
    options |= {"language": "fr", "by": person.user}
    publish_cv(person, fields=[GrantField.RECOMMENDATIONS], **options)
    assert letters_of(person) == []
    accept_recommendation(row, by=person.user)
    assert letters_of(person) == []  # kept after the yes: not part of it
    publish_cv(person, fields=[GrantField.RECOMMENDATIONS], **options)
    assert letters_of(person) == ["Toujours là."]
    before = published_cv(person.cv.code).rendering_key
    put_recommendation_aside(row, by=person.user)
    assert letters_of(person) == []
    assert published_cv(person.cv.code).rendering_key != before


def test_nobody_keeps_words_in_the_place_of_the_person(person):
    coach = coaching.pairing(person).coach.user
    row = written(person)
    for somebody in (
        coach,
        candidates.team_member_of(person.zone),
        accounts.administrator(),
    ):
        with pytest.raises(NotAllowed):
            accept_recommendation(row, by=somebody)
    with pytest.raises(NotAllowed):
        request_recommendation(person, author="Rosa", by=accounts.user())
    request_recommendation(person, author="Rosa", by=coach)


def test_three_at_most_and_never_empty(person):
    with pytest.raises(MoveRefused):
        accept_recommendation(
            request_recommendation(person, author="X", by=person.user),
            by=person.user,
        )
    rows = [written(person) for _ in range(4)]
    for row in rows[:3]:
        accept_recommendation(row, by=person.user)
    with pytest.raises(DomainError):
        accept_recommendation(rows[3], by=person.user)


def test_the_link_ends_and_what_was_kept_is_not_rewritten(person):
    row = written(person)
    # Until the person chose.
    write_recommendation(row, **LETTER | {"text": "Mieux dit."})
    accept_recommendation(row, by=person.user)
    with pytest.raises(MoveRefused):
        write_recommendation(row, **LETTER)
    assert Recommendation.objects.get().text == "Mieux dit."
    asked = request_recommendation(
        person, author="Jo", email="jo@exemple.test", by=person.user
    )
    Recommendation.objects.filter(pk=asked.pk).update(
        expires_at=timezone.now() - timedelta(days=1)
    )
    assert recommendation_by_secret(asked.secret) is None
    assert delete_unwritten_recommendations() == 1
    assert not Recommendation.objects.filter(author_email="jo@exemple.test").exists()


def test_the_address_of_the_author_is_forgotten_once_they_wrote(person):
    asked = request_recommendation(
        person,
        author="Jo",
        email="jo@exemple.test",
        request_message="Bonjour",
        by=person.user,
    )
    mail = OutboxMessage.objects.get(purpose="candidates.recommendation_asked")
    assert asked.secret in mail.text
    write_recommendation(asked, **LETTER)
    assert Recommendation.objects.get().author_email == ""


def test_from_the_link_to_the_page(as_user, page):
    publication = candidates.published_cv()
    person = publication.candidate
    mine = as_user(person.user)
    mine.post(
        "/mon-espace/cv/quelques-mots/",
        {"author": "Rosa", "author_role": "", "email": "", "request_message": ""},
    )
    asked = Recommendation.objects.get()
    assert asked.secret in mine.get("/mon-espace/cv/quelques-mots/").content.decode()
    address = f"/quelques-mots/{asked.secret}/"
    html = page.get(address).content.decode()
    assert person.first_name in html
    assert "noindex" in html
    assert page.post(address, LETTER | {"text": ""}).status_code == 200
    assert "Merci" in page.post(address, LETTER, follow=True).content.decode()
    assert "Toujours là." in mine.get("/mon-espace/cv/quelques-mots/").content.decode()
    mine.post(f"/mon-espace/cv/quelques-mots/{asked.code}/garder/")
    assert (
        "Gardé pour le CV" in mine.get("/mon-espace/cv/quelques-mots/").content.decode()
    )
    assert page.get(address).status_code == 302  # chosen: not rewritten any more
    assert page.get("/quelques-mots/inconnu/").status_code == 404
    assert (
        as_user(candidates.candidate().user)
        .post(f"/mon-espace/cv/quelques-mots/{asked.code}/garder/")
        .status_code
        == 404
    )
