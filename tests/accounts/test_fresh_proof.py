"""A proof of less than fifteen minutes, where much is given: roles, factors, exports."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from entremise.foundation.accounts import sessions
from entremise.foundation.accounts.credentials import crypto, totp
from entremise.foundation.accounts.enums import SignInMethod
from entremise.foundation.accounts.models import (
    SignInCode,
    StaffRole,
    User,
    UserSession,
)
from entremise.foundation.outbox.models import OutboxMessage
from tests.accounts.authenticator import Authenticator
from tests.accounts.sent_codes import last_code, wrong_code
from tests.accounts.test_second_factor import after_the_code, app_code, with_app
from tests.factories import accounts
from tests.kit.pages import PageClient

pytestmark = pytest.mark.django_db

INVITE = "/equipe/personnes/inviter/"
PROOF = "/compte/preuve/"
MORNING = timezone.make_aware(datetime(2026, 12, 2, 9, 0))


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MORNING, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def administrator(clock: time_machine.Traveller) -> User:
    person = accounts.administrator()
    with_app(person)
    return person


def stale(person: User, clock: time_machine.Traveller) -> PageClient:
    """A browser that passed its second factor a quarter of an hour ago."""
    client = PageClient()
    accounts.sign_in(client, person)
    clock.shift(timedelta(minutes=15))
    return client


def invitation(**changes: str) -> dict[str, str]:
    return {
        "first_name": "Noé",
        "last_name": "Legrand",
        "email": "noe@exemple.test",
        "role": "administrator",
        "zone": "",
        "language": "fr",
        "_once": "one-key",
    } | changes


def hidden_fields(page: str) -> dict[str, str]:
    """Of the last form of the page."""
    form = page.rpartition("<form")[2]
    found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def test_page_asks_then_opens(
    administrator: User, clock: time_machine.Traveller
) -> None:
    client = stale(administrator, clock)
    asked = client.get(f"{INVITE}?x=1").url
    assert asked == f"{PROOF}?next=%2Fequipe%2Fpersonnes%2Finviter%2F%3Fx%3D1"
    assert "C’est toujours vous" in client.get(asked).content.decode()
    before = client.session.session_key
    answer = client.post(
        PROOF, {"proof-app-code": app_code(administrator), "next": f"{INVITE}?x=1"}
    )
    assert answer.url == f"{INVITE}?x=1"
    assert client.session.session_key != before
    assert client.get(INVITE).status_code == 200


def test_fifteen_minutes_less_a_second_are_fresh(
    administrator: User, clock: time_machine.Traveller
) -> None:
    client = PageClient()
    accounts.sign_in(client, administrator)
    clock.shift(timedelta(minutes=15) - timedelta(seconds=1))
    assert client.get(INVITE).status_code == 200
    clock.shift(timedelta(seconds=1))
    assert client.get(INVITE).status_code == 302


def test_form_sent_too_late_is_held_and_goes_through_with_the_code(
    administrator: User, clock: time_machine.Traveller
) -> None:
    client = stale(administrator, clock)
    page = client.post(INVITE, invitation())
    assert page.status_code == 403
    assert not User.objects.filter(email="noe@exemple.test").exists()
    held = hidden_fields(page.content.decode())
    assert held == invitation()
    # when the answer is a file, this page stays: a way back stands on it
    assert f'<a href="{INVITE}">' in page.content.decode()
    sent = client.post(INVITE, held | {"proof-app-code": app_code(administrator)})
    assert sent.url == "/equipe/personnes/"
    assert StaffRole.objects.filter(user__email="noe@exemple.test").count() == 1


def test_back_button_and_the_same_form_again_count_once(
    administrator: User, clock: time_machine.Traveller
) -> None:
    client = stale(administrator, clock)
    held = hidden_fields(client.post(INVITE, invitation()).content.decode())
    typed = held | {"proof-app-code": app_code(administrator)}
    assert client.post(INVITE, typed).status_code == 302
    assert client.post(INVITE, typed).url == "/equipe/personnes/"
    assert OutboxMessage.objects.filter(to="noe@exemple.test").count() == 1
    # back to the page that asked: nothing is asked any more
    assert client.get(f"{PROOF}?next={INVITE}").url == INVITE


def test_two_tabs_one_proof(administrator: User, clock: time_machine.Traveller) -> None:
    client = stale(administrator, clock)
    first = hidden_fields(client.post(INVITE, invitation()).content.decode())
    other = invitation(email="lou@exemple.test", _once="another")
    second = hidden_fields(client.post(INVITE, other).content.decode())
    code = app_code(administrator)
    assert client.post(INVITE, second | {"proof-app-code": code}).status_code == 302
    # The code was used by the other tab, which is enough: nothing is lost here either.
    assert client.post(INVITE, first | {"proof-app-code": code}).status_code == 302
    assert (
        User.objects.filter(email__in=["noe@exemple.test", "lou@exemple.test"]).count()
        == 2
    )


def test_wrong_code_keeps_what_was_typed(
    administrator: User, clock: time_machine.Traveller
) -> None:
    client = stale(administrator, clock)
    typed = invitation() | {"proof-app-code": wrong_code(app_code(administrator))}
    page = client.post(INVITE, typed)
    assert page.status_code == 403
    assert "pas marché" in page.content.decode()
    assert hidden_fields(page.content.decode()) == invitation()
    assert not User.objects.filter(email="noe@exemple.test").exists()


def test_ten_wrong_codes_and_the_right_one_waits(
    administrator: User, clock: time_machine.Traveller
) -> None:
    client = stale(administrator, clock)
    wrong = {"proof-app-code": wrong_code(app_code(administrator))}
    assert {client.post(PROOF, wrong).status_code for _try in range(10)} == {200}
    right = {"proof-app-code": app_code(administrator)}
    assert client.post(PROOF, right).status_code == 429
    assert client.get(INVITE).status_code == 302


def test_code_of_the_application_proves_once(
    administrator: User, clock: time_machine.Traveller
) -> None:
    """Read over a shoulder and typed in another session: refused."""
    mine, stolen = stale(administrator, clock), PageClient()
    accounts.sign_in(stolen, administrator)
    UserSession.objects.update(proved_at=timezone.now() - timedelta(hours=1))
    code = app_code(administrator)
    assert mine.post(PROOF, {"proof-app-code": code}).status_code == 302
    assert stolen.post(PROOF, {"proof-app-code": code}).status_code == 200
    assert stolen.get(INVITE).status_code == 302


def test_proof_of_one_session_says_nothing_of_another(
    administrator: User, clock: time_machine.Traveller
) -> None:
    other = stale(administrator, clock)
    here = stale(administrator, clock)
    here.post(PROOF, {"proof-app-code": app_code(administrator)})
    assert here.get(INVITE).status_code == 200
    assert other.get(INVITE).status_code == 302


def test_copied_cookie_gains_nothing_by_the_owner_s_proof(
    administrator: User, clock: time_machine.Traveller
) -> None:
    owner, thief = stale(administrator, clock), PageClient()
    thief.cookies = owner.cookies.copy()
    assert thief.get("/equipe/personnes/").status_code == 200
    owner.post(PROOF, {"proof-app-code": app_code(administrator)})
    assert owner.get(INVITE).status_code == 200
    assert thief.get(INVITE).status_code == 302
    assert "/connexion/" in thief.get("/equipe/personnes/").url


def test_code_by_mail_proves_in_the_browser_that_asked_only(
    administrator: User, clock: time_machine.Traveller
) -> None:
    asking, other = stale(administrator, clock), stale(administrator, clock)
    page = asking.post(INVITE, invitation() | {"proof-send": "1"})
    assert page.status_code == 403
    letter = OutboxMessage.objects.filter(to=administrator.email).latest("pk")
    assert "confirmer que c’est vous" in letter.text
    code = last_code(administrator.email or "")
    assert "proof-sent-code" in page.content.decode()
    assert other.post(PROOF, {"proof-sent-code": code}).status_code == 200
    assert other.get(INVITE).status_code == 302
    wrong = asking.post(INVITE, invitation() | {"proof-sent-code": wrong_code(code)})
    assert "pas le bon code" in wrong.content.decode()
    sent = asking.post(INVITE, invitation() | {"proof-sent-code": code})
    assert sent.status_code == 302
    assert StaffRole.objects.filter(user__email="noe@exemple.test").exists()


def test_code_by_mail_is_good_ten_minutes_and_once(
    administrator: User, clock: time_machine.Traveller
) -> None:
    client = stale(administrator, clock)
    client.post(PROOF, {"proof-send": "1"})
    code = last_code(administrator.email or "")
    clock.shift(timedelta(minutes=10))
    late = client.post(PROOF, {"proof-sent-code": code})
    assert "ne sert plus" in late.content.decode()
    client.post(PROOF, {"proof-send": "1"})
    code = last_code(administrator.email or "")
    assert client.post(PROOF, {"proof-sent-code": code}).status_code == 302
    clock.shift(timedelta(minutes=15))
    assert client.post(PROOF, {"proof-sent-code": code}).status_code == 200
    assert client.get(INVITE).status_code == 302


def test_code_by_mail_opens_no_session(
    administrator: User, clock: time_machine.Traveller
) -> None:
    client = stale(administrator, clock)
    client.post(PROOF, {"proof-send": "1"})
    code = last_code(administrator.email or "")
    stranger = PageClient()
    session = stranger.session
    session["fresh_proof_code"] = SignInCode.objects.latest("pk").code
    session.save()
    stranger.cookies["session"] = session.session_key
    assert stranger.post("/connexion/code/", {"code": code}).url == "/connexion/"
    assert "/connexion/" in stranger.post(PROOF, {"proof-sent-code": code}).url


def test_codes_by_mail_are_counted(
    administrator: User, clock: time_machine.Traveller
) -> None:
    client = stale(administrator, clock)
    statuses = [client.post(PROOF, {"proof-send": "1"}).status_code for _ in range(11)]
    assert statuses == [200] * 10 + [429]


def test_session_by_card_is_never_proved(clock: time_machine.Traveller) -> None:
    """Staff have no card; a role given otherwise to somebody who entered by one is worth none."""
    person = accounts.administrator()
    client = PageClient()
    client.force_login(person)
    row = sessions.create_session(person, method=SignInMethod.CARD)
    UserSession.objects.filter(pk=row.pk).update(
        second_factor_at=timezone.now(), proved_at=timezone.now()
    )
    session = client.session
    session[sessions.SESSION_CODE_KEY] = row.code
    session.save()
    assert client.get(INVITE).url.startswith(PROOF)
    page = client.post(PROOF, {"proof-send": "1"})
    assert "Avec une carte" in page.content.decode()
    assert not SignInCode.objects.exists()
    assert client.post(INVITE, invitation()).status_code == 403


def test_passkey_proves(
    administrator: User, clock: time_machine.Traveller, settings: Any
) -> None:
    settings.SITE_URL = "https://entremise.example"
    team = accounts.administrator()
    phone = Authenticator(settings.SITE_URL)
    begun = after_the_code(team)
    options = begun.post("/compte/second-facteur/cle/add/").json()
    begun.post(
        "/compte/second-facteur/cle/",
        {"credential": phone.create(options), "name": "Clé"},
    )
    clock.shift(timedelta(minutes=15))
    page = begun.post(INVITE, invitation())
    assert 'data-field="proof-credential"' in page.content.decode()
    answer = phone.get(begun.post("/compte/second-facteur/cle/prove/").json())
    typed = invitation() | {"proof-credential": answer}
    assert begun.post(INVITE, typed).status_code == 302
    clock.shift(timedelta(minutes=15))
    # its answer again, without a new question
    assert begun.post(INVITE, typed | {"_once": "later"}).status_code == 403


def test_setting_up_the_first_factor_asks_nothing_more(
    clock: time_machine.Traveller,
) -> None:
    team = accounts.team_member()
    client = after_the_code(team)
    clock.shift(timedelta(minutes=20))
    assert client.get("/compte/second-facteur/choisir/").status_code == 200
    client.post("/compte/second-facteur/application/")
    secret = crypto.decrypt_secret(team.factors.get().secret) or ""
    code = totp.totp_code(secret, totp.current_step())
    done = client.post("/compte/second-facteur/application/code/", {"code": code})
    assert "codes de secours" in done.content.decode()


def test_hijacked_session_adds_no_factor_and_moves_no_address(
    administrator: User, clock: time_machine.Traveller
) -> None:
    """Otherwise it would prove itself with its own telephone."""
    client = stale(administrator, clock)
    for path in (
        "/compte/second-facteur/application/",
        "/compte/second-facteur/cle/",
        "/compte/second-facteur/codes/",
        "/compte/coordonnees/",
    ):
        assert client.post(path, {"address": "x@exemple.test"}).status_code == 403
    assert administrator.factors.count() == 1
    assert not OutboxMessage.objects.filter(to="x@exemple.test").exists()


def test_others_change_their_address_as_before(
    clock: time_machine.Traveller,
) -> None:
    client = stale(accounts.user(), clock)
    assert client.get("/compte/coordonnees/").status_code == 200
