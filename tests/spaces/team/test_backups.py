"""A restored site, on screen: closed to everybody, opened by an administrator."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from entremise.foundation.accounts.actions.signing_in import issue_entry_link
from entremise.foundation.backups import queries
from entremise.foundation.backups.actions import record_backup
from entremise.foundation.backups.models import Restoration
from entremise.foundation.outbox import delivery
from entremise.foundation.outbox.actions import queue_message
from entremise.foundation.outbox.models import OutboxMessage
from tests.factories import accounts, candidates

pytestmark = pytest.mark.django_db
PAGE = "/equipe/reglages/sauvegardes/"


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    queries.forget_site_state()
    yield
    queries.forget_site_state()


@pytest.fixture
def restored() -> Restoration:
    now = timezone.now()
    return Restoration.objects.create(
        backup_made_at=now - timedelta(days=1),
        backup_version="0.1.0",
        restored_at=now,
        replayed={"candidates.consent_ended": 2},
        ledger_lines=3,
        is_ledger_complete=True,
    )


@pytest.mark.parametrize(
    ("path", "language", "words"),
    [
        ("/", "fr", "Le site revient bientôt"),
        ("/en/candidats/", "en", "The site will be back soon"),
        ("/ar/", "ar", "الموقع سيعود قريبًا"),
        ("/nulle-part/", "fr", "Le site revient bientôt"),
    ],
)
def test_visitors_read_that_it_will_be_back(
    restored: Restoration, page: Any, path: str, language: str, words: str
) -> None:
    response = page.get(path)
    assert response.status_code == 503
    assert words in response.content.decode()
    assert response["Retry-After"]
    assert response["Content-Language"] == language
    assert response["Cache-Control"] == "no-store"


def test_an_administrator_enters_whatever_their_browser_speaks(
    restored: Restoration,
) -> None:
    path = urlsplit(issue_entry_link(accounts.administrator())).path
    english = Client(headers={"accept-language": "en"})
    assert english.get(path).status_code == 200
    assert english.get("/connexion/").status_code == 200


def test_the_second_factor_is_asked_before_who_they_are(restored: Restoration) -> None:
    path = urlsplit(issue_entry_link(accounts.administrator())).path
    browser = Client()
    browser.get(path)
    answer = browser.post(path, follow=True)
    assert answer.status_code == 200
    assert "seconde preuve" in answer.content.decode()


def test_a_closed_page_is_no_error_in_the_log(
    restored: Restoration, caplog: pytest.LogCaptureFixture
) -> None:
    assert Client().get("/candidats/").status_code == 503
    assert [line for line in caplog.records if line.levelname == "ERROR"] == []


def test_a_cv_and_its_pictures_are_not_shown(restored: Restoration) -> None:
    publication = candidates.published_cv(photo=True)
    for path in ("", "cv.pdf", "photo.jpg", "partager/"):
        assert Client().get(f"/cv/{publication.code}/{path}").status_code == 503


def test_whoever_probes_the_site_is_answered_as_always(restored: Restoration) -> None:
    assert Client().get("/sante/nulle-part/").status_code == 404
    assert Client().get("/.well-known/security.txt").status_code == 200


def test_who_is_no_administrator_waits(restored: Restoration, as_user: Any) -> None:
    team = accounts.team_member(accounts.zone())
    for path in ("/equipe/", "/mes-espaces/", "/equipe/candidats/"):
        assert as_user(team).get(path).status_code == 503
    coach = candidates.candidate().user
    assert as_user(coach).get("/mon-espace/").status_code == 503


def test_an_administrator_reads_what_was_done_and_opens(
    restored: Restoration, as_user: Any, page: Any
) -> None:
    old = queue_message(to="a@example.org", purpose="test.old", text="x", subject="x")
    OutboxMessage.objects.update(created_at=restored.restored_at - timedelta(hours=1))
    queue_message(to="a@example.org", purpose="test.new", text="x", subject="x")
    browser = as_user(accounts.administrator())
    assert browser.get("/mes-espaces/")["Location"] == PAGE
    assert browser.get("/equipe/")["Location"] == PAGE
    shown = browser.get(PAGE).content.decode()
    assert "Le site est fermé." in shown
    assert "2 CV retirés" in shown
    assert "1 message attendait" in shown
    assert browser.get("/equipe/candidats/").status_code == 200
    assert delivery.deliver_due_messages() == 0

    response = browser.post(f"{PAGE}ouvrir/")
    assert response.status_code == 302
    restored.refresh_from_db()
    assert restored.opened_at is not None
    assert page.get("/").status_code == 200
    old.refresh_from_db()
    assert old.parked_at is not None
    assert "Ouvert" in browser.get(PAGE).content.decode()
    assert browser.post(f"{PAGE}ouvrir/").status_code == 409


def test_what_waited_leaves_when_it_is_asked(
    restored: Restoration, as_user: Any
) -> None:
    queue_message(to="a@example.org", purpose="test.old", text="x", subject="x")
    OutboxMessage.objects.update(created_at=restored.restored_at - timedelta(hours=1))
    as_user(accounts.administrator()).post(f"{PAGE}ouvrir/", {"send_waiting": "on"})
    assert OutboxMessage.objects.get().parked_at is None


def test_a_ledger_that_was_missing_is_said(restored: Restoration, as_user: Any) -> None:
    Restoration.objects.update(is_ledger_complete=False)
    shown = as_user(accounts.administrator()).get(PAGE).content.decode()
    assert "appelez-les avant d’ouvrir" in shown


def test_the_last_backup_is_one_of_this_site(as_user: Any) -> None:
    browser = as_user(accounts.administrator())
    assert "entremise backup" in browser.get(PAGE).content.decode()
    made = timezone.now() - timedelta(hours=3)
    record_backup(made_at=made, name="a.tar.gz", size=5_000_000, is_encrypted=True)
    found = queries.last_backup()
    assert found is not None
    assert found.made_at == made
    assert "chiffrée" in browser.get(PAGE).content.decode()
    Restoration.objects.create(
        backup_made_at=made,
        backup_version="0.1.0",
        restored_at=timezone.now(),
        ledger_lines=0,
        is_ledger_complete=True,
        opened_at=timezone.now(),
    )
    assert queries.last_backup() is None
    assert "Aucune depuis" in browser.get(PAGE).content.decode()
