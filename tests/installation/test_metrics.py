"""Metrics of several web workers, asked on the machine and through proxies that say nothing."""

import http.client
import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.kit import system_tools

from .site import SITE, Installation, Visitor, pid_of, processes_of

WORKERS = 3
REQUESTS = 120
TOKEN = "of-who-watches"
COUNTED = re.compile(
    r'entremise_request_seconds_count{page="public:robots",status="2xx"} (\S+)'
)
# As a beginner writes it: no name of the site, no address of the visitor.
BARE = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        location / {{ proxy_pass http://127.0.0.1:{web_port}; }}
    }}
}}
"""


@pytest.fixture
def site(installed: Path, own_folder: Path) -> Installation:
    return Installation(
        installed, own_folder, WEB_WORKERS=str(WORKERS), METRICS_TOKEN=TOKEN
    )


def ask(port: int, *, token: str = "") -> tuple[int, str]:
    """/metriques on a new connection: any of the workers answers."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    asked.request(
        "GET",
        "/metriques",
        headers={"Authorization": f"Bearer {token}"} if token else {},
    )
    answer = asked.getresponse()
    return answer.status, answer.read().decode()


def counted(port: int) -> float:
    status, page = ask(port, token=TOKEN)
    assert status == 200
    found = COUNTED.search(page)
    return float(found[1]) if found else 0.0


def workers(site: Installation) -> set[int]:
    server = pid_of(site.environment, "granian")
    return {
        pid for pid, parent, _ in processes_of(site.environment) if parent == server
    }


def who_counted(site: Installation) -> set[int]:
    """The processes that wrote a file of counts of requests."""
    files = (site.data / "metrics").rglob("histogram_*.db")
    names = {file.stem.rpartition("_")[2] for file in files}
    return {int(name) for name in names if name.isdigit()}


def send(visitor: Visitor) -> None:
    for _ in range(REQUESTS):
        assert visitor.get("/robots.txt").status == 200


def test_workers_add_up_and_a_dead_one_is_not_forgotten(site: Installation) -> None:
    with site.running() as visitor:
        before = counted(site.port)
        send(visitor)
        assert len(who_counted(site) & workers(site)) > 1, "one worker answered all"
        found = {counted(site.port) for _ in range(4 * WORKERS)}
        assert found == {before + REQUESTS}
        killed = (who_counted(site) & workers(site)).pop()
        os.kill(killed, signal.SIGKILL)
        site.wait_for(
            lambda: killed not in workers(site) and len(workers(site)) == WORKERS
        )
        send(visitor)
        assert {counted(site.port) for _ in range(4 * WORKERS)} == {
            before + 2 * REQUESTS
        }


@contextmanager
def bare_proxy(site: Installation, folder: Path) -> Iterator[int]:
    """The port of an nginx that only passes requests on."""
    nginx = system_tools.nginx_path()
    assert nginx, "install nginx"
    port = system_tools.free_port()
    config = folder / "nginx.conf"
    values = {"folder": folder, "port": port, "web_port": site.port}
    user = "user root;" if os.geteuid() == 0 else ""
    config.write_text(user + BARE.format(**values))
    process = subprocess.Popen([nginx, "-c", config, "-p", folder])
    try:
        site.wait_for(lambda: Visitor(port).answers("/sante/vivante"))
        yield port
    finally:
        process.terminate()
        process.wait(30)


def test_a_proxy_that_says_nothing_is_not_this_machine(
    site: Installation, own_folder: Path
) -> None:
    """What it asks cannot be told from what a program of the machine asks: both need the token."""
    with site.running(), bare_proxy(site, own_folder) as port:
        assert urlsplit(SITE).scheme == "https"
        assert ask(port)[0] == 404
        assert ask(site.port)[0] == 404
        assert ask(site.port, token=TOKEN)[0] == 200
