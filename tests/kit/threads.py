"""Real threads, each with its own connection, that begin at the same moment."""

import threading
from collections.abc import Callable

from django.db import connection


def run_in_threads(number: int, act: Callable[[], object]) -> list[object]:
    """``act`` in as many threads, all leaving the same line; what each gave."""
    line = threading.Barrier(number)
    results: list[object] = []

    def run() -> None:
        try:
            line.wait()
            results.append(act())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _thread in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
