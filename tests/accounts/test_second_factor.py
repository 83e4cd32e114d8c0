"""The second factor of staff: without it they have no rights."""

import base64
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone, translation

from entremise.foundation.accounts.actions.second_factor import (
    add_authenticator_app,
    confirm_authenticator_app,
    reset_second_factors,
)
from entremise.foundation.accounts.credentials import crypto, totp
from entremise.foundation.accounts.models import Factor, RecoveryCode, User
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.outbox.models import OutboxMessage
from tests.accounts.authenticator import Authenticator
from tests.accounts.sent_codes import last_code
from tests.factories import accounts
from tests.kit.pages import PageClient

pytestmark = pytest.mark.django_db

NOON = (timezone.now() + timedelta(days=1)).replace(
    hour=12, minute=0, second=0, microsecond=0
)


def after_the_code(person: User) -> PageClient:
    """A browser that has passed the code step only."""
    client = PageClient()
    client.post("/connexion/", {"address": person.email})
    client.post("/connexion/code/", {"code": last_code(person.email or "")})
    return client


def app_code(person: User) -> str:
    secret = crypto.decrypt_secret(person.factors.get(kind="app").secret)
    assert secret
    return totp.totp_code(secret, totp.current_step())


def with_app(person: User) -> list[str]:
    """Give the person an authenticator app; returns the recovery codes.

    Its last code was accepted an hour ago.
    """
    with time_machine.travel(timezone.now() - timedelta(hours=1), tick=False):
        factor = add_authenticator_app(person, by=person)
        new = confirm_authenticator_app(factor, app_code(person), by=person)
    assert new
    return new


def in_team(client: Client) -> bool:
    return client.get("/equipe/personnes/").status_code == 200


def test_known_vectors() -> None:
    """RFC 6238, appendix B."""
    secret = base64.b32encode(b"12345678901234567890").decode()
    for moment, expected in (
        (59, "94287082"),
        (1111111109, "07081804"),
        (20000000000, "65353130"),
    ):
        assert totp.totp_code(secret, moment // 30, length=8) == expected


def test_new_colleague_sets_up_an_application_before_anything_else(db: None) -> None:
    team = accounts.team_member()
    client = after_the_code(team)
    assert (
        client.get("/equipe/personnes/").url
        == "/compte/second-facteur/?next=%2Fequipe%2Fpersonnes%2F"
    )
    for page in ("/mes-espaces/", "/compte/", "/equipe/personnes/"):
        assert client.get(page).url.startswith("/compte/second-facteur/")
    assert (
        client.get("/compte/second-facteur/").url == "/compte/second-facteur/choisir/"
    )
    assert client.get("/compte/second-facteur/choisir/").status_code == 200
    assert (
        client.post("/compte/second-facteur/application/").url
        == "/compte/second-facteur/application/code/"
    )
    shown = client.get("/compte/second-facteur/application/code/").content.decode()
    assert "<svg" in shown
    assert (
        client.post(
            "/compte/second-facteur/application/code/", {"code": "000000"}
        ).status_code
        == 200
    )
    assert not in_team(client)
    done = client.post(
        "/compte/second-facteur/application/code/", {"code": app_code(team)}
    )
    shown_codes = re.findall(r"<code[^>]*>(\d{5} \d{5})</code>", done.content.decode())
    assert len(shown_codes) == 10
    assert in_team(client)
    assert JournalEntry.objects.get(verb="accounts.factor_added").data == {
        "kind": "app"
    }
    assert OutboxMessage.objects.filter(
        purpose="accounts.factor", to=team.email
    ).exists()


def test_next_visit_asks_for_the_application(db: None) -> None:
    team = accounts.team_member()
    with_app(team)
    client = after_the_code(team)
    assert client.get("/equipe/personnes/").status_code == 302
    before = client.session.session_key
    assert client.get("/compte/second-facteur/").status_code == 200
    answer = client.post(
        "/compte/second-facteur/",
        {"code": app_code(team), "next": "/equipe/personnes/"},
    )
    assert answer.url == "/equipe/personnes/"
    assert in_team(client)
    assert client.session.session_key != before


def test_rules_read_no_role_before_the_second_factor(db: None) -> None:
    """In every rule, not only in the views of the team."""
    team = accounts.team_member()
    client = after_the_code(team)
    response = client.get("/compte/second-facteur/choisir/")
    assert response.wsgi_request.user._staff_roles == []
    plain = Client()
    plain.force_login(team)
    assert plain.get("/equipe/personnes/").status_code == 404


@pytest.mark.parametrize(
    ("method", "url"),
    [
        ("get", "/compte/second-facteur/choisir/"),
        ("post", "/compte/second-facteur/application/"),
        ("get", "/compte/second-facteur/application/code/"),
        ("post", "/compte/second-facteur/codes/"),
        ("post", "/compte/second-facteur/cle/"),
        ("post", "/compte/second-facteur/retirer/{code}/"),
    ],
)
def test_half_way_nobody_adds_or_removes_a_factor(
    db: None, method: str, url: str
) -> None:
    team = accounts.team_member()
    with_app(team)
    client = after_the_code(team)
    response = getattr(client, method)(url.format(code=team.factors.get().code))
    assert response.url.startswith("/compte/second-facteur/")
    assert client.post("/compte/second-facteur/cle/add/").status_code == 403
    assert team.factors.count() == 1
    assert team.recovery_codes.count() == 10


def test_code_of_the_application_is_good_once(db: None) -> None:
    team = accounts.team_member()
    with_app(team)
    with time_machine.travel(NOON, tick=False):
        first, second = after_the_code(team), after_the_code(team)
        code = app_code(team)
        assert first.post("/compte/second-facteur/", {"code": code}).status_code == 302
        refused = second.post("/compte/second-facteur/", {"code": code})
        assert "pas marché" in refused.content.decode()
        assert not in_team(second)


def test_clock_one_step_away_is_forgiven_not_two(db: None) -> None:
    team = accounts.team_member()
    with_app(team)
    secret = crypto.decrypt_secret(team.factors.get().secret) or ""
    with time_machine.travel(NOON, tick=False):
        step = totp.current_step()
        assert totp.matching_step(secret, totp.totp_code(secret, step - 1)) == step - 1
        assert totp.matching_step(secret, totp.totp_code(secret, step - 2)) is None
        assert totp.matching_step(secret, totp.totp_code(secret, step + 2)) is None


def test_recovery_code_replaces_the_phone_once_and_says_so(db: None) -> None:
    team = accounts.team_member()
    recovery = with_app(team)
    first, second = after_the_code(team), after_the_code(team)
    typed = f"{recovery[0][:5]} {recovery[0][5:]}"
    assert first.post("/compte/second-facteur/", {"code": typed}).status_code == 302
    assert in_team(first)
    assert second.post("/compte/second-facteur/", {"code": typed}).status_code == 200
    assert not in_team(second)
    assert "code de secours vient de servir" in OutboxMessage.objects.latest("pk").text


def test_recovery_codes_are_hashed_and_renewed(db: None) -> None:
    team = accounts.team_member()
    old = with_app(team)
    kept = str(list(RecoveryCode.objects.values()))
    assert not any(code in kept for code in old)
    client = accounts.sign_in(PageClient(), team)
    assert client.post("/compte/second-facteur/codes/").status_code == 200
    assert RecoveryCode.objects.filter(user=team).count() == 10
    other = after_the_code(team)
    assert other.post("/compte/second-facteur/", {"code": old[1]}).status_code == 200


def test_ten_wrong_codes_and_the_right_one_waits(db: None) -> None:
    team = accounts.team_member()
    with_app(team)
    client = after_the_code(team)
    statuses = [
        client.post("/compte/second-facteur/", {"code": "000000"}).status_code
        for _try in range(10)
    ]
    assert set(statuses) == {200}
    assert (
        client.post("/compte/second-facteur/", {"code": app_code(team)}).status_code
        == 429
    )
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert (
            client.post("/compte/second-facteur/", {"code": app_code(team)}).status_code
            == 302
        )


def test_secret_of_the_application_is_encrypted_at_rest(
    db: None, settings: Any
) -> None:
    team = accounts.team_member()
    factor = add_authenticator_app(team, by=team)
    secret = crypto.decrypt_secret(factor.secret)
    assert secret
    assert secret not in factor.secret
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another key"
    assert crypto.decrypt_secret(factor.secret) is None
    settings.SECRET_KEY_FALLBACKS = [old]
    assert crypto.decrypt_secret(factor.secret) == secret


def test_last_factor_stays_another_may_go(db: None) -> None:
    team = accounts.team_member()
    with_app(team)
    client = accounts.sign_in(PageClient(), team)
    only = team.factors.get()
    assert (
        client.post(f"/compte/second-facteur/retirer/{only.code}/").status_code == 409
    )
    Factor.objects.create(
        user=team,
        kind="passkey",
        name="Clé",
        credential="x",
        confirmed_at=timezone.now(),
    )
    assert (
        client.post(f"/compte/second-facteur/retirer/{only.code}/").status_code == 302
    )
    assert team.factors.get().name == "Clé"


def test_factor_of_another_is_not_there(db: None) -> None:
    mine, theirs = accounts.team_member(), accounts.team_member()
    with_app(mine)
    with_app(theirs)
    client = accounts.sign_in(PageClient(), mine)
    assert (
        client.post(
            f"/compte/second-facteur/retirer/{theirs.factors.get().code}/"
        ).status_code
        == 404
    )


def test_passkey_is_added_and_opens_the_next_session(db: None, settings: Any) -> None:
    settings.SITE_URL = "https://entremise.example"
    team = accounts.team_member()
    phone = Authenticator(settings.SITE_URL)
    client = after_the_code(team)
    assert (
        "data-passkey" in client.get("/compte/second-facteur/choisir/").content.decode()
    )
    options = client.post("/compte/second-facteur/cle/add/").json()
    added = client.post(
        "/compte/second-facteur/cle/",
        {"credential": phone.create(options), "name": "Mon téléphone"},
    )
    assert "codes de secours" in added.content.decode()
    assert in_team(client)

    back = after_the_code(team)
    assert "data-passkey" in back.get("/compte/second-facteur/").content.decode()
    answer = phone.get(back.post("/compte/second-facteur/cle/check/").json())
    assert (
        back.post(
            "/compte/second-facteur/cle/verifier/", {"credential": answer}
        ).status_code
        == 302
    )
    assert in_team(back)

    replay = after_the_code(team)
    replay.post("/compte/second-facteur/cle/check/")
    assert (
        replay.post(
            "/compte/second-facteur/cle/verifier/", {"credential": answer}
        ).status_code
        == 200
    )
    assert not in_team(replay)


@pytest.mark.parametrize("fault", ["origin", "counter", "no state", "other key"])
def test_passkey_answers_that_do_not_hold(db: None, settings: Any, fault: str) -> None:
    settings.SITE_URL = "https://entremise.example"
    team = accounts.team_member()
    phone = Authenticator(settings.SITE_URL)
    setting_up = after_the_code(team)
    options = setting_up.post("/compte/second-facteur/cle/add/").json()
    setting_up.post(
        "/compte/second-facteur/cle/",
        {"credential": phone.create(options), "name": "Clé"},
    )
    client = after_the_code(team)
    asked = client.post("/compte/second-facteur/cle/check/").json()
    if fault == "origin":
        phone.origin = "https://entremise.example.evil.example"
    if fault == "counter":
        phone.counter = 0
    if fault == "other key":
        phone.key = Authenticator(settings.SITE_URL).key
    answer = phone.get(asked)
    if fault == "no state":
        client.post("/compte/second-facteur/cle/verifier/", {"credential": "{}"})
    assert (
        client.post(
            "/compte/second-facteur/cle/verifier/", {"credential": answer}
        ).status_code
        == 200
    )
    assert not in_team(client)


def test_without_script_the_passkey_form_says_what_to_do(
    db: None, settings: Any
) -> None:
    settings.SITE_URL = "https://entremise.example"
    client = after_the_code(accounts.team_member())
    response = client.post(
        "/compte/second-facteur/cle/", {"credential": "", "name": "Clé"}
    )
    assert response.status_code == 409
    assert "application de codes" in response.content.decode()


def test_no_passkey_on_a_bare_address(db: None, settings: Any) -> None:
    settings.SITE_URL = "http://127.0.0.1:8000"
    client = after_the_code(accounts.team_member())
    shown = client.get("/compte/second-facteur/choisir/").content.decode()
    assert "data-passkey" not in shown
    # the reason is said, not only the absence
    assert "demande un site qui a un nom" in shown
    assert "un numéro, 127.0.0.1." in shown


def test_a_passkey_on_a_machine_of_one_s_own(db: None, settings: Any) -> None:
    settings.SITE_URL = "http://localhost:8000"
    client = after_the_code(accounts.team_member())
    shown = client.get("/compte/second-facteur/choisir/").content.decode()
    assert "data-passkey" in shown
    assert "demande un site qui a un nom" not in shown


def test_candidates_are_not_asked_for_a_second_factor(db: None) -> None:
    client = after_the_code(accounts.user())
    assert client.get("/compte/").status_code == 200
    assert client.get("/mes-espaces/").status_code == 200
    assert client.get("/compte/second-facteur/choisir/").status_code == 404
    assert client.post("/compte/second-facteur/application/").status_code == 404
    assert client.post("/compte/second-facteur/cle/add/").status_code == 404


def test_the_owner_is_told_in_their_own_language(db: None) -> None:
    team = accounts.team_member(language="en")
    with translation.override("fr"):
        reset_second_factors(team, by=accounts.administrator())
    assert OutboxMessage.objects.get(to=team.email).language == "en"
