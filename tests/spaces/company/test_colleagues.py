"""New colleagues: plan and check-ins."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.factories import accounts, candidates, companies, onboarding
from tests.kit.pages import PageClient
from tests.kit.queries import assert_same_queries

pytestmark = pytest.mark.django_db
Browser = Callable[[object], PageClient]


def url(name: str, *args: str) -> str:
    return reverse(f"company:{name}", args=args)


def test_the_plan_is_read_and_ticked(as_user: Browser) -> None:
    hired = onboarding.hire()
    browser = as_user(companies.recruiter_of(hired.company))
    assert hired.candidate.first_name in browser.get(url("colleagues")).content.decode()
    shown = browser.get(url("colleague", hired.code)).content.decode()
    assert "marraine" in shown
    step = hired.steps.get(key="buddy")
    browser.post(url("tick_step", step.code))
    step.refresh_from_db()
    assert step.done_at
    browser.post(url("untick_step", step.code))
    step.refresh_from_db()
    assert step.done_at is None


def test_the_manager_answers_once_and_reads_nobody_else(as_user: Browser) -> None:
    hired = onboarding.hire(days_ago=7)
    onboarding.answered_check_in(hired, "employee", "cloudy", hard="Je suis fatigué.")
    browser = as_user(companies.recruiter_of(hired.company))
    question = onboarding.check_in(hired, "manager")
    page = browser.get(url("check_in", question.code)).content.decode()
    assert "Ça va bien" in page
    assert (
        browser.post(
            url("check_in", question.code), {"good": "Tout", "still_in_job": "yes"}
        ).status_code
        == 200
    )
    answer = {
        "weather": "sunny",
        "good": "Il apprend vite.",
        "hard": "",
        "still_in_job": "yes",
    }
    shown = browser.post(
        url("check_in", question.code), answer, follow=True
    ).content.decode()
    assert "Il apprend vite." in shown
    assert "Je suis fatigué." not in shown
    question.refresh_from_db()
    assert (question.weather, question.still_in_job, question.wants_call) == (
        "sunny",
        True,
        False,
    )
    again = browser.post(url("check_in", question.code), answer | {"weather": "stormy"})
    assert "déjà" in again.content.decode()
    question.refresh_from_db()
    assert question.weather == "sunny"


def test_strangers_find_nothing(as_user: Browser) -> None:
    hired = onboarding.hire(days_ago=7)
    question, step = onboarding.check_in(hired, "manager"), hired.steps.get(key="buddy")
    for person in (
        companies.recruiter_of(companies.company()),
        hired.candidate.user,
        accounts.user(),
    ):
        browser = as_user(person)
        assert browser.get(url("colleague", hired.code)).status_code == 404
        assert browser.get(url("check_in", question.code)).status_code == 404
        assert browser.post(url("tick_step", step.code)).status_code == 404
    own = as_user(companies.recruiter_of(hired.company))
    assert (
        own.get(
            url("check_in", onboarding.check_in(hired, "employee").code)
        ).status_code
        == 404
    )


def test_the_list_asks_as_often_with_three_colleagues_as_with_one(
    as_user: Browser,
) -> None:
    company = companies.company()
    browser = as_user(companies.recruiter_of(company))
    page = url("colleagues")
    assert_same_queries(
        browser,
        page,
        lambda: onboarding.hire(candidates.candidate(company.zone), employer=company),
    )
