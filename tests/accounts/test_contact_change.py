"""Changing the address of an account: earlier codes and cards stop working."""

import pytest

from entremise.foundation.accounts.actions.signing_in import (
    issue_login_card,
    request_contact_change,
)
from entremise.foundation.accounts.models import LoginCard, User
from entremise.foundation.accounts.validators import ContactAddress
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.kit.errors import NotAllowed
from entremise.foundation.outbox.models import OutboxMessage
from tests.accounts.sent_codes import last_code, last_message_to, wrong_code
from tests.accounts.test_sessions import is_in, signed_in
from tests.factories import accounts

pytestmark = pytest.mark.django_db

ASK, CONFIRM = "/compte/coordonnees/", "/compte/coordonnees/code/"


def test_new_number_is_proved_then_everything_older_is_over(db: None) -> None:
    awa = accounts.user(email="awa@exemple.test", phone="+33612345678")
    client, forgotten = signed_in(awa), signed_in(awa)
    issue_login_card(awa, by=awa)
    assert client.get(ASK).status_code == 200
    assert client.post(ASK, {"address": "07 98 76 54 32"}).url == CONFIRM
    assert client.get(CONFIRM).status_code == 200
    code = last_code("+33798765432")
    assert client.post(CONFIRM, {"code": wrong_code(code)}).status_code == 200
    assert client.post(CONFIRM, {"code": code}).url == "/compte/"
    awa.refresh_from_db()
    assert (awa.email, awa.phone) == ("awa@exemple.test", "+33798765432")
    assert is_in(client)
    assert not is_in(forgotten)
    assert LoginCard.objects.get().used_at is not None
    assert "viennent de changer" in last_message_to("awa@exemple.test").text
    assert JournalEntry.objects.get(verb="accounts.address_changed").data == {
        "channel": "sms"
    }


def test_address_of_somebody_else_is_not_told_nor_taken(db: None) -> None:
    awa, bob = accounts.user(), accounts.user(email="bob@exemple.test")
    client = signed_in(awa)
    pages = []
    for typed in ("bob@exemple.test", "bab@exemple.test"):
        assert client.post(ASK, {"address": typed}).url == CONFIRM
        pages.append(client.post(CONFIRM, {"code": "000000"}).status_code)
    assert pages == [200, 200]
    told = last_message_to("bob@exemple.test")
    assert told.purpose == "accounts.factor"
    assert not OutboxMessage.objects.filter(
        to="bob@exemple.test", purpose="accounts.code"
    ).exists()
    awa.refresh_from_db()
    bob.refresh_from_db()
    assert awa.email != bob.email == "bob@exemple.test"


def test_taken_in_between_it_is_refused(db: None) -> None:
    awa = accounts.user()
    client = signed_in(awa)
    client.post(ASK, {"address": "new@exemple.test"})
    accounts.user(email="new@exemple.test")
    assert (
        client.post(CONFIRM, {"code": last_code("new@exemple.test")}).status_code == 200
    )
    assert User.objects.get(email="new@exemple.test") != awa


def test_code_for_a_new_address_does_not_open_a_session(db: None) -> None:
    """Only the page that asked for it accepts it, not the sign-in page."""
    awa = accounts.user()
    client = signed_in(awa)
    client.post(ASK, {"address": "new@exemple.test"})
    code = last_code("new@exemple.test")
    client.post("/deconnexion/")
    assert client.post("/connexion/code/", {"code": code}).url == "/connexion/"


def test_only_oneself(db: None) -> None:
    with pytest.raises(NotAllowed):
        request_contact_change(
            accounts.user(),
            ContactAddress("email", "x@exemple.test"),
            by=accounts.user(),
            network="n",
        )
