"""A real mail server on this machine, and the messages it received."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, TypeVar

from aiosmtpd.controller import Controller

from entremise.foundation.outbox import delivery

LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
CODE = re.compile(r"(?<!\d)(\d{3}[\s  ]?\d{3})(?!\d)")


class ReceivedMail:
    def __init__(self, raw: bytes, to: str) -> None:
        self.message: EmailMessage = message_from_bytes(raw, policy=default)  # type: ignore[assignment]
        self.to = to
        self.raw = raw
        self.subject = str(self.message["Subject"])
        body = self.message.get_body(("plain",))
        self.text = body.get_content() if body else ""

    def __repr__(self) -> str:
        return f"<{self.to}: {self.subject}>"

    @property
    def links(self) -> list[str]:
        return LINK.findall(self.text)

    @property
    def code(self) -> str:
        """The six digits of the message."""
        found = CODE.search(self.text)
        assert found, f"no code in: {self.text}"
        return re.sub(r"\D", "", found[1])

    @property
    def attachments(self) -> list[str]:
        return [
            part.get_filename() or part.get_content_type()
            for part in self.message.iter_attachments()
        ]


class Mailbox:
    """Messages by address (``mails_to``), the oldest first. SMS arrive at ``<number>@sms.test``."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.mails: list[ReceivedMail] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.mails += [
            ReceivedMail(envelope.content, address) for address in envelope.rcpt_tos
        ]
        return "250 OK"

    def deliver(self) -> None:
        """Send due messages, as the worker does."""
        while delivery.deliver_due_messages():
            pass

    def mails_to(self, address: str) -> list[ReceivedMail]:
        self.deliver()
        return [mail for mail in self.mails if mail.to == address]

    def sms_to(self, number: str) -> list[ReceivedMail]:
        return self.mails_to(f"{number.removeprefix('+')}@sms.test")

    def last_mail(self, address: str, about: str = "") -> ReceivedMail:
        """The newest message to this address whose subject or text holds ``about``."""
        found = [
            mail
            for mail in self.mails_to(address)
            if about in mail.subject or about in mail.text
        ]
        assert found, f"nothing about “{about}” to {address}; there is {self.mails}"
        return found[-1]


Box = TypeVar("Box", bound=Mailbox)


@contextmanager
def mail_server(kind: type[Box] = Mailbox, **options: Any) -> Iterator[Box]:  # type: ignore[assignment]
    """``options``: of the SMTP server, for instance the certificate it speaks TLS with."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        box = kind(probe.getsockname()[1])
    controller = Controller(box, hostname="127.0.0.1", port=box.port, **options)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
