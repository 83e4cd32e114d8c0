"""A stranger does not spend the allowance of somebody whose address they know."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from entremise.foundation.accounts.models import UserSession
from entremise.foundation.outbox.models import OutboxMessage
from tests.accounts.sent_codes import last_code, wrong_code
from tests.accounts.test_sign_in import ask, enter
from tests.factories import accounts

pytestmark = pytest.mark.django_db
AWA = "awa@exemple.test"


@pytest.fixture(autouse=True)
def awa(db: None) -> None:
    accounts.user(email=AWA)


def stranger(number: int = 1) -> Client:
    return Client(REMOTE_ADDR=f"203.0.113.{number}")


def enters(client: Client) -> bool:
    """With the code received last, as people do."""
    return enter(client, last_code(AWA)).status_code == 302


def test_requests_of_a_stranger_leave_the_code_that_was_just_received() -> None:
    own = Client()
    ask(own, AWA)
    received = last_code(AWA)
    for number in range(30):
        assert ask(stranger(number), AWA).status_code == 302
    assert last_code(AWA) == received
    assert enters(own)


def test_requests_of_a_stranger_leave_a_new_request_to_the_person() -> None:
    for number in range(30):
        ask(stranger(number), AWA)
    own = Client()
    assert ask(own, AWA).status_code == 302
    assert enters(own)


def test_all_day_long_the_person_can_enter() -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for minute in range(0, 180, 4):
            ask(stranger(minute), AWA)
            clock.shift(timedelta(minutes=4))
        own = Client()
        ask(own, AWA)
        assert enters(own)


def test_a_stranger_does_not_fill_the_mailbox() -> None:
    for number in range(30):
        ask(stranger(number), AWA)
    assert OutboxMessage.objects.filter(to=AWA).count() == 3


def test_wrong_codes_of_a_stranger_leave_the_person_their_tries() -> None:
    """They spend those of their browser, then those of their network."""
    own = Client()
    ask(own, AWA)
    wrong = wrong_code(last_code(AWA))
    for _browser in range(4):
        thief = stranger()
        ask(thief, AWA)
        last = [enter(thief, wrong).status_code for _try in range(5)]
    assert last == [429] * 5
    assert enters(own)


def test_wrong_codes_are_counted_for_the_address_wherever_they_come_from() -> None:
    """Fifty an hour in all, as before: the same digits in many browsers give no more guesses."""
    ask(stranger(), AWA)
    wrong = wrong_code(last_code(AWA))
    statuses = []
    for number in range(12):
        thief = stranger(number)
        ask(thief, AWA)
        statuses += [enter(thief, wrong).status_code for _try in range(5)]
    assert statuses[:50] == [200] * 50
    assert statuses[50:] == [429] * 10
    thief = stranger(99)
    ask(thief, AWA)
    assert not enters(thief)
    assert not UserSession.objects.exists()
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        own = Client()
        ask(own, AWA)
        assert enters(own)


def test_right_codes_spend_nothing() -> None:
    for _time in range(12):
        own = Client()
        ask(own, AWA)
        assert enters(own)
