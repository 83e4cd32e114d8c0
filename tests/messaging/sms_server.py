"""An SMS service for tests: a real HTTP server that misbehaves as it is told."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class SmsServer:
    """``answers``: what to do with each request in turn, then ``usual``: a status, or a pair of
    status and headers, or "slow", or "drop" (takes the message and cuts the call). ``taken``:
    the messages that would be sent.
    """

    def __init__(self) -> None:
        self.answers: list[Any] = []
        self.answer: dict[str, Any] = {"messageId": 17, "ids": [17], "id": "17"}
        self.taken: list[dict[str, Any]] = []
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.url = ""

    def handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                content = json.loads(self.rfile.read(length))
                service.asked.append((self.path, dict(self.headers), content))
                answer = service.answers.pop(0) if service.answers else 201
                if answer == "slow":
                    time.sleep(1)
                if answer == "drop":
                    service.taken.append(content)
                    self.connection.close()
                    return
                status, headers = (
                    answer
                    if isinstance(answer, tuple)
                    else (201 if answer == "slow" else answer, {})
                )
                if status < 300 or status == 500:
                    service.taken.append(content)
                body = json.dumps(service.answer).encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler


@contextmanager
def sms_service() -> Iterator[SmsServer]:
    service = SmsServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), service.handler())
    service.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
