"""A delegated key never carries more than its issuer's right, nor outlives it.

A coach, or somebody who was one, prints a card, types it, and tries to be the person.
"""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from entremise.candidates.content.cv import Gone
from entremise.candidates.exports import personal_data_archive
from entremise.candidates.models import Candidate, ConsentGrant
from entremise.candidates.queries.publications import published_cv
from entremise.coaching import actions as coaching_actions
from entremise.coaching.models import Pairing
from entremise.foundation.accounts.actions.accounts import (
    end_staff_role,
    give_staff_role,
    set_account_active,
)
from entremise.foundation.accounts.actions.signing_in import (
    end_other_user_sessions,
    end_user_session,
    issue_login_card,
)
from entremise.foundation.accounts.models import LoginCard, User, UserSession
from entremise.foundation.journal.models import JournalEntry
from entremise.foundation.kit.errors import NotAllowed
from entremise.foundation.outbox.models import OutboxMessage
from tests.accounts.test_sessions import signed_in
from tests.factories import accounts, candidates, coaching, companies, meetings
from tests.kit.pages import PageClient

pytestmark = pytest.mark.django_db
SECRET = "ZZ-SECRET"


@pytest.fixture
def pair(db: None) -> Pairing:
    publication = candidates.published_cv(candidates.candidate(first_name="Ali"))
    person = publication.candidate
    Candidate.objects.filter(pk=person.pk).update(
        situation=SECRET, referral_message=SECRET
    )
    return coaching.pairing(person)


def by_card(pair: Pairing, issuer: User | None = None) -> PageClient:
    """Whoever printed the card types it."""
    return typed(printed(pair, issuer))


def printed(pair: Pairing, issuer: User | None = None) -> str:
    assert pair.candidate.user
    _card, secret = issue_login_card(pair.candidate.user, by=issuer or pair.coach.user)
    return secret.code


def typed(code: str) -> PageClient:
    client = PageClient()
    client.post("/carte/", {"code": code})
    return client


def is_in(client: PageClient) -> bool:
    return client.get("/mon-espace/").status_code == 200


def end(pair: Pairing) -> None:
    coaching_actions.end_pairing(
        pair, reason="team", by=candidates.team_member_of(pair.candidate.zone)
    )


def test_a_coach_who_types_the_card_does_not_become_the_candidate(
    pair: Pairing,
) -> None:
    person = signed_in(pair.candidate.user)  # type: ignore[arg-type]
    thief = by_card(pair)
    for url in (
        "/mon-espace/mes-donnees/",
        "/mon-espace/mes-donnees/copie.zip",
        "/mon-espace/qui-a-regarde/",
        "/compte/",
    ):
        answer = thief.get(url)
        assert answer.status_code == 403
        assert SECRET not in answer.content.decode()
    control = person.get("/mon-espace/mes-donnees/copie.zip")
    with zipfile.ZipFile(io.BytesIO(control.content)) as archive:
        assert SECRET in archive.read("donnees.json").decode()
    for url in (
        "/compte/appareils/autres/",
        "/compte/appareils/tous/",
        "/mon-espace/mes-donnees/demande/erase/",
        "/compte/langue/",
        "/compte/coordonnees/",
    ):
        assert thief.post(url, {"language": "en"}).status_code == 403
    assert person.get("/mon-espace/").status_code == 200
    assert SECRET not in thief.get("/mon-espace/").content.decode()


def test_the_actions_refuse_what_the_pages_refuse(pair: Pairing) -> None:
    by_card(pair)
    holder = User.objects.get(pk=pair.candidate.user_id)
    holder._signed_in_by = "card"
    session = UserSession.objects.get()
    with pytest.raises(NotAllowed):
        personal_data_archive(holder, pair.candidate)
    with pytest.raises(NotAllowed):
        end_user_session(session, by=holder)
    with pytest.raises(NotAllowed):
        end_other_user_sessions(holder, by=holder)


def test_by_card_one_says_yes_to_nothing(pair: Pairing) -> None:
    thief = by_card(pair)
    before = ConsentGrant.objects.count()
    thief.post("/mon-espace/accord/voir/", {"channels": ["page", "pdf"]})
    thief.post("/mon-espace/accord/continuer/")
    assert ConsentGrant.objects.count() == before


def test_it_ends_after_twelve_hours(pair: Pairing) -> None:
    client = by_card(pair)
    with time_machine.travel(timezone.now() + timedelta(hours=11, minutes=59)):
        assert is_in(client)
    with time_machine.travel(timezone.now() + timedelta(hours=12, seconds=1)):
        assert not is_in(client)


def test_it_ends_with_the_pair_in_the_same_transaction(pair: Pairing) -> None:
    client = by_card(pair)
    assert is_in(client)
    end(pair)
    assert UserSession.objects.get().ended_at is not None
    assert not is_in(client)
    entry = JournalEntry.objects.get(verb="accounts.card_ended")
    assert entry.data == {"sessions": 1}


def test_an_unused_card_dies_with_the_pair(pair: Pairing) -> None:
    code = printed(pair)
    end(pair)
    assert LoginCard.objects.get().used_at is not None
    assert not is_in(typed(code))
    assert not UserSession.objects.exists()


def test_the_end_of_one_s_pair_leaves_the_card_of_somebody_else(pair: Pairing) -> None:
    team = candidates.team_member_of(pair.candidate.zone)
    client = by_card(pair, team)
    end(pair)
    assert is_in(client)


def end_role(team: User, administrator: User) -> None:
    end_staff_role(team.staff_roles.get(), by=administrator)


def close_account(team: User, administrator: User) -> None:
    set_account_active(team, False, by=administrator)


@pytest.mark.parametrize("lose", [end_role, close_account])
def test_it_ends_with_the_role_of_the_team_member_who_printed_it(
    lose: Callable[[User, User], None], pair: Pairing
) -> None:
    team = accounts.team_member(pair.candidate.zone)
    client, unused = by_card(pair, team), printed(pair, team)
    assert is_in(client)
    lose(team, accounts.administrator())
    assert UserSession.objects.get().ended_at is not None
    assert not is_in(client)
    assert not is_in(typed(unused))


def test_a_right_lost_in_any_other_way_ends_it_at_the_next_request(
    pair: Pairing,
) -> None:
    """No action ran: the right itself is asked for, each time."""
    client = by_card(pair)
    Pairing.objects.filter(pk=pair.pk).update(ended_at=timezone.now())
    assert not is_in(client)


def test_a_card_of_nobody_opens_nothing(pair: Pairing) -> None:
    """Control: who never had the right prints in vain."""
    assert not is_in(by_card(pair, accounts.user()))


def test_a_role_of_another_zone_does_not_hold_the_card(pair: Pairing) -> None:
    team = accounts.team_member(pair.candidate.zone)
    administrator = accounts.administrator()
    give_staff_role(team, role="team", zone=accounts.zone("Ailleurs"), by=administrator)
    client = by_card(pair, team)
    end_staff_role(team.staff_roles.get(zone=pair.candidate.zone), by=administrator)
    assert not is_in(client)


def test_the_journal_says_by_whose_card(pair: Pairing, as_user: Any) -> None:
    client = by_card(pair)
    client.post("/mon-espace/ne-plus-me-montrer/")
    assert isinstance(published_cv(pair.candidate.publication.code), Gone)
    entry = JournalEntry.objects.filter(data__card_of=pair.coach.user.code).latest("pk")
    assert entry.actor == pair.candidate.user.code  # type: ignore[union-attr]
    team = as_user(candidates.team_member_of(pair.candidate.zone))
    page = team.get(f"/equipe/candidats/{pair.candidate.code}/").content.decode()
    assert f"par la carte de {pair.coach.user.full_name}" in page.replace("d’", "de ")
    own = as_user(pair.coach.user)
    page = own.get(f"/coach/personnes/{pair.candidate.code}/").content.decode()
    assert "par la carte" in page


def test_what_the_person_does_themself_names_no_card(pair: Pairing) -> None:
    """Control of the test above."""
    person = signed_in(pair.candidate.user)  # type: ignore[arg-type]
    person.post("/mon-espace/ne-plus-me-montrer/")
    assert not JournalEntry.objects.filter(data__has_key="card_of").exists()


def test_the_person_is_told_by_their_own_channel(pair: Pairing) -> None:
    by_card(pair)
    told = OutboxMessage.objects.get(purpose="accounts.card_used")
    assert told.to == pair.candidate.user.email  # type: ignore[union-attr]
    assert pair.coach.user.full_name in told.text


def test_who_has_no_address_reads_it_on_the_next_card(
    pair: Pairing, as_user: Any
) -> None:
    User.objects.filter(pk=pair.candidate.user_id).update(email=None)
    coach = as_user(pair.coach.user)
    url = f"/coach/personnes/{pair.candidate.code}/carte/"
    assert "Dernière entrée avec une carte" not in coach.post(url).content.decode()
    by_card(pair)
    assert not OutboxMessage.objects.filter(purpose="accounts.card_used").exists()
    page = coach.post(url).content.decode()
    assert "Dernière entrée avec une carte" in page


def test_meetings_are_answered_by_card_and_their_digits_and_notes_are_not_read(
    pair: Pairing,
) -> None:
    """With the digits of both sides, one person could say that a meeting was held."""
    meeting = meetings.meeting(pair.candidate, companies.company(pair.candidate.zone))
    started = meetings.started_meeting(meeting)
    client, url = by_card(pair), f"/mon-espace/rencontres/{started.code}/"
    own = signed_in(pair.candidate.user)  # type: ignore[arg-type]
    assert started.candidate_code in own.get(url).content.decode()
    page = client.get(url)
    assert page.status_code == 200
    assert started.candidate_code not in page.content.decode()
    assert client.post(f"{url}confirmer-sans-chiffres/").status_code == 403
    assert client.post(f"{url}confirmer/", {"code": "0000"}).status_code == 403
    assert client.get(f"{url}raconter/").status_code == 403
