"""A small demonstration: the same actions and rules, with fewer people."""

from datetime import UTC, datetime
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction
from tests.factories import accounts

from entremise.candidates.actions import path
from entremise.candidates.content.cv import PublicCV
from entremise.candidates.models import CV, Candidate, Cohort, Publication
from entremise.candidates.queries.publications import published_cv
from entremise.demo import story
from entremise.foundation.accounts import demo
from entremise.foundation.accounts.models import User
from entremise.foundation.association.queries import missing_by_law
from entremise.foundation.journal.models import JournalEntry
from entremise.impact.queries.goals import public_goals
from entremise.meetings.models import Meeting
from entremise.onboarding.models import Hire
from entremise.sharing.queries.share_messages import offered_messages


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, db: None, settings: Any) -> None:
    settings.DEMO = True
    monkeypatch.setattr(story, "CANDIDATES", {"Paris": 4, "Lyon": 1})
    monkeypatch.setattr(story, "COACHES", {"Paris": 5, "Lyon": 3})
    monkeypatch.setattr(story, "DAYS", 300)
    for name, number in {
        "RECENT_CANDIDATES": 1,
        "HIRED": 1,
        "LEFT": 0,
        "PAUSED": 0,
        "TURNED_AWAY": 0,
        "WITHDRAWS": 0,
    }.items():
        monkeypatch.setattr(story, name, number)
    monkeypatch.setattr(story, "UNPUBLISHED", 0)
    # as for those who are written to in Arabic
    monkeypatch.setattr(path, "language_of_new_cv", lambda spoken: "ar")


def _world() -> dict[str, Any]:
    return {
        "people": sorted(User.objects.values_list("code", "email")),
        "candidates": sorted(
            Candidate.objects.values_list("code", "first_name", "state")
        ),
        "public": sorted(
            Publication.objects.values_list("code", "rendering_key", "end_reason")
        ),
        "meetings": sorted(
            Meeting.objects.values_list("code", "state", "candidate_code")
        ),
        "hires": sorted(Hire.objects.values_list("code", "title")),
        "facts": JournalEntry.objects.count(),
    }


@pytest.mark.volume
@time_machine.travel(datetime(2026, 11, 25, 14, tzinfo=UTC))
def test_the_same_seed_tells_the_same_story(
    small: None, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "first"
    with transaction.atomic():
        story.fill_demo(seed=7)
        first = _world()
        transaction.set_rollback(True)
    settings.MEDIA_ROOT = tmp_path / "second"
    story.fill_demo(seed=7)
    assert _world() == first
    _every_role_is_held()
    _networks_can_show_everyone(tmp_path)
    _the_article_s_people_are_there()
    _some_are_read_in_other_languages()
    _cvs_are_in_the_language_of_their_words()
    _cohorts_have_seats_and_goals()
    assert missing_by_law() == []


def _cvs_are_in_the_language_of_their_words() -> None:
    written = CV.objects.exclude(content={}).exclude(state="draft")
    assert set(written.values_list("language", flat=True)) == {"fr"}


def _cohorts_have_seats_and_goals() -> None:
    assert not Cohort.objects.filter(seats=None).exists()
    paris = Cohort.objects.filter(zone__name="Paris", closed_at=None)
    assert paris.count() == 1  # those that are over take nobody any more
    assert {
        goal.indicator for goal in public_goals() if goal.target.cohort in set(paris)
    } == {"accompanied", "meetings"}
    for verb in ("zone_opened", "cohort_opened", "cohort_closed", "target_set"):
        assert JournalEntry.objects.filter(verb__endswith=verb).exists()


def _some_are_read_in_other_languages() -> None:
    mariam = published_cv(
        Publication.objects.get(
            candidate__first_name="Mariam", candidate__last_name="Diallo"
        ).code
    )
    assert isinstance(mariam, PublicCV)
    assert mariam.languages == ["fr", "en"]
    assert "receptionist" in [
        goal.occupation for goal in mariam.in_language("en").content.goals
    ]
    assert (
        "prénom"
        in {text.tone: text.text for text in offered_messages(mariam, "fr")}["warm"]
    )
    ali = Candidate.objects.get(first_name="Ali", last_name="Mansour")
    assert set(ali.approved_translations.values_list("language", flat=True)) == {
        "ar",
        "en",
    }


def _every_role_is_held() -> None:
    assert {persona.role for persona in demo.personas()} == set(demo.PERSONA_TEXTS)


def _networks_can_show_everyone(folder: Any) -> None:
    """Page and preview of each published CV, in each language (``entremise bench previews``)."""
    said = StringIO()
    call_command("bench", "previews", "--sheet", str(folder / "sheet.png"), stdout=said)
    shown = Publication.objects.live().count()
    assert shown
    assert f"{shown} people" in said.getvalue()
    assert " 0 faults" in said.getvalue()


def _the_article_s_people_are_there() -> None:
    """Ali was found through a share; Billy's job was sketched for him, after an introduction."""
    ali = Hire.objects.get(candidate__first_name="Ali", candidate__last_name="Mansour")
    billy = Hire.objects.get(
        candidate__first_name="Billy", candidate__last_name="Okoro"
    )
    assert ali.meeting is not None
    assert ali.meeting.state == "held"
    assert billy.built_for_person
    assert billy.proposal is not None
    assert billy.proposal.opportunity.kind == "sketch"


def test_a_database_with_people_in_it_is_left_alone(small: None) -> None:
    accounts.user()
    with pytest.raises(CommandError, match="already holds people"):
        call_command("demo")
    assert Candidate.objects.count() == 0
