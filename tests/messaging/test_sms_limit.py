"""The monthly limit of SMS: a warning at 80 %, and only sign-in codes beyond it."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from entremise.foundation.association.actions import change_settings
from entremise.foundation.outbox import delivery, sms_spending
from entremise.foundation.outbox.actions import queue_message
from entremise.foundation.outbox.enums import SIGN_IN_CODE
from entremise.foundation.outbox.models import OutboxMessage, SmsMonth
from entremise.foundation.tasks.models import Task
from tests.factories import accounts
from tests.kit.threads import run_in_threads

from .sms_server import SmsServer, sms_service

NUMBER = "+33612345678"
NEAR, REACHED = "messaging.sms_limit_near", "messaging.sms_limit"


@pytest.fixture
def service(settings: Any) -> Iterator[SmsServer]:
    with sms_service() as running:
        settings.SMS_BACKEND = "http"
        settings.SMS_URL = running.url + "/send"
        yield running


def set_limit(limit: int, price: str = "") -> None:
    change_settings(
        {"sms_segments_per_month": str(limit), "sms_price": price}, seen={}, by=None
    )


def send(text: str = "Rencontre demain.", purpose: str = "tests.sms") -> OutboxMessage:
    message = queue_message(to=NUMBER, channel="sms", purpose=purpose, text=text)
    delivery.deliver_due_messages()
    message.refresh_from_db()
    return message


def reasons() -> list[str]:
    return list(Task.objects.order_by("pk").values_list("reason", flat=True))


@pytest.mark.django_db
def test_the_last_one_leaves_and_the_next_one_is_told(service: SmsServer) -> None:
    set_limit(5)
    for _message in range(3):
        assert send().sent_at
    assert reasons() == []
    assert send().sent_at
    assert reasons() == [NEAR]
    # two segments do not fit in the last one; one does
    assert send("a" * 161).parked_at
    assert SmsMonth.objects.get().segments == 4
    assert send().sent_at
    assert len(service.taken) == 5
    refused = send()
    assert refused.parked_at
    assert "monthly limit" in refused.last_error
    assert refused.segments == 0
    assert send(purpose=SIGN_IN_CODE).sent_at
    assert len(service.taken) == 6
    month = SmsMonth.objects.get()
    assert (month.messages, month.segments) == (6, 6)
    assert sorted(reasons()) == [
        "messaging.parked",
        "messaging.parked",
        REACHED,
        NEAR,
    ]
    task = Task.objects.get(reason=REACHED)
    assert (task.zone, task.urgent) == (None, True)
    assert Task.objects.get(reason=NEAR).done_at  # said by the other


@pytest.mark.django_db
def test_what_did_not_leave_is_given_back_and_what_may_have_left_is_not(
    service: SmsServer,
) -> None:
    set_limit(100, "0,08")
    for answer, counted in ((429, 0), (401, 0), (400, 0), ("drop", 1), (201, 2)):
        OutboxMessage.objects.all().delete()
        service.answers = [answer]
        send()
        month = SmsMonth.objects.get()
        assert (month.segments, month.messages) == (counted, counted), answer
        assert month.cost == counted * 800


@pytest.mark.django_db
def test_each_month_has_its_count_and_its_price(service: SmsServer) -> None:
    set_limit(1, "0,079")
    with time_machine.travel(datetime(2026, 11, 30, 22, 30, tzinfo=UTC), tick=False):
        assert send().sent_at
        assert send().parked_at
    set_limit(1, "0,1")
    # still November in London, December in Paris
    with time_machine.travel(datetime(2026, 11, 30, 23, 30, tzinfo=UTC), tick=False):
        assert send().sent_at
        spent = sms_spending.spending_by_month()
    assert [(m.month.month, m.segments, m.euros, m.percent) for m in spent] == [
        (12, 1, 0.1, 100),
        (11, 1, 0.079, None),
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("safe", [True, False])
def test_workers_at_the_same_moment_do_not_go_beyond(safe: bool) -> None:
    """The control reads the count, then writes: everybody passes."""
    set_limit(10)
    SmsMonth.objects.create(first_day=sms_spending.current_month(), segments=9)
    everybody_has_read = threading.Barrier(4)

    def naive() -> bool:
        month = SmsMonth.objects.get()
        everybody_has_read.wait(10)
        return month.segments + 1 <= 10

    def counted() -> bool:
        try:
            sms_spending.count_segments(1, always=False)
        except sms_spending.LimitReached:
            return False
        return True

    passed = run_in_threads(4, counted if safe else naive)
    assert sum(map(bool, passed)) == (1 if safe else 4)
    assert SmsMonth.objects.get().segments == (10 if safe else 9)


@pytest.mark.django_db
def test_an_administrator_sets_them_and_reads_the_cost(service: SmsServer) -> None:
    set_limit(200, "0,5")
    send()
    client = accounts.sign_in(Client(), accounts.administrator())
    path = "/equipe/reglages/messages/"
    answer = client.get(path)
    assert "0,50" in answer.content.decode()
    typed = {
        field.html_name: field.value()
        for field in answer.context["limits"].hidden_fields()
    } | {
        "channel": "limits",
        "sms_segments_per_month": "300",
        "sms_price": "0.0795 €",
    }
    assert client.post(path, typed).status_code == 302
    page = client.get(path).content.decode()
    assert 'value="300"' in page
    assert 'value="0,0795"' in page
    hidden = client.get(path).context["limits"].hidden_fields()
    typed |= {field.html_name: field.value() for field in hidden}
    for wrong in ({"sms_segments_per_month": "0"}, {"sms_price": "cher"}):
        answer = client.post(path, typed | wrong)
        assert answer.status_code == 200
        assert "aria-invalid" in answer.content.decode()
    member = accounts.sign_in(Client(), accounts.team_member())
    assert member.post(path, typed).status_code in (403, 404)
    task = Task.objects.create(
        reason=REACHED, about_kind="team_channels", about_code="", about_label="12/2026"
    )
    assert task.about_kind
    assert path in client.get("/equipe/").content.decode()
