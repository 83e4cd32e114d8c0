"""A trial really sends, at once, and says in plain words what the server answered."""

import asyncio
import datetime
import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.outbox import channel_trials
from entremise.foundation.outbox.channel_trials import TrialOutcome, try_mail, try_sms
from entremise.foundation.outbox.models import OutboxMessage
from tests.factories import accounts
from tests.kit.mailbox import Mailbox

pytestmark = pytest.mark.django_db
PAGE = "/equipe/reglages/messages/"


class Refuses:
    """A server that answers one thing to each message."""

    def __init__(self, answer: str, step: str = "DATA") -> None:
        setattr(self, f"handle_{step}", self._answer)
        self.answer = answer

    async def _answer(self, *_arguments: Any) -> str:
        return self.answer


@contextmanager
def server(settings: Any, handler: object, **options: Any) -> Iterator[int]:
    controller = Controller(handler, hostname="127.0.0.1", port=0, **options)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        controller.port = free.getsockname()[1]
    controller.start()
    settings.DELIVERY = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": controller.port}
    try:
        yield controller.port
    finally:
        controller.stop()


def tls_of_nobody(folder: Path) -> ssl.SSLContext:
    """A certificate that nobody has signed."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
            ),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
    )
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def test_accepted_and_nothing_is_stored(mailbox: Mailbox) -> None:
    trial = try_mail("nora@exemple.test", language="fr")
    assert (trial.outcome, trial.is_good) == (TrialOutcome.ACCEPTED, True)
    (mail,) = mailbox.mails
    assert mail.to == "nora@exemple.test"
    assert "Entremise" in mail.subject
    assert try_sms("+33612345678", language="fr").outcome == TrialOutcome.ACCEPTED
    assert mailbox.mails[-1].to == "33612345678@sms.test"
    assert not OutboxMessage.objects.exists()


def test_a_refused_password(settings: Any) -> None:
    def never(*_arguments: Any) -> AuthResult:
        return AuthResult(success=False, handled=False)

    with server(
        settings, Refuses("250 OK"), authenticator=never, auth_require_tls=False
    ):
        settings.DELIVERY |= {"EMAIL_HOST_USER": "a", "EMAIL_HOST_PASSWORD": "secret"}
        trial = try_mail("nora@exemple.test", language="fr")
    assert trial.outcome == TrialOutcome.PASSWORD
    assert "secret" not in trial.answer


@pytest.mark.parametrize(
    ("step", "answer", "outcome"),
    [
        ("DATA", "554 not today", TrialOutcome.REFUSED),
        ("RCPT", "550 nobody here", TrialOutcome.RECIPIENT),
        ("MAIL", "553 not your name", TrialOutcome.SENDER),
    ],
)
def test_what_the_server_refuses(
    settings: Any, step: str, answer: str, outcome: TrialOutcome
) -> None:
    with server(settings, Refuses(answer, step)):
        trial = try_mail("nora@exemple.test", language="fr")
    assert trial.outcome == outcome
    assert answer[4:] in trial.answer


def test_a_certificate_that_nobody_signed(settings: Any, tmp_path: Path) -> None:
    context = tls_of_nobody(tmp_path)
    with server(settings, Refuses("250 OK"), tls_context=context):
        settings.DELIVERY |= {"EMAIL_USE_TLS": True}
        trial = try_mail("nora@exemple.test", language="fr")
    assert trial.outcome == TrialOutcome.CERTIFICATE


def test_a_server_that_does_not_encrypt(settings: Any) -> None:
    with server(settings, Refuses("250 OK")):
        settings.DELIVERY |= {"EMAIL_USE_TLS": True}
        trial = try_mail("nora@exemple.test", language="fr")
        assert trial.outcome == TrialOutcome.ENCRYPTION
        settings.DELIVERY |= {"EMAIL_USE_TLS": False, "EMAIL_USE_SSL": True}
        trial = try_mail("nora@exemple.test", language="fr")
    assert trial.outcome == TrialOutcome.ENCRYPTION


def test_nobody_at_this_address_and_nobody_who_answers(
    settings: Any, monkeypatch: Any
) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        port = silent.getsockname()[1]
        settings.DELIVERY = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": port}
        trial = try_mail("nora@exemple.test", language="fr")
        assert trial.outcome == TrialOutcome.UNREACHABLE
        silent.listen()
        monkeypatch.setattr(channel_trials, "TRIAL_TIMEOUT", 0.3)
        trial = try_mail("nora@exemple.test", language="fr")
    assert trial.outcome == TrialOutcome.TIMEOUT


class Slow:
    """Each step takes less than what a step may take; the whole takes longer than it may."""

    async def handle_MAIL(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        await asyncio.sleep(0.4)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        await asyncio.sleep(0.4)
        envelope.rcpt_tos.append(address)
        return "250 OK"


def test_nobody_waits_for_a_server_that_drags_on(
    settings: Any, monkeypatch: Any
) -> None:
    with server(settings, Slow()):
        trial = try_mail("nora@exemple.test", language="fr")
        assert trial.outcome == TrialOutcome.ACCEPTED  # the control
        monkeypatch.setattr(channel_trials, "TRIAL_DEADLINE", 0.5)
        trial = try_mail("nora@exemple.test", language="fr")
        assert trial.outcome == TrialOutcome.TIMEOUT
        time.sleep(0.6)  # the server ends its sentence


def test_the_demonstration_keeps_it(settings: Any) -> None:
    settings.DELIVERS_TO_DEMO = True
    assert try_mail("a@b.fr", language="fr").outcome == TrialOutcome.KEPT_HERE
    settings.SMS_BACKEND = "demo"
    assert try_sms("+33612345678", language="fr").outcome == TrialOutcome.KEPT_HERE


def test_without_a_gateway_it_says_so(settings: Any) -> None:
    settings.SMS_BACKEND = ""
    assert try_sms("+33612345678", language="fr").outcome == TrialOutcome.NOT_SET


def test_the_page_sends_and_says_it(as_user: Any, mailbox: Mailbox) -> None:
    nora = accounts.administrator(email="nora@exemple.test")
    browser = as_user(nora)
    assert "EMAIL_URL" in browser.get(PAGE).content.decode()
    typed = {"channel": "mail", "mail-to": "nora@exemple.test"}
    said = browser.post(PAGE, typed).content.decode()
    assert "Le serveur a accepté le message" in said
    assert [mail.to for mail in mailbox.mails] == ["nora@exemple.test"]
    entry = JournalEntry.objects.get(verb="association.channel_tried")
    assert entry.data == {"channel": "mail", "outcome": "accepted"}
    assert entry.actor == nora.code
    assert (
        "entier"
        in browser.post(PAGE, {"channel": "sms", "sms-to": "12"}).content.decode()
    )


def test_the_database_is_not_held_while_the_server_thinks(
    as_user: Any, settings: Any, monkeypatch: Any
) -> None:
    from django.db import connection  # noqa: PLC0415

    held = []
    monkeypatch.setattr(
        "entremise.spaces.team.views.settings.channels.try_mail",
        lambda to, language: (
            held.append(len(connection.savepoint_ids))
            or channel_trials.ChannelTrial(TrialOutcome.KEPT_HERE)
        ),
    )
    browser = as_user(accounts.administrator())
    outside = len(connection.savepoint_ids)
    browser.post(PAGE, {"channel": "mail", "mail-to": "nora@exemple.test"})
    assert held == [outside]
