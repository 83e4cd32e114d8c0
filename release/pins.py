"""The pinned dependencies, as ``make requirements`` writes them."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNNING = ROOT / "requirements.txt"
DEVELOPING = ROOT / "requirements-dev.txt"
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]+?))?\s*\\?$")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Pin:
    """``marker``: for which Python or system; empty for all. ``hashes``: SHA-256 of its files."""

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]


def canonical_name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def read_pins(path: Path = RUNNING) -> list[Pin]:
    """The pins of a file, in its order; one without a hash is refused with ``ValueError``."""
    pins: list[Pin] = []
    for entry in re.split(r"\n(?=\S)", path.read_text()):
        first, *rest = entry.splitlines()
        if not (found := PIN.match(first)):
            continue
        name, version, marker = found.groups()
        hashes = tuple(HASH.findall("\n".join(rest)))
        if not hashes:
            raise ValueError(f"{path.name}: {name} {version} is pinned without a hash")
        pins.append(Pin(canonical_name(name), version, marker or "", hashes))
    return pins
