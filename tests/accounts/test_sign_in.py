"""Sign-in by code, as the person, somebody beside them and an attacker see it."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from entremise.foundation.accounts.actions.signing_in import (
    check_sign_in_code,
    request_sign_in_code,
)
from entremise.foundation.accounts.enums import CredentialCheck
from entremise.foundation.accounts.models import SignInCode, UserSession
from entremise.foundation.accounts.validators import ContactAddress
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.outbox.models import OutboxMessage
from tests.accounts.sent_codes import last_code, last_message_to, wrong_code
from tests.factories import accounts
from tests.kit.pages import PageClient

pytestmark = pytest.mark.django_db


def ask(client: Client, address: str, **more: Any) -> Any:
    return client.post("/connexion/", {"address": address, **more})


def enter(client: Client, code: str, **more: Any) -> Any:
    return client.post("/connexion/code/", {"code": code, **more})


def is_in(client: Client) -> bool:
    return client.get("/compte/").status_code == 200


def test_code_sent_by_email_opens_the_session(page: PageClient) -> None:
    person = accounts.user(email="awa@exemple.test", first_name="Awa")
    assert page.get("/connexion/").status_code == 200
    assert ask(page, " AWA@Exemple.test ").url == "/connexion/code/"
    assert page.get("/connexion/code/").status_code == 200
    message = last_message_to("awa@exemple.test")
    assert message.purpose == "accounts.code"
    assert "Awa" in message.text
    assert enter(page, last_code("awa@exemple.test")).url == "/mes-espaces/"
    assert is_in(page)
    entry = JournalEntry.objects.get(verb="accounts.signed_in")
    assert (entry.actor, entry.data) == (person.code, {"method": "code"})


def test_code_sent_by_sms_and_typed_with_spaces_or_arabic_digits(
    page: PageClient,
) -> None:
    accounts.user(email=None, phone="+33612345678")
    ask(page, "06 12 34 56 78")
    message = last_message_to("+33612345678")
    assert message.channel == "sms"
    assert len(message.text) <= 160
    code = last_code("+33612345678")
    typed = f"{code[:3]} {code[3:]}".translate(
        str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    )
    assert enter(page, typed).status_code == 302
    assert is_in(page)


def test_nothing_tells_whether_the_account_exists(db: None) -> None:
    accounts.user(email="awa@exemple.test")
    accounts.user(email="bob@exemple.test", is_active=False)
    accounts.user(email=None, phone="+33612345678")
    pairs = [
        ("awa@exemple.test", "abc@exemple.test"),
        ("bob@exemple.test", "boc@exemple.test"),
        ("06 12 34 56 78", "06 12 34 56 79"),
    ]
    for known, unknown in pairs:
        seen = [told_to(Client(), address) for address in (known, unknown)]
        assert seen[0] == seen[1]


def told_to(client: Client, address: str) -> list[Any]:
    """The responses a browser gets, without what is random and what was typed."""
    told: list[Any] = []
    for response in (
        ask(client, address),
        client.get("/connexion/code/"),
        enter(client, "000000"),
    ):
        body = re.sub(r'value="[\w-]{12,}"', "", response.content.decode())
        body = re.sub(r"<bdi>.*?</bdi>", "", body)
        random_or_typed = ("Content-Length", "X-Request-ID")
        headers = {
            k: v for k, v in response.headers.items() if k not in random_or_typed
        }
        cookies = sorted(
            (name, str(m["max-age"]), m["httponly"])
            for name, m in response.cookies.items()
        )
        told.append((response.status_code, body, headers, cookies))
    return told


def test_unknown_address_costs_the_same_statements(db: None) -> None:
    accounts.user(email="awa@exemple.test")
    counts = []
    for address in ("awa@exemple.test", "abc@exemple.test"):
        ask(Client(), address)  # the rate limits of the address exist
        with CaptureQueriesContext(connection) as few:
            ask(Client(), address)
        counts.append(len(few))
    assert abs(counts[0] - counts[1]) <= 1


def test_unknown_mailbox_is_told_once_a_day_and_unknown_phones_never(db: None) -> None:
    for _again in range(3):
        ask(Client(), "abc@exemple.test")
    ask(Client(), "06 12 34 56 78")
    message = OutboxMessage.objects.get()
    assert (message.to, message.purpose) == ("abc@exemple.test", "accounts.unknown")
    assert not re.search(r"\d{3} \d{3}", message.text)


def test_closed_account_receives_nothing_and_cannot_enter(db: None) -> None:
    accounts.user(email="bob@exemple.test", is_active=False)
    client = Client()
    ask(client, "bob@exemple.test")
    assert not OutboxMessage.objects.filter(purpose="accounts.code").exists()


def test_code_is_good_once(db: None) -> None:
    accounts.user(email="awa@exemple.test")
    client = Client()
    ask(client, "awa@exemple.test")
    code = last_code("awa@exemple.test")
    reference = client.session["awaited_code"]
    enter(client, code)
    assert check_sign_in_code(reference, code, network="n") == (
        CredentialCheck.EXPIRED,
        None,
    )


def test_code_is_good_only_in_the_browser_that_asked(db: None) -> None:
    accounts.user(email="awa@exemple.test")
    ask(Client(), "awa@exemple.test")
    code = last_code("awa@exemple.test")
    other = Client()
    assert enter(other, code).url == "/connexion/"
    ask(other, "abc@exemple.test")
    assert enter(other, code).status_code == 200
    assert not UserSession.objects.exists()


def test_code_dies_after_ten_minutes(page: PageClient) -> None:
    accounts.user(email="awa@exemple.test")
    ask(page, "awa@exemple.test")
    code = last_code("awa@exemple.test")
    with time_machine.travel(timezone.now() + timedelta(minutes=9, seconds=58)):
        assert enter(page, wrong_code(code)).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=10, seconds=1)):
        response = enter(page, code)
    assert "ne sert plus" in response.content.decode()
    assert "Recevoir un nouveau code" in response.content.decode()
    assert not UserSession.objects.exists()


def test_a_code_still_valid_is_sent_again_and_not_replaced(page: PageClient) -> None:
    accounts.user(email="awa@exemple.test", phone="+33612345678")
    ask(page, "awa@exemple.test")
    old = last_code("awa@exemple.test")
    ask(Client(), "06 12 34 56 78")
    assert page.post("/connexion/code/nouveau/").url == "/connexion/code/"
    assert last_code("awa@exemple.test") == old
    assert enter(page, old).status_code == 302


def test_digits_change_once_used_and_after_an_hour(db: None) -> None:
    accounts.user(email="awa@exemple.test")
    client = Client()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        ask(client, "awa@exemple.test")
        used = last_code("awa@exemple.test")
        assert enter(client, used).status_code == 302
        ask(Client(), "awa@exemple.test")
        kept = last_code("awa@exemple.test")
        assert kept != used
        for _minutes in range(6):
            clock.shift(timedelta(minutes=9))
            ask(Client(), "awa@exemple.test")
            assert last_code("awa@exemple.test") == kept
        clock.shift(timedelta(minutes=9))
        ask(Client(), "awa@exemple.test")
        assert last_code("awa@exemple.test") != kept


def test_one_code_opens_one_session_whatever_browser_waits(db: None) -> None:
    accounts.user(email="awa@exemple.test")
    first, second = Client(), Client()
    for client in (first, second):
        ask(client, "awa@exemple.test")
    code = last_code("awa@exemple.test")
    assert enter(first, code).status_code == 302
    assert enter(second, code).status_code == 200
    assert UserSession.objects.count() == 1


def test_five_tries_then_the_right_code_is_refused(page: PageClient) -> None:
    accounts.user(email="awa@exemple.test")
    ask(page, "awa@exemple.test")
    code = last_code("awa@exemple.test")
    said = [enter(page, wrong_code(code)).content.decode() for _try in range(5)]
    assert all("pas le bon code" in page for page in said[:4])
    assert "ne sert plus" in said[4]
    assert "ne sert plus" in enter(page, code).content.decode()
    assert SignInCode.objects.get().tries == 5


def test_code_is_nowhere_in_clear_but_in_the_message(db: None) -> None:
    accounts.user(email="awa@exemple.test")
    client = Client()
    ask(client, "awa@exemple.test")
    code = last_code("awa@exemple.test")
    row = SignInCode.objects.values().get()
    assert code not in str(row)
    assert "awa@" not in str(row)
    assert code not in str(dict(client.session.items()))


def test_what_is_neither_mail_nor_phone_is_said_and_kept(page: PageClient) -> None:
    for typed in ("awa", "06 12", "awa@", "+33 0", "a" * 300):
        response = ask(page, typed)
        assert response.status_code == 200
        assert (
            "en entier" in response.content.decode()
            or "caractères" in response.content.decode()
        )
        assert typed in response.content.decode()
    assert not SignInCode.objects.exists()


def test_network_bucket_cannot_be_emptied_by_a_forged_header(db: None) -> None:
    statuses = [
        ask(
            Client(
                REMOTE_ADDR="192.0.2.1", headers={"x-forwarded-for": f"203.0.113.{n}"}
            ),
            f"a{n}@exemple.test",
        )
        for n in range(31)
    ]
    assert [r.status_code for r in statuses] == [302] * 30 + [429]


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/",
        "/\\evil.example",
        "https://evil.example",
        "https:evil.example",
        "/%2f%2fevil.example",
        "/@evil.example",
        "/\t/evil.example",
        "///evil.example",
        "javascript:alert(1)",
        "／／evil.example",
        "/nulle-part/",
        "/deconnexion/",
    ],
)
def test_next_never_leads_outside(db: None, target: str) -> None:
    accounts.user(email="awa@exemple.test")
    client = Client()
    asked = ask(client, "awa@exemple.test", next=target)
    assert asked.url == "/connexion/code/"
    assert (
        enter(client, last_code("awa@exemple.test"), next=target).url == "/mes-espaces/"
    )


def test_next_leads_where_the_person_was_going_in_their_language(db: None) -> None:
    accounts.user(email="awa@exemple.test", language="en")
    client = Client()
    wanted = client.get("/compte/")
    assert wanted.url == "/connexion/?next=/compte/"
    assert (
        ask(client, "awa@exemple.test", next="/compte/").url
        == "/connexion/code/?next=%2Fcompte%2F"
    )
    assert (
        enter(client, last_code("awa@exemple.test"), next="/compte/").url
        == "/en/compte/"
    )


def test_session_key_changes_at_sign_in(db: None) -> None:
    accounts.user(email="awa@exemple.test")
    client = Client()
    ask(client, "awa@exemple.test")
    before = client.session.session_key
    enter(client, last_code("awa@exemple.test"))
    assert client.session.session_key != before


def test_sent_twice_the_form_signs_in_once(db: None) -> None:
    accounts.user(email="awa@exemple.test")
    client = Client()
    ask(client, "awa@exemple.test")
    code = last_code("awa@exemple.test")
    first = enter(client, code, _once="k1")
    second = enter(client, code, _once="k1")
    assert first.url == second.url
    assert UserSession.objects.count() == 1


def test_accepted_requests_have_their_message_in_the_same_transaction(db: None) -> None:
    """The request only writes rows and the worker sends: its duration reveals nothing."""
    accounts.user(email="awa@exemple.test")
    request_sign_in_code(ContactAddress("email", "awa@exemple.test"), network="n")
    message = OutboxMessage.objects.get()
    assert (message.sent_at, message.attempts) == (None, 0)
