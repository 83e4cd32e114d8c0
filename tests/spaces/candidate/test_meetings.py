"""A candidate's approaches and meetings, from the answer to the debrief."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from entremise.meetings.actions.planning import save_preparation
from entremise.meetings.enums import (
    ApproachState,
    DebriefNextStep,
    MeetingKind,
    MeetingState,
)
from entremise.meetings.models import Approach, Meeting
from tests.factories import accounts, candidates, companies, meetings
from tests.kit.queries import assert_same_queries
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


def url(row: Any, *rest: str) -> str:
    return "/".join(["/mon-espace/rencontres", row.code, *rest]) + "/"


def later(days: int = 6) -> str:
    return (timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


@world
def row() -> Any:
    return meetings.meeting()


@world
def started() -> Any:
    return meetings.started_meeting(meetings.meeting())


def test_an_empty_list_says_what_will_come(as_user: Any) -> None:
    seen = as_user(candidates.candidate().user).get("/mon-espace/rencontres/")
    assert "Pas de rencontre prévue" in seen.content.decode()


def test_the_list_asks_as_often_with_three_rows_as_with_one(as_user: Any) -> None:
    person = candidates.candidate()
    where = companies.company(person.zone)
    client = as_user(person.user)
    assert_same_queries(
        client, "/mon-espace/rencontres/", lambda: meetings.meeting(person, where)
    )


def test_the_past_list_too(as_user: Any) -> None:
    person = candidates.candidate()
    where = companies.company(person.zone)
    assert_same_queries(
        as_user(person.user),
        "/mon-espace/rencontres/",
        lambda: meetings.held_meeting(person, where),
    )


def test_reading_a_proposal_and_saying_yes_in_one_tap(as_user: Any) -> None:
    row = meetings.approach(state=ApproachState.FORWARDED)
    client = as_user(row.candidate.user)
    listed = client.get("/mon-espace/rencontres/").content.decode()
    assert f"/mon-espace/rencontres/propositions/{row.code}/" in listed
    shown = client.get(
        f"/mon-espace/rencontres/propositions/{row.code}/"
    ).content.decode()
    assert row.message in shown
    assert "On ne paie jamais pour travailler" in shown
    assert (
        "Vous avez dit oui"
        in client.post(
            f"/mon-espace/rencontres/propositions/{row.code}/oui/", follow=True
        ).content.decode()
    )
    row.refresh_from_db()
    assert row.state == ApproachState.ACCEPTED


def test_saying_no_without_a_word_is_fine(as_user: Any) -> None:
    row = meetings.approach(state=ApproachState.FORWARDED)
    client = as_user(row.candidate.user)
    client.get(f"/mon-espace/rencontres/propositions/{row.code}/non/")
    seen = client.post(
        f"/mon-espace/rencontres/propositions/{row.code}/non/",
        {"message": ""},
        follow=True,
    )
    assert "C’est votre choix" in seen.content.decode()
    row.refresh_from_db()
    assert row.state == ApproachState.DECLINED


def test_what_the_team_has_not_let_through_does_not_exist(as_user: Any) -> None:
    row = meetings.approach()
    client = as_user(row.candidate.user)
    assert (
        client.get(f"/mon-espace/rencontres/propositions/{row.code}/").status_code
        == 404
    )
    assert (
        client.post(f"/mon-espace/rencontres/propositions/{row.code}/oui/").status_code
        == 404
    )


def test_the_page_says_when_where_with_whom_and_how(as_user: Any) -> None:
    row = meetings.meeting(directions="Métro Hoche, demandez Marion")
    shown = as_user(row.candidate.user).get(url(row)).content.decode()
    for said in (row.place, "Métro Hoche", row.company.name, row.candidate_code):
        assert said in shown
    assert row.other_code not in shown


def test_saying_yes_moving_and_calling_off(as_user: Any) -> None:
    row = meetings.meeting(agreed=False)
    client = as_user(row.candidate.user)
    client.post(url(row, "oui"), {"side": "candidate"})
    row.refresh_from_db()
    assert row.candidate_agreed_at
    client.get(url(row, "autre-date"))
    client.post(
        url(row, "autre-date"),
        {"starts_at": later(), "message": "Je travaille ce jour-là."},
    )
    row.refresh_from_db()
    assert (row.state, row.sequence) == (MeetingState.RESCHEDULED, 1)
    client.get(url(row, "annuler"))
    refused = client.post(url(row, "annuler"), {"message": ""})
    assert refused.status_code == 200
    client.post(url(row, "annuler"), {"message": "Je ne peux plus."})
    row.refresh_from_db()
    assert row.state == MeetingState.CANCELLED
    assert "Je ne peux plus." in client.get(url(row)).content.decode()


def test_a_date_in_the_past_keeps_what_was_typed(as_user: Any, row: Any) -> None:
    client = as_user(row.candidate.user)
    shown = client.post(
        url(row, "autre-date"), {"starts_at": later(-2), "message": "Gardez ces mots"}
    ).content.decode()
    assert "Cette date est passée" in shown
    assert "Gardez ces mots" in shown


def test_confirming_by_digits_and_the_wrong_ones(as_user: Any, started: Any) -> None:
    row = started
    client = as_user(row.candidate.user)
    wrong = client.post(
        url(row, "confirmer"), {"code": row.candidate_code}
    ).content.decode()
    assert "propres chiffres" in wrong
    client.post(url(row, "confirmer"), {"code": row.other_code})
    row.refresh_from_db()
    assert row.state == MeetingState.HELD
    assert "Comment c’était" in client.get(url(row)).content.decode()


def test_wrong_digits_stay_counted_across_requests(as_user: Any, started: Any) -> None:
    row = started
    client = as_user(row.candidate.user)
    for _try in range(5):
        client.post(url(row, "confirmer"), {"code": row.candidate_code})
    assert (
        "Trop d’essais"
        in client.post(url(row, "confirmer"), {"code": row.other_code}).content.decode()
    )
    row.refresh_from_db()
    assert row.state == MeetingState.AGREED


def test_confirming_without_digits_waits_for_the_other_side(
    as_user: Any, started: Any
) -> None:
    row = started
    client = as_user(row.candidate.user)
    seen = client.post(
        url(row, "confirmer-sans-chiffres"), follow=True
    ).content.decode()
    assert "Nous attendons la réponse" in seen
    row.refresh_from_db()
    assert row.state == MeetingState.CLAIMED


def test_preparing_telling_and_saying_somebody_was_absent(
    as_user: Any, row: Any
) -> None:
    client = as_user(row.candidate.user)
    client.get(url(row, "preparer"))
    client.post(url(row, "preparer"), {"wants": "Montrer mes photos de cuisine"})
    assert "Montrer mes photos" in client.get(url(row)).content.decode()
    told = meetings.held_meeting(row.candidate, row.company)
    client.get(url(told, "raconter"))
    client.post(
        url(told, "raconter"),
        {"changed": "J’ose maintenant.", "next_step": DebriefNextStep.SECOND_MEETING},
    )
    assert "J’ose maintenant." in client.get(url(told)).content.decode()
    missed = meetings.started_meeting(meetings.meeting(row.candidate, row.company))
    client.get(url(missed, "absence"))
    client.post(
        url(missed, "absence"), {"missing_side": "other", "message": "Porte fermée."}
    )
    missed.refresh_from_db()
    assert missed.state == MeetingState.NO_SHOW


def test_the_other_sides_words_are_never_on_the_page(as_user: Any, row: Any) -> None:
    save_preparation(
        row,
        side="other",
        wants="Voir si elle tient debout",
        by=companies.recruiter_of(row.company),
    )
    assert (
        "tient debout" not in as_user(row.candidate.user).get(url(row)).content.decode()
    )


def test_a_stranger_and_a_get_change_nothing(as_user: Any) -> None:
    row, proposal = (
        meetings.meeting(agreed=False),
        meetings.approach(state=ApproachState.FORWARDED),
    )
    stranger = as_user(candidates.candidate().user)
    for verb in (
        "oui",
        "confirmer",
        "autre-date",
        "annuler",
        "preparer",
        "raconter",
        "absence",
        "confirmer-sans-chiffres",
    ):
        assert stranger.post(url(row, verb), {"message": "x"}).status_code == 404
    assert stranger.get(url(row)).status_code == 404
    owner = as_user(row.candidate.user)
    for verb in ("oui", "confirmer", "confirmer-sans-chiffres"):
        assert owner.get(url(row, verb)).status_code == 405
    assert (
        as_user(proposal.candidate.user)
        .get(f"/mon-espace/rencontres/propositions/{proposal.code}/oui/")
        .status_code
        == 405
    )
    assert Meeting.objects.get(pk=row.pk).candidate_agreed_at is None
    assert Approach.objects.get(pk=proposal.pk).state == ApproachState.FORWARDED


def test_somebody_of_the_team_is_not_the_person(as_user: Any, row: Any) -> None:
    assert (
        as_user(candidates.team_member_of(row.candidate.zone)).get(url(row)).status_code
        == 404
    )
    assert as_user(accounts.administrator()).get(url(row)).status_code == 404


def test_twice_the_same_form_is_one_gesture(as_user: Any, row: Any) -> None:
    client = as_user(row.candidate.user)
    for _twice in range(2):
        client.post(
            url(row, "autre-date"), {"starts_at": later(), "_once": "the-same-key"}
        )
    assert Meeting.objects.get(pk=row.pk).sequence == 1


def test_a_first_meeting_with_the_team_has_its_page(as_user: Any) -> None:
    row = meetings.meeting(kind=MeetingKind.FIRST)
    assert (
        "Première rencontre"
        in as_user(row.candidate.user).get(url(row)).content.decode()
    )
