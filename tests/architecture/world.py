"""Data for the access tests: every kind of user, and a thing for every URL."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from entremise.alerts import signing as alert_keys
from entremise.candidates.actions.cohorts import close_cohort, create_cohort
from entremise.candidates.actions.cv_draft import set_cv_photo, submit_cv
from entremise.candidates.actions.recommendations import (
    request_recommendation,
    write_recommendation,
)
from entremise.candidates.actions.translations import submit_translation
from entremise.candidates.models import CV, Candidate
from entremise.candidates.signing import denial_key_of
from entremise.companies import actions as company_actions
from entremise.foundation.accounts.actions.zones import close_zone
from entremise.foundation.accounts.models import StaffRole, User
from entremise.foundation.outbox import mail_reports
from entremise.foundation.outbox.actions import queue_message
from entremise.foundation.outbox.enums import SuppressionReason
from entremise.foundation.outbox.models import SuppressedAddress
from entremise.foundation.outbox.suppression import suppress_address
from entremise.foundation.outbox.transports import report_secret
from entremise.foundation.tasks.actions import raise_task
from entremise.impact.actions import add_target
from entremise.onboarding import rules as onboarding_rules
from entremise.opportunities.actions.leads import dismiss_lead
from entremise.opportunities.actions.opportunities import (
    close_opportunity,
    submit_opportunity,
)
from entremise.sharing import signing
from entremise.sharing.actions.kits import compose_kit
from entremise.sharing.actions.supporters import ensure_supporter_link
from entremise.sharing.actions.suspected_scrapers import record_scraper
from tests.factories import (
    accounts,
    alerts,
    candidates,
    coaching,
    companies,
    meetings,
    onboarding,
    opportunities,
    spreadsheets,
    supporters,
)

PASSER_BY = "passer_by"


@dataclass
class World:
    """``people``: users by name. ``things``: codes by name, for the URL arguments of the rules."""

    people: dict[str, User | None] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)


def build_world() -> World:
    world = World()
    paris, lyon = accounts.zone("Paris"), accounts.zone("Lyon")
    team = accounts.team_member(paris)
    world.people |= {
        PASSER_BY: None,
        "team": team,
        "other_team": accounts.team_member(lyon),
        "advisor": accounts.advisor(paris),
        "administrator": accounts.administrator(),
    }
    company, other_company = companies.company(paris), companies.company(paris)
    champion = companies.member(company, role="champion")
    world.people |= {
        "recruiter": companies.recruiter_of(company),
        "other_recruiter": companies.recruiter_of(other_company),
        "champion": champion.user,
    }
    _people_on_their_way(world, paris)
    _a_company_and_a_person(world, company, champion)
    _a_year_at_work(world, company)
    _team_work(world, paris)
    _supporters(world, paris)
    _lists_brought_in(world, paris, team)
    return world


def _lists_brought_in(world: World, paris: Any, team: User) -> None:
    rows = [["Prénom", "Nom"], ["Awa", "Sow"]]
    world.things |= {
        "import": spreadsheets.upload(rows, by=team, zone=paris).code,
        "import_done": spreadsheets.imported(rows, by=team, zone=paris).code,
    }


def _supporters(world: World, paris: Any) -> None:
    confirmed, unconfirmed = (
        supporters.supporter(first_name="Inès", zones=[paris]),
        supporters.supporter(confirmed=False),
    )
    ensure_supporter_link(confirmed, world.things["public"])
    world.things |= {
        "sms_secret": report_secret(),
        "mail_secret": mail_reports.report_secret(),
        "supporter_place": signing.supporter_key(confirmed, signing.PAGE),
        "supporter_stop": signing.supporter_key(confirmed, signing.STOP),
        "supporter_confirm": signing.supporter_key(unconfirmed, signing.CONFIRM),
    }


def _people_on_their_way(world: World, paris: Any) -> None:
    """Ali is published and has a coach.

    Somebody else has another coach; a third CV awaits a review.
    """
    publication = candidates.published_cv_in_arabic(
        candidates.candidate(paris, first_name="Ali"), photo=True
    )
    ali = publication.candidate
    recommendation = request_recommendation(ali, author="Rosa", by=ali.user)
    write_recommendation(
        recommendation,
        author="Rosa",
        author_role="",
        text="Toujours là.",
        language="fr",
    )
    in_english = submit_translation(candidates.translated_cv(ali, "en"), by=ali.user)
    pairing = coaching.pairing(ali)
    other = coaching.pairing(candidates.candidate(paris, first_name="Mariam"))
    reviewed = candidates.draft_cv(candidates.candidate(paris, first_name="Oumar"))
    set_cv_photo(
        reviewed, image_bytes=candidates.drawn_photo(), by=reviewed.candidate.user
    )
    reviewed.refresh_from_db()
    submit_cv(reviewed, by=reviewed.candidate.user)
    paper = candidates.candidate(paris, first_name="Paola", account=False)
    signed = candidates.published_on_paper(paper)
    to_read = candidates.paper_consent(paper, snapshot=signed.snapshot)
    world.people |= {
        "candidate": ali.user,
        "other_candidate": other.candidate.user,
        "coach": pairing.coach.user,
        "other_coach": other.coach.user,
    }
    cv = CV.objects.get(candidate=ali)
    world.things |= {
        "recommendation": recommendation.code,
        "secret": recommendation.secret,
        "translation": in_english.code,
        "translation_version": in_english.version,
        "ali": ali.code,
        "cv": cv.code,
        "public": publication.code,
        "rendering": publication.rendering_key,
        "pairing": pairing.code,
        "coach": pairing.coach.code,
        "review": reviewed.code,
        "version": reviewed.version,
        "paper": paper.code,
        "grant": signed.grant.code,
        "paper_consent": to_read.code,
        "denial": denial_key_of(to_read.code),
        "referred": candidates.candidate(paris, state="applied", account=False).code,
        "unpaired": candidates.candidate(paris).code,
    }


def _a_company_and_a_person(world: World, company: Any, champion: Any) -> None:
    ali = Candidate.objects.select_related("zone", "user", "publication").get(
        code=world.things["ali"]
    )
    fresh = {
        name: candidates.published_cv(candidates.candidate(ali.zone)).candidate
        for name in ("held", "accepted")
    }
    sent = meetings.approach(ali, company, state="let_through")
    meeting = meetings.meeting(ali, company)
    begun = meetings.started_meeting(meetings.meeting(ali, company))
    held = meetings.held_meeting(ali, company)
    draft = opportunities.sketch(ali, company, meeting=held)
    ad = opportunities.posted_job(company, open_now=False)
    opened = opportunities.posted_job(company)
    read = opportunities.posted_job(company, open_now=False)
    submit_opportunity(read, by=world.people["recruiter"])
    closed = opportunities.posted_job(company)
    close_opportunity(closed, by=world.people["team"])
    world.things |= {
        "company": company.code,
        "champion": champion.code,
        "approach": sent.code,
        "approach_held": meetings.approach(fresh["held"], company).code,
        "approach_accepted": meetings.approach(
            fresh["accepted"], company, state="accepted"
        ).code,
        "meeting": meeting.code,
        "begun": begun.code,
        "held": held.code,
        "sketch": draft.code,
        "ad": ad.code,
        "aside": dismiss_lead(
            ali,
            opportunity=opportunities.posted_job(company),
            reason="not_now",
            by=ali.user,
        ).code,
        "opened": opened.code,
        "read": read.code,
        "closed_ad": closed.code,
        "proposal": opportunities.proposal(ali, opened).code,
        "contacted": opportunities.proposal(
            ali, opportunities.posted_job(company), state="contacted"
        ).code,
        "offered": opportunities.proposal(
            ali, opportunities.posted_job(company), state="offered"
        ).code,
        "new_company": companies.company(ali.zone, verified=False).code,
        "person": candidates.published_cv(candidates.candidate(ali.zone)).code,
        "site": company_actions.add_company_site(
            company, postcode="75011", city="Paris", by=champion.user
        ).code,
    }
    compose_kit(company.code, departements=["75"], zones=[])
    kept = alerts.saved_search(companies.recruiter_of(company))
    world.things |= {"search": kept.code, "search_stop": alert_keys.stop_key_of(kept)}


def _a_year_at_work(world: World, company: Any) -> None:
    """Rosa, whose CV was visible, was hired ten days ago by the company that Ali meets."""
    ali = Candidate.objects.select_related("zone").get(code=world.things["ali"])
    rosa = candidates.candidate(ali.zone, first_name="Rosa")
    coaching.pairing(rosa, of=coaching.coach(ali.zone, capacity=2))
    candidates.published_cv(rosa)
    hire = onboarding.hire(rosa, employer=company, days_ago=10)
    world.people |= {"hired": rosa.user, "hired_coach": rosa.pairings.get().coach.user}
    steps = {
        onboarding_rules.PLAN_STEP_TEMPLATES[step.key].assignee: step.code
        for step in hire.steps.all()
    }
    world.things |= {
        "hire": hire.code,
        "step_employee": steps["employee"],
        "step_coach": steps["coach"],
        "step_company": steps["company"],
        "step_team": steps["team"],
    }
    world.things |= {
        f"check_in_{voice}": onboarding.check_in(hire, voice).code
        for voice in ("employee", "coach", "manager")
    }


def _team_work(world: World, paris: Any) -> None:
    message = queue_message(
        to="a@exemple.test",
        purpose="test",
        subject="Bonjour",
        text="Bonjour",
        zone=paris.code,
    )
    suppress_address(message, SuppressionReason.COMPLAINT)
    task = raise_task(
        "candidates.referral",
        zone=paris,
        about=("team_candidate", world.things["ali"], "Ali"),
    )
    colleague = accounts.team_member(paris)
    world.things |= {
        "offer": coaching.coach_application(paris).code,
        "letter": message.code,
        "suppressed": SuppressedAddress.objects.get().code,
        "task": task.code,
        "colleague": colleague.code,
        "role": StaffRole.objects.get(user=colleague).code,
        **_programme(world, paris),
        "greedy": record_scraper("203.0.113.9", kind="bulk", people=240).code,
    }


def _programme(world: World, paris: Any) -> dict[str, Any]:
    """Zones, cohorts and a goal, to change in the settings."""
    administrator = world.people["administrator"]
    days = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 6, 30)}
    closed, stopped = (
        accounts.zone("Brest"),
        create_cohort(zone=paris, name="Automne", **days, by=administrator),
    )
    close_zone(closed, into=None, by=administrator)
    close_cohort(stopped, by=administrator)
    return {
        "zone": paris.code,
        "closed_zone": closed.code,
        "cohort": create_cohort(
            zone=paris, name="Printemps", seats=12, **days, by=administrator
        ).code,
        "closed_cohort": stopped.code,
        "goal": add_target("hires", value=100, **days, by=administrator).code,
    }
