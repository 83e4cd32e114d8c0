"""The ledger: what is kept, when, and that it is obeyed."""

import json
import logging
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from entremise.alerts.enums import AlertFrequency
from entremise.alerts.models import SavedSearch
from entremise.candidates.actions.consent import (
    renew_publication,
    unpublish_translation,
    withdraw_cv,
)
from entremise.candidates.actions.data_requests import request_data_change
from entremise.candidates.actions.paper_consent import refuse_paper_consent
from entremise.candidates.content import consent_versions
from entremise.candidates.enums import GrantField, PaperConsentState
from entremise.candidates.models import ConsentGrant, PaperConsent, Publication
from entremise.foundation.accounts.actions.accounts import (
    end_staff_role,
    set_account_active,
)
from entremise.foundation.accounts.actions.own_secrets import erase_own_secret
from entremise.foundation.accounts.actions.signing_in import issue_login_card
from entremise.foundation.accounts.models import (
    LoginCard,
    OwnSecret,
    StaffRole,
    User,
)
from entremise.foundation.backups import actions, ledger_file
from entremise.foundation.backups.ledger_file import Ledger
from entremise.foundation.backups.models import PendingLedgerLine
from entremise.foundation.backups.registry import ledger_facts
from entremise.foundation.tasks.models import Task
from entremise.sharing.actions.copies import delete_copies_of_address
from entremise.sharing.actions.supporters import unsubscribe_supporter
from entremise.sharing.models import PDFCopy, Supporter
from entremise.sharing.signing import copy_address_key
from tests.factories import accounts, alerts, candidates


@pytest.fixture(autouse=True)
def ledger(settings: Any, tmp_path: Path) -> Path:
    settings.LEDGER_FILE = str(tmp_path / "elsewhere" / "ledger.jsonl")
    return Path(settings.LEDGER_FILE)


def withdrawn() -> Publication:
    publication = candidates.published_cv()
    person = publication.candidate
    withdraw_cv(person, by=person.user)
    return publication


# ---- what is written ----


@pytest.mark.django_db(transaction=True)
def test_the_line_is_there_when_the_action_returns_and_names_nobody(
    ledger: Path,
) -> None:
    publication = withdrawn()
    found = ledger_file.read_ledger(ledger)
    (entry,) = found.entries
    assert entry.fact == "candidates.consent_ended"
    code = publication.grant.code
    assert entry.subject == ledger_file.subject_digest(entry.fact, code)
    text = ledger.read_text()
    assert code not in text
    assert publication.code not in text
    assert not PendingLedgerLine.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_not_there(ledger: Path) -> None:
    publication = candidates.published_cv()
    with transaction.atomic():
        withdraw_cv(publication.candidate, by=publication.candidate.user)  # type: ignore[arg-type]
        transaction.set_rollback(True)
    assert not ledger.exists()


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_refuses_nobody_and_is_caught_up(
    ledger: Path, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.LEDGER_FILE = "/dev/full"
    with caplog.at_level(logging.ERROR):
        publication = withdrawn()
    assert "the ledger cannot be written" in caplog.text
    publication.refresh_from_db()
    assert publication.ended_at is not None
    assert PendingLedgerLine.objects.count() == 1
    settings.LEDGER_FILE = str(ledger)
    assert actions.write_pending_ledger_lines() == 1
    assert len(ledger_file.read_ledger(ledger).entries) == 1


def test_a_line_that_was_cut_hides_no_other(ledger: Path) -> None:
    entries = [ledger_file.new_entry(timezone.now(), "a.b", str(n)) for n in range(3)]
    ledger_file.append_entries(ledger, entries[:2])
    ledger.write_text(ledger.read_text()[:-20])
    assert ledger_file.read_ledger(ledger).entries == tuple(entries[:1])
    assert ledger_file.read_ledger(ledger).unreadable == 0
    ledger_file.append_entries(ledger, entries[2:])
    assert ledger_file.read_ledger(ledger).entries == (entries[0], entries[2])
    assert ledger_file.read_ledger(ledger).unreadable == 1


# ---- what is obeyed ----


def replay(since: Any = None) -> dict[str, int]:
    """Obey what is pending as if a backup of an hour ago had just been restored."""
    rows = PendingLedgerLine.objects.all()
    entries = [ledger_file.new_entry(r.at, r.fact, r.subject) for r in rows]
    since = since or timezone.now() - timedelta(minutes=30)
    return actions.replay_ledger(Ledger("x", tuple(entries)), since=since)


def consent() -> tuple[Callable[[], object], Callable[[], object]]:
    publication = candidates.published_cv()
    person = publication.candidate

    def undo() -> None:
        Publication.objects.update(ended_at=None, end_reason="")
        ConsentGrant.objects.update(ended_at=None)

    withdraw_cv(person, by=person.user)
    return undo, lambda: not Publication.objects.live().exists()


def language() -> tuple[Callable[[], object], Callable[[], object]]:
    publication = candidates.published_cv_in_arabic()
    person = publication.candidate

    def undo() -> None:
        ConsentGrant.objects.update(withdrawn_translations=[])

    unpublish_translation(person, language="ar", by=person.user)
    return undo, lambda: Publication.objects.live().get().grant.shown_translations == []


def supporter() -> tuple[Callable[[], object], Callable[[], object]]:
    row = Supporter.objects.create(email="ami@example.org", confirmed_at=timezone.now())
    code = row.code

    def undo() -> None:
        Supporter.objects.create(
            code=code, email="ami@example.org", confirmed_at=timezone.now()
        )

    unsubscribe_supporter(row)
    return undo, lambda: not Supporter.objects.filter(ended_at=None).exists()


def copies() -> tuple[Callable[[], object], Callable[[], object]]:
    person = candidates.published_cv().candidate
    before = timezone.now() - timedelta(hours=2)

    def undo() -> None:
        PDFCopy.objects.create(candidate=person, email="lea@example.org")
        PDFCopy.objects.update(made_at=before)

    delete_copies_of_address(copy_address_key("lea@example.org"))
    return undo, lambda: not PDFCopy.objects.exists()


def paper() -> tuple[Callable[[], object], Callable[[], object]]:
    row = candidates.paper_consent(candidates.candidate(account=False))
    scan = row.scan.name
    refuse_paper_consent(
        row, remark="Pas signé.", by=candidates.team_member_of(row.candidate.zone)
    )
    waiting = PaperConsent.objects.filter(state=PaperConsentState.WAITING)
    return (
        lambda: PaperConsent.objects.update(
            state=PaperConsentState.WAITING, scan=scan, read_at=None
        ),
        lambda: not waiting.exists(),
    )


def erasure() -> tuple[Callable[[], object], Callable[[], object]]:
    person = candidates.candidate()
    request_data_change(person, kind="erase", by=person.user)  # type: ignore[arg-type]
    return (
        lambda: Task.objects.filter(reason="candidates.data_erase").delete(),
        lambda: Task.objects.filter(reason="candidates.data_erase").exists(),
    )


def account() -> tuple[Callable[[], object], Callable[[], object]]:
    person, by = accounts.team_member(accounts.zone()), accounts.administrator()
    set_account_active(person, False, by=by)
    return (
        lambda: User.objects.update(is_active=True),
        lambda: not User.objects.get(pk=person.pk).is_active,
    )


def role() -> tuple[Callable[[], object], Callable[[], object]]:
    person, by = accounts.team_member(accounts.zone()), accounts.administrator()
    given = person.staff_roles.get()
    code, zone = given.code, given.zone
    end_staff_role(given, by=by)

    def undo() -> None:
        StaffRole.objects.create(code=code, user=person, role="team", zone=zone)

    return undo, lambda: not StaffRole.objects.filter(user=person).exists()


def card() -> tuple[Callable[[], object], Callable[[], object]]:
    person = candidates.candidate()
    team = candidates.team_member_of(person.zone)
    first, _secret = issue_login_card(person.user, by=team)  # type: ignore[arg-type]
    issue_login_card(person.user, by=team)  # type: ignore[arg-type]
    return (
        lambda: LoginCard.objects.filter(pk=first.pk).update(used_at=None),
        lambda: LoginCard.objects.get(pk=first.pk).used_at is not None,
    )


def own_secret() -> tuple[Callable[[], object], Callable[[], object]]:
    person = candidates.candidate(email="")
    row = OwnSecret.objects.create(user=person.user, number_digest="n", digest="d")
    erase_own_secret(row)
    return (
        lambda: OwnSecret.objects.create(
            code=row.code, user=person.user, number_digest="n", digest="d"
        ),
        lambda: not OwnSecret.objects.filter(user=person.user).exists(),
    )


def search() -> tuple[Callable[[], object], Callable[[], object]]:
    from entremise.alerts.actions import stop_search_alerts  # noqa: PLC0415

    row = alerts.saved_search()
    stop_search_alerts(row)
    return (
        lambda: SavedSearch.objects.update(every_days=AlertFrequency.MONTH),
        lambda: SavedSearch.objects.get().every_days == AlertFrequency.NEVER,
    )


CASES = {
    "candidates.consent_ended": consent,
    "candidates.language_withdrawn": language,
    "candidates.paper_refused": paper,
    "candidates.erasure_asked": erasure,
    "sharing.supporter_stopped": supporter,
    "sharing.copies_forgotten": copies,
    "alerts.search_stopped": search,
    "accounts.closed": account,
    "accounts.role_ended": role,
    "accounts.card_ended": card,
    "accounts.secret_reset": own_secret,
}


def test_every_fact_has_its_case() -> None:
    assert set(CASES) == set(ledger_facts())


@pytest.mark.django_db
@pytest.mark.parametrize("fact", CASES)
def test_each_no_is_obeyed_again_and_once(fact: str) -> None:
    undo, is_obeyed = CASES[fact]()
    assert is_obeyed() or fact == "candidates.erasure_asked"
    undo()
    assert not is_obeyed()
    lines = PendingLedgerLine.objects.count()
    assert replay() == {fact: 1}
    assert is_obeyed()
    assert replay() == {}
    assert PendingLedgerLine.objects.count() == lines  # nothing new is written of it
    assert ledger_facts()[fact].sentence(2)


@pytest.mark.django_db
def test_what_was_said_before_the_backup_is_in_it_already() -> None:
    undo, is_obeyed = account()
    undo()  # opened again, then saved
    assert replay(since=timezone.now() + timedelta(hours=2)) == {}
    assert not is_obeyed()


@pytest.mark.django_db
def test_an_older_key_still_reads_the_ledger(settings: Any) -> None:
    undo, is_obeyed = consent()
    undo()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "z" * 60
    assert replay() == {"candidates.consent_ended": 1}
    assert is_obeyed()


@pytest.mark.django_db
def test_a_photo_shown_no_more_does_not_come_back_with_an_older_consent() -> None:
    publication = candidates.published_cv(photo=True)
    person, old = publication.candidate, publication.grant.code
    candidates.publish_cv(
        person,
        snapshot=publication.snapshot,
        fields=(GrantField.STORY,),
        channels=publication.grant.channels,
        consent_version=consent_versions.CURRENT_CONSENT_VERSION,
        language="fr",
        by=person.user,  # type: ignore[arg-type]
    )
    (line,) = PendingLedgerLine.objects.all()
    assert line.subject == ledger_file.subject_digest(line.fact, old)


@pytest.mark.django_db
def test_renewing_a_consent_is_no_refusal() -> None:
    publication = candidates.published_cv()
    person = publication.candidate
    renew_publication(
        person,
        consent_version=consent_versions.CURRENT_CONSENT_VERSION,
        language="fr",
        by=person.user,  # type: ignore[arg-type]
    )
    assert not PendingLedgerLine.objects.exists()


def test_the_file_is_lines_of_json(ledger: Path) -> None:
    ledger_file.begin_ledger(ledger)
    ledger_file.begin_ledger(ledger)
    (line,) = ledger.read_text().splitlines()
    assert set(json.loads(line)) == {"ledger", "format"}
