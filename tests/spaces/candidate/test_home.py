"""The candidate's home page: every pending item, with its button."""

import re
from typing import Any

import pytest
from django.utils import timezone

from entremise.candidates.actions.recommendations import (
    put_recommendation_aside,
    request_recommendation,
    write_recommendation,
)
from entremise.candidates.models import Candidate, Recommendation
from entremise.meetings.models import Meeting
from entremise.sharing.actions import share_messages as words_to_share
from tests.factories import (
    candidates,
    coaching,
    meetings,
    onboarding,
    opportunities,
)
from tests.kit.queries import assert_same_queries
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db
HOME = "/mon-espace/"
CALM = "Rien à faire pour l’instant."


def letter(person: Candidate, author: str = "Rosa Martin") -> Recommendation:
    asked = request_recommendation(person, author=author, by=person.user)
    write_recommendation(
        asked, author=author, author_role="cheffe", text="Toujours là.", language="fr"
    )
    return Recommendation.objects.get(pk=asked.pk)


def links_of(page: str) -> list[str]:
    """Where the buttons of what waits lead: the first thing, then the others."""
    before, _calm, _rest = page.partition('<div class="grid">')
    return re.findall(r'<a class="button[^"]*" href="([^"?]+)', before)


@world
def person() -> Any:
    return candidates.published_cv().candidate


def test_nothing_to_do_only_when_nothing_waits(as_user: Any, person: Any) -> None:
    mine = as_user(person.user)
    assert CALM in mine.get(HOME).content.decode()
    row = letter(person)
    page = mine.get(HOME).content.decode()
    assert CALM not in page
    assert "Rosa Martin a écrit quelques mots sur vous." in page
    put_recommendation_aside(row, by=person.user)
    assert CALM in mine.get(HOME).content.decode()


def test_words_proposed_wait_once_for_each_language(as_user: Any, person: Any) -> None:
    coach = coaching.pairing(person).coach.user
    for tone, language in (("warm", "fr"), ("simple", "fr"), ("warm", "ar")):
        words_to_share.write_share_message(
            person, language=language, tone=tone, text="Rencontrez Ali.", by=coach
        )
    page = as_user(person.user).get(HOME).content.decode()
    assert page.count("En français. Vous dites oui ou non.") == 1
    assert "En arabe." in page
    words_to_share.answer_proposed_message(
        person, language="ar", tone="warm", accept=False, by=person.user
    )
    assert "En arabe." not in as_user(person.user).get(HOME).content.decode()


def test_a_translation_waits_by_itself_once_the_cv_is_visible(
    as_user: Any, person: Any
) -> None:
    read = candidates.approved_arabic_translation(person)
    mine = as_user(person.user)
    assert links_of(mine.get(HOME).content.decode()) == [
        "/mon-espace/cv/langues/ar/voir/"
    ]
    mine.post(f"/mon-espace/cv/langues/{read.language}/oui/")
    assert CALM in mine.get(HOME).content.decode()
    not_visible = candidates.approved_snapshot().candidate
    candidates.approved_arabic_translation(not_visible)
    assert links_of(as_user(not_visible.user).get(HOME).content.decode()) == [
        "/mon-espace/accord/"
    ]


def test_a_meeting_that_took_place_waits_until_it_is_told(
    as_user: Any, person: Any
) -> None:
    meeting = meetings.started_meeting(meetings.meeting(person))
    mine = as_user(person.user)
    address = f"{HOME}rencontres/{meeting.code}/"
    assert links_of(mine.get(HOME).content.decode()) == [address]
    Meeting.objects.filter(pk=meeting.pk).update(candidate_confirmed_at=timezone.now())
    assert links_of(mine.get(HOME).content.decode()) == []


def test_when_nothing_waits_the_next_appointment_is_one_tap_away(
    as_user: Any, person: Any
) -> None:
    meeting = meetings.meeting(person)
    page = as_user(person.user).get(HOME).content.decode()
    assert "Votre prochain rendez-vous est prêt." in page
    assert links_of(page) == [f"{HOME}rencontres/{meeting.code}/"]


def test_everything_waits_in_the_order_of_what_presses(
    as_user: Any, person: Any
) -> None:
    approach = meetings.approach(person, state="let_through")
    check_in = onboarding.check_in(onboarding.hire(person), "employee")
    proposal = opportunities.proposal(person)
    meeting = meetings.meeting(person, agreed=False)
    job = opportunities.sketch(person, does_well="")
    letter(person)
    page = as_user(person.user).get(HOME).content.decode()
    assert page.count("card--next") == 1
    assert links_of(page) == [
        f"{HOME}rencontres/propositions/{approach.code}/",
        f"{HOME}mon-travail/points/{check_in.code}/",
        f"{HOME}rencontres/{meeting.code}/",
        f"{HOME}propositions/{proposal.code}/",
        f"{HOME}cv/quelques-mots/",
        f"{HOME}propositions/poste/{job.code}/ecrire/",
    ]


def test_the_home_asks_as_often_whatever_waits(as_user: Any, person: Any) -> None:

    def wait() -> None:
        number = person.recommendations.count()
        letter(person, f"Rosa {number}")
        opportunities.proposal(person)
        meetings.approach(person, state="let_through")
        meetings.started_meeting(meetings.meeting(person))

    assert_same_queries(as_user(person.user), HOME, wait)
