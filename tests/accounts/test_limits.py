"""Rate limits under concurrency: real threads and transactions, and a control without lock."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.test import RequestFactory
from django.utils import timezone

from entremise.foundation.accounts.actions.signing_in import (
    check_sign_in_code,
    issue_login_card,
    request_sign_in_code,
    sign_in_with_card,
)
from entremise.foundation.accounts.enums import CredentialCheck
from entremise.foundation.accounts.models import SignInCode
from entremise.foundation.accounts.validators import ContactAddress
from entremise.foundation.web import rate_limits
from entremise.foundation.web.models import RateLimit
from tests.accounts.sent_codes import last_code, wrong_code
from tests.factories import accounts, candidates, coaching
from tests.kit.threads import run_in_threads

HOUR = timedelta(hours=1)


@pytest.mark.django_db
def test_so_many_then_no_more_until_the_time_has_passed() -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert [
            rate_limits.allow_attempt("b", "k", limit=3, period=HOUR)
            for _try in range(5)
        ] == [True] * 3 + [False] * 2
        assert rate_limits.allow_attempt("b", "other", limit=3, period=HOUR)
        assert rate_limits.allow_attempt("other", "k", limit=3, period=HOUR)
        assert rate_limits.time_until_reset("b", "k") == HOUR
        clock.shift(HOUR)
        assert [
            rate_limits.allow_attempt("b", "k", limit=3, period=HOUR)
            for _try in range(4)
        ] == [True] * 3 + [False]
        assert rate_limits.time_until_reset("b", "nobody") == timedelta()


@pytest.mark.django_db
def test_keys_are_not_readable_and_old_rows_go() -> None:
    rate_limits.allow_attempt("b", "awa@exemple.test", limit=3, period=HOUR)
    assert "awa" not in str(list(RateLimit.objects.values()))
    with time_machine.travel(timezone.now() + HOUR * 2):
        assert rate_limits.delete_expired_limits() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_threads_share_five() -> None:
    results = run_in_threads(
        20, lambda: rate_limits.allow_attempt("b", "k", limit=5, period=HOUR)
    )
    assert sorted(map(str, results)) == ["False"] * 15 + ["True"] * 5


@pytest.mark.django_db(transaction=True)
def test_control_reading_before_writing_lets_more_through() -> None:
    """Control: with a count that is read and then written, more attempts pass."""
    RateLimit.objects.create(scope="control", key="k", until=timezone.now() + HOUR)
    read = threading.Barrier(8)

    def naive() -> bool:
        row = RateLimit.objects.get(scope="control")
        read.wait()
        if row.count >= 5:
            return False
        RateLimit.objects.filter(pk=row.pk).update(count=row.count + 1)
        return True

    assert run_in_threads(8, naive).count(True) > 5


@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_guesses_count_as_five() -> None:
    accounts.user(email="awa@exemple.test")
    awaited = request_sign_in_code(
        ContactAddress("email", "awa@exemple.test"), network="n"
    )
    assert awaited
    wrong = wrong_code(last_code("awa@exemple.test"))
    results = run_in_threads(
        20, lambda: check_sign_in_code(awaited.code, wrong, network="n")[0]
    )
    assert SignInCode.objects.get().tries == 5
    assert results.count(CredentialCheck.WRONG) == 4
    assert results.count(CredentialCheck.EXPIRED) == 16


@pytest.mark.django_db(transaction=True)
def test_right_code_typed_twice_at_once_enters_once() -> None:
    accounts.user(email="awa@exemple.test")
    awaited = request_sign_in_code(
        ContactAddress("email", "awa@exemple.test"), network="n"
    )
    assert awaited
    code = last_code("awa@exemple.test")
    results = run_in_threads(
        4, lambda: check_sign_in_code(awaited.code, code, network="n")[0]
    )
    assert results.count(CredentialCheck.RIGHT) == 1


@pytest.mark.django_db(transaction=True)
def test_card_confirmed_twice_at_once_enters_once() -> None:
    pair = coaching.pairing(candidates.candidate(email=""))
    assert pair.candidate.user
    _card, secret = issue_login_card(pair.candidate.user, by=pair.coach.user)
    results = run_in_threads(
        4, lambda: sign_in_with_card(link=secret.link, network="n")[0]
    )
    assert results.count(CredentialCheck.RIGHT) == 1


def test_address_of_the_visitor_is_not_what_they_claim(settings: object) -> None:
    request = RequestFactory().get(
        "/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.7"
    )
    settings.TRUSTED_PROXIES = 0  # type: ignore[attr-defined]
    assert rate_limits.client_ip(request) == "192.0.2.1"
    settings.TRUSTED_PROXIES = 1  # type: ignore[attr-defined]
    assert rate_limits.client_ip(request) == "198.51.100.7"
    settings.TRUSTED_PROXIES = 3  # type: ignore[attr-defined]
    assert rate_limits.client_ip(request) == "192.0.2.1"


def test_network_of_ipv6_is_what_one_subscriber_owns() -> None:
    first = RequestFactory().get("/", REMOTE_ADDR="2001:db8:1:2::1")
    second = RequestFactory().get("/", REMOTE_ADDR="2001:db8:1:2:ffff::9")
    assert (
        rate_limits.client_network(first)
        == rate_limits.client_network(second)
        == "2001:db8:1:2::/64"
    )
