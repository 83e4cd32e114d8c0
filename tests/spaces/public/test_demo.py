"""Pages of the demonstration, which exist in no other mode."""

from typing import Any

import pytest
from django.urls import reverse

from entremise.foundation.accounts import demo
from entremise.foundation.outbox.actions import queue_message
from tests.factories import accounts
from tests.kit.pages import PageClient

PAGES = ["public:demo", "public:demo_letters"]


@pytest.fixture
def demonstration(settings: Any, db: None) -> dict[str, Any]:
    settings.DEMO = True
    people = {
        "team": accounts.team_member(accounts.zone("Paris"), first_name="Claire"),
        "coach": accounts.user(),
    }
    demo.mark_demo_filled(people)
    return people


@pytest.mark.parametrize("name", PAGES)
def test_outside_the_demonstration_there_is_nothing(
    page: PageClient, name: str
) -> None:
    demo.mark_demo_filled({"team": accounts.team_member()})
    letter = queue_message(to="a@exemple.test", purpose="test", text="Bonjour")
    assert page.get(reverse(name)).status_code == 404
    assert (
        page.get(
            reverse("public:demo_letter", kwargs={"code": letter.code})
        ).status_code
        == 404
    )
    assert (
        page.get(
            reverse("public:demo_letter_as_sent", kwargs={"code": letter.code})
        ).status_code
        == 404
    )
    assert (
        page.post(
            reverse("public:demo_take_place", kwargs={"role": "team"})
        ).status_code
        == 404
    )
    assert "_auth_user_id" not in page.session


def test_each_persona_says_who_they_are(
    page: PageClient, demonstration: dict[str, Any]
) -> None:
    text = page.get(reverse("public:demo")).content.decode()
    assert "Claire" in text
    assert "L’équipe de Paris" in text
    assert "Une personne de passage" in text
    assert "Une candidate" not in text  # nobody holds this role here


def test_a_click_signs_in_with_every_right_of_the_role(
    page: PageClient, demonstration: dict[str, Any]
) -> None:
    answer = page.post(reverse("public:demo_take_place", kwargs={"role": "team"}))
    assert answer.status_code == 302
    assert page.session["_auth_user_id"] == str(demonstration["team"].pk)
    page.post(reverse("public:demo_take_place", kwargs={"role": "passer_by"}))
    assert "_auth_user_id" not in page.session


def test_an_unknown_role_is_refused(
    page: PageClient, demonstration: dict[str, Any]
) -> None:
    assert (
        page.post(
            reverse("public:demo_take_place", kwargs={"role": "nobody"})
        ).status_code
        == 404
    )
    assert (
        page.get(reverse("public:demo_take_place", kwargs={"role": "team"})).status_code
        == 405
    )


def test_a_letter_is_read_and_runs_nothing(
    page: PageClient, demonstration: dict[str, Any]
) -> None:
    letter = queue_message(
        to="a@exemple.test",
        purpose="test",
        subject="Votre rencontre <b>",
        text="Bonjour <script>alert(1)</script>",
        attachments=[
            {
                "name": "rencontre.ics",
                "type": "text/calendar",
                "content": "BEGIN:VCALENDAR",
            }
        ],
    )
    listed = page.get(reverse("public:demo_letters")).content.decode()
    assert "Votre rencontre &lt;b&gt;" in listed
    assert "1 pièce jointe" in listed
    shown = page.get(
        reverse("public:demo_letter", kwargs={"code": letter.code})
    ).content.decode()
    assert "rencontre.ics" in shown
    assert "<script>alert" not in shown
    page.lint = False  # mails carry their style sheet
    sent = page.get(reverse("public:demo_letter_as_sent", kwargs={"code": letter.code}))
    assert "<script>alert" not in sent.content.decode()
    assert "sandbox" in sent["Content-Security-Policy"]
