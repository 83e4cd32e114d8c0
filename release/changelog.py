"""CHANGELOG.md read: one section for each version, each with what the administrator does."""

import re
from dataclasses import dataclass
from pathlib import Path

PATH = Path(__file__).resolve().parents[1] / "CHANGELOG.md"
TITLE = re.compile(r"^## (?:Unreleased|(\d+\.\d+\.\d+) — (\d{4}-\d{2}-\d{2}))$")
TO_DO = "### What to do"


@dataclass(frozen=True)
class Section:
    """``version`` and ``date`` are empty for what is not released yet."""

    version: str
    date: str
    body: str

    @property
    def what_to_do(self) -> list[str]:
        """The lines for whoever upgrades."""
        _before, _title, after = self.body.partition(f"{TO_DO}\n")
        return re.findall(r"^\* (.+(?:\n  .+)*)", after.partition("\n#")[0], re.M)


def read_sections(text: str) -> list[Section]:
    """In the order of the file; a title of another shape is refused with ``ValueError``."""
    sections = []
    for part in re.split(r"^(?=## )", text, flags=re.M)[1:]:
        title, _, body = part.partition("\n")
        if not (found := TITLE.match(title)):
            raise ValueError(f"CHANGELOG.md: this title has another shape: {title}")
        sections.append(Section(found[1] or "", found[2] or "", body))
    return sections


def section_of(version: str) -> Section | None:
    """What CHANGELOG.md says of this version."""
    sections = read_sections(PATH.read_text())
    return next((s for s in sections if s.version == version), None)
