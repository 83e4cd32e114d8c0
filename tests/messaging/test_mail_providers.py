"""Mail by a provider, through django-anymail as it is, against a real HTTP server."""

import base64
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from entremise.config.checks import reasons_not_to_start
from entremise.foundation.outbox import delivery, mail_providers, transports
from entremise.foundation.outbox.actions import queue_message
from entremise.foundation.outbox.channel_trials import TrialOutcome, try_mail
from entremise.foundation.outbox.mail_providers import (
    PROVIDERS,
    WrongMailSetting,
    account_from_url,
)
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.models import Task
from tests.factories import accounts

from .mail_provider import MailProvider, mail_provider

pytestmark = pytest.mark.django_db
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
INVALID_ADDRESS = (
    422,
    {},
    {"ErrorCode": 300, "Message": "Invalid 'To' address: 'ali@exemple.test'."},
)


@pytest.fixture
def provider(settings: Any) -> Iterator[MailProvider]:
    with mail_provider() as running:
        settings.MAIL_PROVIDER_URL = (
            f"anymail+brevo:?api_key=k%2B1&api_url={running.url}/v3"
        )
        settings.DEFAULT_FROM_EMAIL = "Le Fil d’été <bonjour@pépinière.example>"
        yield running


def letter(to: str = "ali@exemple.test", **values: Any) -> OutboxMessage:
    values = {"purpose": "tests.letter", "subject": "Été", "text": "Bonjour."} | values
    return queue_message(to=to, **values)


def delivered(message: OutboxMessage, *, after: timedelta = timedelta()) -> None:
    with time_machine.travel(timezone.now() + after):
        delivery.deliver_due_messages()
    message.refresh_from_db()


def test_the_whole_mail_reaches_the_provider(provider: MailProvider) -> None:
    stop = "http://127.0.0.1:8000/lettre/arreter/abc/"
    message = letter(
        language="ar",
        headers={"List-Unsubscribe": f"<{stop}>"},
        attachments=[{"name": "rdv.ics", "type": "text/calendar", "content": CALENDAR}],
    )
    delivered(message)
    assert message.sent_at is not None
    assert message.provider_id == "<17@provider>"
    (path, headers, mail), *_none = provider.asked
    assert path == "/v3/smtp/email"
    assert headers["api-key"] == "k+1"
    assert mail["sender"] == {
        "name": "Le Fil d’été",
        "email": "bonjour@xn--ppinire-6xae.example",
    }
    assert mail["to"] == [{"email": "ali@exemple.test"}]
    assert mail["subject"] == "Été"
    assert mail["textContent"].strip() == "Bonjour."
    assert "<p" in mail["htmlContent"]
    sent = {name.lower(): value for name, value in mail["headers"].items()}
    assert sent["auto-submitted"] == "auto-generated"
    assert sent["x-auto-response-suppress"] == "OOF, AutoReply"
    assert sent["content-language"] == "ar"
    assert sent["list-unsubscribe"] == f"<{stop}>"
    (attached,) = mail["attachment"]
    assert attached["name"] == "rdv.ics"
    assert base64.b64decode(attached["content"]).decode() == CALENDAR


def test_a_batch_uses_one_connection(provider: MailProvider) -> None:
    for number in range(3):
        letter(to=f"{number}@exemple.test")
    assert delivery.deliver_due_messages() == 3
    assert len(provider.taken) == 3
    assert len(provider.connections) == 1


@pytest.mark.parametrize("accident", [429, 500, 503, "slow", "drop", 401, 403])
def test_what_may_pass_later_is_tried_again(
    provider: MailProvider, accident: Any, monkeypatch: Any
) -> None:
    """As by SMTP: a mail whose answer was lost is given again."""
    monkeypatch.setattr(transports, "SMTP_TIMEOUT", 0.4)
    monkeypatch.setattr(
        transports.MailServer.__init__, "__defaults__", (0.4,), raising=True
    )
    provider.answers = [accident]
    message = letter()
    delivered(message)
    assert (message.sent_at, message.parked_at) == (None, None)
    assert not Task.objects.exists()
    delivered(message, after=timedelta(minutes=2))
    assert message.sent_at is not None


def test_when_asked_to_wait_it_waits_that_long(provider: MailProvider) -> None:
    provider.answers = [(429, {"Retry-After": "900"}, {})]
    message = letter()
    delivered(message)
    assert message.next_try_at > timezone.now() + timedelta(seconds=880)
    delivered(message, after=timedelta(seconds=800))
    assert len(provider.asked) == 1
    delivered(message, after=timedelta(seconds=950))
    assert message.sent_at is not None


def test_a_refused_mail_is_given_up_and_quotes_nobody(provider: MailProvider) -> None:
    provider.answers = [
        (400, {}, {"code": "invalid_parameter", "message": "email is not valid in to"})
    ]
    message = letter()
    delivered(message)
    assert message.parked_at is not None
    assert message.last_error == "MailRefused: Brevo answers 400: it refuses this mail"
    assert Task.objects.filter(reason="messaging.parked").count() == 1


def test_a_refused_sender_concerns_every_mail(provider: MailProvider) -> None:
    provider.answers = [
        (400, {}, {"code": "invalid_parameter", "message": "Sender is not valid"})
    ]
    message = letter()
    delivered(message)
    assert message.parked_at is None


def test_an_answer_that_is_no_answer_is_tried_again(provider: MailProvider) -> None:
    provider.answer = ["what"]
    message = letter()
    delivered(message)
    assert (message.sent_at, message.parked_at) == (None, None)


def test_postmark_says_which_address_it_refuses(
    provider: MailProvider, settings: Any
) -> None:
    settings.MAIL_PROVIDER_URL = (
        f"anymail+postmark:?server_token=t&api_url={provider.url}/"
    )
    provider.answers = [INVALID_ADDRESS]
    message = letter()
    delivered(message)
    assert message.parked_at is not None
    assert message.last_error.startswith("AddressRefused")


def test_scaleway_takes_it_too(provider: MailProvider, settings: Any) -> None:
    settings.MAIL_PROVIDER_URL = (
        f"anymail+scaleway:?secret_key=s&project_id=p&api_url={provider.url}/"
    )
    provider.answer = {
        "emails": [{"message_id": "17", "mail_rcpt": "ali@exemple.test"}]
    }
    message = letter()
    delivered(message)
    assert message.sent_at is not None, message.last_error
    assert provider.asked[0][1]["X-Auth-Token"] == "s"


@pytest.mark.parametrize("scheme", sorted(PROVIDERS))
def test_every_provider_of_the_list_can_be_built(scheme: str) -> None:
    """Its settings are those that the installed django-anymail asks."""
    provider = PROVIDERS[scheme]
    words = "&".join(
        f"{name}={'https://mail.example/' if name == 'api_url' else 'x'}"
        for name in provider.needed | provider.free | provider.signature
    )
    account = account_from_url(f"anymail+{scheme}:?{words}")
    backend = account.backend(timeout=1)
    assert (backend.esp_name, backend.timeout) == (account.name, 1)
    assert bool(account.reports_view()) == bool(provider.reports)
    bare = account_from_url(
        f"anymail+{scheme}:?"
        + "&".join(
            f"{n}={'https://a.example' if n == 'api_url' else 'x'}"
            for n in provider.needed
        )
    )
    assert bare.backend(timeout=1)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("anymail+pigeon:?api_key=k", "“pigeon”"),
        ("anymail+mailjet:?api_key=k", "misses secret_key"),
        ("anymail+brevo:?api_key=k&sender=x", "sender, which means nothing"),
        ("anymail+brevo:?api_key=k&api_url=http://mail.example/", "read on the way"),
        ("anymail+brevo://k", "anymail+brevo:?api_key=…"),
    ],
)
def test_a_wrong_address_is_refused_in_a_sentence(
    url: str, words: str, settings: Any
) -> None:
    with pytest.raises(WrongMailSetting, match="EMAIL_URL") as refusal:
        account_from_url(url)
    assert words in str(refusal.value)
    settings.MAIL_PROVIDER_URL = url
    assert str(refusal.value) in list(reasons_not_to_start(settings))
    message = letter()
    delivered(message)
    assert message.parked_at is None  # it concerns every mail


def test_the_demonstration_refuses_a_provider(settings: Any) -> None:
    settings.MODE, settings.MAIL_PROVIDER_URL = "demo", "anymail+brevo:?api_key=k"
    assert any(
        "names a provider" in reason for reason in reasons_not_to_start(settings)
    )


@pytest.mark.parametrize(
    ("accident", "outcome"),
    [
        (201, TrialOutcome.ACCEPTED),
        (401, TrialOutcome.MAIL_ACCOUNT),
        (429, TrialOutcome.MAIL_UNREACHABLE),
        (400, TrialOutcome.REFUSED),
        ("drop", TrialOutcome.MAIL_UNREACHABLE),
    ],
)
def test_the_button_says_what_the_provider_answered(
    provider: MailProvider, accident: Any, outcome: TrialOutcome
) -> None:
    provider.answer = {"messageId": "1", "message": "what"}
    provider.answers = [accident]
    assert try_mail("nora@exemple.test", language="fr").outcome == outcome


def test_the_settings_page_names_the_provider_and_hides_its_key(
    provider: MailProvider, settings: Any, as_user: Any
) -> None:
    settings.DELIVERS_TO_DEMO = False
    browser = as_user(accounts.administrator(email="nora@exemple.test"))
    page = browser.get("/equipe/reglages/messages/").content.decode()
    assert "Brevo" in page
    assert "k+1" not in page
    assert "k%2B1" not in page
    posted = {"channel": "mail", "mail-to": "nora@exemple.test"}
    said = browser.post("/equipe/reglages/messages/", posted).content.decode()
    assert "a accepté le message" in said
    assert len(provider.taken) == 1


def test_a_mail_for_a_provider_keeps_what_the_mail_says() -> None:
    message = letter(text="Bonjour.\n\nÀ bientôt")
    email = mail_providers.as_django_email(transports.build_email(message))
    assert email.to == ["ali@exemple.test"]
    assert "À bientôt" in email.body
    names = {name.lower() for name in email.extra_headers}
    assert not names & set(mail_providers.HEADERS_OF_OTHERS)
