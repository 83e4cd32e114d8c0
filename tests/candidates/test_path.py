"""Referral, and moves along the path."""

from typing import Any

import pytest

from entremise.candidates import rules
from entremise.candidates.actions.listed import add_candidate_from_list
from entremise.candidates.actions.path import (
    give_candidate_access,
    move_candidate_path,
    refer_candidate,
)
from entremise.candidates.content.cv import CVContent
from entremise.candidates.enums import PATH_MOVES, PathState
from entremise.candidates.models import CV, Candidate, PathMove, Referrer
from entremise.candidates.queries.candidates import candidate_for
from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.models import Task
from entremise.meetings.enums import MeetingKind
from tests.factories import accounts, candidates, meetings

pytestmark = pytest.mark.django_db


def test_a_social_organisation_refers_without_account() -> None:
    zone = accounts.zone()
    person = refer_candidate(
        first_name=" Ali\u202e ",
        zone=zone,
        phone="06 12 34 56 78",
        referral_message="Motivé.",
        organization="Le Relais",
        referrer_first_name="Zoé",
        referrer_email="zoe@exemple.test",
        by=None,
    )
    assert (person.first_name, person.phone) == ("Ali", "+33612345678")
    assert Task.objects.get(reason="candidates.referral").about_code == person.code
    assert (
        OutboxMessage.objects.get(purpose="candidates.referral_received").to
        == "zoe@exemple.test"
    )
    refer_candidate(
        first_name="Ada",
        zone=zone,
        organization="le relais",
        referrer_first_name="Zoé",
        referrer_email="zoe@exemple.test",
        by=None,
    )
    assert Referrer.objects.count() == 1


def test_a_team_refers_in_its_zone_only() -> None:
    with pytest.raises(NotAllowed):
        refer_candidate(
            first_name="Ali", zone=accounts.zone(), by=accounts.team_member()
        )


@pytest.mark.parametrize("was", list(PathState))
def test_only_the_moves_of_the_table(was: PathState) -> None:
    person = candidates.candidate(state=was, account=False)
    for to in set(PathState) - set(PATH_MOVES[was]):
        with pytest.raises(MoveRefused):
            move_candidate_path(
                person, to=to, by=candidates.team_member_of(person.zone), reason="moved"
            )
    person.refresh_from_db()
    assert person.state == was


def test_each_step_keeps_its_date_and_who_decided() -> None:
    person = candidates.candidate(state="active", account=False)
    steps = list(
        PathMove.objects.filter(candidate=person).values_list("became", flat=True)
    )
    assert steps == ["applied", "met", "accepted", "active"]
    assert {m.by for m in PathMove.objects.select_related("by")} == {
        candidates.team_member_of(person.zone)
    }
    assert person.started_on is not None
    assert CV.objects.filter(candidate=person).exists()


def test_leaving_says_why() -> None:
    person = candidates.candidate(state="met", account=False)
    with pytest.raises(MoveRefused):
        move_candidate_path(
            person, to="left", by=candidates.team_member_of(person.zone)
        )


def test_two_deciders_at_once_make_one_step() -> None:
    person = candidates.candidate(state="applied", account=False)
    move_candidate_path(person, to="met", by=candidates.team_member_of(person.zone))
    with pytest.raises(MoveRefused):
        move_candidate_path(
            Candidate.objects.get(pk=person.pk),
            to="met",
            by=candidates.team_member_of(person.zone),
        )


def test_an_address_of_somebody_else_opens_nothing() -> None:
    accounts.user(first_name="Denis", email="denis@exemple.test")
    person = candidates.candidate(
        account=False, first_name="Ali", email="denis@exemple.test"
    )
    with pytest.raises(DomainError):
        give_candidate_access(person, by=candidates.team_member_of(person.zone))


def test_two_people_may_share_one_telephone(as_user: Any) -> None:
    """The second one enters by a printed card, and both receive their messages."""
    amina = candidates.candidate(
        first_name="Amina", email="", phone="06 12 34 56 78", account=True
    )
    fatou = candidates.candidate(
        amina.zone,
        account=False,
        first_name="Fatou",
        email="",
        phone="06 12 34 56 78",
    )
    browser = as_user(candidates.team_member_of(amina.zone))
    base = f"/equipe/candidats/{fatou.code}/"
    page = browser.post(base + "acces/", follow=True).content.decode()
    assert "Ce téléphone ouvre déjà l’espace de quelqu’un d’autre." in page
    fatou.refresh_from_db()
    assert fatou.user is not None
    assert (fatou.user.email, fatou.user.phone) == (None, None)
    assert amina.user is not None
    assert amina.user.phone == fatou.phone
    card = browser.post(base + "carte/")
    assert card.context["secret"].code[:4] in card.content.decode()
    for person in (amina, fatou):
        meeting = meetings.meeting(person, kind=MeetingKind.FIRST, agreed=False)
        told = OutboxMessage.objects.filter(
            purpose="meetings.proposed", about=meeting.code, channel="sms"
        )
        assert [message.to for message in told] == ["+33612345678"]


def test_who_may_open_a_file() -> None:
    person = candidates.candidate()
    team, advisor = (
        candidates.team_member_of(person.zone),
        accounts.advisor(person.zone),
    )
    for viewer in (person.user, team, advisor, accounts.administrator()):
        assert candidate_for(viewer, person.code) == person
    for stranger in (
        accounts.user(),
        accounts.team_member(),
        candidates.candidate().user,
    ):
        assert candidate_for(stranger, person.code) is None


def test_a_companion_walks_beside_while_registered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person, friend = candidates.candidate(), accounts.user()
    monkeypatch.setattr(rules, "_accompaniment_checks", [])
    rules.register_accompaniment_check(lambda user, candidate: user == friend)
    assert rules.can_edit_cv(friend, person)
    assert not rules.can_give_consent(friend, person)
    assert not rules.can_withdraw_cv(friend, person)
    monkeypatch.setattr(rules, "_accompaniment_checks", [])
    assert candidate_for(friend, person.code) is None


@pytest.mark.parametrize(
    ("spoken", "written"), [("ar", "ar"), ("en", "en"), ("fr", "fr"), ("ti", "fr")]
)
def test_a_cv_begins_in_the_language_of_the_person_when_the_site_has_it(
    spoken: str, written: str
) -> None:
    zone = accounts.zone()
    team = candidates.team_member_of(zone)
    met = candidates.candidate(zone, state=PathState.MET, language=spoken)
    accepted = move_candidate_path(met, to=PathState.ACCEPTED, by=team)
    assert accepted.cv.language == written
    listed, _ = add_candidate_from_list(
        first_name="Ali", zone=zone, by=team, state=PathState.ACCEPTED, language=spoken
    )
    assert listed.cv.language == written
    # What the team wrote in its list is in the language of the team.
    listed, _ = add_candidate_from_list(
        first_name="Ali",
        zone=zone,
        by=team,
        state=PathState.ACCEPTED,
        cv=CVContent(),
        language=spoken,
    )
    assert listed.cv.language == "fr"
