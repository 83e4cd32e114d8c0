"""Creates a contact and stores which share links it came from.

The token in the address of the form comes first; else the links that the same visitor key
opened today, in equal parts; else unknown. Several people may share one visitor key, and it
is not stored: only its hash is compared. Credits never change afterwards.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.foundation.accounts.models import User
from entremise.meetings.actions.approaches import propose_introduction, send_approach
from entremise.meetings.models import Approach
from entremise.sharing import rules
from entremise.sharing.enums import Attribution
from entremise.sharing.models import Credit, DailySalt, ShareLink, Visit


@transaction.atomic
def create_credited_approach(
    candidate: Candidate, *, visitor_key: str, **values: Any
) -> Approach:
    """``send_approach`` with its credits."""
    row = send_approach(candidate, **values)
    _store_credits(row, visitor_key)
    return row


@transaction.atomic
def create_credited_introduction(
    candidate: Candidate, *, visitor_key: str, by: User | None = None, **values: Any
) -> Approach:
    """``propose_introduction`` (« Je connais quelqu’un ») with its credits."""
    row = propose_introduction(candidate, by=by, **values)
    _store_credits(row, visitor_key)
    return row


def _store_credits(row: Approach, visitor_key: str) -> None:
    """Store the credits of a contact, unless it has some: sent twice, it is the same contact."""
    Approach.objects.select_for_update().get(pk=row.pk)
    if Credit.objects.filter(approach=row).exists():
        return
    how, links = _origin(row, visitor_key)
    credited: list[int | None] = [*links] or [None]
    Credit.objects.bulk_create(
        [
            Credit(approach=row, link_id=link, among=len(links) or 1, how=how)
            for link in credited
        ]
    )


def _origin(row: Approach, visitor_key: str) -> tuple[Attribution, list[int]]:
    if rules.is_share_token(row.share_token):
        carried = ShareLink.objects.filter(
            token=row.share_token, candidate=row.candidate_id
        )
        if links := list(carried.values_list("pk", flat=True)):
            return Attribution.CARRIED, links
    links = _links_followed(row.candidate, visitor_key) if visitor_key else []
    if not links:
        return Attribution.UNKNOWN, []
    return (Attribution.SAME_VISITOR if len(links) == 1 else Attribution.SPLIT), links


def _links_followed(candidate: Candidate, visitor_key: str) -> list[int]:
    """Row ids of the links by which this visitor opened the CV today."""
    day = timezone.localdate()
    salt = DailySalt.objects.filter(day=day).first()
    publication = getattr(candidate, "publication", None)
    if salt is None or publication is None:
        return []
    visitor = rules.visit_hash(bytes(salt.salt), visitor_key, publication.code)
    visits = Visit.objects.filter(
        candidate=candidate, day=day, visitor=visitor, link__isnull=False
    )
    return list(visits.order_by("link").values_list("link", flat=True))
