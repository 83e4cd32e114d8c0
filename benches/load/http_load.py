"""Closed-loop load: 6 processes request pages over keep-alive connections. Times in ms.

The readers share the machine with the server, and their cost is part of the figures.
"""

import multiprocessing
import socket
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings

from . import throwaway_server

READERS = 6
Paths = Sequence[str]


@dataclass(frozen=True)
class PageMeasure:
    """Milliseconds for one reader alone, and pages per second with ``READERS`` readers."""

    median: float
    p95: float
    cpu_ms: float  # processor time of the server
    per_second: float
    size: int
    statuses: dict[int, int]


class HttpReader:
    """One connection. ``headers``: lines sent with each request."""

    def __init__(self, headers: str = "") -> None:
        self.headers = headers
        self.socket = self._open()

    def _open(self) -> socket.socket:
        opened = socket.create_connection(("127.0.0.1", settings.PORT), timeout=120)
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return opened

    def get(self, path: str) -> tuple[int, int]:
        """(status, bytes of the body)"""
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{settings.PORT}\r\n{self.headers}\r\n"
        self.socket.sendall(request.encode())
        said = b""
        while b"\r\n\r\n" not in said:
            part = self.socket.recv(262144)
            if not part:
                raise ConnectionError(f"the server closed the connection on {path}")
            said += part
        head, _, body = said.partition(b"\r\n\r\n")
        lower = head.lower()
        size = (
            int(lower.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
            if b"content-length:" in lower
            else 0
        )
        got = len(body)
        while got < size:
            got += len(self.socket.recv(262144))
        return int(head[9:12]), size


def request_sequentially(
    paths: Paths, *, headers: str = ""
) -> tuple[list[float], int, dict[int, int]]:
    """One reader alone: milliseconds of each page, size of the largest, responses by status."""
    reader, spent, largest, statuses = HttpReader(headers), [], 0, dict[int, int]()
    for path in paths:
        began = time.perf_counter()
        status, size = reader.get(path)
        spent.append(1000 * (time.perf_counter() - began))
        largest = max(largest, size)
        statuses[status] = statuses.get(status, 0) + 1
    return spent, largest, statuses


def _ask(
    paths: Paths,
    headers: str,
    until: float,
    start: int,
    said: "multiprocessing.Queue[int]",
) -> None:
    reader, done, number = HttpReader(headers), 0, start
    while time.perf_counter() < until:
        reader.get(paths[number % len(paths)])
        done += 1
        number += READERS
    said.put(done)


def request_concurrently(
    paths: Paths, *, seconds: float, headers: str = ""
) -> tuple[int, float]:
    """With ``READERS`` readers: pages read, and pages per second."""
    many = multiprocessing.get_context("fork")
    said = many.Queue()
    until = time.perf_counter() + seconds + 0.2
    readers = [
        many.Process(target=_ask, args=(paths, headers, until, n, said))
        for n in range(READERS)
    ]
    began = time.perf_counter()
    for reader in readers:
        reader.start()
    done = sum(said.get(timeout=seconds + 150) for _ in readers)
    spent = time.perf_counter() - began
    for reader in readers:
        reader.join()
    return done, done / spent


def measure_pages(
    alone: Paths, many: Paths, *, seconds: float, headers: str = ""
) -> PageMeasure:
    spent, size, statuses = request_sequentially(alone, headers=headers)
    before = throwaway_server.workers_cpu_seconds()
    done, rate = request_concurrently(many, seconds=seconds, headers=headers)
    used = 1000 * (throwaway_server.workers_cpu_seconds() - before) / max(done, 1)
    spent.sort()
    return PageMeasure(
        statistics.median(spent),
        spent[int(len(spent) * 0.95)],
        used,
        rate,
        size,
        statuses,
    )
