"""``make audit``: do known advisories name one of the pinned dependencies?

python -m release.audit                        what the last audit found, and how old it is
python -m release.audit --advisories FOLDER    audits, and writes release/last_audit.json

FOLDER holds advisories in the OSV format, in YAML or JSON, at any depth: a clone of the database
of the Python Packaging Authority (pypa/advisory-database), or the archive of OSV for PyPI, opened.
The ``insecure.json`` of a clone of pyupio/safety-db is read too: it names versions, not faults.
Nothing is fetched. An advisory that came after the data, or that concerns what a wheel carries
inside (libjpeg, libpq, OpenSSL…) under another name, is not found: the page docs/dependencies.md
says so.
"""

import argparse
import hashlib
import json
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import yaml
from packaging.specifiers import SpecifierSet
from packaging.version import InvalidVersion, Version

from release.pins import DEVELOPING, ROOT, Pin, canonical_name, read_pins

RECORD = ROOT / "release" / "last_audit.json"
SAFETY_DB = "insecure.json"
OLD_AFTER = 90  # days


@dataclass(frozen=True)
class Advisory:
    identifier: str
    modified: date
    affected: list[dict[str, Any]]  # as OSV writes it; "specifiers", as pip writes them


def read_advisories(folder: Path, names: set[str]) -> tuple[list[Advisory], date]:
    """Those that name one of these packages, and the day of the newest of all.

    A folder without any is refused with ``ValueError``.
    """
    found, newest = [], date.min
    for path in sorted(folder.rglob("*")):
        if path.suffix not in (".yaml", ".json") or not path.is_file():
            continue
        if path.name == SAFETY_DB:
            some, until = _from_safety_db(path, names)
            found, newest = found + some, max(newest, until)
            continue
        read: Any = yaml.load(path.read_bytes(), Loader=_Loader)
        if not isinstance(read, dict) or "modified" not in read:
            continue
        advisory = Advisory(
            read["id"], _day(read["modified"]), read.get("affected", [])
        )
        newest = max(newest, advisory.modified)
        if not read.get("withdrawn") and names & _names(advisory):
            found.append(advisory)
    if newest == date.min:
        raise ValueError(f"{folder} holds no advisory in the OSV format")
    return found, newest


def _from_safety_db(path: Path, names: set[str]) -> tuple[list[Advisory], date]:
    """The versions of these packages that it calls insecure, and the day it was made."""
    read = json.loads(path.read_bytes())
    until = datetime.fromtimestamp(read["$meta"]["timestamp"], tz=UTC).date()
    return [
        Advisory(
            f"safety-db {name}{versions}",
            until,
            [{"package": {"name": name}, "specifiers": versions}],
        )
        for name in read
        if name != "$meta" and canonical_name(name) in names
        for versions in read[name]
    ], until


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _day(moment: Any) -> date:
    if isinstance(moment, datetime):
        return moment.date()
    return datetime.fromisoformat(str(moment).replace("Z", "+00:00")).date()


def _names(advisory: Advisory) -> set[str]:
    return {
        canonical_name(part["package"]["name"])
        for part in advisory.affected
        if part.get("package", {}).get("ecosystem", "PyPI") == "PyPI"
    }


def is_affected(pin: Pin, advisory: Advisory) -> bool:
    """Whether this version is in a range, or in the list, of the advisory."""
    for part in advisory.affected:
        if canonical_name(part.get("package", {}).get("name", "")) != pin.name:
            continue
        if pin.version in part.get("versions", []):
            return True
        if "specifiers" in part and pin.version in SpecifierSet(part["specifiers"]):
            return True
        for span in part.get("ranges", []):
            if span.get("type") == "ECOSYSTEM" and _in_range(
                Version(pin.version), span.get("events", [])
            ):
                return True
    return False


def _in_range(version: Version, events: list[dict[str, str]]) -> bool:
    """OSV: walk the events in order; the last one that is passed decides."""
    inside = False
    for event in events:
        kind, value = next(iter(event.items()))
        try:
            bound = Version("0" if value == "0" else str(value))
        except InvalidVersion:
            continue
        if kind == "introduced" and version >= bound:
            inside = True
        elif (kind == "fixed" and version >= bound) or (
            kind == "last_affected" and version > bound
        ):
            inside = False
    return inside


def audit(folder: Path, pins: list[Pin], *, on: date) -> dict[str, Any]:
    """The record of an audit."""
    advisories, newest = read_advisories(folder, {pin.name for pin in pins})
    return {
        "audited_on": on.isoformat(),
        "advisories_until": newest.isoformat(),
        "advisories_read": len(advisories),
        "pins": digest_of(pins),
        "found": sorted(
            f"{pin.name} {pin.version}: {advisory.identifier}"
            for pin in pins
            for advisory in advisories
            if is_affected(pin, advisory)
        ),
    }


def digest_of(pins: list[Pin]) -> str:
    lines = sorted(f"{pin.name}=={pin.version}" for pin in pins)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def warnings_about(
    record: dict[str, Any], pins: list[Pin], *, today: date
) -> list[str]:
    """What the record cannot vouch for, in sentences."""
    audited = date.fromisoformat(record["audited_on"])
    until = date.fromisoformat(record["advisories_until"])
    said = []
    if (today - audited).days > OLD_AFTER:
        said.append(f"The last audit is of {audited}: more than {OLD_AFTER} days ago.")
    if (audited - until).days > OLD_AFTER:
        said.append(
            f"The advisories it read stop at {until}: what was published since is unknown."
        )
    if record["pins"] != digest_of(pins):
        said.append("Dependencies were pinned again since the last audit.")
    return said


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make audit", description=__doc__)
    parser.add_argument("--advisories", type=Path)
    asked = parser.parse_args(arguments)
    pins, today = read_pins(DEVELOPING), date.today()
    if asked.advisories:
        record = audit(asked.advisories, pins, on=today)
        RECORD.write_text(json.dumps(record, indent=2) + "\n")
    else:
        record = json.loads(RECORD.read_text())
    for line in record["found"]:
        print(f"Known advisory: {line}")
    for line in warnings_about(record, pins, today=today):
        print(f"Warning: {line}")
    print(
        f"Audit of {record['audited_on']}, advisories until {record['advisories_until']}:"
        f" {len(record['found'])} found in {len(pins)} pinned packages."
    )
    return 1 if record["found"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
