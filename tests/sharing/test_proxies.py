"""The attack: one robot closes the site to everybody. Through a real nginx, from two addresses."""

import http.client
import re
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from entremise.sharing.models import SuspectedScraper
from tests.factories import candidates
from tests.factories.sharing import PHONE_BROWSER
from tests.kit import system_tools

ROOT = Path(__file__).resolve().parents[2]
ROBOT, READER = "203.0.113.5", "203.0.113.9"
TRAP = "/annuaire-complet/"
# The machine has no second address: nginx takes the one that its visitor says, as a second
# proxy would; what it then tells the platform is what the sample of deploy/ tells.
SEVERAL_VISITORS = "set_real_ip_from 127.0.0.1; real_ip_header X-Visitor;"


@contextmanager
def nginx_before(address: str, folder: Path) -> Iterator[int]:
    """The port of an nginx that has the location of the sample, in clear."""
    sample = (ROOT / "deploy" / "nginx.conf").read_text()
    found = re.search(r"location / \{.*?\n    \}", sample, re.S)
    assert found
    location = found[0].replace("http://127.0.0.1:8000", address)
    port = system_tools.free_port()
    places = "".join(
        f"{kind}_temp_path {folder / kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = folder / "nginx.conf"
    config.write_text(
        f"daemon off;\npid {folder / 'pid'};\nerror_log stderr warn;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{places}{SEVERAL_VISITORS}\n"
        f"server {{ listen 127.0.0.1:{port};\n{location}\n}}\n}}\n"
    )
    command = [system_tools.nginx_path(), "-c", str(config), "-p", str(folder)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 20
        while not _answers(port):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _answers(port: int) -> bool:
    try:
        return bool(status(port, READER, "/robots.txt"))
    except OSError:
        return False


def status(port: int, visitor: str, path: str, **headers: str) -> int:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    browser = {"User-Agent": PHONE_BROWSER, "Accept": "text/html", "X-Visitor": visitor}
    try:
        asked.request("GET", path, headers=browser | headers)
        return asked.getresponse().status
    finally:
        asked.close()


def test_through_nginx_only_the_robot_is_refused_or_nobody(
    live_server: Any, settings: Any, tmp_path: Path
) -> None:
    if not system_tools.nginx_path():
        warnings.warn("nginx is not on this machine: NOT tried", stacklevel=1)
        return
    row = candidates.published_cv()
    person = f"/cv/{row.code}/"
    base = urlsplit(live_server.url)
    with nginx_before(f"http://{base.netloc}", tmp_path) as port:
        # Not declared, every visitor has the address of nginx: nobody is refused.
        settings.TRUSTED_PROXIES = 0
        assert status(port, ROBOT, TRAP) == 200
        for _ in range(3):
            assert status(port, ROBOT, person) == 200
            assert status(port, READER, person) == 200
        assert not SuspectedScraper.objects.exists()
        # Declared, they are two: the robot alone is refused, whatever it claims.
        settings.TRUSTED_PROXIES = 1
        assert status(port, ROBOT, TRAP) == 200
        until = time.monotonic() + 20
        while status(port, ROBOT, person) != 429:  # written once the page was sent
            assert time.monotonic() < until
            time.sleep(0.05)
        claim = {"X-Forwarded-For": READER}
        assert status(port, ROBOT, person, **claim) == 429
        assert status(port, READER, person) == 200
        assert status(port, READER, person, **{"X-Forwarded-For": ROBOT}) == 200
        assert status(port, ROBOT, "/") == 200
    assert SuspectedScraper.objects.count() == 1
