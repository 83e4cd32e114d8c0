"""Save, change and delete searches; send alerts about new people.

Raises NotAllowed for somebody else's search, DomainError for empty criteria or more than
``MAX_SEARCHES``.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from entremise.candidates.models import Publication
from entremise.companies.models import Company
from entremise.companies.rules import is_member_of_company
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.backups.actions import record_in_ledger
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.kit.text import clean_line, gettext as _
from entremise.foundation.outbox.models import OutboxMessage
from entremise.sharing.actions.unsent_letters import (
    undeliverable_codes,
    withdraw_unsent_letters,
)

from . import notices, queries
from .content import SearchCriteria
from .enums import AlertFrequency
from .models import SavedSearch

MAX_SEARCHES = 10  # of one person
MAX_PEOPLE_NAMED = 6  # in one letter; the others are counted


@transaction.atomic
def save_search(
    company: Company,
    criteria: SearchCriteria,
    *,
    name: str,
    every_days: int = AlertFrequency.MONTH,
    by: User,
) -> SavedSearch:
    """Save a search, or return the identical one saved before."""
    if not is_member_of_company(by, company):
        raise NotAllowed(_("Vous ne faites pas partie de cette entreprise."))
    if not criteria:
        raise DomainError(_("Cherchez d’abord un mot, ou choisissez un filtre."))
    if saved := queries.identical_search_for(by, criteria):
        return saved
    if queries.saved_searches_for(by).count() >= MAX_SEARCHES:
        raise DomainError(
            _("Dix recherches suffisent. Retirez-en une pour en garder une autre.")
        )
    search = SavedSearch.objects.create(
        company=company,
        user=by,
        name=clean_line(name)[:80] or queries.suggested_search_name(criteria),
        every_days=every_days,
        text=criteria.text,
        facets=dict(criteria.facets),
        around=criteria.around,
        exact=criteria.exact,
        since=timezone.now(),
    )
    record_in_journal(
        "lookout.kept", by=by, about=(company, search), every_days=int(every_days)
    )
    return search


@transaction.atomic
def update_search(
    search: SavedSearch, *, name: str, every_days: int, by: User
) -> SavedSearch:
    """Change name and frequency. Alerts that start again count newcomers from now on."""
    _check_owner(search, by)
    if search.every_days == AlertFrequency.NEVER != every_days:
        search.since = timezone.now()
    search.name, search.every_days = (
        clean_line(name)[:80] or search.name,
        int(every_days),
    )
    search.save(update_fields=["name", "every_days", "since"])
    if search.every_days == AlertFrequency.NEVER:
        record_in_ledger("alerts.search_stopped", [search.code])
        _cancel_unsent_alerts(search)
    record_in_journal(
        "lookout.changed",
        by=by,
        about=(search.company, search),
        every_days=search.every_days,
    )
    return search


@transaction.atomic
def delete_search(search: SavedSearch, *, by: User) -> None:
    _check_owner(search, by)
    record_in_journal("lookout.dropped", by=by, about=(search.company, search))
    _erase(search)


def _check_owner(search: SavedSearch, by: User) -> None:
    if search.user_id != by.pk or not is_member_of_company(by, search.company_id):
        raise NotAllowed(_("Cette recherche n’est pas à vous."))


@transaction.atomic
def stop_search_alerts(search: SavedSearch) -> None:
    """Stop the alerts of a search; the link of a letter is enough to do it."""
    if (
        SavedSearch.objects.filter(pk=search.pk)
        .exclude(every_days=AlertFrequency.NEVER)
        .update(every_days=AlertFrequency.NEVER)
    ):
        record_in_journal(
            "lookout.stopped", by=search.user, about=(search.company, search)
        )
        record_in_ledger("alerts.search_stopped", [search.code])
    _cancel_unsent_alerts(search)


def delete_member_searches(company: Company, user: User) -> None:
    """Delete the saved searches of somebody who has left the company, with unsent letters."""
    for search in SavedSearch.objects.filter(company=company, user=user):
        _erase(search)


def cancel_company_alerts(company: Company) -> None:
    """Cancel the unsent alerts of a company that is closed; its searches stay."""
    for search in SavedSearch.objects.filter(company=company):
        _cancel_unsent_alerts(search)


def _erase(search: SavedSearch) -> None:
    record_in_ledger("alerts.search_stopped", [search.code])
    OutboxMessage.objects.filter(
        about=search.code, purpose=notices.ALERT_PURPOSE
    ).delete()
    search.delete()


def _cancel_unsent_alerts(search: SavedSearch) -> None:
    OutboxMessage.objects.filter(
        about=search.code, purpose=notices.ALERT_PURPOSE, sent_at=None
    ).delete()


# ---- letters ----


def send_due_alerts() -> int:
    """Queue the alerts that are due and have newcomers; returns how many.

    The letter and the new ``since`` are written together.
    """
    now = timezone.now()
    due = queries.searches_due(now).exclude(
        code__in=undeliverable_codes(notices.ALERT_PURPOSE)
    )
    return sum(_send_alert(search, now) for search in due)


@transaction.atomic
def _send_alert(search: SavedSearch, now: datetime) -> bool:
    rows = queries.newcomer_publications(search.criteria, after=search.since, until=now)
    if not rows:
        return False
    unchanged = SavedSearch.objects.filter(pk=search.pk, since=search.since).exclude(
        every_days=AlertFrequency.NEVER
    )
    # Another worker may have sent it, or they stopped meanwhile.
    if not unchanged.update(previous_since=F("since"), since=now):
        return False
    return _queue_alert(
        search,
        rows,
        dedup_key=f"{notices.ALERT_PURPOSE}:{search.code}:{now:%Y-%m-%dT%H:%M}",
    )


def _queue_alert(search: SavedSearch, rows: list[int], *, dedup_key: str) -> bool:
    named = queries.visible_cvs(rows[:MAX_PEOPLE_NAMED])
    if named:
        notices.notify_search_newcomers(
            search, named, others=len(rows) - len(named), dedup_key=dedup_key
        )
    return bool(named)


def rewrite_unsent_alerts(publication: Publication) -> None:
    """A CV changed or is no longer public: rewrite the unsent alerts that name the person."""
    for message in withdraw_unsent_letters(notices.ALERT_PURPOSE, publication):
        search: Any = (
            SavedSearch.objects.filter(code=message.about)
            .select_related("user", "company__zone")
            .first()
        )
        if search and search.previous_since:
            rows = queries.newcomer_publications(
                search.criteria, after=search.previous_since, until=search.since
            )
            _queue_alert(search, rows, dedup_key=message.dedup_key or "")


def move_searches_to_zone(zone: Zone, *, into: Zone) -> None:
    """Searches in a zone that closed look in the one that took over."""
    for search in SavedSearch.objects.filter(facets__zone=zone.code):
        search.facets = {**search.facets, "zone": into.code}
        search.save(update_fields=["facets"])
