"""Compile one message catalogue; imported by the build, which has no settings."""

import os
from pathlib import Path

from babel.messages import mofile, pofile


def compile_catalogue(source: Path, target: Path) -> None:
    """Write the .mo of a .po file ``…/<locale>/LC_MESSAGES/django.po``.

    Raises PoFileError when the source cannot be read, OSError when the target cannot be written.
    """
    with source.open("rb") as file:
        catalogue = pofile.read_po(file, locale=source.parts[-3])
    # Two processes may begin at once.
    partial = target.with_suffix(f".mo.{os.getpid()}")
    with partial.open("wb") as file:
        mofile.write_mo(file, catalogue)
    partial.replace(target)
