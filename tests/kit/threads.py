"""Run a function in several threads at the same moment, each with its own connection."""

import threading
from collections.abc import Callable

from django.db import connection


def run_in_threads(number: int, act: Callable[[], object]) -> list[object]:
    """Results of ``act`` in ``number`` threads that start together."""
    barrier = threading.Barrier(number)
    results: list[object] = []

    def run() -> None:
        try:
            barrier.wait()
            results.append(act())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _thread in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
