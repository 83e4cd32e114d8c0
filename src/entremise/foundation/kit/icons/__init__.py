"""Lucide icons (ISC licence, see LICENSE in this folder): their inner mark-up, by name."""

import functools
import json
from pathlib import Path


@functools.cache
def icon_markup() -> dict[str, str]:
    return json.loads((Path(__file__).parent / "lucide.json").read_text())
