from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ManyFilesOpened:
    """Somebody opened more files of people within an hour than work usually asks."""

    viewer_code: str
