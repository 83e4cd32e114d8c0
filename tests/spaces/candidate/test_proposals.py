"""Proposals read and answered by the candidate; sketched jobs."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from entremise.opportunities.actions.proposals import (
    move_proposal,
    tell_person_of_closing,
)
from tests.factories import (
    accounts,
    candidates,
    companies,
    onboarding,
    opportunities,
)
from tests.kit.pages import PageClient
from tests.kit.queries import assert_same_queries

pytestmark = pytest.mark.django_db
Browser = Callable[[object], PageClient]


def url(name: str, *args: str) -> str:
    return reverse(f"candidate:{name}", args=args)


def test_the_person_reads_why_them_and_says_yes(as_user: Browser) -> None:
    proposal = opportunities.proposal(
        candidates.draft_cv().candidate, message="Vous mettez les gens à l’aise."
    )
    browser = as_user(proposal.candidate.user)
    assert proposal.opportunity.title in browser.get(url("proposals")).content.decode()
    page = browser.get(url("proposal", proposal.code)).content.decode()
    assert "Vous mettez les gens à l’aise." in page
    assert proposal.opportunity.company.name in page
    browser.post(url("accept_proposal", proposal.code))
    proposal.refresh_from_db()
    assert proposal.state == "interested"
    assert (
        "Ça m’intéresse"
        not in browser.get(url("proposal", proposal.code)).content.decode()
    )


def test_the_person_says_no_with_or_without_words(as_user: Browser) -> None:
    proposal = opportunities.proposal()
    browser = as_user(proposal.candidate.user)
    assert browser.get(url("decline_proposal", proposal.code)).status_code == 200
    assert (
        browser.post(
            url("decline_proposal", proposal.code), {"message": ""}
        ).status_code
        == 302
    )
    proposal.refresh_from_db()
    assert proposal.state == "declined"


def test_a_closing_waits_for_a_human_before_it_is_read(as_user: Browser) -> None:
    proposal = opportunities.proposal(state="meeting")
    recruiter = companies.recruiter_of(proposal.opportunity.company)
    move_proposal(
        proposal,
        to="closed",
        by=recruiter,
        reason="skills",
        message="Pas assez rapide.",
    )
    browser = as_user(proposal.candidate.user)
    page = browser.get(url("proposal", proposal.code)).content.decode()
    assert "Pas assez rapide." not in page
    assert "Il manque un savoir-faire" not in page
    assert "vous appelle" in page
    tell_person_of_closing(
        proposal, message="Ils cherchaient autre chose. On continue.", by=proposal.owner
    )
    page = browser.get(url("proposal", proposal.code)).content.decode()
    assert "On continue." in page
    assert "Pas assez rapide." not in page


def test_the_person_writes_their_side_of_a_job_drawn_with_them(
    as_user: Browser,
) -> None:
    sketch = opportunities.sketch(does_well="")
    browser = as_user(sketch.created_for.user)
    assert sketch.title in browser.get(url("proposals")).content.decode()
    assert browser.get(url("sketch", sketch.code)).status_code == 200
    assert browser.get(url("write_sketch", sketch.code)).status_code == 200
    shown = browser.post(
        url("write_sketch", sketch.code),
        {"text": "Je répare tout.", "was": ""},
        follow=True,
    )
    assert "Je répare tout." in shown.content.decode()


def test_text_never_runs_as_markup(as_user: Browser) -> None:
    sketch = opportunities.sketch(does_well="<script>alert(1)</script>")
    page = (
        as_user(sketch.created_for.user)
        .get(url("sketch", sketch.code))
        .content.decode()
    )
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page


def test_nobody_else_finds_them(as_user: Browser) -> None:
    proposal, sketch, job = (
        opportunities.proposal(),
        opportunities.sketch(),
        opportunities.posted_job(),
    )
    for person in (candidates.candidate().user, accounts.user()):
        browser = as_user(person)
        for page in (
            url("proposal", proposal.code),
            url("decline_proposal", proposal.code),
            url("sketch", sketch.code),
        ):
            assert browser.get(page).status_code == 404
        assert browser.post(url("accept_proposal", proposal.code)).status_code == 404
    assert (
        as_user(proposal.candidate.user).get(url("sketch", job.code)).status_code == 404
    )


def test_the_list_asks_as_often_with_three_ideas_as_with_one(as_user: Browser) -> None:
    person = candidates.candidate()
    browser = as_user(person.user)
    assert_same_queries(
        browser, url("proposals"), lambda: opportunities.proposal(person)
    )
    assert_same_queries(browser, url("proposals"), lambda: opportunities.sketch(person))


def test_my_job_its_plan_and_how_it_is_going(as_user: Browser) -> None:
    person = candidates.candidate()
    browser = as_user(person.user)
    assert "Pas encore d’embauche" in browser.get(url("job")).content.decode()
    hired = onboarding.hire(person, days_ago=7)
    page = browser.get(url("job")).content.decode()
    assert hired.employer in page
    assert "Répondre" in page
    step = hired.steps.get(key="who_to_call")
    browser.post(url("tick_step", step.code))
    step.refresh_from_db()
    assert step.done_by == person.user
    browser.post(url("untick_step", step.code))
    question = onboarding.check_in(hired, "employee")
    assert (
        "Comment ça va au travail"
        in browser.get(url("check_in", question.code)).content.decode()
    )
    answer = {
        "weather": "cloudy",
        "good": "Mes collègues",
        "hard": "Le bus",
        "still_in_job": "yes",
        "wants_call": "on",
    }
    shown = browser.post(
        url("check_in", question.code), answer, follow=True
    ).content.decode()
    assert "Le bus" in shown
    question.refresh_from_db()
    assert (question.wants_call, question.answered_by) == (True, person.user)
    assert (
        browser.get(
            url("check_in", onboarding.check_in(hired, "manager").code)
        ).status_code
        == 404
    )
