"""What is counted for who watches the machine: names of pages and figures, nobody.

Each process writes its own files in METRICS_FOLDER; ``monitoring`` reads them together.
"""

import contextlib
import mmap
import os
from typing import Any

from django.conf import settings

# Read by the library when it is imported. A folder that cannot be written is said by
# ``entremise check``, which must start.
with contextlib.suppress(OSError):
    settings.METRICS_FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(settings.METRICS_FOLDER)

from prometheus_client import CollectorRegistry, Counter, Histogram, values
from prometheus_client.mmap_dict import MmapedDict

FIRST_BYTES = 64 * 1024


class CountsFile(MmapedDict):
    """Counts in a file whose room on the disk is taken before it is used.

    The library writes to memory that the kernel puts on the disk: were the disk full, the kernel
    would kill the web server for a count. Without room, what follows stays in this process.
    """

    _f: Any

    def __init__(self, filename: str, read_mode: bool = False) -> None:
        self.is_on_disk = True
        try:
            if not read_mode:
                with open(filename, "ab") as file:
                    if not file.tell():
                        _take_room(file, FIRST_BYTES)
            super().__init__(filename, read_mode)
        except OSError:
            if read_mode:
                raise
            self._f, self._fname, self._capacity = None, filename, 0
            self._positions: dict[str, int] = {}
            self._used, self._m = 8, mmap.mmap(-1, 1)
            self._leave_the_disk(FIRST_BYTES)

    def _init_value(self, key: str) -> None:
        # a name with its labels takes some hundred bytes, never more than what is there
        if self._used + len(key.encode()) + 32 > self._capacity:
            if self.is_on_disk:
                try:
                    _take_room(self._f, self._capacity)
                except OSError:
                    self._leave_the_disk(2 * self._capacity)
            else:
                self._leave_the_disk(2 * self._capacity)
        super()._init_value(key)

    def _leave_the_disk(self, capacity: int) -> None:
        self.is_on_disk = False
        memory = mmap.mmap(-1, capacity)
        memory[: self._capacity] = self._m[: self._capacity]
        self._m, self._capacity = memory, capacity


def _take_room(file: Any, size: int) -> None:
    """Add zeros to an open file, all of them or none; OSError without room."""
    before = os.fstat(file.fileno()).st_size
    try:
        written = os.write(file.fileno(), bytes(size))
        if written < size:
            raise OSError("no room for the counts")
    except OSError:
        os.ftruncate(file.fileno(), before)
        raise


values.MmapedDict = CountsFile  # type: ignore[misc]

# Nothing is asked of it: what is read comes from the files.
_registry = CollectorRegistry()

request_seconds = Histogram(
    "entremise_request_seconds",
    "Time to answer, by name of the page and class of the status.",
    ["page", "status"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0),
    registry=_registry,
)
searches = Counter(
    "entremise_searches",
    "Searches, by what is looked for.",
    ["kind"],
    registry=_registry,
)
withdrawal_seconds = Histogram(
    "entremise_withdrawal_seconds",
    "From the start of a withdrawal to its commit; every page obeys from then on.",
    buckets=(0.1, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0),
    registry=_registry,
)
