"""Recording a hire: path, publication, plan, and where it came from."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from entremise.candidates.enums import ContractType, PathState
from entremise.candidates.models import Publication
from entremise.foundation.journal.queries import timeline_of
from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.foundation.outbox.models import OutboxMessage
from entremise.onboarding import actions, queries, rules
from entremise.onboarding.enums import (
    CHECK_IN_MILESTONES,
    MILESTONE_DAYS,
    HireEndReason,
    Respondent,
)
from entremise.onboarding.models import CheckIn, Hire, PlanStep
from entremise.opportunities.models import Opportunity
from tests.factories import accounts, candidates, onboarding, opportunities
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


@world
def hired() -> Any:
    return onboarding.hire()


def test_a_hire_from_a_proposal_moves_everything_it_should() -> None:
    publication = candidates.published_cv()
    person = publication.candidate
    proposal = opportunities.proposal(person, state="offered")
    hired = onboarding.hire(proposal=proposal)
    proposal.refresh_from_db()
    person.refresh_from_db()
    assert (proposal.state, person.state) == ("hired", PathState.EMPLOYED)
    assert Publication.objects.get(pk=publication.pk).end_reason == "hired"
    assert hired.steps.count() == len(rules.PLAN_STEP_TEMPLATES)
    assert hired.check_ins.count() == len(CHECK_IN_MILESTONES) * len(Respondent)
    assert [line.verb for line in timeline_of(hired.code)] == ["onboarding.hired"]
    recruiter = opportunities.member(hired.company)
    told = set(
        OutboxMessage.objects.filter(purpose="onboarding.hired").values_list(
            "to", flat=True
        )
    )
    assert told == {person.email, recruiter.email}


def test_a_hire_needs_no_ad_and_no_proposal() -> None:
    hired = onboarding.hire(built_for_person=True, contract=ContractType.APPRENTICESHIP)
    assert hired.proposal is None
    assert Opportunity.objects.count() == 0
    assert hired.candidate.state == PathState.EMPLOYED


def test_a_job_drawn_for_a_person_is_filled_by_their_hire() -> None:
    sketch = opportunities.opened_job(opportunities.sketch())
    proposal = opportunities.proposal(sketch.created_for, sketch, state="offered")
    onboarding.hire(proposal=proposal, built_for_person=True)
    sketch.refresh_from_db()
    assert sketch.state == "filled"


def test_a_proposal_that_was_not_offered_cannot_become_a_hire_and_nothing_is_left_behind() -> (
    None
):
    proposal = opportunities.proposal(state="contacted")
    with pytest.raises(MoveRefused):
        onboarding.hire(proposal=proposal)
    proposal.candidate.refresh_from_db()
    assert (
        Hire.objects.count(),
        PlanStep.objects.count(),
        proposal.candidate.state,
    ) == (0, 0, PathState.ACTIVE)


def test_sent_twice_it_is_one_hire() -> None:
    first = onboarding.hire()
    with pytest.raises(DomainError):
        onboarding.hire(first.candidate, employer=first.company)
    proposal = opportunities.proposal(state="offered")
    onboarding.hire(proposal=proposal)
    with pytest.raises(DomainError):
        onboarding.hire(proposal=proposal)
    assert Hire.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"contract": ContractType.IMMERSION},
        {"ends_on": date(2020, 1, 1)},
        {"company": None, "employer_name": ""},
    ],
)
def test_what_makes_no_sense_is_said(wrong: dict) -> None:
    with pytest.raises(DomainError):
        onboarding.hire(**wrong)
    assert Hire.objects.count() == 0


def test_an_employer_without_account_is_possible() -> None:
    hired = onboarding.hire(company=None, employer_name="La boulangerie du coin")
    assert hired.employer == "La boulangerie du coin"


def test_only_the_team_of_the_zone_records_and_ends_a_hire() -> None:
    person, company = candidates.candidate(), opportunities.company()
    for other in (
        accounts.team_member(),
        accounts.advisor(person.zone),
        person.user,
        opportunities.member(company),
    ):
        with pytest.raises(NotAllowed):
            actions.record_hire(
                person,
                company=company,
                title="x",
                contract="cdi",
                starts_on=timezone.localdate(),
                by=other,
            )
    hired = onboarding.hire()
    with pytest.raises(NotAllowed):
        actions.end_hire(
            hired,
            reason=HireEndReason.TERM,
            on=timezone.localdate(),
            by=opportunities.member(hired.company),
        )


def test_the_plan_follows_the_first_day_and_each_ticks_their_own_steps() -> None:
    hired = onboarding.hire(days_ago=0)
    person, recruiter, team = (
        hired.candidate.user,
        opportunities.member(hired.company),
        candidates.team_member_of(hired.candidate.zone),
    )
    stages = queries.onboarding_plan_for(person, hired)
    assert [stage.due_on for stage in stages] == [
        hired.starts_on + timedelta(days=days) for days in MILESTONE_DAYS.values()
    ]
    buddy, journey = hired.steps.get(key="buddy"), hired.steps.get(key="journey")
    with pytest.raises(NotAllowed):
        actions.complete_plan_step(buddy, by=person)
    with pytest.raises(NotAllowed):
        actions.complete_plan_step(journey, by=recruiter)
    first = actions.complete_plan_step(buddy, by=recruiter).done_at
    # Said twice, the step is done by the first.
    assert actions.complete_plan_step(buddy, by=team).done_at == first
    assert actions.reopen_plan_step(buddy, by=recruiter).done_at is None
    assert queries.next_plan_steps_for(recruiter, hired)[0].step.key == "colleagues"


def test_strangers_see_no_hire(hired: Any) -> None:
    for stranger in (
        accounts.user(),
        accounts.team_member(),
        candidates.candidate().user,
        opportunities.member(opportunities.company()),
    ):
        assert queries.hire_for(stranger, hired.code) is None
        assert queries.plan_step_for(stranger, hired.steps.all()[0].code) is None
        assert queries.check_in_for(stranger, hired.check_ins.all()[0].code) is None
    for known in (
        hired.candidate.user,
        opportunities.member(hired.company),
        accounts.advisor(hired.candidate.zone),
    ):
        assert queries.hire_for(known, hired.code) == hired


def test_the_end_has_a_reason_and_the_path_goes_on() -> None:
    hired = onboarding.hire(days_ago=40)
    team = candidates.team_member_of(hired.candidate.zone)
    today = timezone.localdate()
    with pytest.raises(DomainError):
        actions.end_hire(hired, reason="", on=today, by=team)
    with pytest.raises(DomainError):
        actions.end_hire(
            hired,
            reason=HireEndReason.RESIGNED,
            on=hired.starts_on - timedelta(days=1),
            by=team,
        )
    twin = Hire.objects.get(pk=hired.pk)
    actions.end_hire(hired, reason=HireEndReason.RESIGNED, on=today, by=team)
    with pytest.raises(MoveRefused):
        actions.end_hire(twin, reason=HireEndReason.TERM, on=today, by=team)
    hired.candidate.refresh_from_db()
    assert (hired.end_reason, hired.candidate.state) == ("resigned", PathState.ACTIVE)


def test_who_found_better_stays_employed() -> None:
    hired = onboarding.hire(days_ago=40)
    team = candidates.team_member_of(hired.candidate.zone)
    actions.end_hire(
        hired, reason=HireEndReason.BETTER, on=timezone.localdate(), by=team
    )
    hired.candidate.refresh_from_db()
    assert hired.candidate.state == PathState.EMPLOYED


def test_the_manager_is_of_the_company(hired: Any) -> None:
    other = opportunities.company().members.get()
    with pytest.raises(DomainError):
        actions.set_hire_manager_and_buddy(
            hired,
            manager=other,
            buddy=None,
            by=candidates.team_member_of(hired.candidate.zone),
        )
    assert CheckIn.objects.filter(hire=hired, answered_at=None).count() == 18
