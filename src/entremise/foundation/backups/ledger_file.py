"""The ledger: a file beside the database, to which lines are only added.

Its first line names it. Each other line says when, which fact, and about whom as a keyed
digest: without the secret key it tells nothing of anybody.
"""

import fcntl
import json
import os
import uuid
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.utils.crypto import salted_hmac

FORMAT = 1


@dataclass(frozen=True)
class LedgerEntry:
    at: str  # ISO 8601, UTC
    fact: str
    subject: str  # ``subject_digest``
    id: str

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)


@dataclass(frozen=True)
class Ledger:
    name: str  # of the file's first line; empty: it has none
    entries: tuple[LedgerEntry, ...]
    unreadable: int = 0  # lines, the last one excepted: it may have been cut by a crash


def ledger_path() -> Path:
    return Path(settings.LEDGER_FILE)


def subject_digest(fact: str, code: str, *, key: str | None = None) -> str:
    """Keyed by the secret key, or by an older one."""
    return salted_hmac(
        "backups.ledger", f"{fact}:{code}", secret=key, algorithm="sha256"
    ).hexdigest()


def new_entry(at: datetime, fact: str, subject: str) -> LedgerEntry:
    moment = at.astimezone(UTC).isoformat()
    return LedgerEntry(moment, fact, subject, uuid.uuid4().hex)


def begin_ledger(path: Path) -> None:
    """Write the first line, when there is none. OSError when it cannot be written."""
    append_entries(path, [])


def append_entries(path: Path, entries: Iterable[LedgerEntry]) -> None:
    """Add these lines and wait until the disk has them. OSError when it does not."""
    is_new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        size = os.fstat(descriptor).st_size
        text = "" if size else _first_line()
        if size and os.pread(descriptor, 1, size - 1) != b"\n":
            text = "\n"  # a line cut by a crash stays alone
        text += "".join(f"{json.dumps(asdict(entry))}\n" for entry in entries)
        _write_all(descriptor, text.encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if is_new:
        sync_folder(path.parent)


def _first_line() -> str:
    name = uuid.uuid4().hex
    return f"{json.dumps({'ledger': name, 'format': FORMAT})}\n"


def _write_all(descriptor: int, content: bytes) -> None:
    while content:
        content = content[os.write(descriptor, content) :]


def sync_folder(folder: Path) -> None:
    """The names of the files in this folder reach the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_ledger(path: Path) -> Ledger:
    """Every line that can be read; empty when the file is not there."""
    if not path.exists():
        return Ledger("", ())
    return parse_ledger(path.read_text(errors="replace"))


def parse_ledger(text: str) -> Ledger:
    name, entries, unreadable = "", [], 0
    for line in text.splitlines():
        try:
            values = json.loads(line)
            if "ledger" in values:
                name = str(values["ledger"])
            else:
                entry = LedgerEntry(**values)
                assert entry.moment
                entries.append(entry)
        except (ValueError, TypeError, AssertionError):
            unreadable += bool(line.strip())
    if unreadable and not text.endswith("\n"):
        unreadable -= 1
    return Ledger(name, tuple(entries), unreadable)


def merged(*ledgers: Ledger) -> Ledger:
    """Each line once, in the order of time: several machines, or an older copy."""
    entries = {entry.id: entry for ledger in ledgers for entry in ledger.entries}
    name = next((ledger.name for ledger in ledgers if ledger.name), "")
    unreadable = sum(ledger.unreadable for ledger in ledgers)
    in_order = sorted(entries.values(), key=lambda entry: entry.moment)
    return Ledger(name, tuple(in_order), unreadable)
