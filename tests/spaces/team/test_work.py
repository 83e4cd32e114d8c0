"""The team reviews jobs, proposes them, moves proposals, records hires and check-ins."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone

from entremise.onboarding.models import Hire
from entremise.opportunities.actions.opportunities import submit_opportunity
from entremise.opportunities.actions.proposals import move_proposal
from entremise.opportunities.models import Opportunity, Proposal
from tests.factories import (
    accounts,
    candidates,
    companies,
    meetings,
    onboarding,
    opportunities,
)
from tests.kit.pages import PageClient
from tests.kit.queries import assert_same_queries

pytestmark = pytest.mark.django_db
Browser = Callable[[object], PageClient]


def url(name: str, *args: str) -> str:
    return reverse(f"team:{name}", args=args)


def test_a_job_is_read_then_opened_or_given_back_with_words(as_user: Browser) -> None:
    ad = opportunities.posted_job(open_now=False)
    submit_opportunity(ad, by=ad.proposed_by)
    browser = as_user(candidates.team_member_of(ad.zone))
    assert ad.title in browser.get(url("opportunities")).content.decode()
    assert browser.get(url("decide_opportunity", ad.code)).status_code == 200
    refused = browser.post(
        url("decide_opportunity", ad.code), {"decision": "give_back", "message": ""}
    )
    assert "Écrivez ce qui manque" in refused.content.decode()
    browser.post(
        url("decide_opportunity", ad.code), {"decision": "open", "message": ""}
    )
    ad.refresh_from_db()
    assert ad.state == "open"
    assert browser.get(url("opportunity", ad.code)).status_code == 200
    browser.post(url("close_opportunity", ad.code))
    browser.post(url("reopen_opportunity", ad.code))
    browser.post(url("fill_opportunity", ad.code))
    ad.refresh_from_db()
    assert ad.state == "filled"


def test_a_job_found_elsewhere_is_noted(as_user: Browser) -> None:
    where = accounts.zone()
    browser = as_user(candidates.team_member_of(where))
    values = {
        "zone": where.slug,
        "employer_name": "La cantine",
        "external_url": "https://exemple.test/annonce",
        "title": "Aide cuisine",
        "family": "food",
        "contract": "cdi",
        "place": "Lille",
        "description": "Éplucher.",
    }
    assert browser.get(url("new_opportunity")).status_code == 200
    browser.post(url("new_opportunity"), values)
    job = Opportunity.objects.get()
    assert (job.kind, job.zone, job.employer) == ("external", where, "La cantine")
    browser.post(url("edit_opportunity", job.code), values | {"hours": "Le midi"})
    browser.post(url("submit_opportunity", job.code))
    job.refresh_from_db()
    assert (job.hours, job.state) == ("Le midi", "held")


def test_a_sketch_becomes_a_proposal_then_a_hire_with_no_ad(as_user: Browser) -> None:
    meeting = meetings.held_meeting()
    team = candidates.team_member_of(meeting.candidate.zone)
    browser = as_user(team)
    assert browser.get(url("new_sketch", meeting.code)).status_code == 200
    browser.post(
        url("new_sketch", meeting.code),
        {
            "title": "Technicien",
            "contract": "apprenticeship",
            "does_well": "Il répare.",
            "left_undone": "Les postes.",
        },
    )
    job = Opportunity.objects.get()
    assert browser.get(url("write_sketch", job.code, "does_well")).status_code == 200
    browser.post(
        url("write_sketch", job.code, "does_well"),
        {"text": "Il répare tout.", "was": "Il répare."},
    )
    browser.post(url("submit_opportunity", job.code))
    browser.post(
        url("decide_opportunity", job.code), {"decision": "open", "message": ""}
    )
    assert browser.get(url("propose", job.code)).status_code == 200
    browser.post(
        url("propose", job.code),
        {"candidate": meeting.candidate.code, "message": "C’est votre poste."},
    )
    proposal = Proposal.objects.get()
    assert proposal.meeting == meeting
    for state, seen in (
        ("interested", "to_consider"),
        ("contacted", "interested"),
        ("offered", "contacted"),
    ):
        browser.post(url("move_proposal", proposal.code, state), {"seen": seen})
    page = browser.get(url("proposal", proposal.code)).content.decode()
    assert "Noter l’embauche" in page
    form = browser.get(url("hire_from_proposal", proposal.code))
    assert form.status_code == 200
    values = {
        "company": meeting.company.code,
        "title": "Technicien",
        "contract": "apprenticeship",
        "weekly_hours": "35",
        "starts_on": timezone.localdate().isoformat(),
        "meeting": meeting.code,
        "built_for_person": "on",
    }
    browser.post(url("hire_from_proposal", proposal.code), values)
    hired = Hire.objects.get()
    assert (hired.proposal, hired.meeting, hired.built_for_person) == (
        proposal,
        meeting,
        True,
    )
    assert Opportunity.objects.filter(kind="posted").count() == 0
    assert browser.get(url("hire", hired.code)).status_code == 200


def test_a_hire_without_proposal_says_what_is_wrong_and_keeps_what_was_typed(
    as_user: Browser,
) -> None:
    person = candidates.candidate()
    browser = as_user(candidates.team_member_of(person.zone))
    values = {
        "title": "Jardinier",
        "contract": "cdi",
        "weekly_hours": "35",
        "starts_on": "2026-02-30",
    }
    wrong = browser.post(url("new_hire", person.code), values).content.decode()
    assert "Choisissez un jour qui existe" in wrong
    assert "Choisissez une entreprise" in wrong
    assert "Jardinier" in wrong
    browser.post(
        url("new_hire", person.code),
        values | {"starts_on": "2026-11-02", "employer_name": "La ville"},
    )
    assert Hire.objects.get().employer == "La ville"


def test_two_people_move_a_proposal_and_the_second_is_told(as_user: Browser) -> None:
    proposal = opportunities.proposal(state="interested")
    team = as_user(proposal.owner)
    colleague = as_user(accounts.team_member(proposal.candidate.zone))
    team.post(url("move_proposal", proposal.code, "contacted"), {"seen": "interested"})
    late = colleague.post(
        url("move_proposal", proposal.code, "meeting"), {"seen": "interested"}
    )
    assert late.status_code == 409
    assert "Rechargez" in late.content.decode()
    proposal.refresh_from_db()
    assert proposal.state == "contacted"


def test_an_employer_s_no_is_told_by_a_human(as_user: Browser) -> None:
    proposal = opportunities.proposal(state="meeting")
    recruiter = companies.recruiter_of(proposal.opportunity.company)
    move_proposal(
        proposal, to="closed", by=recruiter, reason="hours", message="C’est la nuit."
    )
    browser = as_user(proposal.owner)
    assert (
        "C’est la nuit." in browser.get(url("proposal", proposal.code)).content.decode()
    )
    assert browser.get(url("tell_closing", proposal.code)).status_code == 200
    browser.post(url("tell_closing", proposal.code), {"message": "On en parle demain."})
    proposal.refresh_from_db()
    assert (proposal.closing_message, proposal.told_by) == (
        "On en parle demain.",
        proposal.owner,
    )
    other = opportunities.proposal(
        candidates.candidate(proposal.candidate.zone), state="contacted"
    )
    assert browser.get(url("close_proposal", other.code)).status_code == 200
    browser.post(
        url("close_proposal", other.code),
        {"reason": "filled", "message": "Pris.", "seen": "contacted"},
    )
    third = opportunities.proposal(candidates.candidate(proposal.candidate.zone))
    assert browser.get(url("decline_proposal", third.code)).status_code == 200
    browser.post(url("decline_proposal", third.code), {"message": "Trop loin."})
    states = Proposal.objects.filter(pk__in=[other.pk, third.pk]).values_list(
        "state", flat=True
    )
    assert sorted(states) == ["closed", "declined"]


def test_three_voices_stand_side_by_side_and_one_is_noted_by_phone(
    as_user: Browser,
) -> None:
    hired = onboarding.hire(days_ago=8)
    onboarding.answered_check_in(hired, "manager", "sunny", good="Ponctuel.")
    browser = as_user(candidates.team_member_of(hired.candidate.zone))
    question = onboarding.check_in(hired, "employee")
    assert browser.get(url("check_in", question.code)).status_code == 200
    browser.post(
        url("check_in", question.code),
        {"weather": "stormy", "hard": "Le bruit.", "still_in_job": "yes"},
    )
    page = browser.get(url("hire", hired.code)).content.decode()
    assert "Ponctuel." in page
    assert "Le bruit." in page
    assert "regards différents" in page
    assert hired.candidate.first_name in browser.get(url("hires")).content.decode()
    member = companies.member(hired.company)
    assert browser.get(url("hire_people", hired.code)).status_code == 200
    browser.post(url("hire_people", hired.code), {"manager": member.code})
    assert browser.get(url("end_hire", hired.code)).status_code == 200
    ending = {
        "reason": "resigned",
        "on": timezone.localdate().isoformat(),
        "comment": "",
    }
    browser.post(url("end_hire", hired.code), ending)
    hired.refresh_from_db()
    assert (hired.manager, hired.end_reason) == (member, "resigned")
    step = hired.steps.get(key="papers")
    browser.post(url("tick_step", step.code))
    browser.post(url("untick_step", step.code))
    step.refresh_from_db()
    assert step.done_at is None


def test_an_advisor_reads_the_plan_but_not_what_was_answered(as_user: Browser) -> None:
    hired = onboarding.hire(days_ago=8)
    onboarding.answered_check_in(hired, "employee", "cloudy", hard="Le bruit.")
    page = (
        as_user(accounts.advisor(hired.candidate.zone))
        .get(url("hire", hired.code))
        .content.decode()
    )
    assert "Le bruit." not in page
    assert hired.title in page


def test_another_zone_finds_nothing(as_user: Browser) -> None:
    ad, proposal, hired = (
        opportunities.posted_job(),
        opportunities.proposal(),
        onboarding.hire(days_ago=8),
    )
    meeting, person = meetings.held_meeting(), candidates.candidate()
    browser = as_user(accounts.team_member())
    pages = [
        url("opportunity", ad.code),
        url("edit_opportunity", ad.code),
        url("decide_opportunity", ad.code),
        url("propose", ad.code),
        url("new_sketch", meeting.code),
        url("new_sketch_for", person.code),
        url("proposal", proposal.code),
        url("close_proposal", proposal.code),
        url("decline_proposal", proposal.code),
        url("tell_closing", proposal.code),
        url("hire_from_proposal", proposal.code),
        url("new_hire", person.code),
        url("hire", hired.code),
        url("hire_people", hired.code),
        url("end_hire", hired.code),
        url("check_in", onboarding.check_in(hired, "employee").code),
        url("figures") + f"?zone={ad.zone.slug}",
        url("figures") + "?promotion=unknown",
    ]
    for page in pages:
        assert browser.get(page).status_code == 404, page
    verbs = [
        url("close_opportunity", ad.code),
        url("move_proposal", proposal.code, "interested"),
    ]
    for verb in verbs:
        assert browser.post(verb).status_code == 404
    for page in (url("opportunities"), url("proposals"), url("hires")):
        shown = browser.get(page).content.decode()
        assert ad.title not in shown
        assert hired.title not in shown.split("<main")[1]


def test_figures_are_read_by_zone_with_their_definitions(as_user: Browser) -> None:
    hired = onboarding.hire(days_ago=100)
    where = hired.candidate.zone
    browser = as_user(candidates.team_member_of(where))
    for query in ("", f"?zone={where.slug}"):
        page = browser.get(url("figures") + query).content.decode()
        assert "Contrats dont le premier jour est passé" in page
        assert where.name in page
    assert as_user(accounts.user()).get(url("figures")).status_code == 404


def test_lists_ask_as_often_with_three_rows_as_with_one(as_user: Browser) -> None:
    where = accounts.zone()
    browser = as_user(candidates.team_member_of(where))
    company = companies.company(where)
    assert_same_queries(
        browser,
        url("proposals"),
        lambda: opportunities.proposal(candidates.candidate(where)),
    )
    assert_same_queries(
        browser,
        url("hires"),
        lambda: onboarding.hire(candidates.candidate(where), days_ago=20),
    )
    assert_same_queries(
        browser,
        url("opportunities"),
        lambda: submit_opportunity(
            opportunities.posted_job(company, open_now=False),
            by=candidates.team_member_of(where),
        ),
    )
    job = opportunities.posted_job(company)
    assert_same_queries(
        browser,
        url("opportunity", job.code),
        lambda: candidates.draft_cv(candidates.candidate(where)),
    )
    assert_same_queries(
        browser,
        url("figures"),
        lambda: onboarding.hire(candidates.candidate(where), days_ago=100),
    )
