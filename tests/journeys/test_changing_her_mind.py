"""Withdrawal: one press, one confirmation, and nothing of hers is served any more."""

from urllib.parse import parse_qs, urlsplit

import pytest

from entremise.candidates.enums import GrantChannel
from entremise.candidates.models import Publication
from entremise.sharing import jobs
from tests.factories import candidates
from tests.journeys.cast import Cast, Somebody

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "Je redonne vie aux meubles anciens."


def test_she_changes_her_mind(cast: Cast) -> None:
    hers, his = published(cast, "Nadia", tagline=WORDS), published(cast, "Yusuf")
    page, his_page = f"/cv/{hers.code}/", f"/cv/{his.code}/"
    passer_by = cast.somebody()
    is_found(passer_by, page)
    shared = is_shared(passer_by, page)
    places = places_of(passer_by, page)
    assert {place: passer_by.status_of(place) for place in places} == dict.fromkeys(
        places, 200
    )
    keeps_a_copy(cast.somebody(phone=True, javascript=False), page)

    reader = cast.somebody(phone=True).go(page).reads("Nadia")
    withdraws(cast.somebody(phone=True, javascript=False).enter(hers.candidate.user))

    assert {place: passer_by.status_of(place) for place in places} == dict.fromkeys(
        places, 410
    )
    reader.follow("Rencontrer Nadia").reads("Cette page n’existe plus").does_not_see(
        "Nadia"
    )
    cast.somebody(phone=True).go(shared).reads("Cette page n’existe plus").sees(
        "Yusuf"
    ).does_not_see("Nadia", WORDS)
    is_forgotten(passer_by, page)
    is_asked_to_delete_it(cast)
    publishes_again(
        cast.somebody(phone=True, javascript=False).enter(his.candidate.user), his_page
    )
    assert (passer_by.status_of(his_page), passer_by.status_of(page)) == (200, 410)


def published(cast: Cast, first_name: str, **sections: str) -> Publication:
    channels = (
        GrantChannel.PAGE,
        GrantChannel.PDF,
        GrantChannel.PREVIEW_PHOTO,
        GrantChannel.SEARCH_ENGINES,
    )
    person = candidates.candidate(cast.zone, first_name=first_name, by=cast.team_user)
    return candidates.published_cv(person, photo=True, channels=channels, **sections)


def is_found(passer_by: Somebody, page: str) -> None:
    passer_by.go("/candidats/").sees("Nadia", "Yusuf").go(
        "/candidats/?q=meubles+anciens"
    ).follow("Nadia").sees(WORDS)
    assert passer_by.address == page
    assert page in sitemap(passer_by)


def sitemap(somebody: Somebody) -> str:
    return somebody.page.request.get("/sitemap.xml").text()


def is_shared(passer_by: Somebody, page: str) -> str:
    sent = passer_by.go(page).follow("Partager").leaves_by("LinkedIn")
    return parse_qs(urlsplit(sent).query)["url"][0]


def places_of(passer_by: Somebody, page: str) -> list[str]:
    """Every public URL: page, photo, preview, PDF, card, share and meet pages."""
    browser = passer_by.go(page).page
    photo = browser.locator("img[src*='/photo-']").first.get_attribute("src") or ""
    preview = (
        browser.locator("meta[property='og:image']").get_attribute("content") or ""
    )
    pdf = browser.locator("a[href$='cv.pdf']").first.get_attribute("href") or ""
    assert "" not in (photo, preview, pdf)
    papers = [
        f"{page}{name}" for name in ("carte.pdf", "affiche.pdf", "ecran.jpg", "copie/")
    ]
    return [
        page,
        photo,
        preview,
        pdf,
        *papers,
        f"{page}partager/",
        f"{page}rencontrer/",
        f"/ar{page}",
    ]


def keeps_a_copy(reader: Somebody, page: str) -> None:
    """The PDF in one gesture; an address left beside it, if one likes."""
    reader.go(page).follow("Me prévenir si ce CV n’est plus à jour").sees(
        "Rien ne vous y oblige"
    )
    reader.fill("Votre e-mail", "lectrice@exemple.test").press("Me prévenir").sees(
        "C’est noté"
    )


def is_asked_to_delete_it(cast: Cast) -> None:
    jobs.notify_copy_holders()
    cast.mailbox.deliver()
    letter = cast.mailbox.last_mail("lectrice@exemple.test")
    assert "Ce CV n’est plus public." in letter.text
    cast.team.go(next(link for link in letter.links if "/copie/arret/" in link)).press(
        "Effacer mon adresse"
    )
    cast.team.reads("Votre adresse est effacée")


def withdraws(nadia: Somebody) -> None:
    """On her telephone, without JavaScript. What may stay elsewhere is told in plain words."""
    nadia.go("/mon-espace/").follow("Ne plus me montrer").sees(
        "Vous n’avez rien à expliquer"
    )
    nadia.press("Oui, ne plus me montrer").reads("Vous n’êtes plus visible")
    nadia.sees(
        "Ce qui peut rester ailleurs",
        "L’équipe leur demande de l’oublier",
        "Personne ne peut le reprendre",
    )
    nadia.go("/mon-espace/").sees("Votre CV n’est plus visible.")


def is_forgotten(passer_by: Somebody, page: str) -> None:
    passer_by.go("/candidats/").sees("Yusuf").does_not_see("Nadia")
    passer_by.go("/candidats/?q=meubles+anciens").does_not_see("Nadia", WORDS)
    passer_by.go("/").does_not_see("Nadia", WORDS)
    found = sitemap(passer_by)
    assert page not in found
    assert found.count("/cv/") == 1


def publishes_again(yusuf: Somebody, page: str) -> None:
    """Another person stops, then shows himself again at the same address: her choice is not his."""
    yusuf.go("/mon-espace/").follow("Ne plus me montrer").press(
        "Oui, ne plus me montrer"
    )
    assert yusuf.status_of(page) == 410
    yusuf.go("/mon-espace/").follow("Le montrer à nouveau").tick("Une page sur ce site")
    yusuf.press("Voir ce que le monde verrait").press("Oui, montrer mon CV")
    yusuf.go("/mon-espace/").follow("Voir ma page").reads("Yusuf")
    assert yusuf.address == page
