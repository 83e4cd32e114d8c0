"""A coach follows hires, and reads leads with their reasons."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from entremise.coaching import actions as coaching
from tests.factories import (
    candidates,
    coaching as coaches,
    onboarding,
    opportunities,
)
from tests.kit.pages import PageClient
from tests.kit.queries import assert_same_queries

pytestmark = pytest.mark.django_db
Browser = Callable[[object], PageClient]


def url(name: str, *args: str) -> str:
    return reverse(f"coach:{name}", args=args)


def test_the_coach_answers_with_their_own_voice(as_user: Browser) -> None:
    pairing = coaches.pairing()
    hired = onboarding.hire(pairing.candidate, days_ago=7)
    browser = as_user(pairing.coach.user)
    assert "Répondre" in browser.get(url("hires")).content.decode()
    question = onboarding.check_in(hired, "coach")
    assert (
        "Je ne sais pas" in browser.get(url("check_in", question.code)).content.decode()
    )
    browser.post(
        url("check_in", question.code), {"weather": "sunny", "still_in_job": "unknown"}
    )
    question.refresh_from_db()
    assert (question.weather, question.still_in_job) == ("sunny", None)
    step = hired.steps.get(key="journey")
    browser.post(url("tick_step", step.code))
    step.refresh_from_db()
    assert step.done_by == pairing.coach.user
    browser.post(url("untick_step", step.code))
    assert (
        browser.get(
            url("check_in", onboarding.check_in(hired, "employee").code)
        ).status_code
        == 404
    )


def test_leads_are_shown_with_their_reasons_and_no_number_about_the_person(
    as_user: Browser,
) -> None:
    pairing = coaches.pairing(candidates.draft_cv().candidate)
    opportunities.posted_job(
        opportunities.company(pairing.candidate.zone), title="Conseillère clientèle"
    )
    page = (
        as_user(pairing.coach.user)
        .get(url("suggestions", pairing.candidate.code))
        .content.decode()
    )
    assert "C’est le métier souhaité" in page
    assert "italien" in page
    assert "%" not in page.split("<main")[1].split("</main>")[0]


def test_another_coach_finds_nothing(as_user: Browser) -> None:
    pairing, other = coaches.pairing(), coaches.pairing()
    hired = onboarding.hire(pairing.candidate, days_ago=7)
    browser = as_user(other.coach.user)
    assert browser.get(url("suggestions", pairing.candidate.code)).status_code == 404
    assert (
        browser.get(
            url("check_in", onboarding.check_in(hired, "coach").code)
        ).status_code
        == 404
    )
    assert (
        browser.post(url("tick_step", hired.steps.get(key="journey").code)).status_code
        == 404
    )
    assert hired.title not in browser.get(url("hires")).content.decode()


def test_the_list_asks_as_often_with_three_people_as_with_one(as_user: Browser) -> None:
    coach = coaches.coach(capacity=4)
    browser = as_user(coach.user)
    team = candidates.team_member_of(coach.zone)

    def one_more() -> None:
        person = candidates.candidate(coach.zone)
        coaching.start_pairing(person, coach=coach, by=team)
        onboarding.hire(person)

    assert_same_queries(browser, url("hires"), one_more)
