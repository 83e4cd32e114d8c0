"""Approaches, introductions and meetings, as the team handles them."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from entremise.companies.enums import CompanyState, MemberRole
from entremise.companies.models import Company
from entremise.foundation.outbox.models import OutboxMessage
from entremise.meetings.actions.approaches import (
    accept_approach,
    decline_approach,
    propose_introduction,
)
from entremise.meetings.enums import ApproachState, MeetingKind, MeetingState
from entremise.meetings.models import Approach, Meeting
from tests.factories import accounts, candidates, companies, meetings
from tests.kit.queries import assert_same_queries
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


def later(days: int = 6) -> str:
    return (timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


@world
def row() -> Any:
    return meetings.approach()


def test_lists_ask_as_often_with_three_rows_as_with_one(as_user: Any) -> None:
    where = accounts.zone()
    client = as_user(accounts.team_member(where))
    assert_same_queries(
        client, "/equipe/entreprises/", lambda: companies.company(where, verified=False)
    )
    company = companies.company(where)
    assert_same_queries(
        client,
        "/equipe/propositions/",
        lambda: meetings.approach(
            candidates.published_cv(candidates.candidate(where)).candidate, company
        ),
    )
    assert_same_queries(
        client,
        "/equipe/mises-en-relation/",
        lambda: propose_introduction(
            candidates.candidate(where),
            company=company,
            message="Voyez-vous.",
            by=candidates.team_member_of(where),
        ),
    )
    assert_same_queries(
        client,
        "/equipe/rencontres/",
        lambda: meetings.meeting(candidates.candidate(where), company),
    )


def test_verifying_a_company_with_words(as_user: Any) -> None:
    row = companies.company(verified=False)
    client = as_user(accounts.team_member(row.zone))
    assert row.name in client.get("/equipe/entreprises/").content.decode()
    client.get(f"/equipe/entreprises/{row.code}/")
    client.get(f"/equipe/entreprises/{row.code}/verifier/")
    client.post(f"/equipe/entreprises/{row.code}/verifier/", {"message": "Bienvenue."})
    assert Company.objects.get(pk=row.pk).state == CompanyState.VERIFIED
    client.get(f"/equipe/entreprises/{row.code}/suspendre/")
    without = client.post(f"/equipe/entreprises/{row.code}/suspendre/", {"message": ""})
    assert without.status_code == 200
    client.post(
        f"/equipe/entreprises/{row.code}/suspendre/", {"message": "Un signalement."}
    )
    assert Company.objects.get(pk=row.pk).state == CompanyState.SUSPENDED
    page = client.get(f"/equipe/entreprises/{row.code}/").content.decode()
    assert "Compte d’entreprise suspendu" in page


def test_refusing_following_and_asking_a_champion(as_user: Any) -> None:
    row = companies.company(verified=False)
    team = accounts.team_member(row.zone)
    client = as_user(team)
    client.post(
        f"/equipe/entreprises/{row.code}/refuser/", {"message": "Pas cette fois."}
    )
    assert Company.objects.get(pk=row.pk).state == CompanyState.REFUSED
    open_one = companies.company(row.zone)
    champion = companies.member(open_one, MemberRole.CHAMPION)
    client.post(f"/equipe/entreprises/{open_one.code}/suivre/")
    assert Company.objects.get(pk=open_one.pk).owner == team
    client.get(f"/equipe/entreprises/personnes-moteurs/{champion.code}/")
    client.post(
        f"/equipe/entreprises/personnes-moteurs/{champion.code}/",
        {"message": "Un café avec Billy ?"},
    )
    champion.refresh_from_db()
    assert champion.last_asked_at


def test_reading_letting_through_stopping_and_closing(as_user: Any, row: Any) -> None:
    client = as_user(candidates.team_member_of(row.candidate.zone))
    base = f"/equipe/propositions/{row.code}/"
    assert row.message in client.get(base).content.decode()
    client.get(base + "transmettre/")
    client.post(base + "transmettre/", {"message": "Bonne rencontre !"})
    row.refresh_from_db()
    assert row.state == ApproachState.FORWARDED
    decline_approach(row, by=row.candidate.user)
    client.get(base + "clore/")
    empty = client.post(base + "clore/", {"message": ""}).content.decode()
    assert "Écrivez un mot" in empty
    client.post(base + "clore/", {"to_sender": "Merci d’avoir écrit."})
    row.refresh_from_db()
    assert row.state == ApproachState.CLOSED
    other = meetings.approach(
        candidates.published_cv(candidates.candidate(row.candidate.zone)).candidate
    )
    client.get(f"/equipe/propositions/{other.code}/arreter/")
    client.post(
        f"/equipe/propositions/{other.code}/arreter/", {"message": "Trop flou."}
    )
    other.refresh_from_db()
    assert other.state == ApproachState.STOPPED


def test_an_unverified_company_is_said_and_nothing_leaves(as_user: Any) -> None:
    person = candidates.published_cv().candidate
    row = meetings.approach(person, companies.company(person.zone, verified=False))
    client = as_user(candidates.team_member_of(person.zone))
    assert (
        "rien ne part avant"
        in client.get(f"/equipe/propositions/{row.code}/").content.decode()
    )
    refused = client.post(
        f"/equipe/propositions/{row.code}/transmettre/", {"message": ""}
    ).content.decode()
    assert "Vérifiez d’abord" in refused


def test_an_advisor_introduces_and_prepares_a_visit_with_who_will_be_there(
    as_user: Any,
) -> None:
    """No ad anywhere: two people are introduced, the president and the head of IT are expected."""
    person = candidates.candidate()
    advisor, where = accounts.advisor(person.zone), companies.company(person.zone)
    cio = companies.member(
        where, MemberRole.MANAGER, first_name="Iris", job_title="DSI"
    )
    client = as_user(advisor)
    client.get(f"/equipe/candidats/{person.code}/presenter/")
    client.post(
        f"/equipe/candidats/{person.code}/presenter/",
        {"company": where.code, "message": "Leur informatique manque de bras."},
    )
    row = Approach.objects.get()
    assert (row.state, row.sender) == (ApproachState.FORWARDED, advisor)
    accept_approach(row, by=person.user)
    client.get(f"/equipe/propositions/{row.code}/rencontre/")
    client.post(
        f"/equipe/propositions/{row.code}/rencontre/",
        {
            "kind": MeetingKind.VISIT,
            "starts_at": later(),
            "minutes": 120,
            "place": "Siège",
            "people": [cio.user.code],
            "first_guest": "Anne Caron",
            "first_title": "Présidente",
            "first_email": "anne@pluvia.test",
            "comes_along": "on",
        },
    )
    meeting = Meeting.objects.get()
    expected = {
        (a.user.first_name if a.user else a.name, a.side)
        for a in meeting.attendances.all()
    }
    assert expected == {
        ("Iris", "other"),
        ("Anne", "other"),
        (advisor.first_name, "candidate"),
    }
    assert meeting.brokered_by == advisor
    shown = client.get(f"/equipe/rencontres/{meeting.code}/").content.decode()
    assert "Présidente" in shown
    asked = OutboxMessage.objects.filter(purpose="meetings.proposed").values_list(
        "to", flat=True
    )
    assert {"anne@pluvia.test", cio.user.email, person.user.email} <= set(asked)


def test_the_team_meets_somebody_for_the_first_time(as_user: Any) -> None:
    person = candidates.candidate(account=False)
    client = as_user(candidates.team_member_of(person.zone))
    client.get(f"/equipe/candidats/{person.code}/rencontre/")
    client.post(
        f"/equipe/candidats/{person.code}/rencontre/",
        {
            "kind": MeetingKind.FIRST,
            "starts_at": later(),
            "minutes": 60,
            "place": "Au café associatif",
        },
    )
    row = Meeting.objects.get()
    base = f"/equipe/rencontres/{row.code}/"
    assert "me dit oui" in client.get(base).content.decode()
    client.post(base + "oui/", {"side": "candidate"})
    row.refresh_from_db()
    assert row.state == MeetingState.AGREED
    row = meetings.started_meeting(row)
    client.get(base)
    client.post(base + "confirmer/", {"code": row.candidate_code})
    row.refresh_from_db()
    assert row.state == MeetingState.HELD


def test_the_team_helps_but_never_confirms_for_others(as_user: Any) -> None:
    row = meetings.started_meeting(meetings.meeting())
    client = as_user(candidates.team_member_of(row.candidate.zone))
    base = f"/equipe/rencontres/{row.code}/"
    page = client.get(base).content.decode()
    assert "confirmer-sans-chiffres" not in page
    assert row.candidate_code not in page
    assert client.post(base + "confirmer-sans-chiffres/").status_code == 409
    client.get(base + "absence/")
    client.post(
        base + "absence/",
        {"missing_side": "candidate", "message": "Un souci de train."},
    )
    row.refresh_from_db()
    assert row.state == MeetingState.NO_SHOW


def test_the_answer_of_somebody_without_account(as_user: Any) -> None:
    person = candidates.candidate(account=False)
    team = candidates.team_member_of(person.zone)
    row = propose_introduction(
        person, company=companies.company(person.zone), message="Voyez-vous.", by=team
    )
    client = as_user(team)
    assert (
        "me dit oui" in client.get(f"/equipe/propositions/{row.code}/").content.decode()
    )
    client.post(f"/equipe/propositions/{row.code}/oui/")
    row.refresh_from_db()
    assert row.state == ApproachState.ACCEPTED


def test_another_zone_gets_404(as_user: Any, row: Any) -> None:
    meeting = meetings.meeting(row.candidate, row.company)
    client = as_user(accounts.team_member())
    for address in (
        f"entreprises/{row.company.code}/",
        f"entreprises/{row.company.code}/suspendre/",
        f"propositions/{row.code}/",
        f"propositions/{row.code}/transmettre/",
        f"rencontres/{meeting.code}/",
        f"rencontres/{meeting.code}/annuler/",
        f"candidats/{row.candidate.code}/presenter/",
        f"candidats/{row.candidate.code}/rencontre/",
    ):
        assert client.get(f"/equipe/{address}").status_code == 404, address
    for name in ("entreprises", "propositions", "rencontres"):
        assert (
            row.candidate.first_name
            not in client.get(f"/equipe/{name}/").content.decode()
            or name == "entreprises"
        )


def test_an_advisor_reads_but_does_not_moderate(as_user: Any, row: Any) -> None:
    client = as_user(accounts.advisor(row.candidate.zone))
    assert client.get(f"/equipe/propositions/{row.code}/").status_code == 200
    assert (
        client.get(f"/equipe/propositions/{row.code}/transmettre/").status_code == 404
    )
    assert (
        client.post(
            f"/equipe/propositions/{row.code}/arreter/", {"message": "x"}
        ).status_code
        == 404
    )
