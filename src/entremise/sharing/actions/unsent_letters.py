"""Rare letters that name people: nobody is named who is shown no more, and nobody is
written to in vain.
"""

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from entremise.candidates.models import Publication
from entremise.foundation.outbox.models import OutboxMessage

MAX_FAILED_LETTERS = (
    2  # letters that could not be delivered: nobody reads there any more
)


def undeliverable_codes(purpose: str) -> QuerySet[OutboxMessage, str]:
    """What the letters that came back too often were about: codes of ours."""
    parked = (
        OutboxMessage.objects.filter(purpose=purpose).exclude(parked_at=None).order_by()
    )
    counted = parked.values("about").annotate(letters=Count("pk"))
    return counted.filter(letters__gte=MAX_FAILED_LETTERS).values_list(
        "about", flat=True
    )


def withdraw_unsent_letters(
    purpose: str, publication: Publication
) -> list[OutboxMessage]:
    """Letters that name this person and have not left: out of the outbox, given back to be
    written again.

    One that is leaving at this very second is let go, and not tried again.
    """
    now = timezone.now()
    waiting = OutboxMessage.objects.filter(
        purpose=purpose, sent_at=None, text__contains=f"/cv/{publication.code}/"
    )
    again = []
    for message in waiting:
        held = Q(leased_until__gte=now)
        if (
            OutboxMessage.objects.filter(pk=message.pk, sent_at=None)
            .exclude(held)
            .delete()[0]
        ):
            again.append(message)
        else:
            OutboxMessage.objects.filter(pk=message.pk, sent_at=None).delete()
    return again
