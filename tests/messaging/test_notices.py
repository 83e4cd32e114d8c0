import pytest
from django.utils import timezone

from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.messaging.notices import send_notice
from entremise.foundation.messaging.queries.recipients import Recipient
from entremise.foundation.outbox.html_version import message_html, text_blocks
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.outbox.sms import gsm_spelling, segment_count
from entremise.foundation.tasks.models import Task
from entremise.meetings.actions.planning import agree_to_meeting_date
from entremise.meetings.enums import MeetingKind
from tests.factories import accounts, candidates, meetings
from tests.kit.pages import on_one_line

pytestmark = pytest.mark.django_db

TEXT = "coaching/notices/paired_candidate"


def told(to, **more):
    values = {
        "coach": "Jeanne",
        "person": "Ali",
        "link": "http://127.0.0.1:8000/connexion/",
    } | more.pop("context", {})
    return send_notice(
        "tests.told",
        to=to,
        subject=_("%(coach)s vous écrit"),
        template=TEXT,
        context=values,
        **more,
    )


def test_somebody_with_an_address_gets_a_mail_in_their_language():
    person = accounts.user(first_name="Amal", email="amal@exemple.test", language="en")
    message = told(person, about=person.code)
    assert (message.channel, message.to, message.to_name) == (
        "email",
        "amal@exemple.test",
        "Amal",
    )
    assert message.subject == "Jeanne vous écrit"
    assert message.language == "en"
    assert "Amal" in message.text
    assert message.text.count("\n\n\n") == 0


def test_typed_text_is_never_markup():
    message = told(accounts.user(), context={"coach": "<b>Jeanne</b> & co"})
    assert "<b>Jeanne</b> & co" in message.text
    html = message_html(message)
    assert "<b>Jeanne" not in html
    assert "&lt;b&gt;Jeanne&lt;/b&gt; &amp; co" in html


def test_only_our_own_links_become_buttons(settings):
    text = (
        f"Bonjour\n\nVoir la page :\n{settings.SITE_URL}/a/\n\n"
        "Cliquez :\nhttps://ailleurs.example/\n\n- un\n- deux"
    )
    blocks = text_blocks(text)
    assert blocks[1] == {"link": f"{settings.SITE_URL}/a/", "label": "Voir la page"}
    assert blocks[2] == {"lines": ["Cliquez :", "https://ailleurs.example/"]}
    assert blocks[3] == {"points": ["un", "deux"]}


def test_the_frame_draws_paragraphs_lists_and_buttons(settings):
    link = f"{settings.SITE_URL}/a/"
    html = message_html(
        OutboxMessage(
            text=f"Bonjour\nAli\n\n- un\n- deux\n\nVoir la page :\n{link}",
            language="fr",
        )
    )
    html = on_one_line(html)
    assert "<p>Bonjour<br>Ali</p>" in html
    assert "<li>un</li><li>deux</li>" in html
    assert f'<a href="{link}">Voir la page</a>' in html
    assert '<html lang="ar" dir="rtl">' in message_html(
        OutboxMessage(text="Bonjour", language="ar")
    )


def test_a_long_sentence_before_a_link_is_not_the_words_of_a_button(settings):
    sentence = "Pour entrer, donnez cette adresse sur la page suivante ; vous recevrez un code :"
    blocks = text_blocks(f"{sentence}\n{settings.SITE_URL}/connexion/")
    assert blocks[0] == {"lines": [sentence]}
    assert blocks[1]["label"] == "Ouvrir la page"


def test_a_telephone_gets_the_short_text():
    message = told(Recipient(phone="+33612345678", first_name="Ali"))
    assert message.channel == "sms"
    assert message.to == "+33612345678"
    assert len(message.text) < 160
    assert "\n" not in message.text


def test_without_any_address_the_team_is_asked_to_tell_them():
    where = accounts.zone("Lyon")
    message = told(Recipient(first_name="Ali", zone=where))
    assert message.channel == "hand"
    assert message.parked_at is not None
    task = Task.objects.get()
    assert (task.reason, task.zone, task.about_code) == (
        "messaging.by_hand",
        where,
        message.code,
    )


def test_without_sms_gateway_a_telephone_is_told_by_hand(settings):
    settings.SMS_BACKEND = ""
    assert told(Recipient(phone="+33612345678", first_name="Ali")).channel == "hand"


def test_the_same_fact_is_told_once():
    person = accounts.user()
    assert told(person, dedup_key="once").pk == told(person, dedup_key="once").pk
    assert OutboxMessage.objects.count() == 1


def test_only_what_is_not_needed_can_be_unsubscribed_from():
    assert told(accounts.user()).headers == {}
    assert "List-Unsubscribe" in told(accounts.user(), transactional=False).headers


def test_the_team_of_the_person_s_zone_reads_it():
    member = accounts.team_member(accounts.zone("Rennes"))
    assert told(member).zone == member.staff_roles.get().zone.code


def test_who_only_has_a_telephone_reads_the_day_the_hour_and_the_place(settings):
    """Nobody wrote a short text for these: they say what the mail says."""
    settings.SMS_BACKEND = "demo"
    sekou = candidates.candidate(
        account=False, first_name="Sekou", email="", phone="06 12 34 56 78"
    )
    team = candidates.team_member_of(sekou.zone)
    row = meetings.meeting(sekou, kind=MeetingKind.FIRST, agreed=False)
    row = agree_to_meeting_date(row, by=team, side="candidate")
    if row.state != "agreed":
        row = agree_to_meeting_date(row, by=team, side="other")
    texts = {
        message.purpose: message.text
        for message in OutboxMessage.objects.filter(channel="sms")
    }
    for purpose in ("meetings.proposed", "meetings.agreed"):
        local = timezone.localtime(row.starts_at)
        assert f"{local:%H:%M}" in texts[purpose], texts
        assert str(local.day) in texts[purpose]
        assert row.place in texts[purpose]
        assert "Bonjour" not in texts[purpose]
    assert row.candidate_code in texts["meetings.agreed"]


def test_what_is_long_is_read_behind_its_link():
    values = {"reason": "", "link": "http://127.0.0.1:8000/mon-espace/"}
    message = send_notice(
        "tests.told",
        to=Recipient(phone="+33612345678", first_name="Ali"),
        subject=_("Votre CV n’est plus visible"),
        template="candidates/notices/unpublished",
        context=values,
    )
    assert message.text.endswith(values["link"])
    assert "Votre CV n’est plus visible" in message.text
    assert segment_count(gsm_spelling(message.text)) <= 3
