"""Letters that name people and wait in the outbox: nobody is named who is shown no more."""

from django.db.models import Q
from django.utils import timezone

from entremise.candidates.models import Publication
from entremise.foundation.kit.models import OutboxMessage


def taken_back(purpose: str, publication: Publication) -> list[OutboxMessage]:
    """Letters that name this person and have not left: out of the outbox, given back to be written again.

    One that is leaving at this very second is let go, and not tried again.
    """
    now = timezone.now()
    waiting = OutboxMessage.objects.filter(purpose=purpose, sent_at=None, text__contains=f"/cv/{publication.code}/")
    again = []
    for message in waiting:
        held = Q(leased_until__gte=now)
        if OutboxMessage.objects.filter(pk=message.pk, sent_at=None).exclude(held).delete()[0]:
            again.append(message)
        else:
            OutboxMessage.objects.filter(pk=message.pk, sent_at=None).delete()
    return again
