"""What the SMS service reports of a message that it took."""

import enum
import logging

from django.db import transaction
from django.utils import timezone

from entremise.foundation.kit import events

from .delivery import MessageParked
from .enums import MessageChannel, SuppressionReason
from .models import OutboxMessage
from .suppression import confirm_address, suppress_address

log = logging.getLogger("entremise.outbox")


class SmsReport(enum.Enum):
    DELIVERED = "delivered"
    FAILED = "failed"
    UNREACHABLE = "unreachable"  # the number does not exist, or takes no SMS
    UNDER_WAY = "under_way"  # accepted, sent, queued: nothing to store


# The words of Brevo (msg_status: its documentation and its samples do not spell them alike),
# of SMPP and of most services, without capitals nor underscores.
_REPORTS = {
    **dict.fromkeys(("delivered", "delivrd"), SmsReport.DELIVERED),
    **dict.fromkeys(
        (
            *("softbounce", "softbounces", "softbounced", "rejected", "rejectd"),
            *("failed", "undelivered", "expired", "skip", "skipped"),
        ),
        SmsReport.FAILED,
    ),
    **dict.fromkeys(
        (
            *(
                "hardbounce",
                "hardbounces",
                "hardbounced",
                "blacklisted",
                "unsubscribed",
            ),
            *(
                "undeliverable",
                "undeliv",
                "invalidnumber",
                "unknownsubscriber",
                "landline",
            ),
        ),
        SmsReport.UNREACHABLE,
    ),
}
# « dlr » of OVHcloud: 1 received, 2 not received, 4 and 8 under way, 16 refused.
_OVH_REPORTS = {
    "1": SmsReport.DELIVERED,
    "2": SmsReport.FAILED,
    "16": SmsReport.FAILED,
}


def read_report(status: str) -> SmsReport:
    word = status.strip().lower().replace("_", "").replace(" ", "")
    return _REPORTS.get(word, SmsReport.UNDER_WAY)


def read_ovh_report(dlr: str) -> SmsReport:
    return _OVH_REPORTS.get(dlr.strip(), SmsReport.UNDER_WAY)


def code_of_ovh_message(identifier: str) -> str:
    """Our code of the SMS that OVHcloud calls by this number; empty when it is none of ours."""
    found = OutboxMessage.objects.filter(
        channel=MessageChannel.SMS, provider_id=identifier
    ).order_by("-pk")
    return (found.values_list("code", flat=True).first() or "") if identifier else ""


@transaction.atomic
def store_report(code: str, report: SmsReport) -> bool:
    """Store what became of the SMS; False when no SMS of ours has this code.

    The same report again changes nothing. One that never arrived is parked: the team is asked
    to tell the person, and a number that does not exist is not written to again. « Delivered »
    is never taken back.
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
        confirm_address(message.channel, message.to)
    elif message.sent_at:
        message.sent_at, message.parked_at = None, now
        message.last_error = "the telephone did not receive it, says the SMS provider"
        message.save(update_fields=["sent_at", "parked_at", "last_error"])
        if report != SmsReport.UNREACHABLE or not suppress_address(
            message, SuppressionReason.UNREACHABLE
        ):
            events.announce(MessageParked(message))
    return True
