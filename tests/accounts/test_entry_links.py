"""Links made on the machine, that let a member of the staff in once."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from entremise.foundation.accounts.actions import administrators
from entremise.foundation.accounts.actions.accounts import set_account_active
from entremise.foundation.accounts.actions.signing_in import issue_entry_link
from entremise.foundation.accounts.enums import Role
from entremise.foundation.accounts.jobs import delete_expired_sign_ins
from entremise.foundation.accounts.models import EntryLink, User, UserSession
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.kit.errors import NotAllowed
from entremise.foundation.outbox.models import OutboxMessage
from tests.accounts.test_second_factor import app_code, with_app
from tests.factories import accounts
from tests.kit.pages import PageClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def claire(db: None) -> User:
    return accounts.administrator(first_name="Claire")


def path_of(link: str) -> str:
    return "/" + link.split("/", 3)[3]


def test_the_link_leads_to_the_second_factor_then_to_today(
    page: PageClient, claire: User
) -> None:
    link = path_of(issue_entry_link(claire))
    assert page.get(link).status_code == 200
    assert page.post(link).url == "/mes-espaces/"
    assert page.get("/equipe/", follow=True).redirect_chain[-1][0] == (
        "/compte/second-facteur/choisir/"
    )
    page.post("/compte/second-facteur/application/")
    codes = page.post(
        "/compte/second-facteur/application/code/", {"code": app_code(claire)}
    ).content.decode()
    assert len(re.findall(r"<code dir=\"ltr\">\d{5} \d{5}</code>", codes)) == 10
    assert page.get("/mes-espaces/").url == "/equipe/"
    assert page.get("/equipe/").status_code == 200


def test_a_link_never_replaces_the_second_factor(
    page: PageClient, claire: User
) -> None:
    with_app(claire)
    page.post(path_of(issue_entry_link(claire)))
    assert page.get("/equipe/").url.startswith("/compte/second-facteur/?")
    assert page.get("/compte/second-facteur/choisir/").url == "/compte/second-facteur/"


def test_looking_at_it_uses_nothing_and_it_works_once(claire: User) -> None:
    link = path_of(issue_entry_link(claire))
    for _look in range(3):
        response = PageClient().get(link)
        assert response.status_code == 200
        assert "Claire" not in response.content.decode()
    assert Client().post(link).status_code == 302
    for response in (PageClient().get(link), PageClient().post(link)):
        assert response.status_code == 410
        assert "Ce lien ne sert plus" in response.content.decode()
    assert UserSession.objects.count() == 1
    assert (
        "Votre lien d’entrée vient de servir."
        in OutboxMessage.objects.latest("pk").text
    )


def test_it_dies_after_a_day(page: PageClient, claire: User) -> None:
    link = path_of(issue_entry_link(claire))
    with time_machine.travel(timezone.now() + timedelta(hours=24, seconds=1)):
        assert page.post(link).status_code == 410
    with time_machine.travel(timezone.now() + timedelta(days=32)):
        delete_expired_sign_ins()
    assert not EntryLink.objects.exists()


def test_a_newer_one_replaces_it(claire: User) -> None:
    first, second = (path_of(issue_entry_link(claire)) for _number in range(2))
    assert Client().post(first).status_code == 410
    assert Client().post(second).status_code == 302


def test_it_opens_nothing_once_the_role_or_the_account_is_gone(claire: User) -> None:
    link = path_of(issue_entry_link(claire))
    claire.staff_roles.all().delete()
    assert Client().post(link).status_code == 410
    other = accounts.administrator()
    link = path_of(issue_entry_link(other))
    set_account_active(other, False, by=accounts.administrator())
    assert Client().post(link).status_code == 410
    assert not UserSession.objects.exists()


def test_only_staff_get_one() -> None:
    with pytest.raises(NotAllowed, match="pas de rôle"):
        issue_entry_link(accounts.user())


def test_tries_are_counted(page: PageClient, claire: User) -> None:
    for _number in range(60):
        Client().post("/entrer/nope/")
    assert page.post(path_of(issue_entry_link(claire))).status_code == 429


def test_the_link_is_not_stored_and_nobody_reads_it_in_the_log(
    as_user: Any, claire: User
) -> None:
    user, link = administrators.name_and_let_in(
        email="b@exemple.test", first_name="Bé", last_name="Roy"
    )
    secret = path_of(link).split("/")[2]
    assert secret not in str(list(EntryLink.objects.values()))
    message = OutboxMessage.objects.get(to=user.email)
    assert link in message.text
    shown = as_user(claire).get(f"/equipe/courriers/{message.code}/").content.decode()
    assert "Votre accès" in shown
    assert secret not in shown


def test_rescue_resets_ends_tells_and_writes(claire: User) -> None:
    other = accounts.administrator(first_name="Marc")
    with_app(claire)
    browser = PageClient()
    accounts.sign_in(browser, claire)
    assert browser.get("/equipe/").status_code == 200
    OutboxMessage.objects.all().delete()

    link = administrators.rescue(claire)

    assert not claire.factors.exists()
    assert not claire.recovery_codes.exists()
    assert browser.get("/equipe/").status_code == 302
    verbs = JournalEntry.objects.filter(mentions__code=claire.code, actor="")
    assert {"accounts.entry_link_issued", "accounts.factor_removed"} <= {
        entry.verb for entry in verbs
    }
    hers = " ".join(m.text for m in OutboxMessage.objects.filter(to=claire.email))
    assert "remis à zéro" in hers
    assert link not in hers
    his = OutboxMessage.objects.get(to=other.email)
    assert "Claire" in his.text
    assert link not in his.text
    assert his.subject == "Entremise : l’administration a changé"


def test_factors_are_reset_from_the_machine_without_any_link(claire: User) -> None:
    with_app(claire)
    administrators.reset_factors_from_machine(claire)
    assert not claire.factors.exists()
    assert not EntryLink.objects.exists()


def test_a_closed_account_is_not_opened_by_the_machine(claire: User) -> None:
    set_account_active(claire, False, by=accounts.administrator())
    claire.refresh_from_db()
    for gesture in (administrators.rescue, administrators.reset_factors_from_machine):
        with pytest.raises(NotAllowed, match="fermé"):
            gesture(claire)
    with pytest.raises(NotAllowed, match="fermé"):
        administrators.name_administrator(email=claire.email or "")


def test_naming_somebody_ends_their_sessions_and_tells_the_others(claire: User) -> None:
    coach = accounts.user(first_name="Hélène", email="helene@exemple.test")
    browser = Client()
    accounts.sign_in(browser, coach)
    named = administrators.name_administrator(
        email="Helene@exemple.test ", first_name="Autre"
    )
    assert named == coach
    assert named.first_name == "Hélène"
    assert named.staff_roles.get().role == Role.ADMINISTRATOR
    assert browser.get("/compte/").status_code == 302
    assert "rejoint l’administration" in OutboxMessage.objects.get(to=claire.email).text
    administrators.name_administrator(email="helene@exemple.test")
    assert OutboxMessage.objects.filter(to=claire.email).count() == 1
