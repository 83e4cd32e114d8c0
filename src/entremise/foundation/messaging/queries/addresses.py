"""Addresses to which automatic messages stop."""

from dataclasses import dataclass

from entremise.foundation.accounts.models import Viewer
from entremise.foundation.accounts.validators import readable_phone_number
from entremise.foundation.messaging.rules import can_read_mail
from entremise.foundation.outbox.enums import MessageChannel, SuppressionReason
from entremise.foundation.outbox.models import OutboxMessage, SuppressedAddress
from entremise.foundation.outbox.sms import can_receive_sms
from entremise.foundation.outbox.suppression import (
    email_and_sms_suppressions,
    suppression_of,
)


@dataclass(frozen=True)
class AddressWarning:
    """``kind``: email, sms, complaint or landline. ``code``: to say that the address is right;
    empty when there is nothing to say, or when the viewer may not.
    """

    kind: str
    address: str
    code: str


def address_warnings_for(
    viewer: Viewer, email: str, phone: str
) -> list[AddressWarning]:
    """What hinders writing to a person whose addresses the viewer reads on this page."""
    may_confirm = can_read_mail(viewer)
    warnings = [
        AddressWarning(
            "complaint" if row.reason == SuppressionReason.COMPLAINT else row.channel,
            email
            if row.channel == MessageChannel.EMAIL
            else readable_phone_number(phone),
            row.code if may_confirm else "",
        )
        for row in email_and_sms_suppressions(email, phone)
    ]
    if phone and not email and not can_receive_sms(phone):
        warnings.append(AddressWarning("landline", readable_phone_number(phone), ""))
    return warnings


def suppressed_address_for(viewer: Viewer, code: str) -> SuppressedAddress | None:
    if not can_read_mail(viewer):
        return None
    return SuppressedAddress.objects.filter(code=code).first()


def suppression_of_message(message: OutboxMessage) -> SuppressedAddress | None:
    return suppression_of(message.channel, message.to)
