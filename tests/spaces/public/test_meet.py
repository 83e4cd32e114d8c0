"""« Rencontrer Ali », « Je connais quelqu’un », « Recruter autrement »: forms of visitors."""

from typing import Any

import pytest

from entremise.candidates.actions.consent import withdraw_cv
from entremise.companies.enums import CompanyState
from entremise.companies.models import Company
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.tasks.models import Task
from entremise.meetings.enums import ApproachKind, ApproachState
from entremise.meetings.models import Approach
from entremise.sharing.actions.counting import record_share
from tests.factories import accounts, candidates, companies
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


def who(**other: str) -> dict[str, str]:
    siren = companies.siren()
    return {
        "name": "Lina Costa",
        "email": "lina@outils.test",
        "company": "Outils & Co",
        "siren": siren,
    } | other


WORDS = {
    "message": "Votre patience nous a plu.",
    "job_idea": "accueil",
    "wished_at": "chez nous à Pantin, un matin",
}


def token_of(publication: Any) -> str:
    return record_share(publication.code, channel="linkedin").token


@world
def publication() -> Any:
    return candidates.published_cv()


def test_a_visitor_says_who_they_are_then_what_they_propose(
    page: Any, publication: Any
) -> None:
    token = token_of(publication)
    base = f"/cv/{publication.code}/rencontrer/"
    assert f'name="s" value="{token}"' in page.get(f"{base}?s={token}").content.decode()
    second = page.post(base, who() | {"s": token}, follow=True)
    assert "Étape 2 sur 2" in second.content.decode()
    assert f'name="s" value="{token}"' in second.content.decode()
    assert not Company.objects.exists()
    done = page.post(
        base + "proposition/", WORDS | {"s": token}, follow=True
    ).content.decode()
    assert "L’équipe a votre message" in done
    assert "lina@outils.test" in done
    row = Approach.objects.get()
    assert (row.kind, row.state, row.share_token) == (
        ApproachKind.FROM_COMPANY,
        ApproachState.PENDING_REVIEW,
        token,
    )
    assert (row.company.state, row.company.zone) == (
        CompanyState.NEW,
        publication.candidate.zone,
    )
    assert (row.sender.first_name, row.sender.last_name) == ("Lina", "Costa")
    assert {t.reason for t in Task.objects.all()} >= {
        "companies.to_verify",
        "meetings.approach_held",
    }


def test_the_code_to_enter_is_one_press_away(page: Any, publication: Any) -> None:
    base = f"/cv/{publication.code}/rencontrer/"
    page.post(base, who())
    page.post(base + "proposition/", WORDS)
    page.post("/connexion/", {"address": "lina@outils.test"})
    assert OutboxMessage.objects.filter(
        purpose="accounts.code", to="lina@outils.test"
    ).exists()


def test_a_token_of_somebody_else_is_dropped(page: Any) -> None:
    publication, other = candidates.published_cv(), candidates.published_cv()
    base = f"/cv/{publication.code}/rencontrer/"
    for token in (token_of(other), "<script>", "zzzzzzzz"):
        assert 'name="s"' not in page.get(base, {"s": token}).content.decode()
    page.post(base, who() | {"s": token_of(other)})
    page.post(base + "proposition/", WORDS | {"s": token_of(other)})
    assert Approach.objects.get().share_token == ""


def test_wrong_answers_say_what_to_do_and_keep_the_rest(
    page: Any, publication: Any
) -> None:
    shown = page.post(
        f"/cv/{publication.code}/rencontrer/", who(siren="123", email="lina")
    ).content.decode()
    assert "9 chiffres" in shown
    assert "prenom@exemple.fr" in shown
    assert "Lina Costa" in shown


def test_the_second_screen_alone_goes_back_to_the_first(
    page: Any, publication: Any
) -> None:
    seen = page.get(f"/cv/{publication.code}/rencontrer/proposition/")
    assert seen.status_code == 302
    assert seen.url.endswith("/rencontrer/")


def test_a_known_company_is_revealed_to_nobody(page: Any, publication: Any) -> None:
    known = companies.company(publication.candidate.zone)
    base = f"/cv/{publication.code}/rencontrer/"
    page.post(base, who(siren=known.siren))
    done = page.post(base + "proposition/", WORDS, follow=True).content.decode()
    assert "L’équipe a votre message" in done
    assert known.name not in done
    row = Approach.objects.get()
    assert (row.company, row.sender, row.contact_email) == (
        known,
        None,
        "lina@outils.test",
    )
    assert known.members.count() == 1
    assert Task.objects.filter(reason="companies.join_asked").exists()


def test_a_member_writes_on_one_screen(as_user: Any, publication: Any) -> None:
    where = companies.company(publication.candidate.zone)
    client = as_user(companies.recruiter_of(where))
    token = token_of(publication)
    base = f"/cv/{publication.code}/rencontrer/"
    assert where.name in client.get(f"{base}?s={token}").content.decode()
    client.post(base, WORDS | {"place": "Pantin", "s": token})
    client.post(base, WORDS | {"place": "Pantin", "s": token})
    row = Approach.objects.get()
    assert (row.company, row.share_token) == (where, token)


def test_a_machine_is_thanked_for_nothing(page: Any, publication: Any) -> None:
    base = f"/cv/{publication.code}/"
    assert (
        page.post(base + "rencontrer/", who(home_page="http://spam.test")).status_code
        == 302
    )
    said = {
        "contact_name": "Bot",
        "contact_email": "b@spam.test",
        "message": "Buy",
        "home_page": "x",
    }
    assert page.post(base + "je-connais-quelquun/", said).status_code == 302
    assert (
        page.post(
            "/recruter-autrement/compte/",
            said | who() | {"zone": publication.candidate.zone.code, "job_title": "x"},
        ).status_code
        == 302
    )
    assert not Approach.objects.exists()
    assert not Company.objects.exists()


def test_somebody_who_knows_somebody(page: Any, publication: Any) -> None:
    base = f"/cv/{publication.code}/je-connais-quelquun/"
    page.get(base)
    missing = page.post(
        base, {"contact_name": "Paule", "message": "Mon frère est boulanger."}
    ).content.decode()
    assert "Laissez un e-mail ou un téléphone" in missing
    assert "Mon frère est boulanger." in missing
    bad = page.post(
        base, {"contact_name": "Paule", "contact_phone": "06 12", "message": "x"}
    ).content.decode()
    assert "ne semble pas complet" in bad
    said = {
        "contact_name": "Paule",
        "contact_phone": "06 12 34 56 78",
        "message": "Mon frère est boulanger.",
    }
    assert "Merci d’avoir pensé" in page.post(base, said, follow=True).content.decode()
    row = Approach.objects.get()
    assert (row.kind, row.state, row.contact_phone) == (
        ApproachKind.INTRODUCTION,
        ApproachState.PENDING_REVIEW,
        "+33612345678",
    )
    assert row.owner


def test_too_many_from_one_place_wait(page: Any, publication: Any) -> None:
    base = f"/cv/{publication.code}/je-connais-quelquun/"
    said = {
        "contact_name": "Paule",
        "contact_email": "p@exemple.test",
        "message": "Encore",
    }
    answers = [page.post(base, said).status_code for _ in range(7)]
    assert answers == [302] * 5 + [429] * 2
    assert Approach.objects.count() == 5


def test_whoever_withdrew_is_met_by_nobody(page: Any, publication: Any) -> None:
    withdraw_cv(publication.candidate, by=publication.candidate.user)
    for path in (
        "rencontrer/",
        "rencontrer/proposition/",
        "rencontrer/merci/",
        "je-connais-quelquun/",
    ):
        assert page.get(f"/cv/{publication.code}/{path}").status_code == 410
    assert page.post(f"/cv/{publication.code}/rencontrer/", who()).status_code == 410
    assert page.get("/cv/unknown/rencontrer/").status_code == 404


def test_a_company_account_opens_from_the_call(page: Any) -> None:
    zone = accounts.zone("Lorient")
    assert "Partez d’une personne" in page.get("/recruter-autrement/").content.decode()
    page.get("/recruter-autrement/compte/")
    said = who() | {"zone": zone.code, "job_title": "DRH"}
    assert (
        "lina@outils.test"
        in page.post("/recruter-autrement/compte/", said, follow=True).content.decode()
    )
    row = Company.objects.get()
    assert (row.zone, row.members.get().job_title) == (zone, "DRH")
    again = page.post(
        "/recruter-autrement/compte/",
        said | {"email": "autre@outils.test"},
        follow=True,
    )
    assert "Merci d’ouvrir une porte" in again.content.decode()
    assert row.members.count() == 1
