"""One opening and one person: allowed moves only, one mover at a time, a human word at the end."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from entremise.foundation.journal.queries import timeline_of
from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.models import Task
from entremise.opportunities import jobs, rules
from entremise.opportunities.actions.opportunities import close_opportunity
from entremise.opportunities.actions.proposals import (
    move_proposal,
    propose_opportunity,
    tell_person_of_closing,
)
from entremise.opportunities.enums import PROPOSAL_MOVES, ClosingReason, ProposalState
from entremise.opportunities.models import Proposal
from entremise.opportunities.queries.leads import leads_for, match_facts_for
from entremise.opportunities.queries.opportunities import proposal_for
from tests.factories import accounts, candidates, opportunities
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db
STATES = [state for state in opportunities.PROPOSAL_STEPS if PROPOSAL_MOVES[state]]


def tasks(reason: str) -> int:
    return Task.objects.filter(reason=reason, done_at=None).count()


@world
def proposal() -> Any:
    return opportunities.proposal()


def test_a_proposal_promises_an_answer_in_ten_working_days_and_has_an_owner() -> None:
    with time_machine.travel("2026-11-23 09:00", tick=False):
        proposal = opportunities.proposal()
    assert proposal.answer_by == date(2026, 12, 7)
    assert proposal.owner == candidates.team_member_of(proposal.candidate.zone)
    assert (
        OutboxMessage.objects.filter(
            purpose="opportunities.proposed", to=proposal.candidate.email
        ).count()
        == 1
    )


@pytest.mark.parametrize("was", STATES)
def test_only_the_moves_of_the_table_exist(was: str) -> None:
    code = opportunities.proposal(state=was).code
    for to in ProposalState:
        with transaction.atomic():
            _moved_only_by_the_table(Proposal.objects.get(code=code), was, to)
            transaction.set_rollback(True)  # the next move starts from the same step


def _moved_only_by_the_table(proposal: Proposal, was: str, to: str) -> None:
    team = proposal.owner
    if to in PROPOSAL_MOVES[was] and to != ProposalState.HIRED:
        moved = move_proposal(
            proposal,
            to=to,
            by=team,
            reason=ClosingReason.FILLED,
            message="Voici pourquoi.",
        )
        assert moved.state == to
        assert [(m.was, m.became, m.by) for m in moved.moves.all()][-1] == (
            was,
            to,
            team,
        )
    else:
        with pytest.raises(MoveRefused):
            move_proposal(
                proposal,
                to=to,
                by=team,
                reason=ClosingReason.FILLED,
                message="Voici pourquoi.",
            )
        proposal.refresh_from_db()
        assert proposal.state == was


def test_of_two_who_move_it_at_once_one_is_told_to_look_again() -> None:
    first = opportunities.proposal(state="interested")
    team = first.owner
    # Both pages were opened before either move.
    second = Proposal.objects.get(pk=first.pk)
    move_proposal(first, to="contacted", by=team)
    with pytest.raises(MoveRefused):
        move_proposal(second, to="meeting", by=team)
    first.refresh_from_db()
    assert first.state == "contacted"
    assert first.moves.count() == 3


def test_control_without_the_swap_the_second_mover_wins_silently() -> None:
    first = opportunities.proposal(state="interested")
    second = Proposal.objects.get(pk=first.pk)
    move_proposal(first, to="contacted", by=first.owner)
    second.state = "meeting"
    second.save()  # what the compare-and-swap forbids
    assert Proposal.objects.get(pk=first.pk).state == "meeting"


def test_what_the_page_showed_counts_not_what_the_server_read_since() -> None:
    proposal = opportunities.proposal(state="interested")
    move_proposal(proposal, to="contacted", by=proposal.owner)
    fresh = Proposal.objects.get(pk=proposal.pk)
    with pytest.raises(MoveRefused):
        move_proposal(fresh, to="meeting", by=proposal.owner, seen="interested")


def test_the_person_says_yes_and_the_team_is_asked_to_open_the_door(
    proposal: Any,
) -> None:
    move_proposal(proposal, to="interested", by=proposal.candidate.user)
    assert tasks("opportunities.to_contact") == 1
    move_proposal(proposal, to="contacted", by=proposal.owner)
    assert tasks("opportunities.to_contact") == 0
    recruiter = opportunities.member(proposal.opportunity.company)
    assert (
        OutboxMessage.objects.filter(
            purpose="opportunities.interested", to=recruiter.email
        ).count()
        == 1
    )


def test_the_person_may_say_no_at_any_step_without_a_reason() -> None:
    for state in STATES:
        proposal = opportunities.proposal(state=state)
        assert (
            move_proposal(proposal, to="declined", by=proposal.candidate.user).state
            == "declined"
        )
    assert tasks("opportunities.declined") == len(STATES)


def test_an_employer_closes_with_a_reason_of_the_list_and_words() -> None:
    proposal = opportunities.proposal(state="meeting")
    recruiter = opportunities.member(proposal.opportunity.company)
    for reason, message in (
        ("", "Désolée"),
        ("because", "Désolée"),
        (ClosingReason.HOURS, ""),
    ):
        with pytest.raises(DomainError):
            move_proposal(
                proposal, to="closed", by=recruiter, reason=reason, message=message
            )
    closed = move_proposal(
        proposal,
        to="closed",
        by=recruiter,
        reason=ClosingReason.HOURS,
        message="La nuit, c’est dur.",
    )
    assert (closed.state, closed.closing_reason, closed.told_at) == (
        "closed",
        "hours",
        None,
    )


def test_a_closing_reaches_the_person_by_a_human_of_the_team_never_by_the_machine() -> (
    None
):
    proposal = opportunities.proposal(state="meeting")
    company, person = proposal.opportunity.company, proposal.candidate
    move_proposal(
        proposal,
        to="closed",
        by=opportunities.member(company),
        reason=ClosingReason.SKILLS,
        message="Trop lent.",
    )
    told = OutboxMessage.objects.filter(purpose="opportunities.closed", to=person.email)
    assert (tasks("opportunities.to_tell"), told.count()) == (1, 0)
    assert "appelle" in rules.proposal_state_label(proposal)
    with pytest.raises(NotAllowed):
        tell_person_of_closing(
            proposal, message="Voilà.", by=opportunities.member(company)
        )
    with pytest.raises(DomainError):
        tell_person_of_closing(proposal, message="", by=proposal.owner)
    tell_person_of_closing(
        proposal, message="On en parle demain ensemble.", by=proposal.owner
    )
    assert (tasks("opportunities.to_tell"), told.count()) == (0, 1)
    text = told.get().text
    assert "On en parle demain ensemble." in text
    assert "Trop lent." not in text
    with pytest.raises(MoveRefused):
        tell_person_of_closing(proposal, message="Encore.", by=proposal.owner)


def test_the_database_itself_refuses_a_closing_without_reason(proposal: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=proposal.pk).update(state="closed")


def test_strangers_move_nothing() -> None:
    proposal = opportunities.proposal(state="contacted")
    elsewhere = [
        accounts.team_member(),
        accounts.user(),
        candidates.candidate().user,
        opportunities.member(opportunities.company()),
    ]
    advisor = accounts.advisor(proposal.candidate.zone)
    for stranger in (*elsewhere, advisor):
        assert rules.allowed_proposal_moves(stranger, proposal) == ()
        with pytest.raises(MoveRefused):
            move_proposal(proposal, to="offered", by=stranger)
        if stranger is not advisor:
            assert proposal_for(stranger, proposal.code) is None
    assert proposal_for(advisor, proposal.code) == proposal


def test_a_company_learns_of_the_interest_only_when_the_team_speaks_of_it(
    proposal: Any,
) -> None:
    recruiter = opportunities.member(proposal.opportunity.company)
    assert proposal_for(recruiter, proposal.code) is None
    move_proposal(proposal, to="interested", by=proposal.candidate.user)
    assert proposal_for(recruiter, proposal.code) is None
    move_proposal(proposal, to="contacted", by=proposal.owner)
    assert proposal_for(recruiter, proposal.code) == proposal


@pytest.mark.parametrize(
    "viewer",
    [
        lambda p: opportunities.member(p.opportunity.company),
        lambda p: accounts.user(),
        lambda p: accounts.team_member(),
    ],
)
def test_facts_for_and_against_are_never_shown_to_a_company_nor_to_a_stranger(
    viewer: Callable,
) -> None:
    proposal = opportunities.proposal(candidates.draft_cv().candidate)
    assert match_facts_for(proposal.owner, proposal.candidate, proposal.opportunity)
    assert match_facts_for(
        proposal.candidate.user, proposal.candidate, proposal.opportunity
    )
    assert (
        match_facts_for(viewer(proposal), proposal.candidate, proposal.opportunity)
        is None
    )
    assert leads_for(viewer(proposal), proposal.candidate).openings == []


def test_a_promise_that_passes_becomes_one_task_and_a_kept_one_none() -> None:
    with time_machine.travel("2026-11-23 09:00", tick=False):
        late, kept = opportunities.proposal(), opportunities.proposal()
    with time_machine.travel("2026-12-07 09:00", tick=False):
        assert jobs.raise_late_answer_tasks() == 0
        move_proposal(kept, to="interested", by=kept.candidate.user)
    with time_machine.travel("2026-12-08 09:00", tick=False):
        assert jobs.raise_late_answer_tasks() == 1
        jobs.raise_late_answer_tasks()
        found = Task.objects.get(reason="opportunities.answer_late")
        assert (found.about_code, found.owner, found.due_on) == (
            late.code,
            late.owner,
            date(2026, 12, 7),
        )
        move_proposal(late, to="interested", by=late.candidate.user)
    assert tasks("opportunities.answer_late") == 0


def test_the_same_job_is_proposed_once_to_a_person(proposal: Any) -> None:
    with pytest.raises(DomainError):
        propose_opportunity(
            proposal.opportunity,
            candidate=proposal.candidate,
            message="Encore",
            by=proposal.owner,
        )
    assert Proposal.objects.count() == 1


def test_every_step_is_on_the_person_s_timeline_without_a_name_in_it() -> None:
    proposal = opportunities.proposal(state="offered")
    lines = [
        line
        for line in timeline_of(proposal.candidate.code)
        if line.verb == "opportunities.proposal_moved"
    ]
    assert [line.data["became"] for line in lines] == [
        "offered",
        "contacted",
        "interested",
    ]
    assert proposal.candidate.first_name not in str([line.data for line in lines])


def test_a_job_that_is_gone_asks_the_team_to_tell_each_person_still_waiting() -> None:
    first = opportunities.proposal(state="contacted")
    opportunity = first.opportunity
    other = opportunities.proposal(
        candidates.candidate(first.candidate.zone), opportunity
    )
    opportunities.proposal(
        candidates.candidate(first.candidate.zone), opportunity, state="declined"
    )
    close_opportunity(opportunity, by=first.owner)
    waiting = Task.objects.filter(reason="opportunities.to_close", done_at=None)
    assert {task.about_code for task in waiting} == {first.code, other.code}
