"""An SMTP server for tests, which can be slow or refuse."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


class Sink:
    """``hold``: seconds before the first message is answered.

    ``answers``: answer by recipient, instead of 250.
    """

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.hold = 0.0
        self.holding = threading.Event()
        self.answers: dict[str, str] = {}
        self.seen: list[EmailMessage] = []  # messages read to their end
        self.taken: list[EmailMessage] = []  # messages accepted

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        message: Any = message_from_bytes(envelope.content, policy=default)
        self.seen.append(message)
        hold, self.hold = self.hold, 0.0
        self.holding.set()
        if hold:
            time.sleep(hold)  # the whole server is blocked
        self.taken.append(message)
        return "250 OK"


@contextmanager
def sink(server: Sink | None = None, **options: Any) -> Iterator[Sink]:
    """``options``: of the SMTP server, for instance ``enable_SMTPUTF8``."""
    server = server or Sink()
    controller = Controller(server, hostname="127.0.0.1", port=server.port, **options)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
