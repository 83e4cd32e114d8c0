"""Suspected scrapers: recorded with a task for the team, blocked, unblocked, anonymized."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from entremise.foundation.accounts.models import User
from entremise.foundation.accounts.rules import is_team
from entremise.foundation.association.queries import current_settings
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import NotAllowed
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.tasks.actions import raise_task, resolve_tasks
from entremise.sharing import rules
from entremise.sharing.enums import ScraperKind
from entremise.sharing.models import SuspectedScraper

from .counting import _salt_of


def network_hash(network: str) -> str:
    """The daily hash of a network (``web.rate_limits.client_network``)."""
    return rules.daily_hash(_salt_of(timezone.localdate()), network, "scraper")


@transaction.atomic
def record_scraper(
    network: str, *, kind: str, people: int = 0, readers: int = 0
) -> SuspectedScraper:
    """Record a network, once per kind and day, and raise a task for the team.

    ``people``: whom it read within the hour; ``readers``: browsers of people seen there.
    ``ScraperKind.HONEYPOT`` blocks it for ``settings.SCRAPER_BLOCK_HOURS``, unless people read
    there too: then the team decides.
    """
    is_shared = readers > 0
    until: datetime | None = None
    if kind == ScraperKind.HONEYPOT and not is_shared:
        until = timezone.now() + timedelta(hours=settings.SCRAPER_BLOCK_HOURS)
    row, is_new = SuspectedScraper.objects.get_or_create(
        kind=kind,
        day=timezone.localdate(),
        network=network_hash(network),
        defaults={"people": people, "readers": readers, "blocked_until": until},
    )
    if is_new:
        asks = kind == ScraperKind.HONEYPOT and is_shared
        raise_task(
            "sharing.trap_shared" if asks else f"sharing.{kind}",
            zone=None,
            about=("team_robots", "", _("Lecture par un robot")),
            urgent=asks,
            dedup_key=f"scraper:{row.code}",
        )
    return row


@transaction.atomic
def block_scraper(row: SuspectedScraper, *, by: User) -> None:
    """Block this network for ``settings.SCRAPER_BLOCK_HOURS``.

    Raises NotAllowed unless by the team.
    """
    _decide(
        row,
        by=by,
        blocked_until=timezone.now() + timedelta(hours=settings.SCRAPER_BLOCK_HOURS),
        unblocked_by=None,
    )
    record_in_journal("sharing.greedy_refused", by=by, about=(row,), kind=row.kind)


@transaction.atomic
def unblock_scraper(row: SuspectedScraper, *, by: User) -> None:
    """Let this network read again. Raises NotAllowed unless by the team."""
    _decide(row, by=by, blocked_until=None, unblocked_by=by)
    record_in_journal("sharing.greedy_lifted", by=by, about=(row,), kind=row.kind)


@transaction.atomic
def leave_scraper(row: SuspectedScraper, *, by: User) -> None:
    """Decide that this network goes on reading. Raises NotAllowed unless by the team."""
    _decide(row, by=by, blocked_until=None, unblocked_by=by)
    record_in_journal("sharing.greedy_left", by=by, about=(row,), kind=row.kind)


def _decide(row: SuspectedScraper, *, by: User, **changes: object) -> None:
    if not is_team(by):
        raise NotAllowed(_("Seule l’équipe ouvre ou ferme la lecture à un réseau."))
    SuspectedScraper.objects.filter(pk=row.pk).update(**changes)
    resolve_tasks(dedup_key_prefix=f"scraper:{row.code}", by=by)


@transaction.atomic
def anonymize_scrapers() -> None:
    """Empty the hashes of past days, and delete old rows."""
    today = timezone.localdate()
    SuspectedScraper.objects.filter(day__lt=today).exclude(network=None).update(
        network=None, blocked_until=None
    )
    kept = timedelta(days=current_settings().days_of_suspected_copiers)
    SuspectedScraper.objects.filter(day__lt=today - kept).delete()
