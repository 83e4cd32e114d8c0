"""Prepares cards in the transaction of the publication, deletes them in that of the withdrawal."""

from collections.abc import Sequence

from entremise.candidates.models import Publication
from entremise.gallery.models import GalleryCard
from entremise.gallery.queries.cards import (
    build_card_contents,
    card_fingerprint,
    publications_without_card,
    serialize_card,
)
from entremise.gallery.queries.people import person_summaries, published_people

BATCH_SIZE = 1000


def prepare_cards(publications: Sequence[int]) -> None:
    """Builds and stores the cards of these publications (row ids), of visible people only."""
    people = published_people(list(publications))
    by_candidate = {one.candidate: one for one in person_summaries(publications)}
    both = zip(people, build_card_contents(person.cv for person in people), strict=True)
    cards = [
        GalleryCard(
            publication_id=summary.publication,
            fingerprint=card_fingerprint(summary),
            content=serialize_card(content),
        )
        for person, content in both
        if (summary := by_candidate.get(person.candidate))
    ]
    GalleryCard.objects.bulk_create(
        cards,
        update_conflicts=True,
        unique_fields=["publication"],
        update_fields=["fingerprint", "content"],
    )


def delete_card(publication: Publication) -> None:
    GalleryCard.objects.filter(publication=publication).delete()


def rebuild_stale_cards() -> int:
    """Rebuilds cards of an older format and deletes those of people no longer visible.

    Returns how many cards were built, at most ``BATCH_SIZE``.
    """
    GalleryCard.objects.exclude(
        publication__in=Publication.objects.live().values("pk")
    ).delete()
    rows = publications_without_card(BATCH_SIZE)
    prepare_cards(rows)
    return len(rows)
