"""What sharing does when an event is announced."""

from entremise.candidates.events import CVPublished, CVUnpublished
from entremise.foundation.accounts.models import Zone
from entremise.foundation.accounts.registry import ZoneHolding
from entremise.foundation.kit.text import ngettext

from .actions.links import ensure_share_links
from .actions.supporters import rewrite_unsent_digests
from .models import Supporter


def share_published_cv(event: CVPublished) -> None:
    """Make the missing share links of the candidate, and tell the CV in unsent digests."""
    ensure_share_links(event.publication.candidate)
    rewrite_unsent_digests(event.publication)


def remove_unpublished_cv_from_digests(event: CVUnpublished) -> None:
    rewrite_unsent_digests(event.publication)


def _count_supporters(zone: Zone) -> int:
    return Supporter.objects.filter(zones=zone).count()


def _move_supporters(zone: Zone, into: Zone) -> int:
    supporters = list(Supporter.objects.filter(zones=zone))
    for supporter in supporters:
        supporter.zones.remove(zone)
        supporter.zones.add(into)
    return len(supporters)


SUPPORTERS_OF_ZONE = ZoneHolding(
    Supporter._meta.label,
    _count_supporters,
    _move_supporters,
    lambda number: (
        ngettext(
            "%(number)d abonnement à la lettre",
            "%(number)d abonnements à la lettre",
            number,
        )
        % {"number": number}
    ),
)
