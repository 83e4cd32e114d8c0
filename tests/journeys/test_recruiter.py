"""A recruiter searches, saves the search, reads its alert, and stops it from there."""

from datetime import timedelta
from typing import Any
from urllib.request import Request, urlopen

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from entremise.alerts.actions import send_due_alerts
from entremise.alerts.models import SavedSearch
from tests.factories import candidates, companies
from tests.journeys.cast import Cast, Somebody

pytestmark = pytest.mark.django_db(transaction=True)
LETTER = "Une nouvelle personne"


def test_two_minutes_then_a_rare_letter(cast: Cast, assert_accessible: Any) -> None:
    comes(cast, "Ali")
    recruiter = cast.somebody().enter(
        companies.recruiter_of(companies.company(cast.zone))
    )
    keeps_a_search(recruiter)
    assert_accessible(recruiter.page)
    five_weeks_pass()
    send_due_alerts()
    address = SavedSearch.objects.get().user.email or ""
    assert not [
        letter
        for letter in recruiter.mailbox.mails_to(address)
        if LETTER in letter.subject
    ]
    comes(cast, "Mariam")
    send_due_alerts()
    letter = recruiter.mailbox.last_mail(address, LETTER)
    assert "Mariam" in letter.text
    assert "Ali" not in letter.text
    meets(recruiter, letter.links)
    urlopen(
        Request(
            letter.message["List-Unsubscribe"].strip("<>"),
            b"List-Unsubscribe=One-Click",
            method="POST",
        )
    )
    recruiter.go("/entreprise/recherches/").sees("Vendre au marché", "Pas de lettre")
    recruiter.follow("Retirer").press("Retirer cette recherche").sees(
        "Aucune recherche gardée"
    )


def comes(cast: Cast, first_name: str) -> None:
    candidates.published_cv(
        candidates.candidate(cast.zone, first_name=first_name),
        goals=[{"family": "retail", "occupation": "vendeur"}],
    )


def keeps_a_search(recruiter: Somebody) -> None:
    recruiter.go("/entreprise/").follow("Les personnes")
    recruiter.fill("Chercher quelqu’un", "vendeyr").press("Chercher").sees(
        "Chercher plutôt", "Ali"
    )
    recruiter.follow("Garder cette recherche")
    expect(recruiter.page.get_by_label("Une fois par mois au plus")).to_be_checked()
    recruiter.fill("Son nom", "Vendre au marché").press("Garder").sees(
        "Votre recherche est gardée", "Vendre au marché"
    )
    recruiter.follow("Voir").sees("Vous gardez cette recherche", "Ali")


def five_weeks_pass() -> None:
    SavedSearch.objects.update(since=timezone.now() - timedelta(weeks=5))
    candidates.Publication.objects.update(
        published_at=timezone.now() - timedelta(weeks=6)
    )


def meets(recruiter: Somebody, links: list[str]) -> None:
    recruiter.go(next(link for link in links if "/cv/" in link)).reads("Mariam")
    recruiter.go(next(link for link in links if "/recherches/" in link)).follow(
        "Mariam"
    ).sees("Rencontrer Mariam")
