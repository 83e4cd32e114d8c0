"""Figures come from facts; a rate shows everybody who started; what is not known is said."""

from datetime import timedelta

import pytest
from django.utils import timezone

from entremise.candidates.actions.path import move_candidate_path
from entremise.candidates.models import Candidate, Cohort
from entremise.foundation.accounts.models import Zone
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.impact import actions, demo
from entremise.impact.enums import DEFINITIONS, Indicator
from entremise.impact.queries.figures import (
    Scope,
    StarterOutcomes,
    cohort_outcomes_for,
    job_retention,
    key_figures,
    scope_for,
    starter_outcomes,
    zone_figures_for,
)
from entremise.impact.queries.funnel import funnel_steps, latest_hire_story
from entremise.meetings.actions.confirmation import confirm_meeting
from entremise.onboarding import actions as onboarding_actions
from entremise.spaces.shared import charts
from tests.factories import accounts, candidates, meetings, onboarding, opportunities

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def value(key: str, **scope: object) -> int:
    return {figure.key: figure.value for figure in key_figures(**scope)}[key]  # type: ignore[arg-type]


def test_nothing_happened_and_every_figure_is_zero() -> None:
    assert [figure.value for figure in key_figures()] == [0] * len(Indicator)
    assert [link.value for link in funnel_steps()] == [0] * 5
    assert latest_hire_story() is None
    assert cohort_outcomes_for() == []


def test_each_figure_carries_its_definition() -> None:
    assert set(DEFINITIONS) == set(Indicator)
    assert all(figure.definition for figure in key_figures())
    assert all(link.definition for link in funnel_steps())


def test_accompanied_people_stay_in_the_count_when_they_leave() -> None:
    person = candidates.candidate(state="active")
    candidates.candidate(state="applied")
    candidates.candidate(state="met")
    assert value("accompanied") == 1
    move_candidate_path(
        person, to="left", by=candidates.team_member_of(person.zone), reason="moved"
    )
    move_candidate_path(person, to="active", by=candidates.team_member_of(person.zone))
    assert value("accompanied") == 1


def test_a_company_is_engaged_when_it_makes_a_gesture_not_when_it_opens_an_account() -> (
    None
):
    where = accounts.zone()
    opportunities.company(where)
    assert value("companies") == 0
    opportunities.posted_job(opportunities.company(where))
    onboarding.hire(candidates.candidate(where), employer=opportunities.company(where))
    meetings.held_meeting(candidates.candidate(where), opportunities.company(where))
    assert value("companies") == 3


def test_a_hire_counts_from_its_first_day() -> None:
    onboarding.hire(starts_on=TODAY() + timedelta(days=10), built_for_person=True)
    assert value("hires") == 0
    onboarding.hire(days_ago=1)
    onboarding.hire(days_ago=1, built_for_person=True)
    by_key = {figure.key: figure for figure in key_figures()}
    assert (by_key["hires"].value, by_key["built"].value, by_key["built"].total) == (
        2,
        1,
        2,
    )


def test_a_meeting_said_by_one_side_only_is_counted_apart() -> None:
    meetings.held_meeting()
    row = meetings.started_meeting(meetings.meeting())
    confirm_meeting(row, by=row.candidate.user)
    figure = next(f for f in key_figures() if f.key == "meetings")
    assert figure.value == 1
    assert "1" in figure.note


def test_goals_come_from_targets_of_today() -> None:
    root = accounts.administrator()
    demo.set_demo_targets(
        starts_on=TODAY() - timedelta(days=30),
        ends_on=TODAY() + timedelta(days=30),
        by=root,
    )
    actions.set_target(
        "meetings",
        value=9,
        starts_on=TODAY() - timedelta(days=90),
        ends_on=TODAY() - timedelta(days=60),
        by=root,
    )
    targets = {figure.key: figure.target for figure in key_figures()}
    assert targets == {
        "accompanied": 500,
        "companies": 70,
        "hires": 100,
        "built": None,
        "meetings": None,
        "shares": None,
    }
    with pytest.raises(NotAllowed):
        actions.set_target(
            "hires",
            value=1,
            starts_on=TODAY(),
            ends_on=TODAY(),
            by=accounts.team_member(),
        )
    with pytest.raises(DomainError):
        actions.set_target(
            "hires", value=0, starts_on=TODAY(), ends_on=TODAY(), by=root
        )


def test_a_zone_and_a_cohort_narrow_for_the_bridge_and_for_nobody_else() -> None:
    here, there = accounts.zone(), accounts.zone()
    onboarding.hire(candidates.candidate(here), days_ago=1)
    onboarding.hire(candidates.candidate(there), days_ago=1)
    team = candidates.team_member_of(here)
    assert value("hires") == 2
    assert value("hires", zone=here, viewer=team) == 1
    assert value("hires", zone=here, viewer=None) == 2
    assert scope_for(team, zone=there.slug) is None
    assert scope_for(team, zone="nowhere") is None
    assert scope_for(team, zone=here.slug) == Scope(here)
    assert [line.zone for line in zone_figures_for(team)] == [here]
    assert [line.hires for line in zone_figures_for(accounts.administrator())] == [
        1
    ] * 2
    assert zone_figures_for(accounts.user()) == []


def cohort(where: Zone, size: int, **fields: object) -> Cohort:
    group = Cohort.objects.create(
        zone=where,
        name=f"Promotion de {size}",
        starts_on=TODAY() - timedelta(days=200),
        ends_on=TODAY(),
    )
    for _ in range(size):
        person = candidates.candidate(where, account=False, **fields)
        Candidate.objects.filter(pk=person.pk).update(cohort=group)
    return group


def test_all_who_started_are_in_the_denominator_and_the_lost_are_said() -> None:
    where = accounts.zone()
    team = candidates.team_member_of(where)
    group = cohort(where, 5)
    people = list(group.candidates.select_related("zone"))
    onboarding.hire(people[0], days_ago=10)
    move_candidate_path(people[1], to="left", by=team, reason="no_news")
    move_candidate_path(people[2], to="left", by=team, reason="moved")
    ended = onboarding.hire(people[3], days_ago=30)
    onboarding_actions.end_hire(ended, reason="resigned", on=TODAY(), by=team)
    candidates.candidate(where, state="met")  # never started
    [line] = cohort_outcomes_for(team)
    assert (line.total, line.parts) == (
        5,
        {"hired": 2, "going_on": 1, "left": 1, "lost": 1},
    )
    assert sum(line.cells) == line.total
    assert starter_outcomes(Scope(where)).total == 5


def test_the_public_does_not_read_small_groups() -> None:
    where = accounts.zone()
    cohort(where, 3)
    assert cohort_outcomes_for(None) == []
    assert len(cohort_outcomes_for(candidates.team_member_of(where))) == 1
    line = StarterOutcomes(
        "x", "y", None, 30, {"hired": 12, "going_on": 10, "left": 8, "lost": 0}
    )
    assert line.public_cells == [12, None, None, 0]


def test_still_in_the_job_says_who_stayed_who_left_and_of_whom_nothing_is_known() -> (
    None
):
    where = accounts.zone()
    team = candidates.team_member_of(where)
    stayed, left, lost, ended_later = (
        onboarding.hire(candidates.candidate(where), days_ago=120) for _ in range(4)
    )
    onboarding.hire(candidates.candidate(where), days_ago=30)  # too young to be asked
    onboarding.answered_check_in(stayed, "manager", milestone="m3", still_in_job=True)
    # Said too early to know.
    onboarding.answered_check_in(lost, "employee", milestone="m1", still_in_job=True)
    onboarding_actions.end_hire(
        left, reason="trial_employer", on=left.starts_on + timedelta(days=20), by=team
    )
    on_the_day = ended_later.starts_on + timedelta(days=91)
    onboarding_actions.end_hire(ended_later, reason="better", on=on_the_day, by=team)
    three_months, six_months, _year = job_retention()
    assert (
        three_months.total,
        three_months.stayed,
        three_months.left,
        three_months.unknown,
    ) == (4, 2, 1, 1)
    assert six_months.total == 0


def test_bars_never_leave_the_drawing() -> None:
    drawn = charts.bar_chart(
        "x", [("a", 3, 0, "3"), ("b", 12, 10, "12"), ("c", 1, 3, "1")]
    )
    assert [bar.width for bar in drawn.bars] == ["0.0%", "100.0%", "33.3%"]
