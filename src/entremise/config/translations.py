"""Compile message catalogues, without any system package."""

import os
from collections.abc import Iterator
from pathlib import Path

from babel.messages import mofile, pofile
from django.conf import settings


def po_files() -> Iterator[Path]:
    for folder in settings.LOCALE_PATHS:
        yield from sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))


def compile_catalogues() -> list[Path]:
    """Write each .mo that is missing or older than its .po; return those written."""
    written = []
    for source in po_files():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = pofile.read_po(file, locale=source.parts[-3])
        # Two processes may begin at once.
        partial = target.with_suffix(f".mo.{os.getpid()}")
        with partial.open("wb") as file:
            mofile.write_mo(file, catalogue)
        partial.replace(target)
        written.append(target)
    return written
