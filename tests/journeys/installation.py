"""The platform as an association runs it: production, processes of its own, nginx, a mail server.

Nothing is shared with the process of the test but the network of this machine. No module of the
demonstration can be imported.
"""

import http.client
import ipaddress
import os
import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.db import connection

from tests.kit import system_tools
from tests.kit.mailbox import Mailbox, ReceivedMail, mail_server

ROOT = Path(__file__).resolve().parents[2]
HOST = "entremise.test"  # the browser finds it on this machine
METRICS_TOKEN = "of-who-watches"
SMTP_USER, SMTP_PASSWORD = "association", "a password with : and @"
START_TIMEOUT = 90  # seconds: the machine of the tests does other things
MAIL_TIMEOUT = 30
# Refuses the stories of the demonstration to every process of the platform.
NO_DEMO = """
import os, sys

class NoDemo:
    def find_spec(self, name, path=None, target=None):
        package, _dot, module = name.rpartition(".")
        # Django looks for models and jobs in every app: what is not there may be looked for
        if package.startswith("entremise.demo") and module != "apps":
            if any(os.path.exists(os.path.join(p, module + ".py")) for p in path):
                raise ImportError(f"{name}: there is no demonstration here")

sys.meta_path.insert(0, NoDemo())
"""


class ArrivingMail(Mailbox):
    """Mails come when the worker of the installation sends them: reading waits for them."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.already = 0

    def deliver(self) -> None:
        """The worker does."""

    def forget(self) -> None:
        """What came until now is not what the next gesture sends."""
        self.already = len(self.mails)

    def waited_for(self, address: str, about: str) -> ReceivedMail:
        """The newest mail to this address about something, among those not forgotten."""
        until = time.monotonic() + MAIL_TIMEOUT
        while time.monotonic() < until:
            for mail in reversed(self.mails[self.already :]):
                if mail.to == address and about in mail.text:
                    return mail
            time.sleep(0.1)
        raise AssertionError(f"no mail about “{about}” to {address}: {self.mails}")


class Installation:
    """A folder with its settings; ``start`` runs it, ``command`` is typed beside it."""

    def __init__(
        self, folder: Path, *, database: str, mailbox: ArrivingMail, certificate: Path
    ) -> None:
        self.folder = folder
        self.mailbox = mailbox
        self.certificate = certificate
        self.nginx = system_tools.nginx_path()
        self.port, self.web_port, self.plain_port = (
            system_tools.free_port(),
            system_tools.free_port(),
            system_tools.free_port(),
        )
        self.site = f"https://{HOST}:{self.port}"
        self.python = [sys.executable]
        self.environment = self._environment(database)

    def _environment(self, database: str) -> dict[str, str]:
        no_demo = self.folder / "no_demo"
        no_demo.mkdir()
        (no_demo / "sitecustomize.py").write_text(NO_DEMO)
        password = SMTP_PASSWORD.replace(" ", "%20").replace(":", "%3A")
        mail = f"{SMTP_USER}:{password.replace('@', '%40')}@127.0.0.1"
        values = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{no_demo}{os.pathsep}{ROOT / 'src'}",
            "ENTREMISE_MODE": "production",
            "ENTREMISE_VAR": str(self.folder / "var"),
            "SITE_URL": self.site,
            "ALLOWED_HOSTS": HOST,
            "PORT": str(self.web_port),
            "EMAIL_URL": f"smtp+tls://{mail}:{self.mailbox.port}",
            "CONTACT_EMAIL": "bonjour@asso.test",
            "ASSOCIATION_NAME": "La Passerelle",
            # our own certificate is trusted by the worker, as a real one would be
            "SSL_CERT_FILE": str(self.certificate),
            "METRICS_TOKEN": METRICS_TOKEN,
            # networks that copy everybody are read again at each page
            "REFUSED_EVERY": "0",
            "TRUSTED_PROXIES": "1",
        }
        if database:
            values["DATABASE_URL"] = database
        return values

    def command(
        self, *words: str, **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [*self.python, *words],
            cwd=self.folder,
            env=self.environment | environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def entremise(self, *words: str, **environment: str) -> str:
        done = self.command("-m", "entremise", *words, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @contextmanager
    def running(self) -> Iterator[None]:
        with ExitStack() as stack:
            self.log = stack.enter_context((self.folder / "run.log").open("w+"))
            platform = stack.enter_context(
                self._process([*self.python, "-m", "entremise", "run"])
            )
            self._wait_for(self.web_port, platform)
            with self.behind_nginx():
                yield

    @contextmanager
    def behind_nginx(self) -> Iterator[None]:
        with self._process([self.nginx, *self._nginx_options()]) as proxy:
            self._wait_for(self.port, proxy)
            yield

    @contextmanager
    def _process(self, command: list[str]) -> "Iterator[subprocess.Popen[bytes]]":
        process = subprocess.Popen(
            command,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def said(self) -> str:
        """What the processes printed."""
        return (self.folder / "run.log").read_text()

    def wait_until_said(self, words: str) -> None:
        until = time.monotonic() + START_TIMEOUT
        while words not in self.said():
            assert time.monotonic() < until, f"“{words}” was not said:\n{self.said()}"
            time.sleep(0.1)

    def answers_in_clear(self) -> str:
        """Where nginx sends who asks without encryption."""
        asked = http.client.HTTPConnection("127.0.0.1", self.plain_port, timeout=30)
        asked.request("GET", "/candidats/", headers={"Host": HOST})
        return asked.getresponse().getheader("Location") or ""

    def _wait_for(self, port: int, process: "subprocess.Popen[bytes]") -> None:
        until = time.monotonic() + START_TIMEOUT
        while time.monotonic() < until and process.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError(f"nothing listens on {port}:\n{self.said()}")

    def _nginx_options(self) -> list[str]:
        """The sample of ``deploy/``, with the ports and the certificate of the test."""
        site = (ROOT / "deploy" / "nginx.conf").read_text()
        for pattern, ours in (
            (r"listen 80;", f"listen 127.0.0.1:{self.plain_port};"),
            (r"listen \[::\]:80;", ""),
            (r"listen 443 ssl http2;", f"listen 127.0.0.1:{self.port} ssl http2;"),
            (r"listen \[::\]:443 ssl http2;", ""),
            (r"/etc/letsencrypt/\S+/fullchain.pem", str(self.certificate)),
            (r"/etc/letsencrypt/\S+/privkey.pem", str(key_of(self.certificate))),
            (r"http://127.0.0.1:8000", f"http://127.0.0.1:{self.web_port}"),
        ):
            site, changed = re.subn(pattern, ours, site)
            assert changed == 1, pattern
        site = site.replace("entremise.example.org", HOST)
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"):
            site = f"{kind}_temp_path {self.folder / kind};\n{site}"
        user = "user root;" if os.geteuid() == 0 else ""
        config = self.folder / "nginx.conf"
        config.write_text(
            f"{user}\ndaemon off;\npid {self.folder / 'nginx.pid'};\nerror_log stderr warn;\n"
            f"events {{}}\nhttp {{\naccess_log off;\n{SEVERAL_VISITORS}\n{site}\n}}\n"
        )
        return ["-c", str(config), "-p", str(self.folder)]

    def visitor(self, address: str) -> "Visitor":
        return Visitor(self, address)


# The machine has no second address: nginx takes the one that its visitor says, as from a
# second proxy. A private address would be nobody's: it is never refused.
SEVERAL_VISITORS = "set_real_ip_from 127.0.0.1; real_ip_header X-Visitor;"


class Visitor:
    """Somebody whose computer has this address, for nginx; ``get`` returns a status."""

    def __init__(self, installation: Installation, address: str) -> None:
        self.installation, self.address = installation, address
        self.tls = ssl.create_default_context(cafile=str(installation.certificate))
        self.tls.check_hostname = False  # asked by number below

    def get(self, path: str, **headers: str) -> int:
        return self.ask("GET", path, b"", headers)

    def wait_for(self, status: int, path: str) -> None:
        until = time.monotonic() + START_TIMEOUT
        while self.get(path) != status:
            assert time.monotonic() < until, f"{path} never answers {status}"
            time.sleep(0.1)

    def send(self, path: str, size: int) -> int:
        return self.ask("POST", path, bytes(size), {})

    def ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> int:
        asked = http.client.HTTPSConnection(
            "127.0.0.1",
            self.installation.port,
            context=self.tls,
            timeout=30,
        )
        names = {
            "Host": urlsplit(self.installation.site).netloc,
            "X-Visitor": self.address,
            **headers,
        }
        try:
            asked.request(method, path, body=body or None, headers=names)
            return asked.getresponse().status
        finally:
            asked.close()


def key_of(certificate: Path) -> Path:
    return certificate.with_suffix(".key")


def self_signed_certificate(folder: Path) -> Path:
    """For the site and for the mail server of this machine."""
    certificate = folder / "machine.pem"
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    names = [x509.DNSName(HOST), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(private, hashes.SHA256())
    )
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    key_of(certificate).write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return certificate


@contextmanager
def encrypted_mail_server(certificate: Path) -> Iterator[ArrivingMail]:
    """Refuses who does not encrypt, or has another password."""
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key_of(certificate))

    def known(
        server: Any, session: Any, envelope: Any, how: str, who: Any
    ) -> AuthResult:
        right = LoginPassword(SMTP_USER.encode(), SMTP_PASSWORD.encode())
        return AuthResult(success=who == right)

    options = {
        "tls_context": tls,
        "require_starttls": True,
        "auth_required": True,
        "authenticator": known,
    }
    with mail_server(ArrivingMail, **options) as box:
        yield box


@contextmanager
def empty_database() -> Iterator[str]:
    """The DATABASE_URL of an empty database of the same kind as the tests'.

    Empty text: the file of the installation.
    """
    values = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        yield ""
        return
    name = f"opening_day_{os.getpid()}"
    driver: Any = connection.Database  # type: ignore[attr-defined]
    params = connection.get_connection_params() | {"dbname": "postgres"}
    with driver.connect(**params, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield (
                f"postgres://{values['USER']}:{values['PASSWORD']}@{values['HOST']}:"
                f"{values['PORT']}/{name}"
            )
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")
