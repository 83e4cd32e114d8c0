"""Keeping a search, and writing rarely about who is new in it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from entremise.candidates.models import Publication
from entremise.companies.models import Company
from entremise.companies.rules import is_member_of
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.actions import record
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.kit.text import clean_line
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.outbox.models import OutboxMessage
from entremise.sharing.actions import taken_back, undelivered

from . import notices, queries
from .content import Asked
from .enums import Rhythm
from .models import SavedSearch

MOST = 10
NAMED = 6  # people in one letter; the others are counted


@transaction.atomic
def keep(
    company: Company,
    asked: Asked,
    *,
    name: str,
    every_days: int = Rhythm.MONTH,
    by: User,
) -> SavedSearch:
    """The very same search twice is one."""
    if not is_member_of(by, company):
        raise NotAllowed(_("Vous ne faites pas partie de cette entreprise."))
    if not asked:
        raise DomainError(_("Cherchez d’abord un mot, ou choisissez un filtre."))
    if already := queries.same_as(by, asked):
        return already
    if queries.searches_for(by).count() >= MOST:
        raise DomainError(
            _("Dix recherches suffisent. Retirez-en une pour en garder une autre.")
        )
    search = SavedSearch.objects.create(
        company=company,
        user=by,
        name=clean_line(name)[:80] or queries.name_for(asked),
        every_days=every_days,
        words=asked.words,
        facets=dict(asked.facets),
        around=asked.around,
        exact=asked.exact,
        since=timezone.now(),
    )
    record("lookout.kept", by=by, about=(company, search), every_days=int(every_days))
    return search


@transaction.atomic
def change(search: SavedSearch, *, name: str, every_days: int, by: User) -> SavedSearch:
    """Letters that begin again speak of who comes from now on."""
    _own(search, by)
    if search.every_days == Rhythm.NEVER != every_days:
        search.since = timezone.now()
    search.name, search.every_days = (
        clean_line(name)[:80] or search.name,
        int(every_days),
    )
    search.save(update_fields=["name", "every_days", "since"])
    if search.every_days == Rhythm.NEVER:
        _take_back(search)
    record(
        "lookout.changed",
        by=by,
        about=(search.company, search),
        every_days=search.every_days,
    )
    return search


@transaction.atomic
def drop(search: SavedSearch, *, by: User) -> None:
    _own(search, by)
    record("lookout.dropped", by=by, about=(search.company, search))
    _erase(search)


def _own(search: SavedSearch, by: User) -> None:
    if search.user_id != by.pk or not is_member_of(by, search.company_id):
        raise NotAllowed(_("Cette recherche n’est pas à vous."))


@transaction.atomic
def stop(search: SavedSearch) -> None:
    """No more letters about it; who holds the link of one of them may say so."""
    if (
        SavedSearch.objects.filter(pk=search.pk)
        .exclude(every_days=Rhythm.NEVER)
        .update(every_days=Rhythm.NEVER)
    ):
        record("lookout.stopped", by=search.user, about=(search.company, search))
    _take_back(search)


def forget(company: Company, user: User) -> None:
    """They are no longer in this company."""
    for search in SavedSearch.objects.filter(company=company, user=user):
        _erase(search)


def silence(company: Company) -> None:
    """Its account is closed: what was about to leave does not. The searches wait for it to
    open again.
    """
    for search in SavedSearch.objects.filter(company=company):
        _take_back(search)


def _erase(search: SavedSearch) -> None:
    OutboxMessage.objects.filter(about=search.code, purpose=notices.LETTER).delete()
    search.delete()


def _take_back(search: SavedSearch) -> None:
    OutboxMessage.objects.filter(
        about=search.code, purpose=notices.LETTER, sent_at=None
    ).delete()


# The letter


def send_letters() -> int:
    """Queue each letter that is due, when somebody is new: the letter and its date are
    written together.
    """
    now = timezone.now()
    due = queries.due(now).exclude(code__in=undelivered(notices.LETTER))
    return sum(_send(search, now) for search in due)


@transaction.atomic
def _send(search: SavedSearch, now: datetime) -> bool:
    rows = queries.newcomers(search.asked, after=search.since, until=now)
    if not rows:
        return False
    mine = SavedSearch.objects.filter(pk=search.pk, since=search.since).exclude(
        every_days=Rhythm.NEVER
    )
    if not mine.update(
        before=F("since"), since=now
    ):  # another worker was here, or they stopped meanwhile
        return False
    return _write(
        search, rows, dedup_key=f"{notices.LETTER}:{search.code}:{now:%Y-%m-%dT%H:%M}"
    )


def _write(search: SavedSearch, rows: list[int], *, dedup_key: str) -> bool:
    named = queries.shown(rows[:NAMED])
    if named:
        notices.letter(
            search, named, others=len(rows) - len(named), dedup_key=dedup_key
        )
    return bool(named)


def take_out_of_letters(publication: Publication) -> None:
    """Somebody is shown no more, or shows something else: letters that name them and wait
    are written again.
    """
    for message in taken_back(notices.LETTER, publication):
        search: Any = (
            SavedSearch.objects.filter(code=message.about)
            .select_related("user", "company__zone")
            .first()
        )
        if search and search.before:
            rows = queries.newcomers(
                search.asked, after=search.before, until=search.since
            )
            _write(search, rows, dedup_key=message.dedup_key or "")
