from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from entremise.foundation.kit import periodic_jobs
from entremise.foundation.outbox import delivery, transports
from entremise.foundation.outbox.actions import queue_message
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.actions import close_task, raise_task
from entremise.foundation.tasks.jobs import anonymize_done_tasks
from entremise.foundation.tasks.models import Task
from tests.factories import accounts

from .sink import Sink, sink

pytestmark = pytest.mark.django_db

CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def server(settings) -> Iterator[Sink]:
    with sink() as running:
        settings.DELIVERY = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": running.port}
        yield running


def letter(to="ali@exemple.test", **values):
    values = {
        "purpose": "tests.letter",
        "subject": "Votre rencontre",
        "text": "Bonjour Ali,\n\nÀ demain.",
    } | values
    return queue_message(to=to, **values)


def test_a_mail_arrives_text_first_and_framed(server):
    message = letter(headers={"Reply-To": "jeanne@exemple.test"})
    assert delivery.deliver_due_messages() == 1
    (arrived,) = server.taken
    assert arrived["Message-ID"] == transports.message_id_header(message)
    assert arrived["Reply-To"] == "jeanne@exemple.test"
    assert "List-Unsubscribe" not in arrived
    parts = [
        part.get_content_type() for part in arrived.walk() if not part.is_multipart()
    ]
    assert parts == ["text/plain", "text/html"]
    assert "À demain." in arrived.get_body(("plain",)).get_content()
    html = arrived.get_body(("html",)).get_content()
    assert "À demain." in html
    assert '<html lang="fr" dir="ltr">' in html
    assert len(html) < 30_000
    assert "<img" not in html
    message.refresh_from_db()
    assert message.sent_at is not None
    assert delivery.deliver_due_messages() == 0


def test_a_calendar_can_be_answered_and_saved(server):
    letter(
        attachments=[
            {"name": "rencontre.ics", "type": "text/calendar", "content": CALENDAR}
        ]
    )
    delivery.deliver_due_messages()
    parts = {part.get_content_type(): part for part in server.taken[0].walk()}
    assert parts["text/calendar"].get_param("method") == "REQUEST"
    assert parts["application/ics"].get_filename() == "rencontre.ics"


def test_a_title_with_a_line_break_cannot_add_a_header(server):
    letter(subject="Bonjour\nBcc: tous@exemple.test")
    delivery.deliver_due_messages()
    assert "Bcc" not in server.taken[0]


def test_a_busy_server_is_tried_again_later_and_others_do_not_wait(server):
    server.answers["ali@exemple.test"] = "451 try later"
    late, other = letter(), letter(to="billy@exemple.test")
    delivery.deliver_due_messages()
    late.refresh_from_db()
    other.refresh_from_db()
    assert other.sent_at is not None
    assert (late.sent_at, late.parked_at, late.attempts, late.leased_until) == (
        None,
        None,
        1,
        None,
    )
    assert late.next_try_at > timezone.now() + timedelta(seconds=15)
    assert "451" in late.last_error
    server.answers.clear()
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        delivery.deliver_due_messages()
    late.refresh_from_db()
    assert late.sent_at is not None


def test_a_refused_address_is_parked_and_somebody_is_asked(server):
    # an address that is dead has its own task: test_addresses_that_do_not_receive.py
    server.answers["ali@exemple.test"] = "552 5.2.2 mailbox full"
    where = accounts.zone("Lille")
    message = letter(zone=where.code, to_name="Ali")
    delivery.deliver_due_messages()
    message.refresh_from_db()
    assert message.parked_at is not None
    assert message.attempts == 1
    task = Task.objects.get(reason="messaging.parked")
    assert (task.zone, task.about_code, task.about_label) == (
        where,
        message.code,
        "Ali",
    )


def test_retried_by_a_human_it_leaves_with_all_its_tries(server):
    server.answers["ali@exemple.test"] = "550 no such user"
    message = letter()
    delivery.deliver_due_messages()
    server.answers.clear()
    message.refresh_from_db()
    assert delivery.retry_message(message)
    assert not delivery.retry_message(message)
    delivery.deliver_due_messages()
    message.refresh_from_db()
    assert message.sent_at is not None


def test_a_poisoned_message_is_given_up_and_stops_nobody(server):
    poison = letter(headers={"X-Bad": "a\nb"})  # cannot be written as a mail at all
    good = letter(to="billy@exemple.test")
    moment = timezone.now()
    for _try in range(delivery.MAX_ATTEMPTS):
        with time_machine.travel(moment):
            delivery.deliver_due_messages()
        moment += timedelta(hours=9)
    poison.refresh_from_db()
    good.refresh_from_db()
    assert good.sent_at is not None
    assert good.attempts == 1
    assert poison.parked_at is not None
    assert poison.attempts == delivery.MAX_ATTEMPTS
    assert Task.objects.filter(reason="messaging.parked").count() == 1


def test_a_message_that_kills_its_worker_each_time_is_given_up_too(server):
    message, moment = letter(), timezone.now()
    for _try in range(delivery.MAX_ATTEMPTS):
        with time_machine.travel(moment):
            assert delivery.claim_message(message.pk) is not None  # and the worker dies
        moment += delivery.LEASE + timedelta(seconds=1)
    with time_machine.travel(moment):
        delivery.deliver_due_messages()
    message.refresh_from_db()
    assert message.parked_at is not None
    assert server.seen == []


def test_without_server_nothing_is_lost(settings):
    settings.DELIVERY = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": 1}
    message = letter()
    delivery.deliver_due_messages()
    message.refresh_from_db()
    assert (message.sent_at, message.parked_at) == (None, None)


def test_a_claimed_message_belongs_to_one_worker_until_the_lease_ends():
    message = letter()
    assert delivery.claim_message(message.pk) is not None
    assert delivery.claim_message(message.pk) is None
    with time_machine.travel(timezone.now() + delivery.LEASE + timedelta(seconds=1)):
        again = delivery.claim_message(message.pk)
    assert again is not None
    assert again.attempts == 2
    assert timedelta(seconds=60) >= delivery.LEASE


def test_the_one_who_lost_the_lease_changes_nothing(server):
    first = delivery.claim_message(letter().pk)
    with time_machine.travel(timezone.now() + delivery.LEASE + timedelta(seconds=1)):
        second = delivery.claim_message(first.pk)
    server.answers["ali@exemple.test"] = "550 no"
    assert not delivery.deliver_message(first)
    second.refresh_from_db()
    assert second.parked_at is None


def test_pauses_grow_and_differ():
    assert delivery.retry_delay(1) < timedelta(minutes=1)
    late = delivery.retry_delay(12)
    assert late > timedelta(hours=4)
    assert late <= timedelta(hours=8)
    assert len({delivery.retry_delay(5) for _ in range(10)}) > 1


def test_in_the_demonstration_nothing_leaves(settings):
    settings.DELIVERS_TO_DEMO = True
    settings.DELIVERY = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": 1}
    message = letter()
    delivery.deliver_due_messages()
    message.refresh_from_db()
    assert message.sent_at is not None


def test_an_sms_goes_through_the_relay(server, settings):
    settings.SMS_BACKEND, settings.SMS_RELAY = "mail", "{number}@sms.test"
    letter(to="+33612345678", channel="sms", text="Votre code : 123 456")
    delivery.deliver_due_messages()
    assert server.taken[0]["To"] == "33612345678@sms.test"
    assert "123 456" in server.taken[0].get_content()


def test_an_sms_without_relay_is_seen_by_the_team(settings):
    settings.SMS_BACKEND = ""
    message = letter(to="+33612345678", channel="sms")
    delivery.deliver_due_messages()
    message.refresh_from_db()
    assert message.parked_at is not None


def test_every_job_can_run_twice():
    names = [job.name for job in periodic_jobs.all_jobs()]
    assert "foundation.outbox.erase_message_texts" in names
    for job in periodic_jobs.all_jobs():
        job.run()
        job.run()


def test_a_job_runs_every_so_many_minutes():
    with pytest.raises(ValueError, match="whole minutes"):
        periodic_jobs.periodic_job(timedelta(seconds=30))


def test_a_task_done_a_year_ago_names_nobody():
    person = accounts.team_member()
    task = raise_task(
        "x", zone=None, about=("team_today", "", "Ali"), comment="Il ne répond plus."
    )
    close_task(task, by=person, note="Appelé Ali.")
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        anonymize_done_tasks()
    task.refresh_from_db()
    assert (task.about_label, task.comment, task.note) == ("", "", "")


def test_words_are_forgotten_after_two_months_and_codes_after_a_day(server):
    old, code = letter(), letter(purpose="accounts.code")
    delivery.deliver_due_messages()
    forget = next(
        job
        for job in periodic_jobs.all_jobs()
        if job.name == "foundation.outbox.erase_message_texts"
    )
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        forget.run()
    old.refresh_from_db()
    code.refresh_from_db()
    assert (bool(old.text), bool(code.text)) == (True, False)
    with time_machine.travel(timezone.now() + timedelta(days=63)):
        forget.run()
    old.refresh_from_db()
    assert old.text == ""
    assert OutboxMessage.objects.count() == 2
