"""Lucide icons (ISC licence, see LICENSE beside): the inner mark-up of those we use, by name."""

import functools
import json
from pathlib import Path


@functools.cache
def icon_markup() -> dict[str, str]:
    return json.loads((Path(__file__).parent / "lucide.json").read_text())
