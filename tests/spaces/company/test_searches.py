"""Saved searches of a company member, and their alerts."""

from typing import Any

import pytest
from django.test import Client

from entremise.alerts import signing
from entremise.alerts.enums import AlertFrequency
from entremise.alerts.models import SavedSearch
from entremise.candidates.actions.consent import withdraw_cv
from tests.factories import candidates, companies
from tests.factories.alerts import saved_search
from tests.kit.queries import assert_same_queries
from tests.kit.worlds import world

pytestmark = pytest.mark.django_db


def published(first_name: str, occupation: str, **more: Any) -> Any:
    goals = [{"family": more.pop("family", "retail"), "occupation": occupation}]
    return candidates.published_cv(
        candidates.candidate(first_name=first_name), goals=goals, **more
    )


@world
def recruiter() -> Any:
    return companies.recruiter_of(companies.company())


def test_the_same_search_as_the_public_one_with_our_doors(
    as_user: Any, recruiter: Any
) -> None:
    ali = published("Ali", "vendeur")
    published("Mariam", "cuisinière", family="food", skills=["cuisson"], experiences=[])
    client = as_user(recruiter)
    found = client.get("/entreprise/personnes/?q=vendeur").content.decode()
    assert f"/entreprise/personnes/{ali.code}/" in found
    assert "<mark>" in found
    assert "Mariam" not in found
    mistyped = client.get("/entreprise/personnes/?q=vendeyr").content.decode()
    assert "Chercher plutôt" in mistyped
    narrowed = client.get("/entreprise/personnes/?metier=food").content.decode()
    assert "Mariam" in narrowed
    assert "Ali" not in narrowed
    assert (
        f"/entreprise/personnes/{ali.code}/rencontrer/"
        in client.get(f"/entreprise/personnes/{ali.code}/").content.decode()
    )


def test_who_withdrew_is_gone_at_once(as_user: Any, recruiter: Any) -> None:
    ali = published("Ali", "vendeur")
    client = as_user(recruiter)
    assert "Ali" in client.get("/entreprise/personnes/?q=vendeur").content.decode()
    withdraw_cv(ali.candidate, by=ali.candidate.user)
    assert (
        ali.code not in client.get("/entreprise/personnes/?q=vendeur").content.decode()
    )
    assert ali.code not in client.get("/entreprise/personnes/").content.decode()


def test_a_search_is_kept_found_again_renamed_and_dropped(
    as_user: Any, recruiter: Any
) -> None:
    published("Ali", "vendeur")
    client = as_user(recruiter)
    assert (
        "Garder cette recherche"
        not in client.get("/entreprise/personnes/").content.decode()
    )
    results = client.get(
        "/entreprise/personnes/?q=vendeur&langue=ar&page=1"
    ).content.decode()
    address = "/entreprise/recherches/garder/?q=vendeur&amp;langue=ar"
    assert address in results
    address = address.replace("&amp;", "&")
    assert 'value="vendeur · arabe"' in client.get(address).content.decode()
    nameless = client.post(address, {"name": "", "every_days": AlertFrequency.WEEK})
    assert nameless.status_code == 200
    listed = client.post(
        address,
        {"name": "Vente en arabe", "every_days": AlertFrequency.MONTH},
        follow=True,
    ).content.decode()
    assert "Vente en arabe" in listed
    assert "une fois par mois au plus" in listed
    kept = SavedSearch.objects.get()
    again = client.get(f"/entreprise/recherches/{kept.code}/")
    assert again.headers["Location"] == "/entreprise/personnes/?q=vendeur&langue=ar"
    assert (
        "Vous gardez cette recherche"
        in client.get(again.headers["Location"]).content.decode()
    )
    client.get(f"/entreprise/recherches/{kept.code}/modifier/")
    client.post(
        f"/entreprise/recherches/{kept.code}/modifier/",
        {"name": "Vente", "every_days": AlertFrequency.NEVER},
    )
    assert "Pas de lettre" in client.get("/entreprise/recherches/").content.decode()
    assert (
        "Retirer"
        in client.get(f"/entreprise/recherches/{kept.code}/retirer/").content.decode()
    )
    assert SavedSearch.objects.count() == 1
    client.post(f"/entreprise/recherches/{kept.code}/retirer/")
    assert (
        "Aucune recherche gardée"
        in client.get("/entreprise/recherches/").content.decode()
    )


def test_the_name_proposed_is_what_was_understood(as_user: Any, recruiter: Any) -> None:
    published("Ali", "vendeur")
    page = (
        as_user(recruiter)
        .get("/entreprise/recherches/garder/?q=vendeyr&langue=ar")
        .content.decode()
    )
    assert 'value="vendeur · arabe"' in page


def test_a_search_that_nobody_answers_any_more_does_not_show_everybody(
    as_user: Any, recruiter: Any
) -> None:
    published("Ali", "vendeur")
    nobody = as_user(recruiter).get(
        f"/entreprise/recherches/{saved_search(recruiter, family='health').code}/",
        follow=True,
    )
    page = nobody.content.decode()
    assert "Personne ne correspond" in page
    assert "Santé" in page
    assert "Vous gardez cette recherche" in page


@pytest.mark.parametrize("asked", ["", "autour=25", "exact=1", "page=2", "metier=rien"])
def test_nothing_asked_leads_back_to_the_people(
    as_user: Any, recruiter: Any, asked: str
) -> None:
    answer = as_user(recruiter).get(f"/entreprise/recherches/garder/?{asked}")
    assert answer.headers["Location"] == "/entreprise/personnes/"


def test_the_eleventh_is_refused_and_says_what_to_do(
    as_user: Any, recruiter: Any
) -> None:
    for number in range(10):
        saved_search(recruiter, text=f"mot {number}")
    refused = as_user(recruiter).post(
        "/entreprise/recherches/garder/?q=vendeur", {"name": "Vente", "every_days": 30}
    )
    assert "Dix recherches suffisent" in refused.content.decode()
    assert "Vente" in refused.content.decode()


def test_the_lists_ask_as_often_with_three_rows_as_with_one(
    as_user: Any, recruiter: Any
) -> None:
    client = as_user(recruiter)
    numbers = iter(range(10))
    assert_same_queries(
        client,
        "/entreprise/recherches/",
        lambda: saved_search(recruiter, text=f"mot {next(numbers)}"),
    )
    assert_same_queries(
        client,
        "/entreprise/personnes/?metier=retail&langue=ar",
        lambda: published("Ali", "vendeur"),
    )


def test_out_of_the_letter_in_one_post_from_a_mail_program(recruiter: Any) -> None:
    kept, other = (
        saved_search(recruiter, text="vendeur"),
        saved_search(recruiter, text="cuisinier"),
    )
    address = f"/lettre/arreter/{signing.stop_key_of(kept)}/"
    program = Client(enforce_csrf_checks=True)
    asked = program.get(address)
    kept.refresh_from_db()
    assert kept.every_days == AlertFrequency.MONTH
    assert asked.headers["Cache-Control"] == "no-store"
    assert (
        program.post(
            address, "List-Unsubscribe=One-Click", content_type="text/plain"
        ).status_code
        == 200
    )
    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.every_days, other.every_days) == (
        AlertFrequency.NEVER,
        AlertFrequency.MONTH,
    )
    assert "C’est arrêté" in program.get(address).content.decode()
    kept.delete()
    assert program.post(address).status_code == 200
    assert program.post("/lettre/arreter/autre~chose/").status_code == 404
