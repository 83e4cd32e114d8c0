"""Addresses and numbers to which automatic messages stop.

An address that does not exist any more, or whose owner called a mail spam, is written down as a
keyed hash. Codes that a person asks for leave all the same: nobody is locked out by a row here,
and a code that is used shows that the address receives.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.crypto import salted_hmac

from entremise.foundation.kit import events

from .enums import DIGEST_LENGTH, MessageChannel, SuppressionReason
from .models import OutboxMessage, SuppressedAddress


@dataclass(frozen=True)
class AddressSuppressed:
    """Automatic messages to the address of ``message`` stop: a human must look."""

    suppressed: SuppressedAddress
    message: OutboxMessage


@dataclass(frozen=True)
class AddressConfirmed:
    """Messages to an address leave again, or it is not used any more.

    ``code``: of the SuppressedAddress.
    """

    code: str


def address_digest(channel: str, address: str) -> str:
    value = f"{channel}:{address.strip().lower()}"
    digest = salted_hmac("outbox.suppression", value, algorithm="sha256").hexdigest()
    return digest[:DIGEST_LENGTH]


def suppression_of(channel: str, address: str) -> SuppressedAddress | None:
    if not address:
        return None
    return SuppressedAddress.objects.filter(
        address_digest=address_digest(channel, address)
    ).first()


def is_suppressed(channel: str, address: str, *, is_letter: bool = False) -> bool:
    """Must this message stay here? ``is_letter``: something one may unsubscribe from."""
    row = suppression_of(channel, address)
    if row is None:
        return False
    return is_letter or row.reason == SuppressionReason.UNREACHABLE


def may_leave(message: OutboxMessage) -> bool:
    return is_asked_for(message) or not is_suppressed(
        message.channel, message.to, is_letter=is_letter(message)
    )


def is_asked_for(message: OutboxMessage) -> bool:
    """A code: the person waits for it in front of the page."""
    return message.purpose.endswith(("code", "accounts.unknown"))


def is_letter(message: OutboxMessage) -> bool:
    return "List-Unsubscribe" in message.headers


@transaction.atomic
def suppress_address(message: OutboxMessage, reason: SuppressionReason) -> bool:
    """Automatic messages to the address of ``message`` stop; False when they did already."""
    digest = address_digest(message.channel, message.to)
    row, new = SuppressedAddress.objects.get_or_create(
        address_digest=digest, defaults={"channel": message.channel, "reason": reason}
    )
    if not new:
        if row.reason == reason or reason == SuppressionReason.COMPLAINT:
            return False
        SuppressedAddress.objects.filter(pk=row.pk).update(reason=reason)
        row.reason = reason
    events.announce(AddressSuppressed(row, message))
    return True


@transaction.atomic
def confirm_address(channel: str, address: str) -> bool:
    """The address receives, or somebody says so: messages leave again. False: they did."""
    row = suppression_of(channel, address)
    return row is not None and confirm_suppressed(row)


@transaction.atomic
def confirm_suppressed(row: SuppressedAddress) -> bool:
    if not SuppressedAddress.objects.filter(pk=row.pk).delete()[0]:
        return False
    events.announce(AddressConfirmed(row.code))
    return True


@transaction.atomic
def follow_address_change(channel: str, before: str, after: str) -> None:
    """Somebody is reached otherwise from now on; the caller writes it in the journal.

    Nothing is to be done about the former address any more; the new one is believed.
    """
    if before == after:
        return
    if row := suppression_of(channel, before):
        events.announce(AddressConfirmed(row.code))
    confirm_address(channel, after)


def email_and_sms_suppressions(email: str, phone: str) -> list[SuppressedAddress]:
    """What stands in the way of writing to somebody; the e-mail first."""
    asked = ((MessageChannel.EMAIL, email), (MessageChannel.SMS, phone))
    digests = [address_digest(channel, value) for channel, value in asked if value]
    rows = SuppressedAddress.objects.filter(address_digest__in=digests)
    return sorted(rows, key=lambda row: row.channel) if digests else []
