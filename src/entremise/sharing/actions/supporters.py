"""Supporters: they subscribe, confirm, choose, share and stop; and their letters are sent."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from entremise.candidates.models import Candidate, Publication
from entremise.foundation.accounts.models import Zone
from entremise.foundation.association.queries import current_settings
from entremise.foundation.backups.actions import record_in_ledger
from entremise.foundation.kit.errors import MoveRefused
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.web import rate_limits
from entremise.sharing import notices, rules, signing
from entremise.sharing.enums import DigestFrequency, ShareChannel
from entremise.sharing.models import ShareEvent, ShareLink, Supporter
from entremise.sharing.queries import supporters as queries

from .counting import _salt_of
from .unsent_letters import undeliverable_codes, withdraw_unsent_letters

MAX_REQUESTS_A_DAY = 3  # for one address


def subscribe_supporter(
    *,
    email: str,
    first_name: str = "",
    language: str = "fr",
    families: Sequence[str] = (),
    zones: Iterable[Zone] = (),
    every_days: int = DigestFrequency.MONTH,
) -> None:
    """Send a letter to this address: to confirm it, or with the link of a known supporter.

    The wishes are those of the last request until the address is confirmed; a confirmed
    supporter is not changed. The page never says which of the two happened.
    """
    email = email.strip().lower()
    if not rate_limits.allow_attempt(
        "supporter", email, limit=MAX_REQUESTS_A_DAY, period=timedelta(days=1)
    ):
        return
    with transaction.atomic():
        row, _new = Supporter.objects.get_or_create(
            email=email, defaults={"language": language}
        )
        supporter = Supporter.objects.select_for_update().get(pk=row.pk)
        if supporter.confirmed_at:
            notices.notify_supporter_page_link(supporter)
            return
        supporter.language = language
        _save_wishes(
            supporter,
            first_name=first_name,
            families=families,
            zones=zones,
            every_days=every_days,
        )
        notices.notify_address_to_confirm(supporter)


def _save_wishes(
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
    supporter.last_active_at = timezone.now()
    supporter.save()
    supporter.zones.set(zones)


@transaction.atomic
def confirm_supporter(supporter: Supporter) -> str:
    """Confirm the address; returns the key of their page."""
    now = timezone.now()
    Supporter.objects.filter(pk=supporter.pk, confirmed_at=None).update(
        confirmed_at=now, last_active_at=now
    )
    return signing.supporter_key(supporter, signing.PAGE)


@transaction.atomic
def update_supporter_wishes(supporter: Supporter, **wishes: Any) -> None:
    _save_wishes(supporter, **wishes)


@transaction.atomic
def renew_supporter_links(supporter: Supporter) -> None:
    """Revoke the links sent before, and send a new one."""
    Supporter.objects.filter(pk=supporter.pk).update(
        link_generation=F("link_generation") + 1, last_active_at=timezone.now()
    )
    supporter.refresh_from_db()
    notices.notify_supporter_page_link(supporter)


@transaction.atomic
def unsubscribe_supporter(supporter: Supporter) -> None:
    """Erase everything about them: address, name, wishes, letters.

    Their links still lead to people and are still counted, for nobody.
    """
    record_in_ledger("sharing.supporter_stopped", [supporter.code])
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
        every_days=DigestFrequency.MONTH,
        confirmed_at=None,
        last_digest_at=None,
        ended_at=timezone.now(),
    )


def delete_inactive_supporters() -> int:
    """Unsubscribe those who did not confirm in time, are inactive or cannot be reached.

    Returns how many.
    """
    now = timezone.now()
    site = current_settings()
    unconfirmed = Q(
        confirmed_at=None,
        asked_at__lt=now - timedelta(days=site.days_of_unfinished_sign_ups),
    )
    idle = timedelta(days=site.days_of_idle_supporters)
    inactive = Supporter.objects.filter(ended_at=None).filter(
        unconfirmed
        | Q(last_active_at__lt=now - idle)
        | Q(code__in=undeliverable_codes(notices.DIGEST_PURPOSE))
    )
    for supporter in inactive:
        unsubscribe_supporter(supporter)
    return len(inactive)


@transaction.atomic
def ensure_supporter_link(
    supporter: Supporter, code: str, *, visitor_key: str = ""
) -> ShareLink:
    """Their own link to the person with this public code, made the first time.

    Asking for it counts as a share. Raises MoveRefused when the CV is not public.
    """
    candidate = Candidate.objects.filter(
        publication__in=Publication.objects.live(), publication__code=code
    ).first()
    if candidate is None:
        raise MoveRefused(_("Cette personne n’est plus montrée."))
    link, _new = ShareLink.objects.get_or_create(
        candidate=candidate, channel=ShareChannel.COPY, supporter=supporter
    )
    Supporter.objects.filter(pk=supporter.pk).update(last_active_at=timezone.now())
    if visitor_key:
        day = timezone.localdate()
        visitor = rules.daily_hash(
            _salt_of(day), visitor_key, f"share {code} {link.token}"
        )
        ShareEvent.objects.bulk_create(
            [ShareEvent(link=link, day=day, visitor=visitor)], ignore_conflicts=True
        )
    return link


# ---- letters ----


def send_due_digests() -> int:
    """Queue the letters that are due; returns how many.

    The letter and its date are written together, so that it is sent once a period.
    """
    now = timezone.now()
    waiting = queries.supporters_due_digest(now)
    selector = queries.DigestSelector() if waiting else None
    sent = 0
    for supporter in waiting:
        assert selector is not None
        sent += _send_digest(supporter, selector, now)
    return sent


@transaction.atomic
def _send_digest(
    supporter: Supporter, selector: queries.DigestSelector, now: datetime
) -> bool:
    selected = selector.select_for(supporter)
    if not selected:
        return False
    unchanged = Supporter.objects.filter(
        pk=supporter.pk, ended_at=None, last_digest_at=supporter.last_digest_at
    )
    # Another worker may have sent it, or they stopped meanwhile.
    if not unchanged.update(last_digest_at=now):
        return False
    key = f"{notices.DIGEST_PURPOSE}:{supporter.code}:{now:%Y-%m-%d}"
    notices.notify_supporter_digest(
        supporter, queries.digest_entries(selected), dedup_key=key
    )
    return True


def rewrite_unsent_digests(publication: Publication) -> None:
    """A CV changed or is no longer public: rewrite the unsent letters that name the person."""
    waiting = withdraw_unsent_letters(notices.DIGEST_PURPOSE, publication)
    selector = queries.DigestSelector() if waiting else None
    for message in waiting:
        supporter = Supporter.objects.filter(code=message.about, ended_at=None).first()
        assert selector is not None
        selected = selector.select_for(supporter) if supporter else []
        if supporter and selected:
            notices.notify_supporter_digest(
                supporter,
                queries.digest_entries(selected),
                dedup_key=message.dedup_key or "",
            )
