"""Ads, jobs drawn for a person, jobs found elsewhere: read by the team before anybody else."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from entremise.companies import actions as companies
from entremise.foundation.kit.errors import (
    DomainError,
    EditConflict,
    MoveRefused,
    NotAllowed,
)
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.models import Task
from entremise.opportunities.actions.opportunities import (
    close_opportunity,
    open_opportunity,
    refuse_opportunity,
    reopen_opportunity,
    return_opportunity,
    sketch_opportunity,
    submit_opportunity,
    update_opportunity,
    write_sketch_column,
)
from entremise.opportunities.actions.proposals import propose_opportunity
from entremise.opportunities.enums import OPPORTUNITY_MOVES, OpportunityState
from entremise.opportunities.models import Opportunity
from entremise.opportunities.queries.leads import leads_for, suggested_people_for
from entremise.opportunities.queries.opportunities import (
    opportunities_to_review_for,
    opportunity_for,
)
from tests.factories import accounts, candidates, opportunities
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


@world
def ad() -> Any:
    return opportunities.posted_job(open_now=False)


def test_an_ad_waits_for_the_team_then_opens_and_its_writer_is_told(ad: Any) -> None:
    team, writer = candidates.team_member_of(ad.zone), ad.proposed_by
    submit_opportunity(ad, by=writer)
    assert list(opportunities_to_review_for(team)) == [ad]
    assert (
        Task.objects.filter(reason="opportunities.to_read", done_at=None).count() == 1
    )
    open_opportunity(ad, by=team, message="Bienvenue.")
    assert (ad.state, ad.decided_by) == (OpportunityState.OPEN, team)
    assert not Task.objects.filter(
        reason="opportunities.to_read", done_at=None
    ).exists()
    assert (
        OutboxMessage.objects.filter(
            purpose="opportunities.decided", to=writer.email
        ).count()
        == 1
    )


def test_the_ad_that_waits_longest_is_read_first() -> None:
    employer = opportunities.company()
    first, second, third = (
        opportunities.posted_job(employer, open_now=False) for _ in range(3)
    )
    for ad in (second, third, first):
        submit_opportunity(ad, by=ad.proposed_by)
    team = candidates.team_member_of(first.zone)
    assert list(opportunities_to_review_for(team)) == [second, third, first]


def test_a_job_of_a_company_that_is_not_verified_does_not_open() -> None:
    where = accounts.zone()
    company = opportunities.company(where)
    ad = opportunities.posted_job(company, open_now=False)
    submit_opportunity(ad, by=ad.proposed_by)
    companies.suspend_company(
        company, by=candidates.team_member_of(where), message="À revoir."
    )
    ad = Opportunity.objects.get(pk=ad.pk)
    with pytest.raises(DomainError):
        open_opportunity(ad, by=candidates.team_member_of(where))


def test_a_refusal_says_why_and_the_job_can_be_taken_up_again(ad: Any) -> None:
    team = candidates.team_member_of(ad.zone)
    submit_opportunity(ad, by=ad.proposed_by)
    with pytest.raises(DomainError):
        refuse_opportunity(ad, by=team, message="")
    refuse_opportunity(ad, by=team, message="Le salaire manque.")
    assert (
        "Le salaire manque."
        in OutboxMessage.objects.get(purpose="opportunities.decided").text
    )
    assert reopen_opportunity(ad, by=team).state == OpportunityState.DRAFT


def test_nobody_is_proposed_a_job_that_the_team_has_not_opened(ad: Any) -> None:
    person = candidates.candidate(ad.zone)
    with pytest.raises(NotAllowed):
        propose_opportunity(
            ad,
            candidate=person,
            message="Regardez",
            by=candidates.team_member_of(ad.zone),
        )
    assert opportunity_for(person.user, ad.code) is None


def test_moderating_belongs_to_the_team_of_the_zone(ad: Any) -> None:
    submit_opportunity(ad, by=ad.proposed_by)
    for other in (
        ad.proposed_by,
        accounts.team_member(),
        accounts.advisor(ad.zone),
        candidates.candidate().user,
    ):
        with pytest.raises(NotAllowed):
            open_opportunity(ad, by=other)


def test_an_opportunity_moves_by_its_table_only() -> None:
    ad = opportunities.posted_job()
    team = candidates.team_member_of(ad.zone)
    assert OpportunityState.DRAFT not in OPPORTUNITY_MOVES[OpportunityState.OPEN]
    with pytest.raises(MoveRefused):
        return_opportunity(ad, by=team, message="Encore un mot.")
    twin = Opportunity.objects.get(pk=ad.pk)
    close_opportunity(ad, by=team)
    with pytest.raises(MoveRefused):
        close_opportunity(twin, by=team)


def test_a_sketch_is_written_from_both_sides_then_read_by_the_team() -> None:
    sketch = opportunities.sketch(does_well="", left_undone="")
    person, champion = sketch.created_for.user, opportunities.member(sketch.company)
    assert opportunity_for(person, sketch.code) == sketch
    with pytest.raises(NotAllowed):
        write_sketch_column(sketch, "left_undone", text="x", was="", by=person)
    with pytest.raises(NotAllowed):
        write_sketch_column(sketch, "does_well", text="x", was="", by=champion)
    write_sketch_column(
        sketch, "left_undone", text="Préparer les ordinateurs.", was="", by=champion
    )
    with pytest.raises(DomainError):
        submit_opportunity(sketch, by=champion)
    write_sketch_column(sketch, "does_well", text="Je répare tout.", was="", by=person)
    submit_opportunity(sketch, by=champion)
    assert sketch.state == OpportunityState.PENDING_REVIEW
    with pytest.raises(NotAllowed):
        write_sketch_column(
            sketch, "does_well", text="Plus tard", was="Je répare tout.", by=person
        )


def test_two_who_write_the_same_column_see_both_texts() -> None:
    sketch = opportunities.sketch(does_well="")
    person, team = sketch.created_for.user, candidates.team_member_of(sketch.zone)
    write_sketch_column(sketch, "does_well", text="Je répare.", was="", by=person)
    with pytest.raises(EditConflict) as refused:
        write_sketch_column(
            sketch, "does_well", text="Il explique bien.", was="", by=team
        )
    assert refused.value.stored.does_well == "Je répare."
    sketch.refresh_from_db()
    assert sketch.does_well == "Je répare."
    # The same words sent twice are not a quarrel.
    write_sketch_column(sketch, "does_well", text="Je répare.", was="", by=person)


def test_a_sketch_without_a_person_does_not_exist() -> None:
    sketch = opportunities.sketch()
    with pytest.raises(IntegrityError), transaction.atomic():
        Opportunity.objects.filter(pk=sketch.pk).update(created_for=None)


def test_strangers_see_and_write_nothing() -> None:
    sketch, ad = opportunities.sketch(), opportunities.posted_job()
    for stranger in (
        accounts.user(),
        accounts.team_member(),
        candidates.candidate().user,
        opportunities.member(opportunities.company()),
    ):
        assert opportunity_for(stranger, sketch.code) is None
        assert opportunity_for(stranger, ad.code) is None
        with pytest.raises(NotAllowed):
            update_opportunity(sketch, by=stranger, title="Autre")
        with pytest.raises(NotAllowed):
            sketch_opportunity(
                None,
                candidate=sketch.created_for,
                company=sketch.company,
                title="X",
                by=stranger,
            )


def test_suggestions_start_from_the_person_and_say_why() -> None:
    person = candidates.draft_cv().candidate
    service = opportunities.posted_job(
        opportunities.company(person.zone), title="Conseillère clientèle"
    )
    opportunities.posted_job(
        opportunities.company(person.zone),
        title="Maçon",
        family="construction",
        languages=[],
        description="Monter un mur.",
    )
    [(found, facts)] = leads_for(
        candidates.team_member_of(person.zone), person
    ).openings
    assert found == service
    assert {fact.key for fact in facts.for_} >= {
        "wished_occupation",
        "speaks",
        "contract_wished",
    }


def test_the_people_to_think_of_come_by_first_name_and_never_to_a_company() -> None:
    ad = opportunities.posted_job()
    for name in ("Zoé", "Ali", "Mina"):
        candidates.draft_cv(candidates.candidate(ad.zone, first_name=name))
    people = suggested_people_for(candidates.team_member_of(ad.zone), ad)
    assert [person.first_name for person, _facts in people] == ["Ali", "Mina", "Zoé"]
    assert suggested_people_for(opportunities.member(ad.company), ad) == []
