"""Sessions: listed, ended, expired."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client, RequestFactory
from django.utils import timezone

from entremise.foundation.accounts import sessions
from entremise.foundation.accounts.models import User, UserSession
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.kit.errors import NotAllowed
from tests.accounts.sent_codes import last_code
from tests.factories import accounts
from tests.kit.pages import PageClient
from tests.kit.queries import assert_same_queries

pytestmark = pytest.mark.django_db

PHONE = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36"
    " Chrome/120.0 Mobile Safari/537.36"
)
LAPTOP = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:120.0) Gecko/20100101 Firefox/120.0"
)


def signed_in(
    person: User, *, user_agent: str = PHONE, shared: bool = False
) -> PageClient:
    """Sign in through the pages."""
    client = PageClient(headers={"user-agent": user_agent})
    client.post("/connexion/", {"address": person.email})
    more = {"shared": "on"} if shared else {}
    client.post("/connexion/code/", {"code": last_code(person.email or ""), **more})
    return client


def is_in(client: Client) -> bool:
    return client.get("/compte/").status_code == 200


def test_devices_are_listed_in_words(db: None) -> None:
    awa = accounts.user()
    phone, laptop = signed_in(awa), signed_in(awa, user_agent=LAPTOP)
    shown = phone.get("/compte/").content.decode()
    assert "Téléphone Android, Chrome" in shown
    assert "Ordinateur Windows, Firefox" in shown
    assert shown.count("Cet appareil") == 1
    assert "Mozilla" not in shown
    assert is_in(laptop)


def test_one_device_is_ended_from_another(db: None) -> None:
    awa = accounts.user()
    phone, laptop = signed_in(awa), signed_in(awa, user_agent=LAPTOP)
    row = UserSession.objects.get(browser="Firefox")
    assert phone.post(f"/compte/appareils/{row.code}/").url == "/compte/"
    assert is_in(phone)
    assert not is_in(laptop)
    assert (
        JournalEntry.objects.filter(
            verb="accounts.session_ended", actor=awa.code
        ).count()
        == 1
    )


def test_all_other_devices_then_all_of_them(db: None) -> None:
    awa = accounts.user()
    clients = [signed_in(awa) for _device in range(3)]
    clients[0].post("/compte/appareils/autres/")
    assert [is_in(client) for client in clients] == [True, False, False]
    clients[1] = signed_in(awa)
    clients[0].post("/compte/appareils/tous/")
    assert [is_in(client) for client in clients] == [False, False, False]


def test_nobody_ends_the_session_of_another(db: None) -> None:
    awa, bob = accounts.user(), accounts.user()
    mine, theirs = signed_in(awa), signed_in(bob)
    row = UserSession.objects.get(user=bob)
    assert mine.post(f"/compte/appareils/{row.code}/").status_code == 404
    assert is_in(theirs)


def test_sign_out_clears_the_browser_and_kills_the_old_cookie(db: None) -> None:
    awa = accounts.user()
    client = signed_in(awa)
    old = client.cookies[settings.SESSION_COOKIE_NAME].value
    response = client.post("/deconnexion/")
    assert '"cookies"' in response.headers["Clear-Site-Data"]
    assert client.get(response.url).status_code == 200
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = old
    assert not is_in(thief)
    assert client.get("/deconnexion/").status_code == 405


def test_disabled_person_is_out_at_the_next_request(db: None) -> None:
    awa = accounts.user()
    client = signed_in(awa)
    User.objects.filter(pk=awa.pk).update(is_active=False)
    assert not is_in(client)


def test_lent_phone_forgets_when_the_browser_closes(db: None) -> None:
    awa = accounts.user()
    own, lent = signed_in(awa), signed_in(awa, shared=True)
    assert own.cookies[settings.SESSION_COOKIE_NAME]["max-age"] > 0
    assert lent.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""
    with time_machine.travel(timezone.now() + timedelta(hours=12, minutes=1)):
        assert is_in(own)
        assert not is_in(lent)


def test_candidates_phone_stays_in_while_it_is_used(db: None) -> None:
    awa = accounts.user()
    client = signed_in(awa)
    start = timezone.now()
    for days in (13, 26, 39):
        with time_machine.travel(start + timedelta(days=days)):
            assert is_in(client)
            assert UserSession.objects.get().last_seen_on == timezone.localdate()
    with time_machine.travel(start + timedelta(days=39 + 15)):
        assert not is_in(client)


def test_no_session_outlives_ninety_days(db: None) -> None:
    client = signed_in(accounts.user())
    start = timezone.now()
    for days in range(10, 90, 10):
        with time_machine.travel(start + timedelta(days=days)):
            assert is_in(client)
    with time_machine.travel(start + timedelta(days=90, seconds=1)):
        assert not is_in(client)


def test_staff_sign_in_again_after_twelve_hours(db: None) -> None:
    client = accounts.sign_in(PageClient(), accounts.team_member())
    with time_machine.travel(timezone.now() + timedelta(hours=11, minutes=59)):
        assert is_in(client)
    with time_machine.travel(timezone.now() + timedelta(hours=12, seconds=1)):
        assert not is_in(client)


def test_session_names_the_person_it_was_opened_for(db: None) -> None:
    """The code of another person's session in one's own cookie opens nothing."""
    awa, bob = accounts.user(), accounts.user()
    client = signed_in(awa)
    signed_in(bob)
    session = client.session
    session[sessions.SESSION_CODE_KEY] = UserSession.objects.get(user=bob).code
    session.save()
    assert not is_in(client)


def test_demonstration_door_exists_only_in_the_demonstration(
    db: None, settings: Any
) -> None:
    team = accounts.team_member()
    client = Client()
    client.get("/connexion/")
    request = RequestFactory().get("/")
    request.session = client.session  # type: ignore[assignment]
    with pytest.raises(NotAllowed):
        sessions.sign_in(request, team, method="demo")
    settings.DEMO = True
    row = sessions.sign_in(request, team, method="demo")
    row.refresh_from_db()
    assert row.second_factor_at is not None


def test_language_is_kept_and_used(db: None) -> None:
    awa = accounts.user()
    client = signed_in(awa)
    assert client.post("/compte/langue/", {"language": "en"}).url == "/en/compte/"
    awa.refresh_from_db()
    assert awa.language == "en"
    assert client.post("/compte/langue/", {"language": "xx"}).url == "/compte/"


def test_coordinates_are_masked(db: None) -> None:
    awa = accounts.user(email="awa.fontaine@exemple.test", phone="+33612345678")
    shown = signed_in(awa).get("/compte/").content.decode()
    assert "a•••@exemple.test" in shown
    assert "78" in shown
    for hidden in ("awa.fontaine", "612345678", "06 12"):
        assert hidden not in shown


def test_account_page_asks_the_same_number_of_questions_whatever_the_devices(
    db: None,
) -> None:
    awa = accounts.user()
    client = signed_in(awa)
    assert_same_queries(
        client, "/compte/", lambda: sessions.create_session(awa, method="code")
    )


def test_person_without_relation_is_told_to_wait(db: None) -> None:
    shown = signed_in(accounts.user(first_name="Awa")).get("/mes-espaces/")
    assert shown.status_code == 200
    assert "pas encore ouvert" in shown.content.decode()
