"""A provider of mail for tests: a real HTTP server that misbehaves as it is told."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class MailProvider:
    """``answers``: what to do with each request in turn, then 201: a status, a tuple of status,
    headers and JSON, "slow" or "drop" (takes the mail and cuts the call). ``taken``: the mails
    that would be sent.
    """

    def __init__(self) -> None:
        self.answers: list[Any] = []
        self.answer: Any = {"messageId": "<17@provider>", "emails": [{"id": "17"}]}
        self.taken: list[dict[str, Any]] = []
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.connections: set[int] = set()
        self.url = ""

    def handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                content = json.loads(self.rfile.read(length))
                provider.connections.add(self.client_address[1])
                provider.asked.append((self.path, dict(self.headers), content))
                answer = provider.answers.pop(0) if provider.answers else 201
                if answer == "slow":
                    time.sleep(1)
                    answer = 201
                if answer == "drop":
                    provider.taken.append(content)
                    self.close_connection = True
                    self.connection.close()
                    return
                status, headers, said = (
                    answer
                    if isinstance(answer, tuple)
                    else (answer, {}, provider.answer)
                )
                if status < 300:
                    provider.taken.append(content)
                body = json.dumps(said).encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler


@contextmanager
def mail_provider() -> Iterator[MailProvider]:
    provider = MailProvider()
    server = ThreadingHTTPServer(("127.0.0.1", 0), provider.handler())
    server.daemon_threads = True
    provider.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
