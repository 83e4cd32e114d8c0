"""Renderings on disk: ``var/renderings/<public code>/<rendering key>/<face>-<name>``.

Writes are atomic. Previews, which have no rendering key, are not cached.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from entremise.candidates.content.cv import PublicCV
from entremise.foundation.association.queries import current_settings, face_version


def _folder() -> Path:
    return Path(settings.VAR) / "renderings"


def cached_rendering(cv: PublicCV, name: str, make: Callable[[], bytes]) -> bytes:
    """The rendering of this publication under this name, made by ``make`` the first time."""
    if not cv.rendering_key:
        return make()
    path = _folder() / cv.code / cv.rendering_key / f"{_face()}-{name}"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        pass
    data = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(data)
    os.replace(file.name, path)
    return data


def _face() -> str:
    """The names and colours of the association are printed on most renderings."""
    return face_version(current_settings())


def cached_codes() -> set[str]:
    """Public codes that have a folder."""
    return {path.name for path in _folder().iterdir()} if _folder().is_dir() else set()


def delete_cached_renderings(code: str, *, keep: str = "") -> None:
    """Delete the renderings of this public code, except those of the rendering key ``keep``."""
    folder = _folder() / code
    if not folder.is_dir():
        return
    for publication in folder.iterdir():
        if publication.name != keep:
            shutil.rmtree(publication, ignore_errors=True)
    if not keep:
        shutil.rmtree(folder, ignore_errors=True)


def delete_renderings_of_other_faces() -> None:
    """Delete what was made under another name or other colours of the association."""
    face = _face()
    for path in _folder().glob("*/*/*"):
        if not path.name.startswith(f"{face}-"):
            path.unlink(missing_ok=True)
