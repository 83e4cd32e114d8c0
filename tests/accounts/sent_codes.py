"""Codes read from the messages in the outbox."""

import re

from entremise.foundation.outbox.models import OutboxMessage


def last_message_to(address: str) -> OutboxMessage:
    return OutboxMessage.objects.filter(to=address).latest("pk")


def code_in(message: OutboxMessage) -> str:
    found = re.search(r"(\d{3}) (\d{3})", message.text)
    assert found, message.text
    return "".join(found.groups())


def last_code(address: str) -> str:
    return code_in(last_message_to(address))


def wrong_code(code: str) -> str:
    """Six digits that differ from ``code``."""
    return str((int(code) + 1) % 10**6).zfill(6)
