"""A company's opportunities: posted, sketched, proposals answered."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from entremise.opportunities.models import Opportunity
from tests.factories import (
    accounts,
    candidates,
    companies,
    meetings,
    opportunities,
)
from tests.kit.pages import PageClient
from tests.kit.queries import assert_same_queries

pytestmark = pytest.mark.django_db
Browser = Callable[[object], PageClient]


def url(name: str, *args: str) -> str:
    return reverse(f"company:{name}", args=args)


AD = {
    "title": "Préparatrice de commandes",
    "family": "logistics",
    "contract": "cdi",
    "place": "Lille",
    "hours": "Le matin",
    "languages": ["fr"],
    "description": "Préparer des colis.",
}


def test_an_ad_is_written_corrected_and_sent_to_the_team(as_user: Browser) -> None:
    browser = as_user(companies.recruiter_of(companies.company()))
    wrong = browser.post(url("new_opportunity"), AD | {"contract": ""})
    assert wrong.status_code == 200
    # What was typed is kept.
    assert b"Pr\xc3\xa9paratrice de commandes" in wrong.content
    shown = browser.post(url("new_opportunity"), AD, follow=True)
    assert "Préparatrice de commandes" in shown.content.decode()
    job = Opportunity.objects.get()
    browser.post(url("edit_opportunity", job.code), AD | {"hours": "Le soir"})
    browser.post(url("submit_opportunity", job.code))
    job.refresh_from_db()
    assert (job.hours, job.state) == ("Le soir", "held")


def test_sent_twice_there_is_one_ad(as_user: Browser) -> None:
    browser = as_user(companies.recruiter_of(companies.company()))
    for _ in range(2):
        browser.post(url("new_opportunity"), AD | {"_once": "the-same-form"})
    assert Opportunity.objects.count() == 1


def test_a_job_is_drawn_from_a_meeting_and_looks_like_two_columns(
    as_user: Browser,
) -> None:
    meeting = meetings.held_meeting()
    browser = as_user(companies.recruiter_of(meeting.company))
    assert (
        meeting.candidate.first_name in browser.get(url("build_job")).content.decode()
    )
    browser.get(url("new_sketch", meeting.code))
    words = {"title": "Technicien", "left_undone": "Les postes des nouveaux."}
    shown = browser.post(
        url("new_sketch", meeting.code), words, follow=True
    ).content.decode()
    assert "Les postes des nouveaux." in shown
    job = Opportunity.objects.get()
    assert (job.born_from, job.created_for) == (meeting, meeting.candidate)
    was = {"text": "Et les écrans.", "was": "Les postes des nouveaux."}
    assert browser.get(url("write_sketch", job.code)).status_code == 200
    browser.post(url("write_sketch", job.code), was)
    job.refresh_from_db()
    assert job.left_undone == "Et les écrans."
    late = browser.post(
        url("write_sketch", job.code),
        {"text": "Autre chose.", "was": "Les postes des nouveaux."},
    )
    assert "Et les écrans." in late.content.decode()
    assert "Autre chose." in late.content.decode()


def test_an_employer_offers_or_stops_with_words(as_user: Browser) -> None:
    first = opportunities.proposal(state="meeting")
    browser = as_user(companies.recruiter_of(first.opportunity.company))
    assert (
        "Nous voulons l’embaucher"
        in browser.get(url("opportunity", first.opportunity.code)).content.decode()
    )
    browser.post(url("offer", first.code), {"seen": "meeting"})
    first.refresh_from_db()
    assert first.state == "offered"
    assert browser.get(url("close_proposal", first.code)).status_code == 200
    refused = browser.post(
        url("close_proposal", first.code),
        {"reason": "hours", "message": "", "seen": "offered"},
    )
    assert refused.status_code == 200
    browser.post(
        url("close_proposal", first.code),
        {"reason": "hours", "message": "Trop tôt.", "seen": "offered"},
    )
    first.refresh_from_db()
    assert (first.state, first.employer_message, first.told_at) == (
        "closed",
        "Trop tôt.",
        None,
    )


def test_what_belongs_to_others_is_not_found(as_user: Browser) -> None:
    job, proposal, meeting = (
        opportunities.posted_job(),
        opportunities.proposal(state="meeting"),
        meetings.held_meeting(),
    )
    stranger = companies.recruiter_of(companies.company())
    for person in (stranger, candidates.candidate().user, accounts.user()):
        browser = as_user(person)
        for page in (
            url("opportunity", job.code),
            url("edit_opportunity", job.code),
            url("new_sketch", meeting.code),
            url("write_sketch", job.code),
            url("close_proposal", proposal.code),
        ):
            assert browser.get(page).status_code == 404
        for verb in (
            url("submit_opportunity", job.code),
            url("close_opportunity", job.code),
            url("offer", proposal.code),
        ):
            assert browser.post(verb).status_code == 404
    proposal.refresh_from_db()
    assert proposal.state == "meeting"


def test_a_verb_is_not_read(as_user: Browser) -> None:
    job = opportunities.posted_job()
    browser = as_user(companies.recruiter_of(job.company))
    assert browser.get(url("close_opportunity", job.code)).status_code == 405


def test_lists_ask_as_often_with_three_rows_as_with_one(as_user: Browser) -> None:
    company = companies.company()
    browser = as_user(companies.recruiter_of(company))
    assert_same_queries(
        browser, url("opportunities"), lambda: opportunities.posted_job(company)
    )
    assert_same_queries(
        browser,
        url("build_job"),
        lambda: meetings.held_meeting(candidates.candidate(company.zone), company),
    )
    job = opportunities.posted_job(company)
    page = url("opportunity", job.code)
    assert_same_queries(
        browser,
        page,
        lambda: opportunities.proposal(
            candidates.candidate(company.zone), job, state="meeting"
        ),
    )
