"""Pairs (who, what) of the last hour, known to all processes of a machine.

Each pair is twenty bytes at the end of a file that the others read: keyed digests, and when.
Nobody can be read in it, and a file is deleted an hour after its own.
"""

import contextlib
import functools
import hashlib
import struct
import threading
import time
from pathlib import Path

_RECORD = struct.Struct("<I8s8s")
HOUR = 3600
MAX_PAIRS = 200_000  # in memory; beyond, everything is forgotten


@functools.lru_cache(20_000)
def _digest(key: bytes, words: str) -> bytes:
    return hashlib.blake2b(words.encode(), key=key, digest_size=8).digest()


class RecentPairs:
    """``folder``: where the files stand; None keeps the pairs in this process."""

    def __init__(self, folder: Path | None, *, key: str) -> None:
        self._folder = folder
        self._key = hashlib.blake2b(key.encode(), digest_size=32).digest()
        self._seen: dict[bytes, dict[bytes, int]] = {}
        self._size = 0
        self._read: dict[Path, int] = {}  # bytes of each file that are known
        self._lock = threading.Lock()

    def has(self, who: str, what: str) -> bool:
        with self._lock:
            return self._digest(what) in self._recent(self._digest(who))

    def count(self, who: str) -> int:
        """Different things of who within the last hour."""
        with self._lock:
            return len(self._recent(self._digest(who)))

    def add(self, who: str, what: str) -> None:
        """A pair that is known keeps the moment it was first seen."""
        first, second, now = self._digest(who), self._digest(what), int(time.time())
        with self._lock:
            if second in self._recent(first):
                return
            self._keep(now, first, second)
            if self._folder is not None:
                self._append(self._folder, now, _RECORD.pack(now, first, second))

    def clear(self) -> None:
        with self._lock:
            self._seen, self._size = {}, 0

    def _digest(self, words: str) -> bytes:
        return _digest(self._key, words)

    def _recent(self, who: bytes) -> dict[bytes, int]:
        now = int(time.time())
        if self._folder is not None:
            self._read_others(self._folder, now)
        things = self._seen.get(who)
        if things is None:
            return {}
        if min(things.values()) <= now - HOUR:
            self._size -= len(things)
            things = {what: at for what, at in things.items() if at > now - HOUR}
            self._size += len(things)
            if not things:
                del self._seen[who]
                return {}
            self._seen[who] = things
        return things

    def _keep(self, at: int, who: bytes, what: bytes) -> None:
        if self._size >= MAX_PAIRS:
            self._seen, self._size = {}, 0
        things = self._seen.setdefault(who, {})
        if what not in things:
            things[what] = at
            self._size += 1

    def _append(self, folder: Path, now: int, record: bytes) -> None:
        """What cannot be written is known to this process only."""
        path = folder / f"{now // HOUR}"
        with contextlib.suppress(OSError):
            if not path.exists():
                folder.mkdir(parents=True, exist_ok=True)
                for old in folder.iterdir():
                    if old.name.isdecimal() and int(old.name) < now // HOUR - 1:
                        old.unlink(missing_ok=True)
                        self._read.pop(old, None)
            with path.open("ab", buffering=0) as file:
                file.write(record)

    def _read_others(self, folder: Path, now: int) -> None:
        for hour in (now // HOUR - 1, now // HOUR):
            path = folder / f"{hour}"
            known = self._read.get(path, 0)
            with contextlib.suppress(OSError):
                if path.stat().st_size < known + _RECORD.size:
                    continue
                with path.open("rb") as file:
                    file.seek(known)
                    new = file.read()
                whole = len(new) - len(new) % _RECORD.size
                self._read[path] = known + whole
                for at, who, what in _RECORD.iter_unpack(new[:whole]):
                    if at > now - HOUR:
                        self._keep(at, who, what)
