"""``Dockerfile`` and ``deploy/compose.yaml``: built, started, opened through Caddy.

No engine of containers runs here: ``containers.py`` does what each line says.
"""

import http.client
import os
import re
import signal
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.kit import system_tools

from .containers import (
    ROOT,
    Container,
    Image,
    Namespace,
    built_image,
    context,
    services,
)
from .networks import own_network
from .site import Answer, Visitor

# A private address is never refused: these are of the Internet.
ADDRESSES = ("203.0.113.5", "203.0.113.9")
HOST = "entremise.localhost"  # Caddy signs a certificate by itself for such a name
# What an administrator writes over the sample.
OWN_VALUES = {
    "SITE_HOST": HOST,
    "DATABASE_PASSWORD": "chosen",
    "EMAIL_URL": "smtp://127.0.0.1:9",
    "CONTACT_EMAIL": "bonjour@asso.test",
}
METRICS_TOKEN = "of-who-watches"
OPENS_WITHIN = 60  # seconds
ENDS_WITHIN = 30  # seconds: stop_grace_period


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@dataclass
class Machine:
    """What compose.yaml starts, on a network of its own."""

    namespace: Namespace
    image: Image
    folder: Path
    database: str

    def __post_init__(self) -> None:
        sample = (ROOT / "deploy/env.sample").read_text()
        self.values = dict(re.findall(r"^([A-Z_]+)=(.*)$", sample, re.M))
        assert set(self.values) == set(OWN_VALUES)
        self.values = OWN_VALUES | {"METRICS_TOKEN": METRICS_TOKEN}
        self.services = services(self.values)
        self.data = self.folder / "volume"
        # a new volume is given to whom the folder of the image belongs
        place = f"{self.image.root}{self.image.volumes[0]}"
        self.namespace.run("cp", "-a", place, self.data)

    def container(self, name: str) -> Container:
        service = self.services[name]
        settings = self.values | service["environment"]
        named = settings["DATABASE_URL"]
        assert named == "postgres://entremise:chosen@database:5432/entremise"
        settings["DATABASE_URL"] = self.database
        return Container(self.namespace, self.image, service, settings, self.data)

    def run(self, name: str, *command: str) -> str:
        """What the service answers to a command of the platform, its own if none is given."""
        return self.answer(self.container(name).started(*command))

    def answer(self, words: list[str]) -> str:
        done = subprocess.run(
            words, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def running(
        self, *words: str, **settings: str
    ) -> "Iterator[subprocess.Popen[str]]":
        with (self.folder / "log").open("a") as log:
            process = subprocess.Popen(
                words,
                env=os.environ | settings,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
        try:
            yield process
            process.send_signal(signal.SIGTERM)
            assert process.wait(ENDS_WITHIN) == 0, self.said()
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def is_healthy(self, name: str) -> bool:
        """What an engine asks from time to time."""
        kind, *command = self.services[name]["healthcheck"]["test"]
        assert kind == "CMD"
        words = self.container(name).inside(*command)
        return subprocess.run(words, capture_output=True, check=False).returncode == 0

    def wait_for(
        self, true: Callable[[], bool], process: "subprocess.Popen[str]"
    ) -> None:
        until = time.monotonic() + OPENS_WITHIN
        while not true():
            assert process.poll() is None, self.said()
            assert time.monotonic() < until, self.said()
            time.sleep(0.3)

    @contextmanager
    def caddy(self) -> Iterator[tuple["CaddyVisitor", "CaddyVisitor"]]:
        """Two visitors of the proxy, whose addresses differ."""
        sample = (ROOT / "deploy/Caddyfile").read_text()
        config = self.folder / "Caddyfile"
        # its own authority, which this machine need not trust
        config.write_text(f"{{\n\tskip_install_trust\n\tadmin off\n}}\n{sample}")
        names = self.services["proxy"]["environment"]
        assert names == {"SITE_HOST": HOST, "ENTREMISE_ADDRESS": "web:8000"}
        words = (system_tools.caddy_path(), "run", "--config", str(config))
        own = {"HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder)}
        settings = names | {"ENTREMISE_ADDRESS": "127.0.0.1:8000"} | own
        authority = self.folder / "caddy/pki/authorities/local/root.crt"
        with self.running(*words, **settings) as process:
            self.wait_for(lambda: authority.exists() and is_listening(443), process)
            trusted = authority.read_text()
            yield (
                CaddyVisitor(trusted, ADDRESSES[0]),
                CaddyVisitor(trusted, ADDRESSES[1]),
            )

    def said(self) -> str:
        return (self.folder / "log").read_text()


class CaddyVisitor(Visitor):
    """Asks Caddy, from one address of this network."""

    def __init__(self, authority: str, address: str) -> None:
        super().__init__(443)
        self.address = address
        self.tls = ssl.create_default_context(cadata=authority)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, b"", **headers)

    def send_photo(self, size: int) -> int:
        """The status of the answer to a form with a file of this size, in bytes.

        Refused before its whole body was read, it may reach the proxy as a cut line: asked again.
        """
        head = 'Content-Disposition: form-data; name="photo"; filename="a.jpg"'
        body = f"--limit\r\n{head}\r\n\r\n".encode() + bytes(size)
        kind = {"Content-Type": "multipart/form-data; boundary=limit"}
        body += b"\r\n--limit--\r\n"
        answers = (self.ask("POST", "/connexion/", body, **kind) for _time in range(3))
        return next((one.status for one in answers if one.status != 502), 502)

    def ask(self, method: str, path: str, body: bytes, **headers: str) -> Answer:
        asked = http.client.HTTPConnection(HOST, timeout=30)
        with (
            socket.create_connection(
                ("127.0.0.1", self.port), source_address=(self.address, 0)
            ) as plain,
            self.tls.wrap_socket(plain, server_hostname=HOST) as asked.sock,
        ):
            with suppress(OSError):  # who is refused is not read to the end
                asked.request(method, path, body=body or None, headers=headers)
            answer = asked.getresponse()
            kind = answer.headers.get("Content-Type", "")
            return Answer(answer.status, kind, b"" if body else answer.read())


@pytest.fixture(scope="module")
def machine(folder: Path) -> Iterator[Machine]:
    with ExitStack() as stack:
        place = folder / "machine"
        place.mkdir()
        namespace, image = stack.enter_context(built_image(place))
        stack.enter_context(own_network(*ADDRESSES))
        url = stack.enter_context(system_tools.throwaway_postgres())
        yield Machine(namespace, image, place, url)


def test_the_image_opens_behind_caddy_as_the_file_of_services_says(
    machine: Machine,
) -> None:
    machine.run("migrate")
    who = (
        "--email",
        "claire@asso.test",
        "--first-name",
        "Claire",
        "--last-name",
        "Roy",
    )
    assert f"https://{HOST}/" in machine.run("web", "setup", *who, "--zone", "Paris:75")
    with ExitStack() as stack:
        web, worker = (
            stack.enter_context(machine.running(*machine.container(name).started()))
            for name in ("web", "worker")
        )
        machine.wait_for(lambda: machine.is_healthy("web"), web)
        visitor, neighbour = stack.enter_context(machine.caddy())
        statuses = visitor.walk("/", "/ar/", "/robots.txt")
        assert len(statuses) > 30, statuses
        assert {path: code for path, code in statuses.items() if code != 200} == {}
        visitors_are_told_apart(visitor, neighbour)
        # a photo passes, and is refused for want of a form; more than 10 MB does not
        assert visitor.send_photo(8_000_000) == 403
        assert visitor.send_photo(11_000_000) == 413
        # the platform would answer: the proxy does not let it be asked
        token = {"Authorization": f"Bearer {METRICS_TOKEN}"}
        for path in ("/metriques", "/metriques/", "//metriques", "/%6Detriques"):
            assert visitor.get(path, **token).status == 404, path
        assert "heartbeat" not in machine.said()
        assert worker.poll() is None
    assert machine.run("web", "admin", "list").count("claire@asso.test") == 1


def visitors_are_told_apart(robot: CaddyVisitor, reader: CaddyVisitor) -> None:
    """Who reads people like a machine is refused, whatever it claims; its neighbour is not."""
    robot.get("/annuaire-complet/")
    until = time.monotonic() + OPENS_WITHIN
    while robot.get("/candidats/").status != 429:
        assert time.monotonic() < until, "the robot is never refused"
        time.sleep(0.2)
    claim = {"X-Forwarded-For": reader.address}
    assert robot.get("/candidats/", **claim).status == 429
    assert reader.get("/candidats/").status == 200
    claim = {"X-Forwarded-For": robot.address}
    assert reader.get("/candidats/", **claim).status == 200


def test_nothing_of_the_image_can_be_written(machine: Machine) -> None:
    tried = "touch /data/a && cd /tmp && touch a && ! touch /a && ! touch /srv/entremise/a && id -u"
    words = ("sh", "-c", f"({tried}) 2>/dev/null")
    said = machine.answer(machine.container("web").inside(*words))
    assert said.strip() == "10001"


def test_the_image_holds_the_package_and_no_source(machine: Machine) -> None:
    words = machine.container("web").inside("pg_dump", "--version")
    assert machine.answer(words).startswith("pg_dump")
    assert not machine.namespace.run("ls", f"{machine.image.root}{ROOT}")
    assert context() == [
        name for name in context() if name.startswith("src/") or "/" not in name
    ]
