"""Reading the codes where people read them: in the messages about to leave."""

import re

from entremise.foundation.outbox.models import OutboxMessage


def last_to(address: str) -> OutboxMessage:
    return OutboxMessage.objects.filter(to=address).latest("pk")


def code_in(message: OutboxMessage) -> str:
    found = re.search(r"(\d{3}) (\d{3})", message.text)
    assert found, message.text
    return "".join(found.groups())


def last_code(address: str) -> str:
    return code_in(last_to(address))


def another(code: str) -> str:
    """Six digits that are not these."""
    return str((int(code) + 1) % 10**6).zfill(6)
