"""What sharing does when an event is announced."""

from entremise.candidates.events import CVPublished, CVUnpublished

from .actions.links import ensure_share_links
from .actions.supporters import rewrite_unsent_digests


def share_published_cv(event: CVPublished) -> None:
    """Make the missing share links of the candidate, and tell the CV in unsent digests."""
    ensure_share_links(event.publication.candidate)
    rewrite_unsent_digests(event.publication)


def remove_unpublished_cv_from_digests(event: CVUnpublished) -> None:
    rewrite_unsent_digests(event.publication)
