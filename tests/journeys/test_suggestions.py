"""Leads for Ali, on the pages of the coach and of the team: chosen, or set aside."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories import (
    accounts,
    candidates,
    coaching,
    companies,
    opportunities,
)
from tests.journeys.cast import Somebody
from tests.kit.mailbox import Mailbox

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_coach_looks_at_the_leads_for_ali_and_understands_each(
    somebody: Callable[..., Page],
    mailbox: Mailbox,
    assert_accessible: Callable[[Page], None],
) -> None:
    paris = accounts.zone("Paris")
    shop = companies.company(
        paris,
        name="Bricolage en ligne",
        postcode="75011",
        city="Paris",
        activity="service client et bricolage",
    )
    opportunities.posted_job(
        shop,
        title="Conseiller clientèle",
        languages=["it", "en", "ar"],
        place="Paris 11e",
    )
    opportunities.posted_job(
        shop,
        title="Veilleur",
        languages=["en"],
        hours="De nuit",
        place="Paris 11e",
        licences=["B"],
    )
    ali = candidates.draft_cv(
        candidates.candidate(paris, first_name="Ali"),
        strengths=["Je suis à l’aise avec les gens"],
        goals=[
            {
                "family": "logistics",
                "occupation": "préparateur de commandes",
                "rome": "N1103",
            }
        ],
        languages=[
            {"name": "ar", "level": "native"},
            {"name": "it", "level": "fluent"},
            {"name": "en", "level": "work"},
            {"name": "fr", "level": "notions"},
        ],
        practical={
            "departements": ["75", "93"],
            "contracts": ["cdi"],
            "hours": "en journée, pas de nuit",
        },
    ).candidate
    pairing = coaching.pairing(ali)

    coach = Somebody(somebody(), mailbox).enter(pairing.coach.user)
    coach.go("/coach/").follow("Ali").follow("Des pistes d’emploi").reads(
        "Pistes pour Ali"
    )
    service, night = (
        coach.page.locator(".card", has_text=title).first
        for title in ("Conseiller clientèle", "Veilleur")
    )
    expect(service).to_contain_text("Parle, à l’aise au travail")
    expect(service).to_contain_text("italien, anglais, arabe")
    expect(service).to_contain_text("Un poste au contact des gens. Dans ses mots")
    expect(service.get_by_text("Est-ce assez pour ce poste")).to_be_hidden()
    service.locator("summary", has_text="À demander").click()
    expect(
        service.get_by_text("Français\u00a0: quelques mots. Est-ce assez pour ce poste")
    ).to_be_visible()
    expect(service.get_by_text("Le contrat souhaité")).to_be_visible()
    expect(night).to_contain_text("Des horaires que la personne ne peut pas faire")
    expect(night).to_contain_text("Permis demandé")
    expect(coach.page.locator(".card h3").first).to_have_text("Conseiller clientèle")
    coach.sees("Bricolage en ligne", "Un poste y est ouvert", "Des métiers proches")
    assert_accessible(coach.page)
    night.locator("summary", has_text="Mettre de côté").click()
    night.get_by_role("button", name="Les horaires ne vont pas").click()
    coach.sees("C’est mis de côté", "Mis de côté")
    expect(coach.page.locator(".card h3", has_text="Veilleur")).to_have_count(0)

    phone = Somebody(somebody(phone=True), mailbox).enter(ali.user)
    phone.go("/mon-espace/").follow("Regarder").reads("Des pistes pour moi").sees(
        "Vos langues y sont utiles"
    )
    assert_accessible(phone.page)
    phone.press("Ça m’intéresse").sees("L’équipe le sait")

    team = Somebody(somebody(), mailbox).enter(candidates.team_member_of(paris))
    team.go("/equipe/").sees("Une piste l’intéresse")
    team.go(f"/equipe/candidats/{ali.code}/").follow("Pistes").reads("Pistes pour Ali")
    team.sees("L’équipe sait que cela intéresse la personne")
    team.go("/equipe/postes/").follow("Conseiller clientèle").sees("À qui penser")
    team.page.locator("summary", has_text="Ali").click()
    team.follow("Lui proposer").sees("Ce qui y mène").fill(
        "Pourquoi cette personne", "Vos langues, et votre calme."
    )
    team.press("Envoyer à la personne")
    phone.go("/mon-espace/propositions/").sees("Conseiller clientèle")
