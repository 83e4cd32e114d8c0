"""Cards are prepared in the transaction of the publication, and gone in that of the withdrawal."""

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
    """``publications``: row ids; who is not visible has no card."""
    found = published_people(list(publications))
    by_candidate = {face.candidate: face for face in person_summaries(publications)}
    both = zip(found, build_card_contents(person.cv for person in found), strict=True)
    cards = [
        GalleryCard(
            publication_id=face.publication,
            made_of=card_fingerprint(face),
            content=serialize_card(outline),
        )
        for person, outline in both
        if (face := by_candidate.get(person.candidate))
    ]
    GalleryCard.objects.bulk_create(
        cards,
        update_conflicts=True,
        unique_fields=["publication"],
        update_fields=["made_of", "content"],
    )


def delete_card(publication: Publication) -> None:
    GalleryCard.objects.filter(publication=publication).delete()


def rebuild_stale_cards() -> int:
    """After an upgrade that says things otherwise, cards are made anew: how many. Of who is
    not visible, none stays.
    """
    GalleryCard.objects.exclude(
        publication__in=Publication.objects.live().values("pk")
    ).delete()
    rows = publications_without_card(BATCH_SIZE)
    prepare_cards(rows)
    return len(rows)
