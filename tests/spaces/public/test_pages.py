"""Static public pages and the report form."""

from pathlib import Path
from typing import Any

import pytest

from entremise.foundation.outbox.models import OutboxMessage

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
    assert mail.to == settings.CONTACT_EMAIL
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
