"""Leads for the team: reasons, choice of another person, no score."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

import entremise
from entremise.foundation.journal.models import JournalEntry
from entremise.matching.facts import RULES_VERSION
from entremise.opportunities.models import Opportunity, Proposal
from tests.factories import (
    accounts,
    candidates,
    coaching,
    companies,
    opportunities,
)
from tests.kit.pages import PageClient
from tests.kit.queries import assert_same_queries
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db
Browser = Callable[[object], PageClient]
SCORED = re.compile(
    r"\d+ ?%|\bscore|\bnote de |\bclassement|\d ?/ ?(?:10|20|100)\b|★|⭐", re.IGNORECASE
)

SOURCES = sorted((Path(entremise.__file__).parent / "spaces").rglob("*.py"))
GAUGES = re.compile(
    r"<(?:meter|progress)|aria-valuenow|data-[\w-]*(?:score|rank|match|weight|percent)",
    re.IGNORECASE,
)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def visible(html: str) -> str:
    inside = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"<svg.*?</svg>|<[^>]+>", " ", inside, flags=re.S)


@world
def job_in_italian() -> Any:
    return opportunities.posted_job(languages=["it", "en"])


@world
def job() -> Any:
    return opportunities.posted_job()


def test_the_team_opens_the_leads_from_the_file_and_proposes_one(
    as_user: Browser, job_in_italian: Any
) -> None:
    job = job_in_italian
    person = candidates.draft_cv(
        candidates.candidate(job.zone, first_name="Ali")
    ).candidate
    browser = as_user(candidates.team_member_of(job.zone))
    leads = reverse("team:suggestions", args=[person.code])
    assert (
        leads
        in browser.get(reverse("team:candidate", args=[person.code])).content.decode()
    )
    page = browser.get(leads).content.decode()
    assert "Parle, à l’aise au travail" in page
    door = f"{reverse('team:propose', args=[job.code])}?personne={person.code}"
    assert door in page
    form = browser.get(door).content.decode()
    assert "Ce qui y mène" in form
    browser.post(
        reverse("team:propose", args=[job.code]),
        {"candidate": person.code, "message": "Vos langues."},
    )
    assert Proposal.objects.get().candidate == person
    assert (
        JournalEntry.objects.get(verb="opportunities.proposed").data["suggested"]
        is True
    )


def test_whom_to_think_of_is_by_first_name_and_another_may_be_chosen(
    as_user: Browser, job: Any
) -> None:
    for name in ("Zoé", "Ali"):
        candidates.draft_cv(candidates.candidate(job.zone, first_name=name))
    nobody_thought_of = candidates.candidate(job.zone, first_name="Nour")
    browser = as_user(candidates.team_member_of(job.zone))
    page = visible(
        browser.get(reverse("team:opportunity", args=[job.code])).content.decode()
    )
    assert page.index("Ali") < page.index("Zoé")
    assert "Nour" not in page
    browser.post(
        reverse("team:propose", args=[job.code]),
        {"candidate": nobody_thought_of.code, "message": "Je la connais."},
    )
    assert (
        JournalEntry.objects.get(verb="opportunities.proposed").data["suggested"]
        is False
    )


def test_the_trade_of_a_job_is_chosen_from_a_plain_list(as_user: Browser) -> None:
    job = opportunities.posted_job(title="Conseiller au téléphone polyglotte")
    browser = as_user(candidates.team_member_of(job.zone))
    page = browser.get(reverse("team:opportunity", args=[job.code])).content.decode()
    assert "Est-ce l’un de ces métiers" in page
    code = re.findall(r'name="trade" value="(\w+)"', page)[0]
    browser.post(reverse("team:name_trade", args=[job.code]), {"trade": code})
    assert Opportunity.objects.get().rome == code
    assert (
        "Est-ce l’un de ces métiers"
        not in browser.get(
            reverse("team:opportunity", args=[job.code])
        ).content.decode()
    )


def test_no_number_is_said_of_anybody_on_the_pages_of_leads(as_user: Browser) -> None:
    job = opportunities.posted_job(description="Répondre aux clients.")
    pairing = coaching.pairing(
        candidates.draft_cv(candidates.candidate(job.zone, first_name="Ali")).candidate
    )
    person, team = pairing.candidate, candidates.team_member_of(job.zone)
    pages = [
        (person.user, reverse("candidate:suggestions")),
        (pairing.coach.user, reverse("coach:suggestions", args=[person.code])),
        (team, reverse("team:suggestions", args=[person.code])),
        (team, reverse("team:opportunity", args=[job.code])),
    ]
    for viewer, url in pages:
        html = as_user(viewer).get(url).content.decode()
        said = visible(html)
        assert (
            "Parle, à l’aise au travail" in said or "Vos langues y sont utiles" in said
        )
        assert not SCORED.findall(said), url
        assert not GAUGES.findall(html), url


def test_leads_are_pages_and_no_programme_reads_them(
    as_user: Browser, job_in_italian: Any
) -> None:
    """No URL gives match facts as data, and no module could."""
    job = job_in_italian
    person = candidates.draft_cv(candidates.candidate(job.zone)).candidate
    team = as_user(candidates.team_member_of(job.zone))
    for url in (
        reverse("team:suggestions", args=[person.code]),
        reverse("team:opportunity", args=[job.code]),
    ):
        asked = team.get(
            url, {"format": "json"}, headers={"accept": "application/json"}
        )
        assert asked.headers["Content-Type"].startswith("text/html"), url
    reading = {
        path
        for path in SOURCES
        if re.search(r"leads_for|people_to_think_of|facts_for|matching", read(path))
    }
    answering = {
        path
        for path in SOURCES
        if re.search(r"JsonResponse|application/\w*\+?json", read(path))
    }
    assert reading
    assert answering
    assert not reading & answering


def test_what_is_journalled_of_a_choice_holds_no_number(
    as_user: Browser, job_in_italian: Any
) -> None:
    job = job_in_italian
    person = candidates.draft_cv(candidates.candidate(job.zone)).candidate
    team = as_user(candidates.team_member_of(job.zone))
    lead = [person.code, "poste", job.code]
    team.post(reverse("team:want_lead", args=lead))
    team.post(reverse("team:set_aside_lead", args=lead), {"reason": "not_now"})
    team.post(
        reverse("team:propose", args=[job.code]),
        {"candidate": person.code, "message": "Vos langues."},
    )
    verbs = (
        "opportunities.lead_wanted",
        "opportunities.lead_set_aside",
        "opportunities.proposed",
    )
    chosen = JournalEntry.objects.filter(verb__in=verbs)
    assert {one.verb for one in chosen} == set(verbs)
    for one in chosen:
        assert one.data["rules"] == RULES_VERSION
        assert not [
            value for value in one.data.values() if type(value) in (int, float)
        ], one.verb


def test_a_company_never_comes_near_the_leads(as_user: Browser, job: Any) -> None:
    person = candidates.draft_cv(candidates.candidate(job.zone)).candidate
    browser = as_user(companies.recruiter_of(job.company))
    for name in ("team:suggestions", "coach:suggestions"):
        assert browser.get(reverse(name, args=[person.code])).status_code == 404
    assert browser.get(reverse("candidate:suggestions")).status_code == 404
    page = browser.get(reverse("company:opportunity", args=[job.code])).content.decode()
    assert person.first_name not in page
    assert "penser" not in visible(page)


def test_leads_ask_the_database_as_often_for_many_as_for_one(as_user: Browser) -> None:
    zone = accounts.zone("Paris")
    person = candidates.draft_cv(candidates.candidate(zone)).candidate
    browser = as_user(candidates.team_member_of(zone))
    assert_same_queries(
        browser,
        reverse("team:suggestions", args=[person.code]),
        lambda: opportunities.posted_job(companies.company(zone)),
    )


def test_whom_to_think_of_asks_the_database_as_often_for_many_as_for_one(
    as_user: Browser, job: Any
) -> None:
    browser = as_user(candidates.team_member_of(job.zone))
    assert_same_queries(
        browser,
        reverse("team:opportunity", args=[job.code]),
        lambda: candidates.draft_cv(candidates.candidate(job.zone)),
    )
