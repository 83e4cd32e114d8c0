import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from entremise.candidates.actions.path import move_candidate_path
from entremise.candidates.rules import can_edit_cv, can_view_candidate
from entremise.coaching import actions, jobs, queries, rules
from entremise.coaching.enums import (
    CoachApplicationState,
    CoachState,
    PairingEndReason,
    SessionMood,
)
from entremise.coaching.models import Coach, Pairing
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.queries import timeline_of
from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.models import Task
from tests.factories import accounts, candidates, coaching
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


@world
def pairing() -> Any:
    return coaching.pairing()


@world
def session() -> Any:
    return coaching.session_log()


def test_an_offer_becomes_a_task_and_opens_nothing():
    offer = coaching.coach_application(
        accounts.zone("Lyon"), email="Jeanne@Exemple.test", phone="06 12 34 56 78"
    )
    assert (offer.email, offer.phone) == ("jeanne@exemple.test", "+33612345678")
    task = Task.objects.get()
    assert (task.reason, task.zone.name, task.about_label) == (
        "coaching.to_meet",
        "Lyon",
        "Jeanne Morel",
    )
    assert not User.objects.filter(email="jeanne@exemple.test").exists()
    assert (
        OutboxMessage.objects.get(purpose="coaching.application_received").to
        == "jeanne@exemple.test"
    )


def test_accepted_by_the_team_of_the_zone_somebody_becomes_a_coach_without_charter_yet():
    offer = coaching.coach_application(accounts.zone("Lyon"), capacity=2)
    with pytest.raises(NotAllowed):
        actions.accept_coach_application(
            offer, by=accounts.team_member(accounts.zone("Paris"))
        )
    coach = actions.accept_coach_application(
        offer, by=candidates.team_member_of(offer.zone)
    )
    assert (coach.state, coach.capacity, coach.languages) == (
        CoachState.ACTIVE,
        2,
        "arabe, anglais",
    )
    assert rules.is_coach(coach.user)
    assert not rules.has_current_charter(coach)
    assert Task.objects.get(reason="coaching.to_meet").done_at is not None
    with pytest.raises(MoveRefused):
        actions.accept_coach_application(
            offer, by=candidates.team_member_of(offer.zone)
        )


def test_a_refusal_is_written_by_a_human():
    offer = coaching.coach_application()
    team = candidates.team_member_of(offer.zone)
    with pytest.raises(DomainError):
        actions.decline_coach_application(offer, message="  ", by=team)
    actions.decline_coach_application(
        offer, message="Merci. Nous cherchons quelqu’un sur place.", by=team
    )
    assert offer.state == CoachApplicationState.DECLINED
    assert (
        "sur place"
        in OutboxMessage.objects.get(purpose="coaching.application_declined").text
    )


def test_a_pairing_needs_the_charter_room_and_a_free_person():
    where = accounts.zone("Lyon")
    team, person = candidates.team_member_of(where), candidates.candidate(where)
    unread = coaching.coach(where, charter=False)
    with pytest.raises(DomainError, match="charte"):
        actions.start_pairing(person, coach=unread, by=team)
    coach = coaching.coach(where, capacity=1)
    actions.start_pairing(person, coach=coach, by=team)
    with pytest.raises(DomainError, match="déjà un coach"):
        actions.start_pairing(person, coach=coaching.coach(where), by=team)
    with pytest.raises(DomainError, match="autant de personnes"):
        actions.start_pairing(candidates.candidate(where), coach=coach, by=team)
    actions.change_coach_state(
        other := coaching.coach(where), to=CoachState.PAUSED, by=team
    )
    with pytest.raises(DomainError, match="disponible"):
        actions.start_pairing(candidates.candidate(where), coach=other, by=team)


def test_only_the_team_of_the_person_s_zone_pairs():
    person = candidates.candidate(accounts.zone("Lyon"))
    coach = coaching.coach(person.zone)
    for stranger in (
        accounts.team_member(accounts.zone("Paris")),
        coach.user,
        accounts.advisor(person.zone),
    ):
        with pytest.raises(NotAllowed):
            actions.start_pairing(person, coach=coach, by=stranger)


def test_somebody_not_welcomed_yet_is_not_paired():
    person = candidates.candidate(state="met", account=False)
    with pytest.raises(DomainError, match="accueil"):
        actions.start_pairing(
            person,
            coach=coaching.coach(person.zone),
            by=candidates.team_member_of(person.zone),
        )


@pytest.mark.django_db(transaction=True)
def test_two_pairings_at_the_same_moment_respect_the_capacity():
    where = accounts.zone("Lyon")
    team, coach = candidates.team_member_of(where), coaching.coach(where, capacity=1)
    people = [candidates.candidate(where) for _ in range(4)]
    barrier, refused = threading.Barrier(len(people)), []

    def pair(person: object) -> None:
        barrier.wait()
        try:
            actions.start_pairing(
                person,
                coach=Coach.objects.get(pk=coach.pk),
                by=User.objects.get(pk=team.pk),
            )
        except DomainError as error:
            refused.append(str(error))
        finally:
            connection.close()

    threads = [threading.Thread(target=pair, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Pairing.objects.filter(coach=coach, ended_at=None).count() == 1
    assert len(refused) == 3


def test_the_coach_s_rights_end_with_the_pairing(pairing: Any):
    person, coach = pairing.candidate, pairing.coach.user
    assert can_view_candidate(coach, person)
    assert can_edit_cv(coach, person)
    assert not can_view_candidate(coaching.coach(person.zone).user, person)
    actions.end_pairing(
        pairing,
        reason=PairingEndReason.GOAL,
        comment="Bravo",
        by=candidates.team_member_of(person.zone),
    )
    assert not can_view_candidate(coach, person)
    assert not can_edit_cv(coach, person)
    assert queries.own_pairing_for(coach, person.code) is None
    assert (
        OutboxMessage.objects.filter(purpose__startswith="coaching.ended_").count() == 2
    )
    with pytest.raises(DomainError):
        actions.end_pairing(
            pairing,
            reason=PairingEndReason.GOAL,
            comment="",
            by=candidates.team_member_of(person.zone),
        )


def test_when_the_path_is_over_so_is_the_pairing(pairing: Any):
    person = pairing.candidate
    move_candidate_path(
        person, to="left", by=candidates.team_member_of(person.zone), reason="moved"
    )
    pairing.refresh_from_db()
    assert pairing.ended_at is not None
    assert not rules.is_coach_of(pairing.coach.user, person)


def test_a_coach_does_not_stop_in_the_middle(pairing: Any):
    with pytest.raises(DomainError, match="binôme"):
        actions.change_coach_state(
            pairing.coach,
            to=CoachState.ENDED,
            by=candidates.team_member_of(pairing.candidate.zone),
        )


def test_a_session_is_the_last_contact_and_a_hard_one_calls_the_team(session: Any):
    person = session.pairing.candidate
    person.refresh_from_db()
    assert person.last_contact_on == timezone.localdate()
    assert not Task.objects.filter(reason="coaching.hard_session").exists()
    coaching.session_log(session.pairing, mood=SessionMood.HARD)
    assert Task.objects.get(reason="coaching.hard_session").about_code == person.code
    coaching.session_log(session.pairing, on=timezone.localdate() - timedelta(days=5))
    person.refresh_from_db()
    assert person.last_contact_on == timezone.localdate()


def test_only_the_coach_of_today_writes_the_log(pairing: Any):
    values = {
        "on": timezone.localdate(),
        "minutes": 60,
        "in_person": True,
        "mood": SessionMood.GOOD,
        "did": "…",
    }
    with pytest.raises(NotAllowed):
        actions.log_coaching_session(
            pairing, by=candidates.team_member_of(pairing.candidate.zone), **values
        )
    with pytest.raises(DomainError):
        actions.log_coaching_session(
            pairing,
            by=pairing.coach.user,
            **values | {"on": timezone.localdate() + timedelta(days=1)},
        )


def test_the_log_is_for_the_coach_of_today_and_the_team(session: Any):
    person, coach = session.pairing.candidate, session.pairing.coach.user
    readers = [coach, candidates.team_member_of(person.zone)]
    strangers = [
        person.user,
        accounts.advisor(person.zone),
        accounts.team_member(accounts.zone("Ailleurs")),
    ]
    assert [
        queries.candidate_sessions_for(reader, person).count() for reader in readers
    ] == [1, 1]
    assert [
        queries.candidate_sessions_for(stranger, person).count()
        for stranger in strangers
    ] == [0, 0, 0]
    actions.end_pairing(session.pairing, reason=PairingEndReason.TERM, by=readers[1])
    assert not queries.candidate_sessions_for(coach, person).exists()


def test_an_alarm_is_urgent_and_keeps_the_coach_s_words(pairing: Any):
    actions.raise_coach_alarm(
        pairing.candidate, message="Il ne répond plus.", by=pairing.coach.user
    )
    task = Task.objects.get(reason="coaching.alarm")
    assert (task.urgent, task.reason, task.comment) == (
        True,
        "coaching.alarm",
        "Il ne répond plus.",
    )
    with pytest.raises(NotAllowed):
        actions.raise_coach_alarm(
            pairing.candidate,
            message="…",
            by=coaching.coach(pairing.candidate.zone).user,
        )


def test_two_silent_weeks_make_one_task_that_a_session_closes(pairing: Any):
    with time_machine.travel(timezone.now() + timedelta(days=13)):
        assert jobs.raise_quiet_pairing_tasks() == 0
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        jobs.raise_quiet_pairing_tasks()
        jobs.raise_quiet_pairing_tasks()
        task = Task.objects.get(reason="coaching.quiet")
        coaching.session_log(pairing)
    task.refresh_from_db()
    assert task.done_at is not None


def test_an_offer_is_forgotten_after_a_year():
    coaching.coach_application()
    with time_machine.travel(timezone.now() + timedelta(days=364)):
        assert jobs.delete_old_coach_applications() == 0
    with time_machine.travel(timezone.now() + timedelta(days=366)):
        assert jobs.delete_old_coach_applications() == 1


def test_coaches_with_room_are_active_read_the_charter_and_belong_to_the_zone():
    where = accounts.zone("Lyon")
    free = coaching.coach(where, capacity=2)
    coaching.pairing(candidates.candidate(where), of=free)
    coaching.coach(where, charter=False)
    coaching.pairing(candidates.candidate(where), of=coaching.coach(where, capacity=1))
    coaching.coach(accounts.zone("Paris"))
    assert [
        (coach.pk, coach.live) for coach in queries.available_coaches_in(where)
    ] == [(free.pk, 1)]


def test_a_coach_reads_only_their_own_pairings_and_staff_those_of_their_zones():
    mine, other = coaching.pairing(), coaching.pairing()
    assert list(queries.pairings_for(mine.coach.user)) == [mine]
    assert list(
        queries.pairings_for(candidates.team_member_of(other.candidate.zone))
    ) == [other]
    assert queries.pairing_for(mine.coach.user, other.code) is None
    assert queries.current_coach_of(mine.candidate) == mine.coach


def test_the_timeline_of_the_person_tells_the_coaching(session: Any):
    verbs = [line.verb for line in timeline_of(session.pairing.candidate.code)]
    assert verbs[:2] == ["coaching.session_logged", "coaching.paired"]


def test_each_accepts_the_charter_for_themselves():
    coach = coaching.coach(charter=False)
    with pytest.raises(NotAllowed):
        actions.accept_coach_charter(coach, by=candidates.team_member_of(coach.zone))
    actions.accept_coach_charter(coach, by=coach.user)
    assert rules.has_current_charter(coach)
