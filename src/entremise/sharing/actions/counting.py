"""Counts shares and visits, once per visitor, link and day (unique constraints).

The visitor is a hash with the salt of the day; ``erase_visitor_hashes`` removes both after
midnight.
"""

from datetime import date
from secrets import token_bytes

from django.db import transaction
from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.candidates.rules import can_view_candidate
from entremise.foundation.accounts.models import Viewer
from entremise.sharing import rules
from entremise.sharing.models import DailySalt, ShareEvent, ShareLink, Visit

from .links import ensure_share_links


def _salt_of(day: date) -> bytes:
    """The salt of this day, made at its first use, which deletes those of the days before."""
    row, is_new = DailySalt.objects.get_or_create(
        day=day, defaults={"salt": token_bytes(32)}
    )
    if is_new:
        DailySalt.objects.filter(day__lt=day).delete()
    return bytes(row.salt)


def _is_close_to(viewer: Viewer | None, candidate: Candidate) -> bool:
    """The person, their coach or team, who are not counted."""
    return (
        viewer is not None
        and viewer.is_authenticated
        and can_view_candidate(viewer, candidate)
    )


@transaction.atomic
def record_share(
    code: str, *, channel: str, visitor_key: str = "", viewer: Viewer | None = None
) -> ShareLink:
    """Somebody shares the CV with this public code; returns the link of the channel.

    Without ``visitor_key`` (a robot) nothing is counted.
    """
    link = _link(code, channel)
    if visitor_key and not _is_close_to(viewer, link.candidate):
        day = timezone.localdate()
        visitor = rules.daily_hash(
            _salt_of(day), visitor_key, f"share {code} {channel}"
        )
        ShareEvent.objects.bulk_create(
            [ShareEvent(link=link, day=day, visitor=visitor)], ignore_conflicts=True
        )
    return link


def _link(code: str, channel: str) -> ShareLink:
    public = ShareLink.objects.filter(supporter=None, channel=channel).select_related(
        "candidate"
    )
    known = public.filter(candidate__publication__code=code).first()
    return (
        known
        or ensure_share_links(Candidate.objects.get(publication__code=code))[channel]
    )


@transaction.atomic
def record_visit(
    code: str, *, token: str, visitor_key: str, viewer: Viewer | None = None
) -> None:
    """Somebody opened the CV with this public code, by the link of ``token`` or without.

    The person, their coach and team are not counted.
    """
    candidate = Candidate.objects.filter(publication__code=code).first()
    if candidate is None or _is_close_to(viewer, candidate):
        return
    link = (
        ShareLink.objects.filter(token=token, candidate=candidate).first()
        if rules.is_share_token(token)
        else None
    )
    day = timezone.localdate()
    visitor = rules.visit_hash(_salt_of(day), visitor_key, code)
    Visit.objects.bulk_create(
        [Visit(candidate=candidate, link=link, day=day, visitor=visitor)],
        ignore_conflicts=True,
    )


@transaction.atomic
def erase_visitor_hashes() -> None:
    """Delete the salts of past days, and empty the hashes made with them."""
    today = timezone.localdate()
    DailySalt.objects.filter(day__lt=today).delete()
    ShareEvent.objects.filter(day__lt=today).exclude(visitor=None).update(visitor=None)
    Visit.objects.filter(day__lt=today).exclude(visitor=None).update(visitor=None)
