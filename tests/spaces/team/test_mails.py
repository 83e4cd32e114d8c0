import pytest
from django.utils import timezone

from entremise.foundation.messaging.notices import send_notice
from entremise.foundation.messaging.queries.recipients import Recipient
from entremise.foundation.outbox.actions import queue_message
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.models import Task
from tests.factories import accounts
from tests.kit.queries import assert_same_queries

pytestmark = pytest.mark.django_db


def letter(where, name="Ali", **more):
    values = {
        "purpose": "tests.letter",
        "subject": f"Pour {name}",
        "text": "Bonjour <b>",
    } | more
    return queue_message(
        to="ali@exemple.test", to_name=name, zone=where.code if where else "", **values
    )


def test_the_log_is_read_zone_by_zone(as_user):
    lyon, paris = accounts.zone("Lyon"), accounts.zone("Paris")
    letter(lyon, "Ali")
    letter(paris, "Billy")
    other = letter(None, "Code")
    browser = as_user(accounts.team_member(lyon))
    page = browser.get("/equipe/courriers/").content.decode()
    assert "Pour Ali" in page
    assert "Pour Billy" not in page
    assert "Pour Code" not in page
    assert browser.get(f"/equipe/courriers/{other.code}/").status_code == 404
    assert (
        "Pour Billy"
        in as_user(accounts.administrator()).get("/equipe/courriers/").content.decode()
    )
    assert as_user(accounts.advisor(lyon)).get("/equipe/courriers/").status_code == 404


def test_what_did_not_arrive_comes_first_and_can_leave_again(as_user):
    lyon = accounts.zone("Lyon")
    parked = letter(lyon, "Ali", channel="email")
    OutboxMessage.objects.filter(pk=parked.pk).update(
        parked_at=timezone.now(), last_error="550 no such user", attempts=1
    )
    letter(lyon, "Billy")
    browser = as_user(accounts.team_member(lyon))
    page = browser.get("/equipe/courriers/").content.decode()
    assert page.index("Pour Ali") < page.index("Pour Billy")
    assert (
        "Pour Billy"
        not in browser.get("/equipe/courriers/?etat=arretes").content.decode()
    )
    assert (
        "550 no such user"
        in browser.get(f"/equipe/courriers/{parked.code}/").content.decode()
    )
    browser.post(f"/equipe/courriers/{parked.code}/renvoyer/", follow=True)
    parked.refresh_from_db()
    assert (parked.parked_at, parked.attempts) == (None, 0)
    assert browser.post(f"/equipe/courriers/{parked.code}/renvoyer/").status_code == 409


def test_what_is_told_by_a_human_is_marked_and_its_task_closed(as_user):
    lyon = accounts.zone("Lyon")
    message = send_notice(
        "tests.told",
        to=Recipient(first_name="Ali", zone=lyon),
        subject="Bonjour",
        template="coaching/notices/ended_candidate",
        context={"coach": "Jeanne"},
    )
    browser = as_user(accounts.team_member(lyon))
    assert "Message à dire de vive voix" in browser.get("/equipe/").content.decode()
    assert (
        "Jeanne ne vous accompagne plus"
        in browser.get(f"/equipe/courriers/{message.code}/").content.decode()
    )
    browser.post(f"/equipe/courriers/{message.code}/dit/", follow=True)
    assert Task.objects.get().done_at is not None
    assert "Dit de vive voix" in browser.get("/equipe/courriers/").content.decode()


def test_words_that_open_a_door_are_not_shown_and_markup_is_text(as_user):
    lyon = accounts.zone("Lyon")
    secret, plain = letter(lyon, purpose="accounts.code", text="123 456"), letter(lyon)
    browser = as_user(accounts.administrator())
    assert (
        "123 456"
        not in browser.get(f"/equipe/courriers/{secret.code}/").content.decode()
    )
    assert (
        "Bonjour &lt;b&gt;"
        in browser.get(f"/equipe/courriers/{plain.code}/").content.decode()
    )


def test_the_same_number_of_queries_whatever_the_rows(as_user):
    lyon = accounts.zone("Lyon")
    assert_same_queries(
        as_user(accounts.team_member(lyon)),
        "/equipe/courriers/",
        lambda: letter(lyon),
        at_most=12,
    )
