"""Six digits of one's own, for who has neither e-mail nor telephone.

Who typed the card could have chosen them: they open nothing before a second person of the
team has seen the owner, and are erased by two.
"""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from entremise.candidates.actions.own_secrets import (
    confirm_candidate_secret,
    reset_candidate_secret,
)
from entremise.candidates.models import Candidate
from entremise.coaching.models import Pairing
from entremise.foundation.accounts.actions.accounts import give_staff_role
from entremise.foundation.accounts.actions.own_secrets import sign_in_with_own_secret
from entremise.foundation.accounts.actions.signing_in import issue_login_card
from entremise.foundation.accounts.enums import CredentialCheck
from entremise.foundation.accounts.models import OwnSecret, User, UserSession
from entremise.foundation.kit.errors import NotAllowed
from tests.factories import accounts, candidates, coaching
from tests.kit.pages import PageClient
from tests.kit.threads import run_in_threads

SECRET, PAGE = "271828", "/mon-espace/mon-secret/"


@pytest.fixture
def pair(db: None) -> Pairing:
    return coaching.pairing(candidates.candidate(email=""))


@pytest.fixture
def team(pair: Pairing) -> User:
    return accounts.team_member(pair.candidate.zone)


def printed(pair: Pairing, issuer: User | None = None) -> str:
    assert pair.candidate.user
    _card, secret = issue_login_card(pair.candidate.user, by=issuer or pair.coach.user)
    return secret.code


def by_card(number: str) -> PageClient:
    client = PageClient()
    client.post("/carte/", {"code": number})
    return client


def chosen(pair: Pairing, issuer: User | None = None, digits: str = SECRET) -> str:
    """The number of the card, whose owner chose a secret."""
    number = printed(pair, issuer)
    answer = by_card(number).post(PAGE, {"digits": digits, "again": digits})
    assert answer.status_code == 302
    return number


def enter(number: str, digits: str) -> Any:
    client = PageClient()
    client.answer = client.post("/carte/", {"code": number, "secret": digits})
    return client


def is_in(client: Any) -> bool:
    return client.get("/mon-espace/").status_code == 200


def test_it_opens_the_whole_space_again_and_again(pair: Pairing, team: User) -> None:
    number = chosen(pair)
    confirm_candidate_secret(pair.candidate, by=team)
    for _time in range(3):
        client = enter(number, SECRET)
        assert is_in(client)
        assert client.get("/mon-espace/mes-donnees/copie.zip").status_code == 200
        assert client.get("/compte/").status_code == 200
    with time_machine.travel(timezone.now() + timedelta(days=10)):
        assert is_in(client)
        assert is_in(enter(number, SECRET))


def test_a_coach_who_types_the_card_and_chooses_a_secret_gains_nothing(
    pair: Pairing, team: User
) -> None:
    """Before somebody of the team has seen the person, it opens nothing."""
    number = chosen(pair)
    client = enter(number, SECRET)
    assert "doit d’abord vous voir" in client.answer.content.decode()
    assert not is_in(client)
    with pytest.raises(NotAllowed):
        confirm_candidate_secret(pair.candidate, by=pair.coach.user)
    with pytest.raises(NotAllowed):
        confirm_candidate_secret(pair.candidate, by=accounts.team_member())
    assert not is_in(enter(number, SECRET))


def test_who_printed_the_card_does_not_confirm(pair: Pairing, team: User) -> None:
    number = chosen(pair, team)
    with pytest.raises(NotAllowed):
        confirm_candidate_secret(pair.candidate, by=team)
    assert not is_in(enter(number, SECRET))
    confirm_candidate_secret(pair.candidate, by=accounts.administrator())
    assert is_in(enter(number, SECRET))


def test_the_number_alone_and_the_secret_alone_open_nothing(
    pair: Pairing, team: User
) -> None:
    number = chosen(pair)
    confirm_candidate_secret(pair.candidate, by=team)
    assert not is_in(by_card(number))
    assert not is_in(enter("AAAABBBB", SECRET))
    assert not is_in(enter(number, "271829"))


def test_five_wrong_then_one_an_hour_then_two_people_erase_it(
    pair: Pairing, team: User
) -> None:
    number = chosen(pair)
    confirm_candidate_secret(pair.candidate, by=team)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert [enter(number, "111222").answer.status_code for _ in range(6)] == [
            200
        ] * 5 + [429]
        assert not is_in(enter(number, SECRET))
        for _try in range(5):
            clock.shift(timedelta(minutes=61))
            assert enter(number, "111222").answer.status_code == 200
            assert enter(number, SECRET).answer.status_code == 429
        clock.shift(timedelta(days=30))
        assert not is_in(enter(number, SECRET))
    assert not reset_candidate_secret(pair.candidate, by=team)
    with pytest.raises(NotAllowed):
        reset_candidate_secret(pair.candidate, by=team)
    assert OwnSecret.objects.exists()
    assert reset_candidate_secret(pair.candidate, by=accounts.administrator())
    assert not OwnSecret.objects.exists()


def test_a_right_one_forgets_the_wrong_ones(pair: Pairing, team: User) -> None:
    number = chosen(pair)
    confirm_candidate_secret(pair.candidate, by=team)
    for _round in range(4):
        for _try in range(4):
            enter(number, "111222")
        assert is_in(enter(number, SECRET))


def test_erasing_it_ends_what_it_opened(pair: Pairing, team: User) -> None:
    number = chosen(pair)
    confirm_candidate_secret(pair.candidate, by=team)
    client = enter(number, SECRET)
    reset_candidate_secret(pair.candidate, by=team)
    assert is_in(client)
    reset_candidate_secret(pair.candidate, by=accounts.administrator())
    assert not is_in(client)
    assert not is_in(enter(number, SECRET))
    assert chosen(pair, digits="314159")


@pytest.mark.parametrize(
    "digits", ["000000", "123456", "654321", "121212", "123123", "12345", "12a456"]
)
def test_what_anybody_would_try_first_is_refused(pair: Pairing, digits: str) -> None:
    client = by_card(printed(pair))
    answer = client.post(PAGE, {"digits": digits, "again": digits})
    assert answer.status_code == 200
    assert not OwnSecret.objects.exists()


def test_two_different_ones_are_said(pair: Pairing) -> None:
    page = by_card(printed(pair)).post(PAGE, {"digits": SECRET, "again": "271829"})
    assert "pas les mêmes chiffres" in page.content.decode()
    assert not OwnSecret.objects.exists()


def test_who_has_an_address_chooses_none(pair: Pairing, as_user: Any) -> None:
    User.objects.filter(pk=pair.candidate.user_id).update(phone="+33612345678")
    client = by_card(printed(pair))
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"digits": SECRET, "again": SECRET}).status_code == 404
    own = as_user(User.objects.get(pk=pair.candidate.user_id))
    assert own.get(PAGE).status_code == 404


def test_a_second_card_does_not_replace_the_secret(pair: Pairing, team: User) -> None:
    number = chosen(pair)
    confirm_candidate_secret(pair.candidate, by=team)
    thief = by_card(printed(pair))
    thief.post(PAGE, {"digits": "314159", "again": "314159"})
    assert is_in(enter(number, SECRET))
    assert not is_in(enter(number, "314159"))


def test_it_is_kept_slow_and_keyed_and_survives_a_change_of_key(
    pair: Pairing, team: User, settings: Any
) -> None:
    number = chosen(pair)
    confirm_candidate_secret(pair.candidate, by=team)
    kept = str(OwnSecret.objects.values().get())
    assert SECRET not in kept
    assert number not in kept
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 9, [old]
    assert sign_in_with_own_secret(number, SECRET, network="n")[1] is not None
    settings.SECRET_KEY_FALLBACKS = []
    assert sign_in_with_own_secret(number, SECRET, network="n")[1] is None


def test_never_for_staff_nor_a_closed_account(pair: Pairing, team: User) -> None:
    number = chosen(pair)
    confirm_candidate_secret(pair.candidate, by=team)
    person = User.objects.get(pk=pair.candidate.user_id)
    give_staff_role(
        person, role="advisor", zone=pair.candidate.zone, by=accounts.administrator()
    )
    assert not is_in(enter(number, SECRET))
    person.staff_roles.all().delete()
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert not is_in(enter(number, SECRET))


def test_the_team_sees_it_confirms_it_and_erases_it_on_screen(
    pair: Pairing, team: User, as_user: Any
) -> None:
    number = chosen(pair)
    url = f"/equipe/candidats/{pair.candidate.code}/"
    browser = as_user(team)
    page = browser.get(url).content.decode()
    assert "Je l’ai vue" in page
    assert SECRET not in page
    assert browser.post(f"{url}secret/confirmer/").url == url
    assert is_in(enter(number, SECRET))
    assert browser.post(f"{url}secret/effacer/").url == url
    assert "demande de l’effacer" in browser.get(url).content.decode()
    assert browser.post(f"{url}secret/effacer/").status_code == 409
    other = as_user(accounts.administrator())
    assert other.post(f"{url}secret/effacer/").url == url
    assert not OwnSecret.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_guesses_count_as_ten_at_most() -> None:
    pair = coaching.pairing(candidates.candidate(email=""))
    number = chosen(pair)
    results = run_in_threads(
        20, lambda: sign_in_with_own_secret(number, "111222", network="n")[0]
    )
    secret = OwnSecret.objects.get()
    assert secret.tries <= 10
    assert results.count(CredentialCheck.WRONG) == secret.tries
    assert not UserSession.objects.filter(method="secret").exists()
    assert Candidate.objects.count() == 1
