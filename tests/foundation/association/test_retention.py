"""Delays are within their bounds, obeyed by the jobs, and said on the public page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from entremise.coaching.jobs import delete_old_coach_applications
from entremise.coaching.models import CoachApplication
from entremise.foundation.accounts import sessions
from entremise.foundation.accounts.jobs import delete_expired_sign_ins
from entremise.foundation.accounts.models import UserSession
from entremise.foundation.accounts.queries import open_sessions_of
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
from entremise.foundation.tasks.actions import raise_task
from entremise.foundation.tasks.jobs import anonymize_done_tasks
from entremise.foundation.tasks.models import Task
from entremise.sharing.actions.copies import delete_old_copies
from entremise.sharing.actions.daily_counts import delete_old_events
from entremise.sharing.actions.supporters import delete_inactive_supporters
from entremise.sharing.actions.suspected_scrapers import anonymize_scrapers
from entremise.sharing.models import (
    DayCount,
    PDFCopy,
    Supporter,
    SuspectedScraper,
    Visit,
)
from tests.factories import accounts, candidates, supporters

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


Kept = Callable[[], bool]


def aged(model: Any, row: Any, field: str, days: int) -> None:
    moment = timezone.now() - timedelta(days=days)
    wants_day = model._meta.get_field(field).get_internal_type() == "DateField"
    model.objects.filter(pk=row.pk).update(
        **{field: moment.date() if wants_day else moment}
    )


def message_text(days: int) -> Kept:
    row = queue_message(to="a@b.fr", purpose="test", subject="S", text="T")
    aged(OutboxMessage, row, "sent_at", days)
    erase_message_texts()
    return lambda: OutboxMessage.objects.get(pk=row.pk).text != ""


def session(days: int) -> Kept:
    row = sessions.create_session(accounts.user(), method="code")
    ends = row.expires_at - timedelta(days=days)
    return lambda: ends > timezone.now()


def idle_session(days: int) -> Kept:
    person = accounts.user()
    row = sessions.create_session(person, method="code")
    aged(UserSession, row, "last_seen_on", days)
    return lambda: open_sessions_of(person).exists()


def ended_session(days: int) -> Kept:
    row = sessions.create_session(accounts.user(), method="code")
    aged(UserSession, row, "ended_at", days)
    delete_expired_sign_ins()
    return lambda: UserSession.objects.filter(pk=row.pk).exists()


def done_task(days: int) -> Kept:
    about = ("team_candidate", "x", "Ali")
    row = raise_task("candidates.referral", zone=accounts.zone(), about=about)
    aged(Task, row, "done_at", days)
    anonymize_done_tasks()
    return lambda: Task.objects.get(pk=row.pk).about_label == "Ali"


def coach_application(days: int) -> Kept:
    row = CoachApplication.objects.create(
        zone=accounts.zone(), first_name="A", last_name="X", email="a@b.fr"
    )
    aged(CoachApplication, row, "created_at", days)
    delete_old_coach_applications()
    return lambda: CoachApplication.objects.filter(pk=row.pk).exists()


def unfinished_sign_up(days: int) -> Kept:
    row = supporters.supporter(confirmed=False)
    aged(Supporter, row, "asked_at", days)
    delete_inactive_supporters()
    return lambda: Supporter.objects.filter(pk=row.pk, ended_at=None).exists()


def idle_supporter(days: int) -> Kept:
    row = supporters.supporter()
    aged(Supporter, row, "last_active_at", days)
    delete_inactive_supporters()
    return lambda: Supporter.objects.filter(pk=row.pk, ended_at=None).exists()


def copy(days: int) -> Kept:
    row = PDFCopy.objects.create(
        candidate=candidates.candidate(), email="a@b.fr", language="fr"
    )
    aged(PDFCopy, row, "made_at", days)
    delete_old_copies()
    return lambda: PDFCopy.objects.filter(pk=row.pk).exists()


def visit(days: int) -> Kept:
    person = candidates.candidate()
    row = Visit.objects.create(candidate=person, day=timezone.localdate())
    aged(Visit, row, "day", days)
    yesterday = timezone.localdate() - timedelta(days=1)
    DayCount.objects.create(day=yesterday, zone=person.zone)
    delete_old_events()
    return lambda: Visit.objects.filter(pk=row.pk).exists()


def suspected_copier(days: int) -> Kept:
    row = SuspectedScraper.objects.create(kind="trap", day=timezone.localdate())
    aged(SuspectedScraper, row, "day", days)
    anonymize_scrapers()
    return lambda: SuspectedScraper.objects.filter(pk=row.pk).exists()


# What each delay is about, made so many days old, then left to what obeys the delay.
OBEYED: dict[str, Callable[[int], Kept]] = {
    "days_of_message_texts": message_text,
    "days_of_session": session,
    "days_of_idle_session": idle_session,
    "days_of_ended_sessions": ended_session,
    "days_of_done_tasks": done_task,
    "days_of_coach_applications": coach_application,
    "days_of_unfinished_sign_ups": unfinished_sign_up,
    "days_of_idle_supporters": idle_supporter,
    "days_of_copies": copy,
    "days_of_visits": visit,
    "days_of_suspected_copiers": suspected_copier,
}


@pytest.mark.parametrize("key", DELAYS)
@pytest.mark.parametrize("bound", ["minimum", "maximum"])
def test_every_delay_is_obeyed(nora: Any, key: str, bound: str) -> None:
    """A delay that nothing obeys has no line in ``OBEYED``: KeyError."""
    days = getattr(DELAYS[key], bound)
    change_settings({key: str(days)}, seen={}, by=nora)
    assert OBEYED[key](days - 1)(), "gone before its time"
    assert not OBEYED[key](days + 1)(), "kept beyond its time"


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
