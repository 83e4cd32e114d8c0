"""The site built from docs/: complete, without a dead link, asking nothing from elsewhere."""

import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
# An address that a browser asks for by itself; a link is only followed by somebody.
ASKED = {("link", "href"), ("a", "ping"), ("object", "data"), ("video", "poster")}
IN_STYLE = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s]+)""")


class Addresses(HTMLParser):
    """``asked``: what opening the page asks for; ``links``; ``anchors``: names inside it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if not value:
                continue
            if name in ("id", "name"):
                self.anchors.add(value)
            elif name == "src" or (tag, name) in ASKED:
                self.asked.append(value)
            elif name == "srcset":
                self.asked += [part.split()[0] for part in value.split(",")]
            elif name == "href":
                self.links.append(value)
            elif name == "style":
                self.asked += IN_STYLE.findall(value)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built as ``make docs`` builds it, from a copy."""
    folder = tmp_path_factory.mktemp("documentation")
    shutil.copytree(DOCS, folder / "docs")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    command = [Path(sys.executable).parent / "zensical", "build", "--strict"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Addresses]:
    read = {path: Addresses(path.read_text()) for path in site.rglob("*.html")}
    assert len(read) > 30
    return read


def is_elsewhere(address: str) -> bool:
    return bool(urlsplit(address).netloc)


def test_no_page_asks_anything_from_another_host(
    site: Path, pages: dict[Path, Addresses]
) -> None:
    asked = [
        f"{page.relative_to(site)}: {address}"
        for page, addresses in pages.items()
        for address in addresses.asked
        if is_elsewhere(address)
    ]
    for sheet in site.rglob("*.css"):
        asked += [
            f"{sheet.relative_to(site)}: {address}"
            for address in IN_STYLE.findall(sheet.read_text())
            if is_elsewhere(address)
        ]
    assert asked == []


def test_links_files_and_anchors_are_there(
    site: Path, pages: dict[Path, Addresses]
) -> None:
    lost = []
    for page, addresses in pages.items():
        for address in addresses.asked + addresses.links:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            base = site if parts.path.startswith("/") else page.parent
            target = (base / unquote(parts.path).lstrip("/")) if parts.path else page
            if target.is_dir():
                target /= "index.html"
            there = target.resolve()
            if not there.is_file() or (
                parts.fragment
                and there in pages
                and unquote(parts.fragment) not in pages[there].anchors
            ):
                lost.append(f"{page.relative_to(site)}: {address}")
    assert lost == []


def named_in_menu(entries: object) -> list[str]:
    if isinstance(entries, str):
        return [entries]
    values = entries.values() if isinstance(entries, dict) else entries
    return [name for value in values for name in named_in_menu(value)]  # type: ignore[attr-defined]


def test_every_page_is_in_the_menu_or_in_the_list_of_decisions() -> None:
    menu = set(named_in_menu(yaml.safe_load((ROOT / "mkdocs.yml").read_text())["nav"]))
    listed = set(re.findall(r"\]\(([^)]+)\)", (DOCS / "decisions.md").read_text()))
    written = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    assert written - menu - listed == set(), "add them to mkdocs.yml, or run make docs"
    assert (menu | listed) - written == set()


def test_pictures_are_small() -> None:
    heavy = {
        path.name: path.stat().st_size
        for path in (DOCS / "pictures").iterdir()
        if path.stat().st_size > 60_000
    }
    assert heavy == {}


def test_the_reader_of_addresses_sees_what_is_asked() -> None:
    """Proof that the tests above can fail."""
    seen = Addresses(
        '<link href="https://a.test/x.css"><img src=y.png srcset="z.png 2x">'
        '<a href="b.html#c" id=d></a><p style="background:url(//e.test/f)">'
    )
    assert seen.asked == ["https://a.test/x.css", "y.png", "z.png", "//e.test/f"]
    assert (seen.links, seen.anchors) == (["b.html#c"], {"d"})
    assert is_elsewhere("//e.test/f")
    assert not is_elsewhere("y.png")
