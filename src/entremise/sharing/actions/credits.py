"""Which shared link a contact owes its existence to: what is known is written with it, what
is not is said unknown.

The address of the form carries the link: that is a fact about this very contact, and it is
believed first. Otherwise the same visitor of the day is looked for: their hash is computed
again, compared, and not kept. It may be several people behind one network, so it only
speaks when the address says nothing. Another day, nobody can tell any more.
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
    candidate: Candidate, *, visitor_key: str, **said: Any
) -> Approach:
    """A company would like to meet somebody; with it, what is known of the link that led here."""
    row = send_approach(candidate, **said)
    credit_approach(row, visitor_key=visitor_key)
    return row


@transaction.atomic
def create_credited_introduction(
    candidate: Candidate, *, visitor_key: str, by: User | None = None, **said: Any
) -> Approach:
    """« Je connais quelqu’un »; with it, what is known of the link that led here."""
    row = propose_introduction(candidate, by=by, **said)
    credit_approach(row, visitor_key=visitor_key)
    return row


@transaction.atomic
def credit_approach(row: Approach, *, visitor_key: str = "") -> None:
    """Written once, at the moment of the contact: words sent twice keep the first answer."""
    Approach.objects.select_for_update().get(pk=row.pk)
    if Credit.objects.filter(approach=row).exists():
        return
    how, links = _origin(row, visitor_key)
    owed: list[int | None] = [*links] or [None]
    Credit.objects.bulk_create(
        [
            Credit(approach=row, link_id=link, among=len(links) or 1, how=how)
            for link in owed
        ]
    )


def _origin(row: Approach, trace: str) -> tuple[Attribution, list[int]]:
    if rules.is_share_token(row.share_token):
        carried = ShareLink.objects.filter(
            token=row.share_token, candidate=row.candidate_id
        )
        if found := list(carried.values_list("pk", flat=True)):
            return Attribution.CARRIED, found
    links = _links_followed(row.candidate, trace) if trace else []
    if not links:
        return Attribution.UNKNOWN, []
    return (Attribution.SAME_VISITOR if len(links) == 1 else Attribution.SPLIT), links


def _links_followed(candidate: Candidate, trace: str) -> list[int]:
    """The links by which this visitor came to this person's page today."""
    day = timezone.localdate()
    salt = DailySalt.objects.filter(day=day).first()
    publication = getattr(candidate, "publication", None)
    if salt is None or publication is None:
        return []
    visitor = rules.visit_hash(bytes(salt.salt), trace, publication.code)
    came = Visit.objects.filter(
        candidate=candidate, day=day, visitor=visitor, link__isnull=False
    )
    return list(came.order_by("link").values_list("link", flat=True))
