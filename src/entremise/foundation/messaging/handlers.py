"""Handlers of events: a parked message raises a task, messages of a closed zone follow it."""

from entremise.foundation.accounts.models import Zone
from entremise.foundation.accounts.registry import ZoneHolding
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.outbox.delivery import MessageParked
from entremise.foundation.outbox.enums import MessageChannel, SuppressionReason
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.outbox.sms_spending import SmsLimitNear
from entremise.foundation.outbox.suppression import AddressConfirmed, AddressSuppressed
from entremise.foundation.tasks.actions import raise_task, resolve_tasks


def raise_parked_mail_task(event: MessageParked) -> None:
    message = event.message
    raise_task(
        "messaging.parked",
        zone=_zone_of(message),
        about=("team_mail", message.code, message.to_name or message.to),
        dedup_key=f"parked:{message.code}",
    )


def _zone_of(message: OutboxMessage) -> Zone | None:
    return Zone.objects.filter(code=message.zone).first() if message.zone else None


_ADDRESS_TASKS = {
    SuppressionReason.COMPLAINT: "messaging.complaint",
    SuppressionReason.UNREACHABLE: "messaging.address_unreachable",
}


def raise_suppressed_address_task(event: AddressSuppressed) -> None:
    """Ask the team once: call the person, correct the address or say that it is right."""
    message = event.message
    reason = _ADDRESS_TASKS[SuppressionReason(event.suppressed.reason)]
    if message.channel == MessageChannel.SMS:
        reason = "messaging.number_unreachable"
    raise_task(
        reason,
        zone=_zone_of(message),
        about=("team_mail", message.code, message.to_name or message.to),
        dedup_key=f"address:{event.suppressed.code}:{event.suppressed.reason}",
    )
    record_in_journal(
        "messaging.address_suppressed",
        by=None,
        about=(message,),
        reason=event.suppressed.reason,
    )


def resolve_suppressed_address_task(event: AddressConfirmed) -> None:
    resolve_tasks(dedup_key_prefix=f"address:{event.code}:", by=None)


def raise_sms_limit_task(event: SmsLimitNear) -> None:
    """Ask the administrators, once for each limit of each month."""
    if event.is_reached:
        near = f"messaging.sms_limit_near:{event.month:%Y-%m}:{event.limit}"
        resolve_tasks(dedup_key_prefix=near, by=None)
    reason = "messaging.sms_limit" if event.is_reached else "messaging.sms_limit_near"
    raise_task(
        reason,
        zone=None,
        about=("team_channels", "", f"{event.month:%m/%Y}"),
        urgent=event.is_reached,
        dedup_key=f"{reason}:{event.month:%Y-%m}:{event.limit}",
    )


def _move_messages(zone: Zone, into: Zone) -> int:
    return OutboxMessage.objects.filter(zone=zone.code).update(zone=into.code)


# Read by the team that takes over; nobody is asked about them before.
MESSAGES_OF_ZONE = ZoneHolding("outbox.OutboxMessage", lambda zone: 0, _move_messages)
