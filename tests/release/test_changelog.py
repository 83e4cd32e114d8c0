"""CHANGELOG.md keeps its shape: what is coming, then each version with what to do."""

from itertools import pairwise

import pytest
from release.changelog import PATH, read_sections

import entremise


def test_what_is_coming_then_each_version_from_the_newest() -> None:
    coming, *released = read_sections(PATH.read_text())
    assert coming.version == ""
    assert released
    assert all(section.version for section in released)
    numbers = [tuple(map(int, section.version.split("."))) for section in released]
    assert all(newer > older for newer, older in pairwise(numbers))
    dates = [section.date for section in released]
    assert dates == sorted(dates, reverse=True)


def test_each_version_says_what_to_do() -> None:
    for section in read_sections(PATH.read_text()):
        lines = section.what_to_do
        assert lines, section.version or "Unreleased"
        assert all(line.rstrip().endswith(".") for line in lines)


def test_the_version_is_the_newest_or_what_comes_after_it() -> None:
    newest = read_sections(PATH.read_text())[1].version
    version, _, coming = entremise.__version__.partition(".dev")
    if coming:
        assert tuple(map(int, version.split("."))) > tuple(map(int, newest.split(".")))
    else:
        assert version == newest


def test_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="another shape"):
        read_sections("# T\n\n## 1.2 (soon)\n* A.\n")
    (section,) = read_sections(
        "## 1.2.0 — 2026-01-02\n\n* A.\n\n### What to do\n\n* B\n  c.\n"
    )
    assert section.what_to_do == ["B\n  c."]
