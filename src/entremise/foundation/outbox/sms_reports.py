"""What the SMS service reports of a message that it took."""

import enum
import logging

from django.db import transaction
from django.utils import timezone

from entremise.foundation.kit import events

from .delivery import MessageParked
from .enums import MessageChannel
from .models import OutboxMessage

log = logging.getLogger("entremise.outbox")


class SmsReport(enum.Enum):
    DELIVERED = "delivered"
    FAILED = "failed"
    UNDER_WAY = "under_way"  # accepted, sent, queued: nothing to store


# The words of Brevo (msg_status), and those of most services.
_REPORTS = dict.fromkeys(("delivered", "delivrd"), SmsReport.DELIVERED) | dict.fromkeys(
    (
        *("hard_bounces", "soft_bounces", "hardbounce", "softbounce", "rejected"),
        *(
            "blacklisted",
            "failed",
            "undelivered",
            "undeliverable",
            "undeliv",
            "expired",
        ),
    ),
    SmsReport.FAILED,
)


def read_report(status: str) -> SmsReport:
    return _REPORTS.get(status.strip().lower(), SmsReport.UNDER_WAY)


@transaction.atomic
def store_report(code: str, report: SmsReport) -> bool:
    """Store what became of the SMS; False when no SMS of ours has this code.

    The same report again changes nothing. One that never arrived is parked: the team is asked
    to tell the person. « Delivered » is never taken back.
    """
    message = (
        OutboxMessage.objects.select_for_update()
        .filter(code=code, channel=MessageChannel.SMS)
        .first()
    )
    if message is None:
        log.warning("a delivery report is about no SMS of ours")
        return False
    if message.delivered_at or report == SmsReport.UNDER_WAY:
        return True
    now = timezone.now()
    if report == SmsReport.DELIVERED:
        message.delivered_at = now
        message.sent_at = message.sent_at or now
        message.parked_at = None
        message.last_error = ""
        message.save(
            update_fields=["delivered_at", "sent_at", "parked_at", "last_error"]
        )
    elif message.sent_at:
        message.sent_at, message.parked_at = None, now
        message.last_error = "the telephone did not receive it, says the SMS provider"
        message.save(update_fields=["sent_at", "parked_at", "last_error"])
        events.announce(MessageParked(message))
    return True
