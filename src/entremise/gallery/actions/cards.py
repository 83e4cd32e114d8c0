"""Cards are prepared in the transaction of the publication, and gone in that of the withdrawal."""

from collections.abc import Sequence

from entremise.candidates.models import Publication
from entremise.gallery.models import Card
from entremise.gallery.queries.cards import (
    made_of_face,
    not_prepared,
    outlines_of,
    written,
)
from entremise.gallery.queries.order import faces, people

AT_ONCE = 1000


def prepare_cards(publications: Sequence[int]) -> None:
    """``publications``: row ids; who is not visible has no card."""
    found = people(list(publications))
    by_candidate = {face.candidate: face for face in faces(publications)}
    both = zip(found, outlines_of(person.cv for person in found), strict=True)
    cards = [
        Card(
            publication_id=face.publication,
            made_of=made_of_face(face),
            content=written(outline),
        )
        for person, outline in both
        if (face := by_candidate.get(person.candidate))
    ]
    Card.objects.bulk_create(
        cards,
        update_conflicts=True,
        unique_fields=["publication"],
        update_fields=["made_of", "content"],
    )


def drop_card(publication: Publication) -> None:
    Card.objects.filter(publication=publication).delete()


def sweep_cards() -> int:
    """After an upgrade that says things otherwise, cards are made anew: how many. Of who is
    not visible, none stays.
    """
    Card.objects.exclude(
        publication__in=Publication.objects.live().values("pk")
    ).delete()
    rows = not_prepared(AT_ONCE)
    prepare_cards(rows)
    return len(rows)
