"""The share kit of a company, known by its code: a few people, with links of its own."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from entremise.gallery.queries.people import in_fair_order
from entremise.sharing.enums import ShareChannel
from entremise.sharing.models import ShareLink
from entremise.sharing.queries.kits import publications_near

KIT_SIZE = 8  # people on one sheet of paper


@transaction.atomic
def compose_kit(
    company_code: str, *, departements: Collection[str], zones: Collection[str]
) -> int:
    """Compose a new edition of people near these places; returns how many it has.

    Those who were in no edition come first, then those of the oldest editions; equals are
    in the fair order.
    """
    candidates = dict(
        publications_near(departements, zones)
        .order_by()
        .values_list("pk", "candidate_id")
    )
    last_editions = dict(
        ShareLink.objects.filter(kit_company_code=company_code).values_list(
            "candidate_id", "kit_edition"
        )
    )
    order = [candidates[pk] for pk in in_fair_order(candidates)]
    chosen = sorted(order, key=lambda pk: last_editions.get(pk, 0))[:KIT_SIZE]
    edition = max(last_editions.values(), default=0) + 1
    ShareLink.objects.bulk_create(
        [
            ShareLink(
                candidate_id=pk,
                channel=ShareChannel.KIT,
                kit_company_code=company_code,
            )
            for pk in chosen
        ],
        ignore_conflicts=True,
    )
    ShareLink.objects.filter(
        kit_company_code=company_code, candidate__in=chosen
    ).update(kit_edition=edition, kit_composed_at=timezone.now())
    return len(chosen)
