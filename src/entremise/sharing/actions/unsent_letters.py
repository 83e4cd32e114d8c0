"""Unsent letters that name people, and addresses that cannot be reached."""

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from entremise.candidates.models import Publication
from entremise.foundation.outbox.models import OutboxMessage

# So many undelivered letters, and the address is given up.
MAX_FAILED_LETTERS = 2


def undeliverable_codes(purpose: str) -> QuerySet[OutboxMessage, str]:
    """Codes (``OutboxMessage.about``) whose letters failed ``MAX_FAILED_LETTERS`` times."""
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
    """Delete the unsent letters that name this person, and return them to be rewritten.

    One that is being sent now is deleted too, so that it is not tried again, but not
    returned.
    """
    now = timezone.now()
    waiting = OutboxMessage.objects.filter(
        purpose=purpose, sent_at=None, text__contains=f"/cv/{publication.code}/"
    )
    withdrawn = []
    for message in waiting:
        sending = Q(leased_until__gte=now)
        if (
            OutboxMessage.objects.filter(pk=message.pk, sent_at=None)
            .exclude(sending)
            .delete()[0]
        ):
            withdrawn.append(message)
        else:
            OutboxMessage.objects.filter(pk=message.pk, sent_at=None).delete()
    return withdrawn
