"""A champion shares CVs: kit, site, messages, papers, screen page.

Then a colleague scans the code and proposes a meeting, and the champion reads the visits.
"""

from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from entremise.candidates.enums import GrantChannel
from entremise.companies.models import Company
from tests.factories import candidates, companies
from tests.journeys.cast import Cast, Somebody

pytestmark = pytest.mark.django_db(transaction=True)
EVERYWHERE = (GrantChannel.PAGE, GrantChannel.PDF, GrantChannel.PARTNERS)


@pytest.fixture
def company(cast: Cast) -> Company:
    for name in ("Ali", "Mariam", "Oumar", "Rahel"):
        candidates.published_cv(
            candidates.candidate(cast.zone, first_name=name),
            photo=True,
            channels=EVERYWHERE,
        )
    practical = candidates.SECTIONS["practical"] | {
        "departements": ["69"],
        "city": "Lyon",
    }
    lyon = candidates.candidate(cast.zone, first_name="Léonie")
    candidates.published_cv(lyon, photo=True, channels=EVERYWHERE, practical=practical)
    return companies.company(cast.zone, name="Bricolu", postcode="75011", city="Paris")


def test_a_champion_lends_the_network_of_a_company(
    cast: Cast, company: Company, assert_accessible: Any
) -> None:
    member = companies.member(company, role="champion")
    is_asked(cast, company)
    champion = cast.somebody().enter(member.user)
    opens_the_kit(champion)
    adds_a_place(champion)
    assert_accessible(champion.page)
    address = copies_words(champion, "Ali")
    prints_and_shows(champion)
    a_colleague_proposes_a_meeting(cast, address)
    champion.go("/entreprise/kit/").sees(
        "Ce que votre kit a apporté", "1 visite en 90 jours"
    )
    champion.does_not_see("proposition")


def is_asked(cast: Cast, company: Company) -> None:
    cast.team.go(f"/equipe/entreprises/{company.code}/").follow("Lui proposer le kit")
    cast.team.sees("Votre kit de partage est prêt").press("Envoyer ma demande").sees(
        "Votre demande est partie"
    )
    cast.team.follow("Lui proposer le kit").press("Envoyer ma demande").sees(
        "ce mois-ci"
    )


def opens_the_kit(champion: Somebody) -> None:
    champion.go("/entreprise/").follow("Kit de partage").reads("Notre kit de partage")
    champion.sees("L’adresse de l’entreprise : Paris (75011)").press(
        "Composer notre kit"
    )
    champion.sees(
        "4 personnes sont dans votre kit", "Ali", "Mariam", "Oumar", "Rahel"
    ).does_not_see("Léonie")


def adds_a_place(champion: Somebody) -> None:
    champion.follow("Ajouter un lieu").fill("Dans quelle ville", "Villeurbanne").fill(
        "Son code postal", "691"
    )
    champion.press("Ajouter ce lieu").sees("Le code postal a 5 chiffres")
    champion.fill("Son code postal", "69100").press("Ajouter ce lieu").sees(
        "Villeurbanne"
    )
    champion.press("Choisir d’autres personnes").sees("Léonie")
    champion.follow("Ajouter un lieu").fill("Dans quelle ville", "Paris").fill(
        "Son code postal", "75011"
    )
    champion.press("Ajouter ce lieu").press("Choisir d’autres personnes").sees(
        "5 personnes", "Ali"
    )


def copies_words(champion: Somebody, name: str) -> str:
    """Returns the address that stands in the words."""
    champion.go("/entreprise/kit/").follow(f"Mots et affiches : {name}").reads(
        f"Faire connaître {name}"
    )
    address = champion.page.get_by_label("Adresse à copier").input_value()
    for tone in ("Simple", "Chaleureux", "Professionnel"):
        text = champion.page.get_by_label(tone, exact=True).input_value()
        assert name in text
        assert address in text
    return address


def prints_and_shows(champion: Somebody) -> None:
    for paper in ("La carte A6", "L’affiche A4", "L’image pour un écran"):
        address = (
            champion.page.get_by_role("link", name=paper).get_attribute("href") or ""
        )
        assert champion.status_of(address) == 200, paper
    champion.follow("Kit de partage")
    assert champion.status_of("/entreprise/kit/feuille.pdf") == 200
    letter = (
        champion.page.get_by_role("link", name="Écrire à mes collègues").get_attribute(
            "href"
        )
        or ""
    )
    assert letter.startswith("mailto:?")
    assert "Mariam" in unquote(letter)
    champion.follow("Voir comment").reads("L’intranet, l’écran du hall")
    assert (
        "/vitrine/?zone=" in champion.page.get_by_label("Code à coller").input_value()
    )
    champion.follow("Essayer l’écran")
    expect(champion.page.get_by_role("heading", level=1)).to_be_visible()
    champion.sees("Et si vous vous rencontriez").follow("Arrêter le défilement").sees(
        "Reprendre le défilement"
    )


def a_colleague_proposes_a_meeting(cast: Cast, address: str) -> None:
    """With a telephone, by the code on the sheet: it leads where the link of the kit leads."""
    colleague = cast.somebody(phone=True)
    colleague.go(address).reads("Ali")
    colleague.page.get_by_role("link", name="Rencontrer Ali", exact=True).locator(
        "visible=true"
    ).first.click()
    colleague.fill("Votre prénom et votre nom", "Paul Arnaud").fill(
        "Votre e-mail professionnel", "paul@atelier.test"
    )
    colleague.fill("Votre entreprise", "Atelier Arnaud").fill(
        "Son numéro SIREN", companies.siren()
    ).submit()
    colleague.fill("Pourquoi cette personne", "Son accueil.").fill(
        "Où et quand", "Chez nous, un mardi."
    ).submit()
    colleague.sees("Merci")
