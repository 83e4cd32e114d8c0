"""Supporters: they ask, confirm, choose, share, and stop.

A letter goes out once a period, whatever happens.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from entremise.candidates.models import Candidate, Publication
from entremise.foundation.accounts.models import Zone
from entremise.foundation.kit.errors import MoveRefused
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.web import rate_limits
from entremise.sharing import keys, notices, rules
from entremise.sharing.enums import Channel, Rhythm
from entremise.sharing.models import ShareEvent, ShareLink, Supporter
from entremise.sharing.queries import supporters as queries

from .counting import _salt_of
from .letters import taken_back, undelivered

LETTERS_A_DAY = 3  # asked for by one address, whoever asks


def ask(
    *,
    email: str,
    first_name: str = "",
    language: str = "fr",
    families: Sequence[str] = (),
    zones: Iterable[Zone] = (),
    every_days: int = Rhythm.MONTH,
) -> None:
    """Somebody gave this address. A letter goes there, whether we knew it or not: the
    answer on the page says nothing.

    Whoever is not confirmed yet gets the latest wishes; for a confirmed supporter nothing
    changes from outside.
    """
    email = email.strip().lower()
    if not rate_limits.allow(
        "supporter", email, limit=LETTERS_A_DAY, per=timedelta(days=1)
    ):
        return
    with transaction.atomic():
        row, _new = Supporter.objects.get_or_create(
            email=email, defaults={"language": language}
        )
        supporter = Supporter.objects.select_for_update().get(pk=row.pk)
        if supporter.confirmed_at:
            notices.place(supporter)
            return
        supporter.language = language
        _write(
            supporter,
            first_name=first_name,
            families=families,
            zones=zones,
            every_days=every_days,
        )
        notices.confirm(supporter)


def _write(
    supporter: Supporter,
    *,
    first_name: str,
    families: Sequence[str],
    zones: Iterable[Zone],
    every_days: int,
) -> None:
    supporter.first_name, supporter.families, supporter.every_days = (
        first_name,
        list(families),
        int(every_days),
    )
    supporter.touched_at = timezone.now()
    supporter.save()
    supporter.zones.set(zones)


@transaction.atomic
def confirm_supporter(supporter: Supporter) -> str:
    """The address is theirs. Returns the key of their page."""
    now = timezone.now()
    Supporter.objects.filter(pk=supporter.pk, confirmed_at=None).update(
        confirmed_at=now, touched_at=now
    )
    return keys.key_of(supporter, keys.PLACE)


@transaction.atomic
def choose(supporter: Supporter, **wishes: Any) -> None:
    _write(supporter, **wishes)


@transaction.atomic
def renew_links(supporter: Supporter) -> None:
    """The links of the letters sent before open nothing any more; a new one is on its way."""
    Supporter.objects.filter(pk=supporter.pk).update(
        turn=F("turn") + 1, touched_at=timezone.now()
    )
    supporter.refresh_from_db()
    notices.place(supporter)


@transaction.atomic
def stop(supporter: Supporter) -> None:
    """Everything about them is erased now: address, name, wishes, the letters we sent.

    Links of theirs already out in the world still lead to people and are still counted, for nobody.
    """
    OutboxMessage.objects.filter(about=supporter.code).delete()
    supporter.zones.clear()
    if not supporter.links.exists():  # type: ignore[attr-defined]
        supporter.delete()
        return
    Supporter.objects.filter(pk=supporter.pk).update(
        email=None,
        first_name="",
        families=[],
        language="fr",
        every_days=Rhythm.MONTH,
        confirmed_at=None,
        last_digest_at=None,
        ended_at=timezone.now(),
    )


def forget_supporters() -> int:
    """Whoever never confirmed, a week later.

    Whoever gave no sign for two years; addresses that refuse our letters.
    """
    now = timezone.now()
    silent = Q(confirmed_at=None, asked_at__lt=now - keys.CONFIRMED_WITHIN)
    gone = Supporter.objects.filter(ended_at=None).filter(
        silent
        | Q(touched_at__lt=now - keys.FORGOTTEN_AFTER)
        | Q(code__in=undelivered(notices.DIGEST))
    )
    for supporter in gone:
        stop(supporter)
    return len(gone)


@transaction.atomic
def own_link(supporter: Supporter, code: str, *, trace: str = "") -> ShareLink:
    """Their link to this person, made the first time.

    Asking for it is a share, counted like a press on a button.
    """
    candidate = Candidate.objects.filter(
        publication__in=Publication.objects.live(), publication__code=code
    ).first()
    if candidate is None:
        raise MoveRefused(_("Cette personne n’est plus montrée."))
    link, _new = ShareLink.objects.get_or_create(
        candidate=candidate, channel=Channel.COPY, supporter=supporter
    )
    Supporter.objects.filter(pk=supporter.pk).update(touched_at=timezone.now())
    if trace:
        day = timezone.localdate()
        visitor = rules.hashed(_salt_of(day), trace, f"share {code} {link.token}")
        ShareEvent.objects.bulk_create(
            [ShareEvent(link=link, day=day, visitor=visitor)], ignore_conflicts=True
        )
    return link


# The letter


def send_digests() -> int:
    """Queue each letter that is due: the letter and its date are written together, so it
    leaves once a period.
    """
    now = timezone.now()
    waiting = queries.due(now)
    deck = queries.Deck() if waiting else None
    sent = 0
    for supporter in waiting:
        assert deck is not None
        sent += _send(supporter, deck, now)
    return sent


@transaction.atomic
def _send(supporter: Supporter, deck: queries.Deck, now: datetime) -> bool:
    dealt = deck.deal(supporter)
    if not dealt:
        return False
    mine = Supporter.objects.filter(
        pk=supporter.pk, ended_at=None, last_digest_at=supporter.last_digest_at
    )
    if not mine.update(
        last_digest_at=now
    ):  # another worker was here, or they stopped meanwhile
        return False
    key = f"{notices.DIGEST}:{supporter.code}:{now:%Y-%m-%d}"
    notices.digest(supporter, queries.letter_for(dealt), dedup_key=key)
    return True


def take_out_of_letters(publication: Publication) -> None:
    """Somebody is shown no more, or shows something else: letters about them that have not
    left are written again.
    """
    waiting = taken_back(notices.DIGEST, publication)
    deck = queries.Deck() if waiting else None
    for message in waiting:
        supporter = Supporter.objects.filter(code=message.about, ended_at=None).first()
        assert deck is not None
        dealt = deck.deal(supporter) if supporter else []
        if supporter and dealt:
            notices.digest(
                supporter, queries.letter_for(dealt), dedup_key=message.dedup_key or ""
            )
