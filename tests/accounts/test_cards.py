"""Sign-in by printed card."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from entremise.foundation.accounts.actions.accounts import give_staff_role
from entremise.foundation.accounts.actions.signing_in import issue_login_card
from entremise.foundation.accounts.models import LoginCard, User, UserSession
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.kit.errors import NotAllowed
from tests.factories import accounts, candidates, coaching
from tests.kit.pages import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def ali(db: None) -> User:
    person = candidates.candidate(first_name="Ali", email="")
    assert person.user
    return person.user


@pytest.fixture
def coach(ali: User) -> User:
    return coaching.pairing(ali.candidate).coach.user  # type: ignore[attr-defined]


def page_of(secret: Any) -> str:
    return f"/carte/{secret.link}/"


def test_short_code_opens_the_space_once(
    page: PageClient, ali: User, coach: User
) -> None:
    _card, secret = issue_login_card(ali, by=coach)
    typed = f" {secret.code[:4].lower()} - {secret.code[4:]}"
    assert page.get("/carte/").status_code == 200
    assert page.post("/carte/", {"code": typed}).url == "/mes-espaces/"
    assert UserSession.objects.get().user == ali
    assert (
        "ouvre rien" in PageClient().post("/carte/", {"code": typed}).content.decode()
    )
    assert UserSession.objects.count() == 1


def test_looking_at_the_link_uses_nothing(
    page: PageClient, ali: User, coach: User
) -> None:
    _card, secret = issue_login_card(ali, by=coach)
    for _look in range(3):
        response = PageClient().get(page_of(secret))
        assert response.status_code == 200
        assert response.headers["Referrer-Policy"] == "same-origin"
        assert "Ali" not in response.content.decode()
    assert Client().head(page_of(secret)).status_code == 200
    assert LoginCard.objects.get().used_at is None
    assert page.post(page_of(secret)).url == "/mes-espaces/"
    assert page.get("/mon-espace/").status_code == 200


def test_used_link_says_so_and_offers_the_next_step(
    page: PageClient, ali: User, coach: User
) -> None:
    _card, secret = issue_login_card(ali, by=coach)
    Client().post(page_of(secret))
    for response in (page.get(page_of(secret)), page.post(page_of(secret))):
        assert response.status_code == 410
        assert "ne sert plus" in response.content.decode()
        assert "/connexion/" in response.content.decode()
    assert "n’ouvre pas d’espace" in page.get("/carte/abcdef/").content.decode()


def test_card_dies_after_three_days(page: PageClient, ali: User, coach: User) -> None:
    _card, secret = issue_login_card(ali, by=coach)
    with time_machine.travel(timezone.now() + timedelta(hours=72, seconds=1)):
        assert page.get(page_of(secret)).status_code == 410
        assert page.post(page_of(secret)).status_code == 410
        assert page.post("/carte/", {"code": secret.code}).status_code == 200
    assert not UserSession.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(hours=71, minutes=59)):
        assert page.post(page_of(secret)).status_code == 302


def test_new_card_kills_the_older_one(page: PageClient, ali: User, coach: User) -> None:
    _old, old_secret = issue_login_card(ali, by=coach)
    _new, new_secret = issue_login_card(ali, by=coach)
    assert page.post(page_of(old_secret)).status_code == 410
    assert page.post(page_of(new_secret)).status_code == 302


def test_link_and_code_of_one_card_are_used_together(
    page: PageClient, ali: User, coach: User
) -> None:
    _card, secret = issue_login_card(ali, by=coach)
    Client().post(page_of(secret))
    assert page.post("/carte/", {"code": secret.code}).status_code == 200


def test_card_is_kept_hashed_and_journalled_without_secret(
    ali: User, coach: User
) -> None:
    card, secret = issue_login_card(ali, by=coach)
    kept = str(LoginCard.objects.values().get(pk=card.pk))
    assert secret.code not in kept
    assert secret.link not in kept
    entry = JournalEntry.objects.get(verb="accounts.card_issued")
    assert (entry.actor, entry.data) == (coach.code, {})


def test_staff_never_enter_with_a_card(
    page: PageClient, ali: User, coach: User
) -> None:
    with pytest.raises(NotAllowed):
        issue_login_card(accounts.team_member(), by=coach)
    _card, secret = issue_login_card(ali, by=coach)
    give_staff_role(
        ali, role="advisor", zone=accounts.zone(), by=accounts.administrator()
    )
    assert page.post(page_of(secret)).status_code == 410


def test_closed_account_neither_gets_nor_uses_a_card(
    page: PageClient, ali: User, coach: User
) -> None:
    _card, secret = issue_login_card(ali, by=coach)
    User.objects.filter(pk=ali.pk).update(is_active=False)
    assert page.post(page_of(secret)).status_code == 410
    ali.refresh_from_db()
    with pytest.raises(NotAllowed):
        issue_login_card(ali, by=coach)


def test_guessing_cards_stops_with_the_network_bucket(ali: User, coach: User) -> None:
    _card, secret = issue_login_card(ali, by=coach)
    client = PageClient(REMOTE_ADDR="192.0.2.7")
    statuses = [
        client.post("/carte/", {"code": "AAAABBBB"}).status_code for _try in range(61)
    ]
    assert statuses == [200] * 60 + [429]
    assert client.post("/carte/", {"code": secret.code}).status_code == 429


def test_printed_card_shows_both_ways_in(ali: User, coach: User) -> None:
    card, secret = issue_login_card(ali, by=coach)
    printed = render_to_string(
        "accounts/login_card.html", {"card": card, "secret": secret, "person": ali}
    )
    assert f"{secret.code[:4]} {secret.code[4:]}" in printed
    assert "<svg" in printed
    assert "style=" not in printed
    assert secret.link not in printed
