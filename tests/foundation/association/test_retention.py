"""Delays are within their bounds, obeyed by the jobs, and said on the public page."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from entremise.coaching.jobs import delete_old_coach_applications
from entremise.coaching.models import CoachApplication
from entremise.foundation.accounts import sessions
from entremise.foundation.association.actions import change_settings
from entremise.foundation.association.content.settings import DECLARATIONS
from entremise.foundation.association.enums import SettingKind
from entremise.foundation.association.models import StoredSetting
from entremise.foundation.association.queries import current_settings
from entremise.foundation.association.validators import SettingRefused
from entremise.foundation.kit import privacy
from entremise.foundation.outbox.actions import queue_message
from entremise.foundation.outbox.jobs import erase_message_texts
from entremise.foundation.outbox.models import OutboxMessage
from entremise.sharing.actions.copies import delete_old_copies
from entremise.sharing.models import PDFCopy
from tests.factories import accounts, candidates

DELAYS = {k: d for k, d in DECLARATIONS.items() if d.kind == SettingKind.DAYS}


@pytest.fixture
def nora(db: None) -> Any:
    return accounts.administrator(first_name="Nora")


@pytest.mark.parametrize("key", DELAYS)
def test_the_bounds_are_said_with_their_reason_and_refused_beyond(
    nora: Any, key: str
) -> None:
    delay = DELAYS[key]
    assert str(delay.bounds_reason)
    assert delay.minimum <= int(delay.default_value) <= delay.maximum  # type: ignore[arg-type]
    for typed in (delay.minimum - 1, delay.maximum + 1, "dix", "-1", "1.5"):
        with pytest.raises(SettingRefused):
            change_settings({key: str(typed)}, seen={}, by=nora)
    for typed in {delay.minimum, delay.maximum} - {delay.default_value}:
        change_settings({key: str(typed)}, seen={}, by=nora)
        assert getattr(current_settings(), key) == typed


def test_a_bound_that_was_tightened_since_holds(nora: Any) -> None:
    change_settings({"days_of_copies": "200"}, seen={}, by=nora)
    StoredSetting.objects.filter(key="days_of_copies").update(value="9999")
    change_settings(
        {"site_name": "Le Pont"}, seen={}, by=nora
    )  # the cache is read anew
    assert current_settings().days_of_copies == DELAYS["days_of_copies"].maximum


def test_the_register_stays_true_whatever_is_chosen() -> None:
    most = {
        "days_of_message_texts": privacy.AFTER_SENDING.days,
        "days_of_ended_sessions": privacy.AFTER_SESSION_END.days,
        "days_of_done_tasks": privacy.YEAR_AFTER_FACT.days,
        "days_of_coach_applications": privacy.YEAR_AFTER_FACT.days,
        "days_of_copies": 365,
        "days_of_idle_supporters": privacy.AFTER_LAST_CONTACT.days,
    }
    for key, days in most.items():
        assert DELAYS[key].maximum <= days, key


@pytest.mark.parametrize("days", [62, 10])
def test_texts_of_messages(nora: Any, days: int) -> None:
    change_settings({"days_of_message_texts": str(days)}, seen={}, by=nora)
    now = timezone.now()
    for age in (days - 1, days + 1):
        row = queue_message(to="a@b.fr", purpose="test", subject=str(age), text="T")
        OutboxMessage.objects.filter(pk=row.pk).update(
            sent_at=now - timedelta(days=age)
        )
    erase_message_texts()
    kept = OutboxMessage.objects.exclude(text="").values_list("subject", flat=True)
    assert list(kept) == [str(days - 1)]


@pytest.mark.parametrize("days", [365, 40])
def test_offers_to_coach(nora: Any, days: int) -> None:
    change_settings({"days_of_coach_applications": str(days)}, seen={}, by=nora)
    where = accounts.zone()
    for age in (days - 1, days + 1):
        row = CoachApplication.objects.create(
            zone=where, first_name=str(age), last_name="X", email=f"a{age}@b.fr"
        )
        CoachApplication.objects.filter(pk=row.pk).update(
            created_at=timezone.now() - timedelta(days=age)
        )
    delete_old_coach_applications()
    assert [row.first_name for row in CoachApplication.objects.all()] == [str(days - 1)]


@pytest.mark.parametrize("days", [365, 190])
def test_copies(nora: Any, days: int) -> None:
    change_settings({"days_of_copies": str(days)}, seen={}, by=nora)
    person = candidates.candidate()
    for age in (days - 1, days + 1):
        row = PDFCopy.objects.create(
            candidate=person, email=f"a{age}@b.fr", language="fr"
        )
        PDFCopy.objects.filter(pk=row.pk).update(
            made_at=timezone.now() - timedelta(days=age)
        )
    delete_old_copies()
    assert [row.email for row in PDFCopy.objects.all()] == [f"a{days - 1}@b.fr"]


def test_sessions(nora: Any) -> None:
    change_settings({"days_of_session": "3"}, seen={}, by=nora)
    row = sessions.create_session(accounts.user(), method="code")
    left = row.expires_at - timezone.now()
    assert timedelta(days=2, hours=23) < left <= timedelta(days=3)


def test_a_session_that_nobody_uses(nora: Any, as_user: Any) -> None:
    person = candidates.candidate().user
    browser = as_user(person)
    person.sign_ins.update(last_seen_on=timezone.localdate() - timedelta(days=5))
    assert browser.get("/mon-espace/").status_code == 200
    person.sign_ins.update(last_seen_on=timezone.localdate() - timedelta(days=5))
    change_settings({"days_of_idle_session": "4"}, seen={}, by=nora)
    assert browser.get("/mon-espace/").status_code == 302


@pytest.mark.parametrize(
    ("path", "words"),
    [("", "200 jours"), ("/en", "200 days"), ("/ar", "200 يوم")],
)
def test_the_public_page_says_what_is_obeyed(
    nora: Any, page: Any, path: str, words: str
) -> None:
    assert words not in page.get(f"{path}/vos-donnees/").content.decode()
    change_settings({"days_of_copies": "200"}, seen={}, by=nora)
    assert words in page.get(f"{path}/vos-donnees/").content.decode()
