"""The wheel: complete, and open to visitors from a folder that nobody can write."""

import zipfile
from pathlib import Path

from .site import Installation

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "entremise"


def source_files() -> set[str]:
    """Each file of the package as the wheel must have it, translations compiled."""
    files = set()
    for path in PACKAGE.rglob("*"):
        if path.is_dir() or path.suffix in (".pyc", ".mo"):
            continue
        compiled = path.with_suffix(".mo") if path.suffix == ".po" else path
        files.add(str(compiled.relative_to(PACKAGE.parent)))
    return files


def test_wheel_holds_each_file_of_the_package(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name for name in names if ".dist-info/" not in name} == source_files()


def test_translations_are_compiled(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        arabic = archive.read("entremise/locale/ar/LC_MESSAGES/django.mo")
    assert arabic[:4] == b"\xde\x12\x04\x95"
    assert "الاسم".encode() in arabic


def test_every_public_page_opens_from_a_read_only_installation(
    installed: Path, own_folder: Path
) -> None:
    before = sorted(str(path) for path in installed.rglob("*"))
    with Installation(installed, own_folder).running() as visitor:
        statuses = visitor.walk(
            "/", "/ar/", "/robots.txt", "/sitemap.xml", "/.well-known/security.txt"
        )
        arabic = visitor.get("/ar/").body.decode()
    assert 'dir="rtl"' in arabic
    assert "لا تتبع هذا الرابط" in arabic
    assert len(statuses) > 30, statuses
    assert {path: status for path, status in statuses.items() if status != 200} == {}
    assert any(path.endswith("/site.webmanifest") for path in statuses)
    assert sorted(str(path) for path in installed.rglob("*")) == before
