"""The share kit of a house (a company's code: nothing more is known of it here): a few
people, links of its own.
"""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from entremise.gallery.queries.people import in_fair_order
from entremise.sharing.enums import ShareChannel
from entremise.sharing.models import ShareLink
from entremise.sharing.queries.kits import publications_near

KIT_SIZE = 8  # what one sheet of paper holds


@transaction.atomic
def compose_kit(
    company_code: str, *, departements: Collection[str], zones: Collection[str]
) -> int:
    """Choose a new edition among the people near these places; returns how many people it holds.

    Those whom this house has not carried yet come first, then those it carried longest ago;
    within these, the fair order of the moment: the least seen first.
    """
    candidates = dict(
        publications_near(departements, zones)
        .order_by()
        .values_list("pk", "candidate_id")
    )
    carried = dict(
        ShareLink.objects.filter(kit=company_code).values_list(
            "candidate_id", "edition"
        )
    )
    order = [candidates[pk] for pk in in_fair_order(candidates)]
    chosen = sorted(order, key=lambda candidate: carried.get(candidate, 0))[:KIT_SIZE]
    edition = max(carried.values(), default=0) + 1
    ShareLink.objects.bulk_create(
        [
            ShareLink(candidate_id=pk, channel=ShareChannel.KIT, kit=company_code)
            for pk in chosen
        ],
        ignore_conflicts=True,
    )
    ShareLink.objects.filter(kit=company_code, candidate__in=chosen).update(
        edition=edition, opened_at=timezone.now()
    )
    return len(chosen)
