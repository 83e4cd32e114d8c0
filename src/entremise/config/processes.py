"""Start, watch and stop the processes of a deployment."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

from django.conf import settings

STOP_TIMEOUT = 15  # seconds a child has to finish what it is doing
LOOK_EVERY = 0.2  # seconds between two looks at the children
STEADY_AFTER = 60.0  # seconds after which a child is taken to run well
MAX_RESTARTS = 8  # of a child that never ran well: somebody must look
MAX_DELAY = 10.0  # seconds before a restart
FIRST_WITHIN = 5.0  # seconds that the others wait for the first child to be ready

MODES = {
    "production": "Production: real people, and messages that leave.",
    "demo": "Demonstration: fictional people; no message leaves this machine.",
}


def mode_sentence() -> str:
    """What a process says when it starts."""
    return MODES.get(settings.MODE, f"Mode: {settings.MODE}.")


def web_server_command() -> list[str]:
    """Granian: a dead worker is replaced, an old or a large one gracefully so."""
    options = {
        "--interface": "wsgi",
        "--host": settings.HOST,
        "--port": settings.PORT,
        "--workers": settings.WEB_WORKERS,
        "--blocking-threads": settings.WEB_THREADS,
        "--workers-lifetime": settings.WEB_WORKER_HOURS * 3600,
        "--workers-max-rss": settings.WEB_WORKER_MB,
        "--workers-kill-timeout": STOP_TIMEOUT - 5,
        "--respawn-interval": 1,
        "--log-level": "error",
    }
    pairs = [part for name, value in options.items() for part in (name, str(value))]
    flags = ["--respawn-failed-workers", "--no-ws"]
    return [
        sys.executable,
        "-m",
        "granian",
        *pairs,
        *flags,
        "entremise.config.wsgi:application",
    ]


def command_of_ours(name: str) -> list[str]:
    return [sys.executable, "-m", "entremise", name]


def is_listening() -> bool:
    """Whether something answers at HOST and PORT."""
    try:
        with socket.create_connection((settings.HOST, settings.PORT), timeout=1):
            return True
    except OSError:
        return False


def answers() -> bool:
    """Whether the web server answers, and not only listens."""
    server = http.client.HTTPConnection(settings.HOST, settings.PORT, timeout=0.5)
    try:
        server.request("GET", "/sante/vivante")
        return server.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        server.close()


def stop_process(child: "subprocess.Popen[bytes]") -> None:
    if child.poll() is None:
        child.terminate()
    try:
        child.wait(STOP_TIMEOUT)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


class Child:
    """A process that is started again when it ends, later each time it fails at once."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self.command = command
        self.restarts = 0
        self.started_at = 0.0
        self.start_at = 0.0
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(self.command, start_new_session=True)

    def look(self, say: Callable[[str], object]) -> bool:
        """Start it again if it ended and its time has come; False when it is given up."""
        now = time.monotonic()
        if self.process is not None:
            if self.process.poll() is None:
                return True
            self._clear_away(now, say)
        if self.restarts > MAX_RESTARTS:
            return False
        if now >= self.start_at:
            self.start()
        return True

    def _clear_away(self, now: float, say: Callable[[str], object]) -> None:
        assert self.process is not None
        if now - self.started_at >= STEADY_AFTER:
            self.restarts = 0
        delay = min(MAX_DELAY, 0.5 * (2**self.restarts - 1))
        self.restarts += 1
        self.start_at = now + delay
        say(
            f"The {self.name} process ended ({_ending(self.process)}); it is started again."
        )
        self.kill_group()
        self.process = None

    def kill_group(self) -> None:
        """What a killed server left behind would keep its port."""
        assert self.process is not None
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return

    def stop(self) -> None:
        if self.process is not None:
            stop_process(self.process)
            self.kill_group()


def _ending(process: "subprocess.Popen[bytes]") -> str:
    code = process.returncode
    return signal.Signals(-code).name if code < 0 else f"status {code}"


def supervise(
    commands: Mapping[str, Sequence[str]],
    *,
    say: Callable[[str], object],
    every_look: Callable[[], object] = lambda: None,
    is_first_ready: Callable[[], bool] = lambda: True,
) -> int:
    """Run the commands until somebody asks to stop (SIGTERM, SIGINT); returns the exit status.

    The first one has the machine for itself until it is ready. One that ends is started again;
    after MAX_RESTARTS failures in a row, all stop.
    """
    stopping: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    waiting = list(commands.items())
    children = [Child(*waiting.pop(0))]
    given_up: list[Child] = []
    while not stopping and not given_up:
        late = time.monotonic() - children[0].started_at > FIRST_WITHIN
        if waiting and (late or is_first_ready()):
            children += [Child(name, command) for name, command in waiting]
            waiting = []
        given_up = [child for child in children if not child.look(say)]
        every_look()
        time.sleep(LOOK_EVERY)
    for child in given_up:
        say(f"The {child.name} process does not stay up: Entremise stops.")
    for child in children:
        child.stop()
    return 1 if given_up and not stopping else 0
