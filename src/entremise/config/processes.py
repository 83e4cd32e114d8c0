"""Start and stop the processes of a deployment."""

import os
import subprocess
import sys

from django.conf import settings

STOP_TIMEOUT = 10  # seconds a child has to finish what it is doing

MODES = {
    "production": "Production: real people, and messages that leave.",
    "demo": "Demonstration: fictional people; no message leaves this machine.",
}


def mode_sentence() -> str:
    """What a process says when it starts."""
    return MODES.get(settings.MODE, f"Mode: {settings.MODE}.")


def web_server_command() -> list[str]:
    workers = min(2, os.cpu_count() or 1)
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface",
        "wsgi",
        "--host",
        settings.HOST,
        "--port",
        str(settings.PORT),
        "--workers",
        str(workers),
        "--blocking-threads",
        "4",
        "--log-level",
        "warning",
        "--no-ws",
        "entremise.config.wsgi:application",
    ]


def stop_process(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(STOP_TIMEOUT)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
