"""The pins, the bill of materials made from them, and their audit."""

import json
import re
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from release.bill_of_materials import bill_of_materials
from release.pins import DEVELOPING, ROOT, RUNNING, Pin, read_pins

from release import audit

ADVISORY = """
id: PYSEC-0000-1
modified: 2026-05-02T10:00:00Z
affected:
- package: {ecosystem: PyPI, name: Big_Fish}
  ranges:
  - type: ECOSYSTEM
    events: [{introduced: "0"}, {fixed: 2.1}, {introduced: "3.0"}, {last_affected: "3.4"}]
  versions: [9.9.9]
"""


def pin(version: str, name: str = "big-fish") -> Pin:
    return Pin(name, version, "", ("0" * 64,))


@pytest.fixture
def advisories(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/one.yaml").write_text(ADVISORY)
    (tmp_path / "two.json").write_text(
        json.dumps(
            {"id": "OTHER-1", "modified": "2026-06-01T00:00:00Z", "affected": []}
        )
    )
    return tmp_path


@pytest.mark.parametrize(
    ("version", "found"),
    [
        ("1.0", True),
        ("2.1", False),
        ("2.9", False),
        ("3.4", True),
        ("3.4.1", False),
        ("9.9.9", True),
    ],
)
def test_an_advisory_is_found_where_it_applies(
    advisories: Path, version: str, found: bool
) -> None:
    record = audit.audit(
        advisories, [pin(version), pin("1.0", "other")], on=date(2026, 6, 2)
    )
    assert bool(record["found"]) is found
    assert record["advisories_until"] == "2026-06-01"
    assert record["advisories_read"] == 1


def test_versions_that_safety_db_calls_insecure_are_found(advisories: Path) -> None:
    made = datetime(2026, 7, 1, tzinfo=UTC).timestamp()
    listed = {"$meta": {"timestamp": made}, "Big_Fish": ["<0.5", ">=2.4,<2.6"]}
    (advisories / "insecure.json").write_text(json.dumps(listed))
    found = {
        version: audit.audit(advisories, [pin(version)], on=date(2026, 7, 2))
        for version in ("2.3", "2.5")
    }
    assert found["2.3"]["found"] == []
    assert found["2.5"]["found"] == ["big-fish 2.5: safety-db Big_Fish>=2.4,<2.6"]
    assert found["2.5"]["advisories_until"] == "2026-07-01"


def test_a_folder_without_advisories_proves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no advisory"):
        audit.audit(tmp_path, [pin("1.0")], on=date(2026, 6, 2))


def test_what_an_audit_cannot_vouch_for_is_said(advisories: Path) -> None:
    pins = [pin("2.5")]
    record = audit.audit(advisories, pins, on=date(2026, 6, 2))
    assert audit.warnings_about(record, pins, today=date(2026, 6, 3)) == []
    assert len(audit.warnings_about(record, pins, today=date(2026, 12, 3))) == 1
    assert len(audit.warnings_about(record, [pin("2.6")], today=date(2026, 6, 3))) == 1
    record = audit.audit(advisories, pins, on=date(2026, 12, 1))
    (said,) = audit.warnings_about(record, pins, today=date(2026, 12, 3))
    assert "stop at 2026-06-01" in said


def test_the_last_audit_found_nothing_and_its_limits_are_written() -> None:
    record = json.loads(audit.RECORD.read_text())
    page = (ROOT / "docs/dependencies.md").read_text()
    assert record["found"] == []
    assert record["audited_on"] in page
    assert record["advisories_until"] in page


def test_the_page_lists_each_direct_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = [re.split(r"[\[>=<]", line)[0] for line in project["dependencies"]]
    page = (ROOT / "docs/dependencies.md").read_text()
    assert [name for name in names if f"| {name} |" not in page] == []


def test_the_bill_of_materials_holds_each_pin_with_its_hashes() -> None:
    pins = read_pins(RUNNING)
    text = RUNNING.read_text()
    assert len(pins) == len(re.findall(r"^\S+==", text, re.M)) > 20
    assert sum(len(p.hashes) for p in pins) == text.count("--hash=")
    bill = bill_of_materials("1.2.3", pins, at=datetime(2026, 1, 2, tzinfo=UTC))
    assert bill == bill_of_materials("1.2.3", pins, at=datetime(2026, 1, 2, tzinfo=UTC))
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    django = next(part for part in bill["components"] if part["name"] == "django")
    assert django["purl"] == f"pkg:pypi/django@{django['version']}"
    assert {
        h["content"] for r in django["externalReferences"] for h in r["hashes"]
    } == {content for p in pins if p.name == "django" for content in p.hashes}
    assert len({part["bom-ref"] for part in bill["components"]}) == len(pins)


def test_what_runs_is_pinned_alike_for_who_develops() -> None:
    developing = {(p.name, p.version, p.marker) for p in read_pins(DEVELOPING)}
    assert {(p.name, p.version, p.marker) for p in read_pins(RUNNING)} <= developing


def test_a_pin_without_a_hash_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "requirements.txt"
    path.write_text("one==1.0 \\\n    --hash=sha256:" + "0" * 64 + "\ntwo==2.0\n")
    with pytest.raises(ValueError, match=r"two 2\.0"):
        read_pins(path)


def test_what_sentry_needs_is_what_runs_and_its_package() -> None:
    """Pinned again with the rest: a version that differs would replace one that was tried."""
    running = {(pin.name, pin.version) for pin in read_pins(RUNNING)}
    with_sentry = {
        (pin.name, pin.version) for pin in read_pins(ROOT / "requirements-sentry.txt")
    }
    assert {name for name, _version in with_sentry - running} == {"sentry-sdk"}
    assert running <= with_sentry
