"""The wheel: complete, and open to visitors from a folder that nobody can write."""

import os
import pwd
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "entremise"
SITE = "https://entremise.test"
UNPRIVILEGED = "nobody"
OPENS_WITHIN = 120  # seconds, migrations included, on a machine that does other things
MOST_PAGES = 400


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Readable by everybody, unlike pytest's own."""
    with tempfile.TemporaryDirectory(prefix="entremise-wheel-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def wheel(folder: Path) -> Path:
    clone = folder / "clone"
    names = subprocess.check_output(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        text=True,
    )
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            target = clone / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel")
    options = ("--no-deps", "--no-build-isolation", "--wheel-dir", folder / "dist")
    run(*pip, *options, clone)
    return next((folder / "dist").glob("*.whl"))


@pytest.fixture(scope="module")
def installed(folder: Path, wheel: Path) -> Path:
    """An environment with the pinned dependencies and the wheel, which nobody may write."""
    uv = Path(sys.executable).with_name("uv")
    environment = folder / "environment"
    run(uv, "venv", "--quiet", "--python", sys.executable, environment)
    pip = (uv, "pip", "install", "--quiet", "--python", environment / "bin" / "python")
    run(*pip, "--require-hashes", "--requirement", ROOT / "requirements.txt")
    run(*pip, "--no-deps", wheel)
    run("chmod", "-R", "a-w,a+rX", environment)
    return environment


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


@dataclass
class Answer:
    status: int
    kind: str
    body: bytes


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        wanted = {"a": "href", "link": "href", "img": "src", "script": "src"}
        place = dict(attrs).get(wanted.get(tag, ""))
        if place and "nofollow" not in (dict(attrs).get("rel") or ""):
            self.found.append(place)


class Visitor:
    """Asks a server of this machine as the proxy in front of it would."""

    def __init__(self, port: int) -> None:
        self.port = port

    def get(self, path: str) -> Answer:
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}")
        request.add_header("Host", urlsplit(SITE).netloc)
        request.add_header("X-Forwarded-Proto", "https")
        request.add_header("X-Forwarded-For", "198.51.100.7")
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                kind = response.headers.get("Content-Type", "")
                return Answer(response.status, kind, response.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, "", error.read())

    def walk(self, *first: str) -> dict[str, int]:
        """The status of each page and file that links lead to."""
        seen: dict[str, int] = {}
        waiting = list(first)
        while waiting and len(seen) < MOST_PAGES:
            path = waiting.pop(0)
            if path in seen:
                continue
            answer = self.get(path)
            seen[path] = answer.status
            if "text/html" in answer.kind:
                parser = Links()
                parser.feed(answer.body.decode())
                waiting += [
                    place for link in parser.found if (place := inside(path, link))
                ]
        return seen


def inside(page: str, link: str) -> str:
    """The path and query of a link to the same site; empty for another place."""
    whole = urlsplit(urldefrag(urljoin(f"{SITE}{page}", link)).url)
    if whole.scheme not in ("http", "https") or whole.netloc != urlsplit(SITE).netloc:
        return ""
    return whole.path + (f"?{whole.query}" if whole.query else "")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def without_rights(environment: Path, data: Path) -> list[str]:
    """A prefix to run a command as somebody who obeys the permissions of files.

    Root becomes another user; where that user cannot reach this interpreter, root without
    its capabilities, which is refused like anybody.
    """
    if os.geteuid() != 0:
        return []
    user = pwd.getpwnam(UNPRIVILEGED)
    other = ["setpriv", f"--reuid={user.pw_uid}", "--clear-groups", "--"]
    python = environment / "bin" / "python"
    # From a shell of theirs: setpriv itself starts a program while it still has its rights.
    reached = subprocess.run(
        [*other, "sh", "-c", f"{python} -c ''"],
        cwd="/",
        capture_output=True,
        check=False,
    )
    if reached.returncode == 0:
        os.chown(data, user.pw_uid, -1)
        return other
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--"]


@contextmanager
def open_site(environment: Path, folder: Path) -> Iterator[Visitor]:
    """``entremise run`` in production, by somebody who may write in its own folder only."""
    data, log, port = folder / "data", folder / "log", free_port()
    data.mkdir()
    prefix = without_rights(environment, data)
    settings = {
        "PATH": f"{environment / 'bin'}:/usr/bin:/bin",
        "ENTREMISE_MODE": "production",
        "ENTREMISE_VAR": str(data),
        "SITE_URL": SITE,
        "ALLOWED_HOSTS": urlsplit(SITE).netloc,
        "BEHIND_PROXY": "true",
        "TRUSTED_PROXIES": "1",
        "EMAIL_URL": "smtp://127.0.0.1:9",
        "CONTACT_EMAIL": "bonjour@entremise.test",
        "PORT": str(port),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    written = environment / "bin" / "written"
    refused = subprocess.run([*prefix, "sh", "-c", f": > {written}"], check=False)
    assert refused.returncode != 0, "the installation can be written"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*prefix, environment / "bin" / "entremise", "run"],
            cwd="/",
            env=settings,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_until_open(process, port, log)
            yield Visitor(port)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def wait_until_open(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + OPENS_WITHIN
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError(f"not open after {OPENS_WITHIN} s: {log.read_text()}")


def test_every_public_page_opens_from_a_read_only_installation(
    installed: Path, folder: Path
) -> None:
    before = sorted(str(path) for path in installed.rglob("*"))
    with open_site(installed, folder) as visitor:
        statuses = visitor.walk(
            "/", "/ar/", "/robots.txt", "/sitemap.xml", "/.well-known/security.txt"
        )
        arabic = visitor.get("/ar/").body.decode()
    assert 'dir="rtl"' in arabic
    assert "لا تتبع هذا الرابط" in arabic
    assert len(statuses) > 30, statuses
    assert {path: status for path, status in statuses.items() if status != 200} == {}
    assert any(re.search(r"/static/.*\.webmanifest", path) for path in statuses)
    assert sorted(str(path) for path in installed.rglob("*")) == before
