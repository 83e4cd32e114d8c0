"""SMS through a real HTTP service that misbehaves: never sent twice, never in the void."""

import hashlib
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from entremise.foundation.accounts import notices
from entremise.foundation.accounts.validators import ContactAddress
from entremise.foundation.messaging.actions import retry_mail
from entremise.foundation.messaging.notices import delivery_channel_for
from entremise.foundation.messaging.queries.recipients import Recipient
from entremise.foundation.outbox import delivery, sms
from entremise.foundation.outbox.actions import queue_message
from entremise.foundation.outbox.channel_trials import TrialOutcome, try_sms
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.outbox.sms_reports import SmsReport, read_report
from entremise.foundation.outbox.transports import report_secret
from entremise.foundation.tasks.models import Task
from tests.factories import accounts

from .sms_server import SmsServer, sms_service

pytestmark = pytest.mark.django_db
NUMBER = "+33612345678"
KEYS = "application_key=ak&application_secret=as&consumer_key=ck&service=sms-xx1-1"
DRIVERS = ["brevo", "ovh", "gateway", "gateway-once"]


@pytest.fixture
def service() -> Iterator[SmsServer]:
    with sms_service() as running:
        yield running


def use(settings: Any, service: SmsServer, driver: str) -> None:
    settings.SMS_BACKEND = "http"
    settings.SMS_URL = {
        "brevo": f"brevo:?key=k&sender=Asso&api={service.url}",
        "ovh": f"ovh:?{KEYS}&sender=Asso&api={service.url}",
        "gateway": service.url.replace("//", "//user:p%40ss@") + "/send?x=1",
        "gateway-once": service.url.replace("//", "//:token@") + "/send#once",
    }[driver]


@pytest.fixture(params=DRIVERS)
def driver(request: Any, settings: Any, service: SmsServer) -> str:
    use(settings, service, request.param)
    return str(request.param)


def text_message(to: str = NUMBER, **values: Any) -> OutboxMessage:
    values = {"purpose": "tests.sms", "text": "Rencontre demain.", "to_name": "Ali"} | (
        values
    )
    return queue_message(to=to, channel="sms", **values)


def delivered(message: OutboxMessage, *, after: timedelta = timedelta()) -> None:
    with time_machine.travel(timezone.now() + after):
        delivery.deliver_due_messages()
    message.refresh_from_db()


def test_each_driver_sends_and_keeps_the_identifier(
    service: SmsServer, driver: str
) -> None:
    message = text_message()
    delivered(message)
    assert message.sent_at is not None
    assert (message.provider_id, message.segments) == ("17", 1)
    assert message.handed_over_at is None
    assert len(service.taken) == 1


def test_what_brevo_and_ovh_are_asked(service: SmsServer, settings: Any) -> None:
    use(settings, service, "brevo")
    message = text_message()
    delivered(message)
    path, headers, content = service.asked[0]
    assert path == "/v3/transactionalSMS/send"
    assert headers["api-key"] == "k"
    assert (content["sender"], content["recipient"]) == ("Asso", "33612345678")
    assert content["webUrl"].endswith(f"/{message.code}/")
    use(settings, service, "ovh")
    delivered(text_message())
    path, headers, content = service.asked[1]
    assert path == "/1.0/sms/sms-xx1-1/jobs"
    assert (content["receivers"], content["noStopClause"]) == ([NUMBER], True)
    sent_at, signature = headers["X-Ovh-Timestamp"], headers["X-Ovh-Signature"]
    signed = f"as+ck+POST+{service.url}{path}+{json.dumps(content)}+{sent_at}"
    assert signature == "$1$" + hashlib.sha1(signed.encode()).hexdigest()


def test_the_generic_service_gets_its_password(
    service: SmsServer, settings: Any
) -> None:
    use(settings, service, "gateway")
    message = text_message()
    delivered(message)
    use(settings, service, "gateway-once")
    delivered(text_message())
    (path, basic, content), (_path, bearer, _content) = service.asked
    assert path == "/send?x=1"
    assert basic["Authorization"] == "Basic dXNlcjpwQHNz"
    assert bearer["Authorization"] == "Bearer token"
    assert basic["Idempotency-Key"] == content["reference"] == message.code


@pytest.mark.parametrize("accident", ["drop", "slow", 500])
def test_what_may_have_left_is_not_sent_again(
    service: SmsServer, driver: str, accident: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(sms, "TIMEOUT", 0.4)
    service.answers = [accident]
    message = text_message()
    delivered(message)
    assert message.sent_at is None
    assert message.parked_at is not None
    assert Task.objects.get(reason="messaging.parked").about_code == message.code
    delivered(message, after=timedelta(days=1))
    assert len(service.asked) == 1


def test_a_worker_that_dies_in_between_does_not_send_it_twice(
    service: SmsServer, settings: Any, monkeypatch: Any
) -> None:
    """The control is a service that remembers our reference: it is asked again."""

    class Killed(BaseException):
        pass

    send = sms._post

    def sends_then_dies(*arguments: Any) -> Any:
        send(*arguments)
        raise Killed

    for driver, asked in (("brevo", 1), ("gateway-once", 2)):
        use(settings, service, driver)
        service.asked.clear()
        message = text_message()
        with monkeypatch.context() as patch:
            patch.setattr(sms, "_post", sends_then_dies)
            with pytest.raises(Killed):
                delivery.deliver_due_messages()
        delivered(message, after=delivery.LEASE + timedelta(seconds=5))
        assert len(service.asked) == asked
        assert (message.parked_at is None) == (driver == "gateway-once")
    assert (
        service.asked[0][1]["Idempotency-Key"] == service.asked[1][1]["Idempotency-Key"]
    )


def test_when_asked_to_wait_it_waits_that_long(service: SmsServer, driver: str) -> None:
    service.answers = [(429, {"Retry-After": "900"})]
    message = text_message()
    delivered(message)
    assert message.parked_at is None
    assert message.handed_over_at is None
    assert message.next_try_at > timezone.now() + timedelta(seconds=880)
    delivered(message, after=timedelta(seconds=800))
    assert len(service.asked) == 1
    delivered(message, after=timedelta(seconds=950))
    assert message.sent_at is not None
    assert len(service.taken) == 1


def test_a_refused_number_is_parked_and_the_team_told(
    service: SmsServer, driver: str
) -> None:
    service.answers = [400]
    message = text_message()
    delivered(message)
    assert message.parked_at is not None
    assert "refuses this number" in message.last_error
    assert Task.objects.filter(reason="messaging.parked").count() == 1


def test_a_wrong_key_keeps_the_message_for_later(
    service: SmsServer, driver: str
) -> None:
    service.answers = [401]
    message = text_message()
    delivered(message)
    assert message.parked_at is None
    delivered(message, after=timedelta(minutes=2))
    assert message.sent_at is not None


def test_a_service_that_is_down_is_tried_again(settings: Any) -> None:
    settings.SMS_BACKEND = "http"
    settings.SMS_URL = "http://:t@127.0.0.1:9/send"
    message = text_message()
    delivered(message)
    assert (message.parked_at, message.handed_over_at) == (None, None)
    assert message.next_try_at > timezone.now()


def test_numbers_that_ovh_calls_invalid_are_refused(
    service: SmsServer, settings: Any
) -> None:
    use(settings, service, "ovh")
    service.answer = {"ids": [], "invalidReceivers": [NUMBER]}
    message = text_message()
    delivered(message)
    assert message.parked_at is not None


def test_a_landline_is_told_by_the_team_and_never_written_to(
    service: SmsServer, settings: Any
) -> None:
    use(settings, service, "gateway")
    assert delivery_channel_for(Recipient(phone="+33142000001")) == "hand"
    assert delivery_channel_for(Recipient(phone="+262692123456")) == "sms"
    message = text_message(to="+33142000001")
    delivered(message)
    assert message.parked_at is not None
    assert service.asked == []
    assert try_sms("+33142000001", language="fr").outcome == TrialOutcome.LANDLINE


def test_segments_are_counted_as_they_are_paid() -> None:
    assert sms.segment_count("a" * 160) == 1
    assert sms.segment_count("a" * 161) == 2
    assert sms.segment_count("a" * 306) == 2
    assert sms.segment_count("a" * 307) == 3
    assert sms.segment_count("€" * 80) == 1
    assert sms.segment_count("€" * 81) == 2
    assert sms.segment_count("ê" * 70) == 1
    assert sms.segment_count("ê" + "a" * 70) == 2
    assert sms.segment_count("😀" * 35) == 1
    assert sms.segment_count("😀" * 36) == 2


def test_a_sign_in_code_costs_one_sms(service: SmsServer, settings: Any) -> None:
    """As it is stored it costs two: the control."""
    use(settings, service, "gateway")
    user = accounts.user(first_name="Ali", phone=NUMBER)
    notices.send_sign_in_code(user, ContactAddress("sms", NUMBER), "906907", minutes=10)
    message = OutboxMessage.objects.get()
    assert "\u00a0" in message.text
    assert sms.segment_count(message.text) == 2
    delivered(message)
    assert message.segments == 1
    text = service.taken[0]["text"]
    assert text.startswith("Entremise : votre code est 906")
    host = urlsplit(settings.SITE_URL).hostname
    assert text.splitlines()[-1] == f"@{host} #906907"


def test_typography_is_replaced_and_names_are_kept() -> None:
    spelled = sms.gsm_spelling("« L’été »\u202f: Zoë — Hélène… مرحبا")
    assert spelled == '"L\'été" : Zoë - Hélène... مرحبا'


@pytest.mark.parametrize(
    ("accident", "outcome"),
    [
        (201, TrialOutcome.ACCEPTED),
        (401, TrialOutcome.SMS_ACCOUNT),
        (429, TrialOutcome.SMS_UNREACHABLE),
        (400, TrialOutcome.SMS_REFUSED),
        ("drop", TrialOutcome.SMS_UNSURE),
    ],
)
def test_the_button_tries_each_driver(
    service: SmsServer, driver: str, accident: Any, outcome: TrialOutcome
) -> None:
    service.answers = [accident]
    assert try_sms(NUMBER, language="fr").outcome == outcome
    assert len(service.asked) == 1


def test_the_settings_page_names_the_service_and_hides_its_keys(
    service: SmsServer, settings: Any, as_user: Any
) -> None:
    use(settings, service, "ovh")
    browser = as_user(accounts.administrator(email="nora@exemple.test"))
    page = browser.get("/equipe/reglages/messages/").content.decode()
    assert "OVHcloud (sms-xx1-1)" in page
    assert "application_secret" not in page
    posted = {"channel": "sms", "sms-to": "06 12 34 56 78"}
    said = browser.post("/equipe/reglages/messages/", posted).content.decode()
    assert "a accepté le message" in said


def reported(service: SmsServer, message: OutboxMessage, **content: Any) -> int:
    address = service.asked[-1][2]["report_url"].replace("http://127.0.0.1:8000", "")
    return (
        Client()
        .post(
            address.replace(message.code, content.pop("code", message.code)),
            content,
            content_type="application/json",
        )
        .status_code
    )


@pytest.fixture
def sent(service: SmsServer, settings: Any) -> OutboxMessage:
    use(settings, service, "gateway")
    message = text_message()
    delivered(message)
    return message


def test_a_report_says_that_it_arrived(service: SmsServer, sent: OutboxMessage) -> None:
    for _again in range(2):
        assert reported(service, sent, msg_status="delivered", status="OK") == 204
    sent.refresh_from_db()
    assert sent.delivered_at is not None
    assert reported(service, sent, msg_status="hard_bounces") == 204  # too late
    sent.refresh_from_db()
    assert sent.parked_at is None


def test_a_failure_reported_twice_asks_the_team_once(
    service: SmsServer, sent: OutboxMessage
) -> None:
    for _again in range(2):
        assert reported(service, sent, status="undelivered") == 204
    sent.refresh_from_db()
    assert sent.sent_at is None
    assert sent.parked_at is not None
    assert Task.objects.filter(reason="messaging.parked").count() == 1
    retry_mail(sent, by=accounts.team_member(accounts.zone("Lille")))
    delivered(sent)
    assert len(service.taken) == 2


def test_reports_of_strangers_change_nothing(
    service: SmsServer, sent: OutboxMessage
) -> None:
    wrong = f"/rapports/sms/{'0' * 32}/{sent.code}/"
    body = {"status": "undelivered"}
    assert (
        Client().post(wrong, body, content_type="application/json").status_code == 404
    )
    assert reported(service, sent, status="undelivered", code="unknown") == 204
    assert reported(service, sent, status="undelivered", more="x" * 20_000) == 413
    assert reported(service, sent, status="what") == 204
    sent.refresh_from_db()
    assert sent.sent_at is not None
    assert sent.delivered_at is None


def test_ovh_tells_by_get_at_one_address(service: SmsServer, settings: Any) -> None:
    use(settings, service, "ovh")
    message = text_message()
    delivered(message)
    service.answer = {"ids": [18]}
    other = text_message("+33612345679")
    delivered(other)

    def told(query: str, secret: str = report_secret()) -> int:
        return Client().get(f"/rapports/sms/{secret}/?{query}").status_code

    assert told("id=17&dlr=1", "0" * 32) == 404
    for ignored in ("id=17&dlr=4", "id=17&dlr=8", "id=99&dlr=1", "dlr=1", ""):
        assert told(ignored) == 204
    message.refresh_from_db()
    assert (message.delivered_at, message.parked_at) == (None, None)
    for _again in range(2):
        assert told("id=17&dlr=1&ptt=7") == 204
        assert told("id=18&dlr=2") == 204
    message.refresh_from_db()
    other.refresh_from_db()
    assert message.delivered_at is not None
    assert other.parked_at is not None
    assert Task.objects.filter(reason="messaging.parked").count() == 1


@pytest.mark.parametrize(
    ("word", "report"),
    [
        # as developers.brevo.com/docs/transactional-webhooks spells them
        ("sent", SmsReport.UNDER_WAY),
        ("delivered", SmsReport.DELIVERED),
        ("soft_bounce", SmsReport.FAILED),
        ("hard_bounce", SmsReport.UNREACHABLE),
        ("hardBounce", SmsReport.UNREACHABLE),
        ("UNDELIV", SmsReport.UNREACHABLE),
        ("EXPIRED", SmsReport.FAILED),
    ],
)
def test_the_words_of_reports(word: str, report: SmsReport) -> None:
    assert read_report(word) == report
