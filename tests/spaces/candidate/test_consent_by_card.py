"""In a session opened with a card, consent takes a code that only the person receives."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import timezone

from entremise.candidates import rules
from entremise.candidates.actions.consent import (
    publish_cv,
    renew_publication,
    send_consent_code,
)
from entremise.candidates.content import consent_versions
from entremise.candidates.content.cv import Gone, PublicCV
from entremise.candidates.enums import GrantMethod
from entremise.candidates.models import Candidate, ConsentGrant, Publication
from entremise.candidates.queries.publications import published_cv
from entremise.foundation.accounts import sessions
from entremise.foundation.accounts.actions.signing_in import issue_login_card
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.queries import timeline_of
from entremise.foundation.kit.errors import NotAllowed
from entremise.foundation.outbox.models import OutboxMessage
from tests.factories import accounts, candidates
from tests.kit.pages import PageClient
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db
LOOK = "/mon-espace/accord/voir/"
CHOICES = {"channels": ["page", "pdf"], "fields": ["story"]}


def by_card(person: Candidate) -> PageClient:
    """Through the pages, with the card that somebody of the team printed."""
    client = PageClient()
    assert person.user is not None
    _card, secret = issue_login_card(
        person.user, by=candidates.team_member_of(person.zone)
    )
    client.post("/carte/", {"code": secret.code})
    assert client.get("/mon-espace/").status_code == 200
    return client


def user_by_card(person: Candidate) -> User:
    """As the rules see them."""
    request = RequestFactory().get("/")
    request.session = by_card(person).session  # type: ignore[assignment]
    return sessions.user_of_request(request)  # type: ignore[no-any-return]


def received() -> str:
    sent = OutboxMessage.objects.filter(purpose="candidates.consent_code").latest("pk")
    return "".join(c for c in sent.text.split("code est")[1][:9] if c.isdigit())


def wrong(code: str) -> str:
    return "000000" if code != "000000" else "111111"


def is_visible(person: Candidate) -> bool:
    return isinstance(published_cv(person.cv.code), PublicCV)


@world
def person() -> Any:
    return candidates.approved_snapshot().candidate


@world
def publication() -> Any:
    return candidates.published_cv()


def test_yes_by_card_waits_for_the_code(person: Any) -> None:
    client = by_card(person)
    asked = client.post(LOOK, CHOICES)
    assert parse_qs(urlsplit(asked.url).query) == CHOICES  # kept
    assert not ConsentGrant.objects.exists()
    page = client.get(asked.url).content.decode()
    assert "Un code pour être sûr que c’est vous" in page
    assert client.post(asked.url, {"typed": received()}).url == "/mon-espace/"
    grant = ConsentGrant.objects.get()
    assert (grant.method, grant.fields, grant.channels) == (
        GrantMethod.CODE,
        ["story"],
        ["page", "pdf"],
    )
    assert is_visible(person)
    assert any(
        "Par un code envoyé à la personne" in line.sentence
        for line in timeline_of(person.code)
    )


def test_the_language_kept_is_the_one_that_was_read() -> None:
    client = by_card(candidates.approved_snapshot().candidate)
    asked = client.post("/ar" + LOOK, CHOICES)
    client.post(asked.url, {"typed": received()})
    assert ConsentGrant.objects.get().language == "ar"


def test_the_actions_refuse_too(publication: Any) -> None:
    person = publication.candidate
    holder = user_by_card(person)
    with pytest.raises(NotAllowed):
        renew_publication(
            person,
            consent_version=consent_versions.CURRENT_CONSENT_VERSION,
            language="fr",
            by=holder,
        )
    with pytest.raises(NotAllowed):
        publish_cv(
            person,
            snapshot=publication.snapshot,
            fields=[],
            channels=["page"],
            consent_version=consent_versions.CURRENT_CONSENT_VERSION,
            language="fr",
            by=holder,
        )
    assert rules.can_withdraw_cv(holder, person)
    assert ConsentGrant.objects.count() == 1


def test_a_wrong_code_then_a_right_one(person: Any) -> None:
    client = by_card(person)
    url = client.post(LOOK, CHOICES).url
    assert "a 6 chiffres" in client.post(url, {"typed": "12"}).content.decode()
    refused = client.post(url, {"typed": wrong(received())}).content.decode()
    assert "Ce n’est pas le bon code" in refused
    assert not is_visible(person)
    client.post(url, {"typed": received()})
    assert is_visible(person)


def test_five_wrong_codes_and_the_right_one_is_worth_nothing(person: Any) -> None:
    client = by_card(person)
    url = client.post(LOOK, CHOICES).url
    for _try in range(5):
        told = client.post(url, {"typed": wrong(received())}).content.decode()
    assert "Demandez-en un autre" in told
    client.post(url, {"typed": received()})
    assert not is_visible(person)


def test_an_old_code_says_to_ask_for_another_and_another_serves(person: Any) -> None:
    client = by_card(person)
    url = client.post(LOOK, CHOICES).url
    old = received()
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert (
            "Demandez-en un autre" in client.post(url, {"typed": old}).content.decode()
        )
        assert not is_visible(person)
        url = client.post(LOOK, CHOICES).url
        client.post(url, {"typed": received()})
        assert is_visible(person)


def test_codes_are_not_sent_without_end() -> None:
    client = by_card(candidates.approved_snapshot().candidate)
    for _time in range(8):
        answer = client.post(LOOK, CHOICES)
    assert "Attendez une heure" in answer.content.decode()
    assert OutboxMessage.objects.filter(purpose="candidates.consent_code").count() == 6


def test_a_code_asked_by_the_team_does_not_serve_in_the_session() -> None:
    snapshot = candidates.approved_snapshot()
    person = snapshot.candidate
    client = by_card(person)
    url = client.post(LOOK, CHOICES).url
    send_consent_code(
        person,
        snapshot=snapshot,
        fields=[],
        channels=["page"],
        by=candidates.team_member_of(person.zone),
    )
    client.post(url, {"typed": received()})
    assert not is_visible(person)


def test_going_on_takes_the_code_too(publication: Any) -> None:
    client = by_card(publication.candidate)
    asked = client.post("/mon-espace/accord/continuer/")
    assert ConsentGrant.objects.count() == 1
    client.post(asked.url, {"typed": received()})
    assert ConsentGrant.objects.count() == 2
    after = Publication.objects.select_related("grant").get()
    assert (after.grant.method, after.grant.fields, after.grant.channels) == (
        GrantMethod.CODE,
        publication.grant.fields,
        publication.grant.channels,
    )


def test_going_on_never_shows_a_version_that_was_not_looked_at(
    publication: Any,
) -> None:
    candidates.approved_snapshot(publication.candidate, tagline="Tout autre chose.")
    client = by_card(publication.candidate)
    assert client.post("/mon-espace/accord/continuer/").url == "/mon-espace/accord/"
    assert not OutboxMessage.objects.filter(purpose="candidates.consent_code").exists()


def nowhere_to_write() -> Candidate:
    person = candidates.approved_snapshot().candidate
    Candidate.objects.filter(pk=person.pk).update(email="", phone="")
    User.objects.filter(pk=person.user_id).update(email=None, phone=None)
    return Candidate.objects.select_related("zone", "user", "cv").get(pk=person.pk)


def test_without_phone_nor_email_it_is_on_paper() -> None:
    person = nowhere_to_write()
    page = by_card(person).post(LOOK, CHOICES, follow=True).content.decode()
    assert "Vous pouvez dire oui sur papier" in page
    assert 'name="typed"' not in page
    assert not is_visible(person)


def test_no_code_goes_to_the_address_of_somebody_else() -> None:
    person = nowhere_to_write()
    Candidate.objects.filter(pk=person.pk).update(email=accounts.user().email)
    page = by_card(person).post(LOOK, CHOICES, follow=True).content.decode()
    assert "Vous pouvez dire oui sur papier" in page
    assert not OutboxMessage.objects.filter(purpose="candidates.consent_code").exists()


def test_stopping_asks_for_nothing_more(publication: Any) -> None:
    by_card(publication.candidate).post("/mon-espace/ne-plus-me-montrer/")
    assert isinstance(published_cv(publication.code), Gone)


def test_who_came_by_a_code_says_yes_at_once(as_user: Any, person: Any) -> None:
    client = as_user(person.user)
    assert client.get("/mon-espace/accord/code/", CHOICES).url.startswith(LOOK)
    assert client.post(LOOK, CHOICES).url == "/mon-espace/"
    assert ConsentGrant.objects.get().method == GrantMethod.SELF
    assert not OutboxMessage.objects.filter(purpose="candidates.consent_code").exists()


def test_a_card_does_not_move_the_account_to_another_address(db: None) -> None:
    """Who holds the card could otherwise receive the codes, and say yes in somebody's place."""
    person = candidates.candidate(phone="+33612345678", email="")
    client = by_card(person)
    page = client.post("/compte/coordonnees/", {"address": "quelqu.un@exemple.test"})
    assert page.status_code == 403
    assert "on ne change pas ses coordonnées" in page.content.decode()
    assert not OutboxMessage.objects.filter(to="quelqu.un@exemple.test").exists()


def test_another_code_keeps_every_choice_languages_included() -> None:
    publication = candidates.published_cv_in_arabic()
    client = by_card(publication.candidate)
    page = client.get(client.post("/mon-espace/accord/continuer/").url)
    kept = re.findall(r'name="(\w+)" value="([^"]*)"', page.content.decode())
    again = {(name, value) for name, value in kept if name != "csrfmiddlewaretoken"}
    grant = publication.grant
    wanted = {
        "fields": grant.fields,
        "channels": grant.channels,
        "translations": grant.shown_translations,
    }
    assert grant.shown_translations
    assert {
        (name, value) for name, values in wanted.items() for value in values
    } <= again
