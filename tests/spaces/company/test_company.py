"""The company's space, and nothing of other companies."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from entremise.companies import actions as company_actions
from entremise.companies.enums import MemberRole
from entremise.companies.models import Company
from entremise.meetings.enums import ApproachState, MeetingState
from entremise.meetings.models import Approach, Meeting
from tests.factories import candidates, companies, meetings
from tests.kit.queries import assert_same_queries
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db
WORDS = {
    "message": "Votre accueil nous a plu.",
    "job_idea": "service client",
    "place": "Pantin",
    "wished_at": "un mardi",
}


def later(days: int = 6) -> str:
    return (timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


def private(person: Any) -> tuple[str, ...]:
    return (person.last_name, person.email)


@world
def where() -> Any:
    return companies.company()


def test_every_first_page_helps_when_it_is_empty(as_user: Any) -> None:
    client = as_user(companies.recruiter_of(companies.company()))
    said = {
        "/entreprise/": "Pas encore de rencontre prévue",
        "/entreprise/personnes/": "Personne n’est visible",
        "/entreprise/propositions/": "encore écrit à personne",
        "/entreprise/rencontres/": "Pas de rencontre prévue",
        "/entreprise/equipe/": "Rien d’écrit",
    }
    for address, words in said.items():
        assert words in client.get(address).content.decode(), address


def test_from_a_face_to_a_proposal_without_any_ad(as_user: Any) -> None:
    publication = candidates.published_cv()
    where = companies.company(publication.candidate.zone)
    client = as_user(companies.recruiter_of(where))
    assert (
        publication.candidate.first_name
        in client.get("/entreprise/personnes/").content.decode()
    )
    page = client.get(f"/entreprise/personnes/{publication.code}/").content.decode()
    assert not any(secret in page for secret in private(publication.candidate))
    client.get(f"/entreprise/personnes/{publication.code}/rencontrer/")
    incomplete = client.post(
        f"/entreprise/personnes/{publication.code}/rencontrer/", WORDS | {"message": ""}
    )
    assert "Pantin" in incomplete.content.decode()
    sent = client.post(
        f"/entreprise/personnes/{publication.code}/rencontrer/", WORDS, follow=True
    ).content.decode()
    row = Approach.objects.get()
    assert (row.state, row.company, row.job_idea) == (
        ApproachState.PENDING_REVIEW,
        where,
        "service client",
    )
    assert "Elle vous répond avant" in sent
    assert (
        "Vous lui avez écrit"
        in client.get(f"/entreprise/personnes/{publication.code}/").content.decode()
    )


def test_lists_ask_as_often_with_three_rows_as_with_one(
    as_user: Any, where: Any
) -> None:
    client = as_user(companies.recruiter_of(where))
    assert_same_queries(client, "/entreprise/personnes/", candidates.published_cv)
    assert_same_queries(
        client, "/entreprise/propositions/", lambda: meetings.approach(where=where)
    )
    assert_same_queries(
        client,
        "/entreprise/rencontres/",
        lambda: meetings.meeting(candidates.candidate(), where),
    )
    assert_same_queries(
        client,
        "/entreprise/",
        lambda: meetings.started_meeting(
            meetings.meeting(candidates.candidate(), where)
        ),
    )
    assert_same_queries(client, "/entreprise/equipe/", lambda: companies.member(where))


def test_a_yes_becomes_a_date_then_a_meeting_told(as_user: Any) -> None:
    row = meetings.approach(state=ApproachState.ACCEPTED)
    client = as_user(row.sender)
    assert "veut bien vous rencontrer" in client.get("/entreprise/").content.decode()
    client.get(f"/entreprise/propositions/{row.code}/date/")
    refused = client.post(
        f"/entreprise/propositions/{row.code}/date/",
        {"starts_at": later(), "minutes": 60, "place": "Pantin", "remote": "on"},
    )
    assert "en personne" in refused.content.decode()
    client.post(
        f"/entreprise/propositions/{row.code}/date/",
        {"starts_at": later(), "minutes": 90, "place": "Pantin"},
    )
    meeting = Meeting.objects.get()
    assert (meeting.minutes, meeting.approach, bool(meeting.other_agreed_at)) == (
        90,
        row,
        True,
    )
    shown = client.get(f"/entreprise/rencontres/{meeting.code}/").content.decode()
    assert meeting.other_code in shown
    assert meeting.candidate_code not in shown
    assert not any(secret in shown for secret in private(meeting.candidate))


def test_the_whole_life_of_a_meeting_from_the_companys_side(as_user: Any) -> None:
    row = meetings.meeting()
    client = as_user(companies.recruiter_of(row.company))
    base = f"/entreprise/rencontres/{row.code}/"
    client.post(base + "preparer/", {"wants": "Montrer l’atelier"})
    client.post(base + "autre-date/", {"starts_at": later()})
    row.refresh_from_db()
    assert row.sequence == 1
    client.post(base + "oui/")
    row = meetings.started_meeting(row)
    client.post(base + "confirmer/", {"code": row.candidate_code})
    row.refresh_from_db()
    assert row.state == MeetingState.HELD
    client.post(base + "raconter/", {"changed": "Notre regard.", "next_step": "sketch"})
    page = client.get(base).content.decode()
    assert "Notre regard." in page
    assert "Dessiner un poste" in page


def test_another_company_gets_404_everywhere(as_user: Any) -> None:
    proposal = meetings.approach(state=ApproachState.ACCEPTED)
    row = meetings.meeting(proposal.candidate, proposal.company)
    member = companies.member(proposal.company)
    foreign = as_user(
        companies.recruiter_of(companies.company(proposal.candidate.zone))
    )
    for address in (
        f"/entreprise/propositions/{proposal.code}/",
        f"/entreprise/propositions/{proposal.code}/date/",
        f"/entreprise/rencontres/{row.code}/",
        *(
            f"/entreprise/rencontres/{row.code}/{v}/"
            for v in ("autre-date", "annuler", "preparer", "raconter", "absence")
        ),
    ):
        assert foreign.get(address).status_code == 404, address
    for address in (
        f"/entreprise/propositions/{proposal.code}/retirer/",
        f"/entreprise/equipe/{member.code}/retirer/",
        f"/entreprise/rencontres/{row.code}/oui/",
        f"/entreprise/rencontres/{row.code}/confirmer-sans-chiffres/",
        f"/entreprise/rencontres/{row.code}/confirmer/",
    ):
        assert (
            foreign.post(
                address, {"message": "x", "code": row.candidate_code}
            ).status_code
            == 404
        ), address


def test_neither_a_candidate_nor_the_team_enters_as_a_company(as_user: Any) -> None:
    person = candidates.candidate()
    for someone in (person.user, candidates.team_member_of(person.zone)):
        assert as_user(someone).get("/entreprise/").status_code == 404
        assert as_user(someone).get("/entreprise/personnes/").status_code == 404


def test_a_suspended_company_reads_why_and_nothing_else(as_user: Any) -> None:
    row = meetings.meeting()
    person = companies.recruiter_of(row.company)
    client = as_user(person)
    assert client.get("/entreprise/rencontres/").status_code == 200
    company_actions.suspend_company(
        row.company,
        by=candidates.team_member_of(row.candidate.zone),
        message="Un signalement est en cours.",
    )
    closed = client.get("/entreprise/").content.decode()
    assert "Un signalement est en cours." in closed
    assert row.candidate.first_name not in closed
    for address in (
        "personnes/",
        "rencontres/",
        "propositions/",
        "equipe/",
        f"rencontres/{row.code}/",
    ):
        assert client.get(f"/entreprise/{address}").status_code == 404


def test_inviting_a_colleague_and_ending_a_role(as_user: Any, where: Any) -> None:
    client = as_user(companies.recruiter_of(where))
    client.get("/entreprise/equipe/inviter/")
    kept = client.post(
        "/entreprise/equipe/inviter/", {"first_name": "Paul", "email": "paul"}
    )
    assert "Paul" in kept.content.decode()
    said = {
        "first_name": "Paul",
        "last_name": "Roy",
        "email": "p@e.test",
        "job_title": "DSI",
        "role": MemberRole.CHAMPION,
    }
    client.post("/entreprise/equipe/inviter/", said)
    member = where.members.get(role=MemberRole.CHAMPION)
    assert "Paul Roy" in client.get("/entreprise/equipe/").content.decode()
    client.post(f"/entreprise/equipe/{member.code}/retirer/")
    member.refresh_from_db()
    assert member.ended_at


def test_commitments_are_ours_to_write(as_user: Any, where: Any) -> None:
    client = as_user(companies.recruiter_of(where))
    client.get("/entreprise/equipe/presentation/")
    client.post(
        "/entreprise/equipe/presentation/", {"commitments": "Plus de diplôme demandé."}
    )
    assert Company.objects.get(pk=where.pk).commitments == "Plus de diplôme demandé."
    assert "Plus de diplôme demandé." in client.get("/entreprise/").content.decode()


def test_words_never_run_as_markup(as_user: Any) -> None:
    row = meetings.approach(message="<script>alert(1)</script>", job_idea="<b>x</b>")
    page = (
        as_user(row.sender)
        .get(f"/entreprise/propositions/{row.code}/")
        .content.decode()
    )
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_taking_a_proposal_back(as_user: Any) -> None:
    row = meetings.approach()
    client = as_user(row.sender)
    assert (
        client.get(f"/entreprise/propositions/{row.code}/retirer/").status_code == 405
    )
    client.post(f"/entreprise/propositions/{row.code}/retirer/", {"message": ""})
    row.refresh_from_db()
    assert row.state == ApproachState.CLOSED
