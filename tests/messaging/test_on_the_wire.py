"""What really goes to the mail server: raw bytes, and how many connections."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP

from entremise.foundation.messaging.notices import send_notice
from entremise.foundation.outbox import delivery
from entremise.foundation.outbox.actions import queue_message
from entremise.foundation.outbox.models import OutboxMessage
from tests.factories import accounts

from .sink import Sink, sink

pytestmark = pytest.mark.django_db


class RawSink(Sink):
    """Keeps bytes and counts connections. ``closes_after``: mails that a connection takes."""

    def __init__(self) -> None:
        super().__init__()
        self.raw: list[bytes] = []
        self.recipients: list[str] = []
        self.connections = 0
        self.closes_after = 0

    async def handle_EHLO(
        self, server: SMTP, session: Any, envelope: Any, name: str, lines: list[str]
    ) -> list[str]:
        session.host_name = name
        self.connections += 1
        session.mails = 0
        return lines

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.raw.append(envelope.original_content)
        self.recipients += envelope.rcpt_tos
        session.mails += 1
        if session.mails == self.closes_after:
            # once the answer has left
            server.loop.call_later(0.05, server.transport.close)
        return await super().handle_DATA(server, session, envelope)


@contextmanager
def raw_sink(settings: Any) -> Iterator[RawSink]:
    with sink(RawSink(), enable_SMTPUTF8=False) as running:
        assert isinstance(running, RawSink)
        settings.DELIVERY = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": running.port}
        yield running


@pytest.fixture
def wire(settings: Any) -> Iterator[RawSink]:
    with raw_sink(settings) as running:
        yield running


def letter(to: str = "ali@exemple.test", **values: Any) -> OutboxMessage:
    values = {"purpose": "tests.letter", "subject": "Oui", "text": "Bonjour."} | values
    return queue_message(to=to, **values)


def header_lines(raw: bytes) -> list[bytes]:
    return raw.partition(b"\r\n\r\n")[0].split(b"\r\n")


def test_the_language_and_what_stops_automatic_answers_are_sent(wire: RawSink) -> None:
    letter(language="ar")
    delivery.deliver_due_messages()
    lines = header_lines(wire.raw[0])
    assert lines.count(b"Content-Language: ar") == 1
    assert b"Auto-Submitted: auto-generated" in lines
    assert b"X-Auto-Response-Suppress: OOF, AutoReply" in lines


def test_an_invitation_says_its_language_too(wire: RawSink) -> None:
    calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
    letter(
        language="ar",
        attachments=[{"name": "a.ics", "type": "text/calendar", "content": calendar}],
    )
    delivery.deliver_due_messages()
    lines = header_lines(wire.raw[0])
    assert lines.count(b"Content-Language: ar") == 1
    assert b"Auto-Submitted: auto-generated" in lines


def test_one_click_to_stop_is_one_line_on_the_wire(wire: RawSink) -> None:
    stop = "http://127.0.0.1:8000/lettre/arreter/" + "a" * 90 + "/"
    send_notice(
        "tests.told",
        to=accounts.user(email="amal@exemple.test"),
        subject="Bonjour",
        template="coaching/notices/paired_candidate",
        context={"coach": "Jeanne", "person": "Ali", "link": stop},
        unsubscribe=stop,
    )
    delivery.deliver_due_messages()
    lines = header_lines(wire.raw[0])
    assert f"List-Unsubscribe: <{stop}>".encode() in lines
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in lines


def test_an_accented_domain_is_written_in_ascii(wire: RawSink, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Pépinière <bonjour@pépinière.example>"
    message = letter(to="contact@pépinière.example")
    delivery.deliver_due_messages()
    message.refresh_from_db()
    assert message.sent_at is not None
    assert wire.recipients == ["contact@xn--ppinire-6xae.example"]
    raw = wire.raw[0]
    assert b"To: contact@xn--ppinire-6xae.example\r\n" in raw
    assert b"<bonjour@xn--ppinire-6xae.example>" in raw


def test_an_accented_name_before_the_at_sign_is_given_up_at_once(wire: RawSink) -> None:
    message, other = letter(to="amélie@exemple.test"), letter()
    delivery.deliver_due_messages()
    message.refresh_from_db()
    other.refresh_from_db()
    assert message.parked_at is not None
    assert message.attempts == 1
    assert other.sent_at is not None


def test_a_batch_uses_one_connection(wire: RawSink) -> None:
    wire.answers["faux@exemple.test"] = "550 no such user"
    for to in ("a@exemple.test", "faux@exemple.test", "b@exemple.test"):
        letter(to=to)
    delivery.deliver_due_messages()
    assert wire.recipients == ["a@exemple.test", "b@exemple.test"]
    assert wire.connections == 1


def test_a_closed_connection_is_opened_again_and_nothing_is_sent_twice(
    wire: RawSink, monkeypatch: Any
) -> None:
    wire.closes_after = 2
    for number in range(5):
        letter(to=f"{number}@exemple.test")
    claim = delivery.claim_message

    def claimed_later(pk: int) -> OutboxMessage | None:
        time.sleep(0.15)  # the server closes between two mails
        return claim(pk)

    monkeypatch.setattr(delivery, "claim_message", claimed_later)
    assert delivery.deliver_due_messages() == 5
    assert wire.recipients == [f"{number}@exemple.test" for number in range(5)]
    assert wire.connections == 3
    assert not OutboxMessage.objects.filter(sent_at=None).exists()
