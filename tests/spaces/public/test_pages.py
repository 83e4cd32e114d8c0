"""Static public pages and the report form."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from entremise.foundation.association.actions import change_settings
from entremise.foundation.association.queries import current_settings
from entremise.foundation.outbox.models import OutboxMessage
from tests.factories import accounts, candidates

PAGES = [
    "/contact/",
    "/signaler/",
    "/comment-nous-comptons/",
    "/accessibilite/",
    "/vos-donnees/",
    "/mentions-legales/",
]


@pytest.mark.parametrize("path", [*PAGES, "/atelier/"])
def test_a_passer_by_reads_it(page: Any, path: str) -> None:
    assert page.get(path).status_code == 200


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_exists_in_each_language(page: Any, language: str) -> None:
    answer = page.get(f"/{language}/contact/").content.decode()
    assert f'lang="{language}"' in answer
    assert ('dir="rtl"' in answer) is (language == "ar")


def test_the_workshop_stays_in_the_workshop(page: Any, settings: Any) -> None:
    settings.TESTING = settings.DEMO = False
    assert page.get("/atelier/").status_code == 404


def test_a_report_reaches_a_human(page: Any, settings: Any) -> None:
    answer = page.post(
        "/signaler/",
        {
            "subject": "person",
            "what": "Ce n’est pas vrai.",
            "page": "/cv/x/",
            "_once": "k1",
        },
    )
    assert answer.status_code == 302
    (mail,) = OutboxMessage.objects.filter(purpose="public.report")
    assert mail.to == current_settings().contact_email
    assert "Ce n’est pas vrai." in mail.text
    assert "/cv/x/" in mail.text


def test_a_report_without_words_is_asked_again_and_kept(page: Any) -> None:
    answer = page.post("/signaler/", {"page": "/cv/x/"})
    assert "Il manque votre réponse." in answer.content.decode()
    assert 'value="/cv/x/"' in answer.content.decode()
    assert not OutboxMessage.objects.exists()


def test_a_flood_of_reports_is_slowed_down(page: Any) -> None:
    said = {"subject": "other", "what": "Encore."}
    assert [page.post("/signaler/", said).status_code for _ in range(6)] == [
        302
    ] * 5 + [429]


def test_a_page_that_does_not_exist_says_what_to_do(page: Any) -> None:
    answer = page.get("/nulle-part/")
    assert answer.status_code == 404
    assert "Cette page n’existe pas" in answer.content.decode()


def test_a_breakdown_is_said_plainly(
    page: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("entremise.foundation.kit.navigation.navigation_links", broken)
    page.raise_request_exception = False
    answer = page.get("/contact/")
    assert answer.status_code == 500
    assert "Une panne de notre côté" in answer.content.decode()


def test_the_deployer_s_logo_is_a_picture_and_runs_nothing(
    page: Any, settings: Any, tmp_path: Path
) -> None:
    drawing = tmp_path / "logo.svg"
    drawing.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    settings.BRAND_LOGO = str(drawing)
    answer = page.get("/logo.svg")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert 'src="/logo.svg"' in page.get("/contact/").content.decode()


def test_without_a_logo_the_mark_stands(page: Any) -> None:
    assert page.get("/logo.svg").headers["Location"].endswith("kit/mark.svg")
    assert 'class="mark"' in page.get("/contact/").content.decode()


LEGAL = {
    "legal_form": "Association loi de 1901",
    "registered_address": "1 rue du Pont\n75010 Paris",
    "registration_number": "RNA W751234567",
    "publication_director": "Nora Diallo",
    "host_name": "Hébergeur Exemple",
    "host_address": "2 rue des Serveurs\n59000 Lille",
    "host_phone": "03 00 00 00 00",
    "data_protection_officer": "Paul, dpo@passerelle.fr",
    "processors": "Exemple Mail, e-mails, France",
}


@pytest.mark.parametrize("path", ["", "/en", "/ar"])
def test_the_legal_notice_is_made_of_what_was_set(page: Any, path: str) -> None:
    change_settings(LEGAL, seen={}, by=accounts.administrator())
    said = page.get(f"{path}/mentions-legales/").content.decode()
    for line in "\n".join(LEGAL.values()).split("\n"):
        assert line in said, line
    data = page.get(f"{path}/vos-donnees/").content.decode()
    assert "dpo@passerelle.fr" in data
    assert "Exemple Mail" in data


def test_what_is_missing_is_neither_blank_nor_false(page: Any) -> None:
    said = page.get("/mentions-legales/").content.decode()
    for title in ("Forme juridique", "Qui héberge", "Direction de la publication"):
        assert title not in said
    assert "<dd></dd>" not in said
    assert "None" not in said


def test_no_conformity_is_asserted_for_every_deployer(page: Any) -> None:
    said = page.get("/accessibilite/").content.decode()
    assert "n’est donc pas établie" in said
    assert "conformité partielle" not in said
    change_settings(
        {"accessibility_audit": "Audit du 3 mai par Exemple\u00a0: 91 %."},
        seen={},
        by=accounts.administrator(),
    )
    said = page.get("/accessibilite/").content.decode()
    assert "Audit du 3 mai" in said
    assert "pas encore été audité" not in said


@pytest.mark.django_db
def test_the_first_screen_of_a_telephone_says_the_name_of_the_site(
    client: Client,
) -> None:
    page = client.get("/").content.decode()
    address = re.search(r'<link rel="manifest" href="([^"]+)"', page)
    assert address
    assert client.get(address[1]).json()["name"] == "Entremise"
    change_settings({"site_name": "Le Pont"}, seen={}, by=accounts.administrator())
    answer = client.get(address[1])
    assert answer.json()["name"] == answer.json()["short_name"] == "Le Pont"
    assert "mark.svg" in answer.json()["icons"][0]["src"]


@pytest.mark.django_db
def test_the_preview_of_a_cv_has_another_address_with_another_face(
    client: Client,
) -> None:
    shown = candidates.published_cv(candidates.candidate(accounts.zone()))
    picture = re.compile(r'property="og:image" content="[^"]*(/cv/[^"]+)"')
    before = picture.findall(client.get(f"/cv/{shown.code}/").content.decode())[0]
    change_settings({"site_name": "Le Pont"}, seen={}, by=accounts.administrator())
    after = picture.findall(client.get(f"/cv/{shown.code}/").content.decode())[0]
    assert before != after
    assert client.get(after).status_code == 200
    assert client.get(before).headers["Location"] == after
