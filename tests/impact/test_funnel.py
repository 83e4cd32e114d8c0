"""One share, one visit, one contact, one meeting, one hire: followed without following
anybody, never guessed.
"""

from typing import Any

import pytest
from django.utils import timezone

from entremise.candidates.models import Publication
from entremise.foundation.accounts.models import User
from entremise.impact.queries.funnel import (
    HireStory,
    funnel_steps,
    hire_origins,
    latest_hire_story,
)
from entremise.meetings.models import Approach, Meeting
from entremise.onboarding.models import Hire
from entremise.sharing.actions.counting import record_share, record_visit
from tests.factories import candidates, companies, meetings, onboarding
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


def counts() -> list[int]:
    return [link.value for link in funnel_steps()]


def shared(publication: Publication) -> str:
    link = record_share(publication.code, channel="whatsapp", visitor_key="somebody")
    record_visit(publication.code, token=link.token, visitor_key="somebody else")
    return link.token


def met_by_share(publication: Publication, token: str) -> Meeting:
    """A company writes from the shared page; they meet; both confirm."""
    company = companies.company(publication.candidate.zone)
    approach = meetings.approach(
        publication.candidate, company, state="accepted", share_token=token
    )
    return meetings.held_meeting(publication.candidate, company, approach=approach)


def hired(meeting: Meeting) -> Hire:
    return onboarding.hire(meeting.candidate, employer=meeting.company, meeting=meeting)


@world
def publication() -> Any:
    return candidates.published_cv()


def test_the_whole_chain_is_counted_step_by_step_and_told_without_a_name(
    publication: Any,
) -> None:
    assert counts() == [0, 0, 0, 0, 0]
    token = shared(publication)
    assert counts() == [1, 1, 0, 0, 0]
    meeting = met_by_share(publication, token)
    assert counts() == [1, 1, 1, 1, 0]
    found = hired(meeting)
    assert [credit.link.token for credit in found.meeting.approach.credits.all()] == [
        token
    ]
    assert counts() == [1, 1, 1, 1, 1]
    story = latest_hire_story()
    assert story == HireStory(channel="WhatsApp", zone="", quarter="", built=False)


def test_a_trait_of_the_story_is_told_when_enough_hires_share_it(
    publication: Any,
) -> None:
    hired(met_by_share(publication, shared(publication)))
    for _ in range(4):
        onboarding.hire(candidates.candidate(publication.candidate.zone))
    story = latest_hire_story()
    assert story is not None
    assert story.zone == publication.candidate.zone.name
    assert story.quarter


def test_the_link_of_somebody_else_proves_nothing() -> None:
    one, other = candidates.published_cv(), candidates.published_cv()
    meeting = met_by_share(one, "")
    Approach.objects.filter(pk=meeting.approach.pk).update(share_token=shared(other))
    hired(Meeting.objects.get(pk=meeting.pk))
    assert counts() == [1, 1, 0, 0, 0]
    assert latest_hire_story() is None
    assert {o.label: o.value for o in hire_origins()}["d’un partage du public"] == 0


def test_where_every_hire_came_from_adds_up_and_the_unknown_is_said(
    publication: Any,
) -> None:
    hired(met_by_share(publication, shared(publication)))
    hired(meetings.held_meeting())
    onboarding.hire()
    onboarding.hire()
    values = [origin.value for origin in hire_origins()]
    assert values == [1, 0, 1, 2]
    assert (
        sum(values) == Hire.objects.filter(starts_on__lte=timezone.localdate()).count()
    )


def test_who_walks_with_the_person_is_not_a_visit(publication: Any) -> None:
    team: User = candidates.team_member_of(publication.candidate.zone)
    record_visit(publication.code, token="", visitor_key="x", viewer=team)
    assert counts()[1] == 0
