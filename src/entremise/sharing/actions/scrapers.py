"""What is written when a network reads people's pages like a machine: its hash of the day,
and a task for the team.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from entremise.foundation.accounts.models import User
from entremise.foundation.accounts.rules import is_team
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import NotAllowed
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.tasks.actions import raise_task, resolve_tasks
from entremise.sharing import rules
from entremise.sharing.enums import ScraperKind
from entremise.sharing.models import SuspectedScraper

from .counting import _salt_of


def network_hash(network: str) -> str:
    """The same all day for one network; nobody can tell which, and the next night not even that."""
    return rules.daily_hash(_salt_of(timezone.localdate()), network, "greedy")


@transaction.atomic
def record_scraper(network: str, *, kind: str, people: int = 0) -> SuspectedScraper:
    """Once a day for one network and kind.

    Who follows the trap is refused for some hours; the team is told.
    """
    until: datetime | None = None
    if kind == ScraperKind.HONEYPOT:
        until = timezone.now() + timedelta(hours=settings.TRAP_HOURS)
    row, is_new = SuspectedScraper.objects.get_or_create(
        kind=kind,
        day=timezone.localdate(),
        network=network_hash(network),
        defaults={"people": people, "refused_until": until},
    )
    if is_new:
        raise_task(
            f"sharing.{kind}",
            zone=None,
            about=("team_robots", "", _("Lecture par un robot")),
            dedup_key=f"greedy:{row.code}",
        )
    return row


@transaction.atomic
def block_scraper(row: SuspectedScraper, *, by: User) -> None:
    """The team has looked: this network reads no more people for some hours."""
    _decide(
        row,
        by=by,
        refused_until=timezone.now() + timedelta(hours=settings.TRAP_HOURS),
        lifted_by=None,
    )
    record_in_journal("sharing.greedy_refused", by=by, about=(row,), kind=row.kind)


@transaction.atomic
def unblock_scraper(row: SuspectedScraper, *, by: User) -> None:
    """It was people after all: the pages open again, within seconds."""
    _decide(row, by=by, refused_until=None, lifted_by=by)
    record_in_journal("sharing.greedy_lifted", by=by, about=(row,), kind=row.kind)


def _decide(row: SuspectedScraper, *, by: User, **changes: object) -> None:
    if not is_team(by):
        raise NotAllowed(_("Seule l’équipe ouvre ou ferme la lecture à un réseau."))
    SuspectedScraper.objects.filter(pk=row.pk).update(**changes)
    resolve_tasks(dedup_key_prefix=f"greedy:{row.code}", by=by)


@transaction.atomic
def anonymize_scrapers() -> None:
    """With the salt of the day goes every way back to a network.

    What happened stays for a year, as a number.
    """
    today = timezone.localdate()
    SuspectedScraper.objects.filter(day__lt=today).exclude(network=None).update(
        network=None, refused_until=None
    )
    SuspectedScraper.objects.filter(day__lt=today - timedelta(days=365)).delete()
