"""Bounces, complaints and refused numbers: automatic messages stop, a human looks once."""

import hashlib
import hmac
import io
import json
import time
from collections.abc import Iterator
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from entremise.candidates.actions.path import update_candidate
from entremise.foundation.accounts.actions.signing_in import (
    check_sign_in_code,
    request_sign_in_code,
)
from entremise.foundation.accounts.validators import ContactAddress
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.messaging.notices import send_notice
from entremise.foundation.messaging.queries.recipients import Recipient
from entremise.foundation.outbox import delivery, jobs, mail_reports
from entremise.foundation.outbox.actions import queue_message
from entremise.foundation.outbox.enums import SuppressionReason
from entremise.foundation.outbox.models import OutboxMessage, SuppressedAddress
from entremise.foundation.outbox.sms_reports import SmsReport, store_report
from entremise.foundation.outbox.smtp_answers import is_about_address
from entremise.foundation.outbox.suppression import suppress_address, suppression_of
from entremise.foundation.tasks.models import Task
from tests.accounts.sent_codes import last_code
from tests.factories import accounts, candidates
from tests.kit.threads import run_in_threads

from .mail_provider import MailProvider, mail_provider
from .sink import Sink, sink

pytestmark = pytest.mark.django_db
ALI = "ali@exemple.test"


@pytest.fixture
def server(settings: Any) -> Iterator[Sink]:
    with sink() as running:
        settings.DELIVERY = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": running.port}
        yield running


def letter(to: str = ALI, **values: Any) -> OutboxMessage:
    values = {"purpose": "tests.letter", "subject": "Oui", "text": "Bonjour."} | values
    return queue_message(to=to, to_name="Ali", **values)


def delivered(message: OutboxMessage) -> OutboxMessage:
    delivery.deliver_due_messages()
    message.refresh_from_db()
    return message


def reasons() -> list[str]:
    return sorted(Task.objects.filter(done_at=None).values_list("reason", flat=True))


@pytest.mark.parametrize(
    ("code", "words", "about"),
    [
        (550, "5.1.1 <ali@exemple.test>: no such user", True),
        (550, "No such user here", True),
        (553, "5.1.3 bad address syntax", True),
        (550, "5.2.1 this mailbox is disabled", True),
        (552, "5.2.2 mailbox full", False),
        (550, "5.7.1 relaying denied", False),
        (554, "5.7.1 blocked: your address is on a list", False),
        (550, "blocked by Spamhaus: recipient unknown", False),
        (550, "5.1.8 sender address rejected", False),
        (550, "I do not like you", False),
        (450, "4.1.1 no such user", False),
    ],
)
def test_what_a_server_says_of_an_address(code: int, words: str, about: bool) -> None:
    assert is_about_address(code, words) == about


def test_an_address_refused_at_sending_is_written_down(server: Sink) -> None:
    server.answers[ALI] = "550 5.1.1 no such user"
    zone = accounts.zone("Lyon")
    message = delivered(letter(zone=zone.code))
    assert message.parked_at is not None
    task = Task.objects.get()
    assert task.reason == "messaging.address_unreachable"
    assert (task.zone, task.about_code) == (zone, message.code)
    row = SuppressedAddress.objects.get()
    assert ALI not in row.address_digest
    entry = JournalEntry.objects.get(verb="messaging.address_suppressed")
    assert ALI not in json.dumps(entry.data)
    other = delivered(letter(to=ALI.upper()))
    assert other.parked_at is not None
    assert reasons() == ["messaging.address_unreachable", "messaging.parked"]


def test_a_refusal_of_us_says_nothing_of_the_address(server: Sink) -> None:
    server.answers[ALI] = "554 5.7.1 your server is on a list of spam"
    delivered(letter())
    assert not SuppressedAddress.objects.exists()
    assert reasons() == ["messaging.parked"]


def test_notices_take_another_way(server: Sink) -> None:
    suppress_address(letter(), SuppressionReason.UNREACHABLE)

    def told(**addresses: str) -> str:
        return send_notice(
            "tests.told",
            to=Recipient(first_name="Ali", **addresses),
            subject="Bonjour",
            template="coaching/notices/paired_candidate",
            context={"coach": "Jeanne", "person": "Ali", "link": ""},
        ).channel

    assert told(email=ALI, phone="+33612345678") == "sms"
    assert told(email=ALI, phone="+33142000001") == "hand"
    assert told(email="autre@exemple.test") == "email"
    number = queue_message(
        to="+33612345678", channel="sms", purpose="tests.sms", text="a"
    )
    suppress_address(number, SuppressionReason.UNREACHABLE)
    assert told(email=ALI, phone="+33612345678") == "hand"


def test_a_code_leaves_all_the_same_and_shows_that_the_address_receives(
    server: Sink,
) -> None:
    """Nobody is locked out by a row."""
    accounts.user(first_name="Ali", email=ALI)
    suppress_address(letter(), SuppressionReason.UNREACHABLE)
    OutboxMessage.objects.all().delete()
    row = request_sign_in_code(ContactAddress("email", ALI), network="n")
    assert row is not None
    delivery.deliver_due_messages()
    assert [mail["To"] for mail in server.taken] == [ALI]
    check_sign_in_code(row.code, "000000", network="n")
    assert SuppressedAddress.objects.exists()
    check_sign_in_code(row.code, last_code(ALI), network="n")
    assert not SuppressedAddress.objects.exists()
    assert reasons() == []


def test_a_complaint_only_stops_what_one_may_unsubscribe_from(server: Sink) -> None:
    suppress_address(letter(), SuppressionReason.COMPLAINT)
    OutboxMessage.objects.all().delete()
    useful = delivered(letter())
    assert useful.sent_at is not None
    monthly = delivered(letter(headers={"List-Unsubscribe": "<https://x.test/>"}))
    assert (monthly.sent_at, monthly.parked_at is not None) == (None, True)
    assert reasons() == ["messaging.complaint"]
    # the address dies afterwards: another fact, another task
    suppress_address(useful, SuppressionReason.UNREACHABLE)
    assert delivered(letter()).parked_at is not None


def test_who_follows_the_person_reads_it_and_says_that_it_is_right(
    as_user: Any,
) -> None:
    zone = accounts.zone("Lyon")
    team = accounts.team_member(zone)
    ali = candidates.candidate(zone, email=ALI, phone="+33142000001")
    suppress_address(letter(zone=zone.code), SuppressionReason.UNREACHABLE)
    browser = as_user(team)
    address = f"/equipe/candidats/{ali.code}/"
    assert "ne reçoit plus" in browser.get(address).content.decode()
    code = SuppressedAddress.objects.get().code
    confirm = f"/equipe/courriers/adresses/{code}/"
    answer = browser.post(confirm, {"next": address})
    assert answer["Location"] == address
    assert "ne reçoit plus" not in browser.get(address).content.decode()
    assert reasons() == []
    assert JournalEntry.objects.filter(verb="messaging.address_confirmed").exists()
    assert browser.post(confirm, {"next": address}).status_code == 404


def test_a_corrected_address_is_written_to(as_user: Any, server: Sink) -> None:
    zone = accounts.zone("Lyon")
    team = accounts.team_member(zone)
    ali = candidates.candidate(zone, email=ALI)
    suppress_address(letter(zone=zone.code), SuppressionReason.UNREACHABLE)

    def correct(email: str) -> None:
        update_candidate(
            ali,
            by=team,
            first_name="Ali",
            last_name="",
            phone="",
            email=email,
            language="fr",
            cohort=None,
            situation="",
        )

    correct("ali.b@exemple.test")
    assert reasons() == []
    assert SuppressedAddress.objects.exists()  # the old one is still dead
    page = as_user(team).get(f"/equipe/candidats/{ali.code}/").content.decode()
    assert "ne reçoit plus" not in page
    assert delivered(letter(to="ali.b@exemple.test")).sent_at is not None
    correct(ALI)  # the team writes it again: it is believed
    assert not SuppressedAddress.objects.exists()


def test_the_page_of_a_message_says_it_too(as_user: Any) -> None:
    zone = accounts.zone("Lyon")
    message = letter(zone=zone.code)
    suppress_address(message, SuppressionReason.UNREACHABLE)
    browser = as_user(accounts.team_member(zone))
    page = browser.get(f"/equipe/courriers/{message.code}/").content.decode()
    assert "ne reçoit plus" in page
    assert "reprendre" in page


def test_a_number_that_takes_no_sms_is_written_down() -> None:
    message = queue_message(
        to="+33612345678", channel="sms", purpose="tests.sms", text="a", to_name="Ali"
    )
    delivered(message)
    for _again in range(2):
        store_report(message.code, SmsReport.UNREACHABLE)
    assert reasons() == ["messaging.number_unreachable"]
    second = queue_message(
        to="+33612345678", channel="sms", purpose="tests.sms", text="b"
    )
    assert delivered(second).parked_at is not None
    # a later report shows that it receives after all
    store_report(message.code, SmsReport.DELIVERED)
    assert not SuppressedAddress.objects.exists()


def test_an_old_row_is_forgotten(time_machine: Any) -> None:
    suppress_address(letter(), SuppressionReason.UNREACHABLE)
    assert jobs.forget_old_suppressions() == 0
    SuppressedAddress.objects.update(since="2020-01-01T00:00:00Z")
    assert jobs.forget_old_suppressions() == 1


# What the provider tells, through django-anymail's own views


@pytest.fixture
def provider(settings: Any) -> Iterator[MailProvider]:
    with mail_provider() as running:
        settings.MAIL_PROVIDER_URL = (
            f"anymail+brevo:?api_key=k&api_url={running.url}/v3"
        )
        yield running


def told(content: Any, secret: str = "") -> int:
    address = f"/rapports/mail/{secret or mail_reports.report_secret()}/"
    return Client().post(address, content, content_type="application/json").status_code


def brevo(event: str, **values: Any) -> dict[str, Any]:
    return {"event": event, "email": ALI, "message-id": "<17@provider>"} | values


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        ("hard_bounce", "messaging.address_unreachable"),
        ("invalid_email", "messaging.address_unreachable"),
        ("blocked", "messaging.address_unreachable"),
        ("spam", "messaging.complaint"),
        ("soft_bounce", ""),
        ("delivered", ""),
        ("opened", ""),
    ],
)
def test_what_brevo_tells(provider: MailProvider, event: str, reason: str) -> None:
    message = delivered(letter())
    for _again in range(2):
        assert told(brevo(event)) == 200
    message.refresh_from_db()
    assert reasons() == ([reason] if reason else [])
    assert (message.parked_at is not None) == ("address" in reason)
    assert SuppressedAddress.objects.count() == bool(reason)


def test_reports_of_strangers_change_nothing(
    provider: MailProvider, settings: Any
) -> None:
    delivered(letter())
    assert told(brevo("hard_bounce"), secret="0" * 32) == 404
    assert told("{") == 400
    assert told([]) == 400
    assert told(brevo("hard_bounce", email="inconnu@exemple.test")) == 200
    assert told({"x": "y" * 2_000_000}) == 413
    settings.MAIL_PROVIDER_URL = ""
    assert told(brevo("hard_bounce")) == 404
    assert not SuppressedAddress.objects.exists()
    assert not Task.objects.exists()


def test_mailgun_signs_what_it_tells(settings: Any) -> None:
    settings.MAIL_PROVIDER_URL = "anymail+mailgun:?api_key=k&webhook_signing_key=s"
    letter()

    def event(key: bytes, severity: str) -> dict[str, Any]:
        signed = hmac.new(key, b"1700000000tok", hashlib.sha256).hexdigest()
        return {
            "signature": {
                "timestamp": "1700000000",
                "token": "tok",
                "signature": signed,
            },
            "event-data": {
                "event": "failed",
                "severity": severity,
                "reason": "bounce",
                "recipient": ALI,
                "timestamp": 1700000000.5,
                "id": "1",
            },
        }

    assert told(event(b"wrong", "permanent")) == 400
    assert told(event(b"s", "temporary")) == 200
    assert not SuppressedAddress.objects.exists()
    assert told(event(b"s", "permanent")) == 200
    assert SuppressedAddress.objects.exists()


@pytest.mark.parametrize(
    ("url", "soft", "hard"),
    [
        (
            "anymail+mailjet:?api_key=k&secret_key=s",
            {"event": "bounce", "email": ALI, "hard_bounce": False, "time": 1},
            {"event": "bounce", "email": ALI, "hard_bounce": True, "time": 1},
        ),
        (
            "anymail+postmark:?server_token=t",
            {"RecordType": "Bounce", "Type": "SoftBounce", "Email": ALI},
            {"RecordType": "Bounce", "Type": "HardBounce", "Email": ALI},
        ),
        (
            "anymail+sparkpost:?api_key=k",
            [{"msys": {"message_event": {"type": "bounce", "bounce_class": "20"}}}],
            [{"msys": {"message_event": {"type": "bounce", "bounce_class": "10"}}}],
        ),
    ],
)
def test_a_bounce_that_may_pass_is_not_one(
    settings: Any, url: str, soft: Any, hard: Any
) -> None:
    settings.MAIL_PROVIDER_URL = url
    letter()
    for report in (soft, hard):
        if isinstance(report, list):
            report[0]["msys"]["message_event"] |= {"raw_rcpt_to": ALI, "timestamp": "1"}
    assert told(soft) == 200
    assert not SuppressedAddress.objects.exists()
    assert told(hard) == 200
    assert SuppressedAddress.objects.exists()


# What comes back by mail


def bounce(message: OutboxMessage, status: str, action: str = "failed") -> bytes:
    """As RFC 3464 shows it."""
    report = MIMEMultipart("report", **{"report-type": "delivery-status"})
    report["From"] = "MAILER-DAEMON@exemple.test"
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report.attach(MIMEText("I could not deliver it."))
    fields = (
        "Reporting-MTA: dns; mx.exemple.test\r\n\r\n"
        f"Final-Recipient: rfc822; {ALI}\r\nAction: {action}\r\nStatus: {status}\r\n"
    )
    source = report.as_bytes()[: -len(f"--{report.get_boundary()}--\n")]
    boundary = f"--{report.get_boundary()}".encode()
    headers = f"Message-ID: <{message.code}@127.0.0.1>\r\nTo: {ALI}\r\n"
    return (
        source
        + boundary
        + b"\r\nContent-Type: message/delivery-status\r\n\r\n"
        + fields.encode()
        + b"\r\n"
        + boundary
        + b"\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        + headers.encode()
        + b"\r\n"
        + boundary
        + b"--\r\n"
    )


def complaint(message: OutboxMessage) -> bytes:
    original = EmailMessage()
    original["Message-ID"] = f"<{message.code}@127.0.0.1>"
    original.set_content("Bonjour")
    report = (
        "From: fbl@exemple.test\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nSpam.\r\n"
        "--b\r\nContent-Type: message/feedback-report\r\n\r\n"
        "Feedback-Type: abuse\r\nVersion: 1\r\n\r\n"
        "--b\r\nContent-Type: message/rfc822\r\n\r\n"
    )
    return report.encode() + original.as_bytes() + b"\r\n--b--\r\n"


def test_a_mail_that_comes_back_is_read(server: Sink, monkeypatch: Any) -> None:
    message = delivered(letter())
    assert mail_reports.store_bounce(bounce(message, "5.2.2")) == 0
    assert mail_reports.store_bounce(bounce(message, "4.4.1", "delayed")) == 0
    assert mail_reports.store_bounce(b"Subject: Absent\r\n\r\nJe suis absent.") == 0
    assert mail_reports.store_bounce(bounce(OutboxMessage(code="x"), "5.1.1")) == 0
    assert not SuppressedAddress.objects.exists()
    said = io.StringIO()
    raw = io.BytesIO(bounce(message, "5.1.1"))
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=raw))
    call_command("read_bounce", stdout=said)
    assert "came back" in said.getvalue()
    message.refresh_from_db()
    assert message.parked_at is not None
    assert reasons() == ["messaging.address_unreachable"]


def test_a_complaint_by_mail_is_read(server: Sink) -> None:
    message = delivered(letter())
    assert mail_reports.store_bounce(complaint(message)) == 1
    assert reasons() == ["messaging.complaint"]
    message.refresh_from_db()
    assert message.sent_at is not None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("safe", [True, False])
def test_reports_at_the_same_moment_make_one_row_and_one_task(safe: bool) -> None:
    """The control asks first, as the four do together: each would be the first."""
    message = letter()

    def naive() -> bool:
        is_new = suppression_of("email", ALI) is None
        time.sleep(0.1)
        return is_new

    def stored() -> bool:
        return suppress_address(message, SuppressionReason.UNREACHABLE)

    first = run_in_threads(4, stored if safe else naive).count(True)
    assert (first == 1) == safe
    assert SuppressedAddress.objects.count() == safe
    assert Task.objects.count() == safe
