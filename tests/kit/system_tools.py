"""Tools that the tests need beyond Python: a browser, PostgreSQL, Poppler, nginx, Caddy.

Installed as root with apt-get, else named in an error.
"""

import contextlib
import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# The same engine without windows: it takes half the processor's time of the whole browser.
HEADLESS_SHELL = "chromium-headless-shell"
BROWSERS = (
    HEADLESS_SHELL,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
# Safe here only: the cluster holds nothing and dies with the tests.
UNSAFE_POSTGRES_OPTIONS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=60",
    "shared_buffers=128MB",
)


class MissingTool(Exception):
    """A tool to install by hand; the message says which."""


@cache
def browser_path() -> str:
    if not _first(BROWSERS) or _is_offered(HEADLESS_SHELL):
        _install(HEADLESS_SHELL)
    if not _first(BROWSERS):
        _install("chromium")
    if path := _first(BROWSERS):
        return path
    raise MissingTool(
        "The journeys need a browser. Install Chromium (Debian: apt-get install"
        f" {HEADLESS_SHELL}; Ubuntu: chromium)."
    )


@cache
def pdf_tool_path(name: str) -> str:
    if not shutil.which(name):
        _install("poppler-utils")
    if path := shutil.which(name):
        return path
    raise MissingTool(
        f"The tests read PDFs with {name}. Install Poppler's tools (Debian: apt-get install"
        " poppler-utils)."
    )


@cache
def nginx_path() -> str:
    # Debian keeps it where only root looks
    folders = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin:/usr/local/sbin"
    if not shutil.which("nginx", path=folders):
        _install("nginx")
    if path := shutil.which("nginx", path=folders):
        return path
    raise MissingTool(
        "The opening day runs behind nginx. Install it (Debian: apt-get install nginx)."
    )


@cache
def caddy_path() -> str:
    if not shutil.which("caddy"):
        _install("caddy")
    if path := shutil.which("caddy"):
        return path
    raise MissingTool(
        "The container is tried behind Caddy. Install it (Debian: apt-get install caddy)."
    )


def postgres_tools_folder() -> Path:
    """The folder of initdb and pg_ctl."""
    if folder := _postgres_folder():
        return folder
    _install("postgresql")
    if folder := _postgres_folder():
        return folder
    raise MissingTool(
        "The tests need PostgreSQL 15 or later. Install its server (Debian: apt-get install"
        " postgresql)."
    )


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _first(names: tuple[str, ...]) -> str | None:
    return next((path for path in map(shutil.which, names) if path), None)


def _postgres_folder() -> Path | None:
    debian = sorted(
        glob.glob("/usr/lib/postgresql/*/bin/initdb"),
        key=lambda path: float(path.split("/")[4]),
    )
    if debian:
        return Path(debian[-1]).parent
    initdb = shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


def _is_offered(package: str) -> bool:
    """Whether it is to be installed, and apt-get has heard of it: nothing is fetched to know."""
    if shutil.which(package) or not shutil.which("apt-cache"):
        return False
    asked = ["apt-cache", "show", package]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _install(package: str) -> None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print(f"Installing {package} with apt-get…", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    # The server's own cluster is not wanted: ours is made for the tests and removed.
    for command in (
        ["apt-get", "update", "-q"],
        ["apt-get", "install", "-qy", "--no-install-recommends", package],
    ):
        subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            check=False,
        )


@contextlib.contextmanager
def throwaway_postgres() -> Iterator[str]:
    """A temporary PostgreSQL server; yields its DATABASE_URL."""
    tools = postgres_tools_folder()
    folder = Path(tempfile.mkdtemp(prefix="entremise-postgres-"))
    as_owner = _unprivileged(folder)
    data = folder / "data"
    port = free_port()
    settings = " ".join(f"-c {setting}" for setting in UNSAFE_POSTGRES_OPTIONS)
    listening = (
        f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories=''"
    )

    def tool(name: str, *arguments: str) -> None:
        command = [*as_owner, str(tools / name), *arguments]
        done = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            raise MissingTool(
                f"PostgreSQL does not start ({name}): {done.stderr.strip() or done.stdout.strip()}"
            )

    try:
        tool(
            "initdb",
            "--auth=trust",
            "--username=entremise",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "-D",
            str(data),
        )
        log = str(folder / "log")
        tool(
            "pg_ctl",
            "start",
            "-w",
            "-t",
            "60",
            "-D",
            str(data),
            "-l",
            log,
            "-o",
            f"{listening} {settings}",
        )
        try:
            yield f"postgres://entremise@127.0.0.1:{port}/postgres"
        finally:
            tool("pg_ctl", "stop", "-m", "immediate", "-D", str(data))
    finally:
        _remove(folder)


def _unprivileged(folder: Path) -> list[str]:
    """A prefix to run commands as another user, who gets ``folder``: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return []
    names = {user.pw_name for user in pwd.getpwall()}
    name = next((name for name in ("postgres", "nobody") if name in names), None)
    if name is None:
        raise MissingTool(
            "PostgreSQL refuses to run as root and there is no user “postgres” or “nobody”."
        )
    os.chown(folder, pwd.getpwnam(name).pw_uid, -1)
    return ["runuser", "-u", name, "--"]


def _remove(folder: Path) -> None:
    for _attempt in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(0.1)
