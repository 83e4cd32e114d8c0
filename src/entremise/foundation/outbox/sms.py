"""Sending an SMS by the HTTP service that SMS_URL names.

    SMS_URL=brevo:?key=…&sender=…
    SMS_URL=ovh:?application_key=…&application_secret=…&consumer_key=…&service=sms-xx1-1&sender=…
    SMS_URL=https://user:password@gateway.example/send      (generic; ``#once`` at the end when
    the gateway remembers the header Idempotency-Key and never sends the same one twice)

A message is never given twice to a service that may have taken it: when the answer is lost, the
message is given up (MaybeSent) and a human looks. Only a service that remembers our reference
is asked again.
"""

import base64
import hashlib
import http.client
import json
import re
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

import phonenumbers

from .pauses import pause_asked

TIMEOUT = 10.0  # seconds for each step
MAX_ANSWER = 64 * 1024  # bytes read of an answer
# Beyond the GSM alphabet a whole message is sent in UCS-2; those of the extension count twice.
GSM_ALPHABET = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_EXTENSION = frozenset("^{}\\[~]|€\f")
# Signs of typography that would put the whole message outside the alphabet, which then costs
# twice. Letters are never replaced: a name stays as it is written.
GSM_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u202f\u2009", " "),
        **dict.fromkeys("‘’ʼ", "'"),
        **dict.fromkeys("–—‑", "-"),
        **dict.fromkeys("“”«»", '"'),
        "…": "...",
    }
)


class SmsError(Exception):
    """An SMS was not sent."""


class Refused(SmsError):
    """The service will never send this message: a wrong number, a number on its list."""


class NumberRefused(Refused):
    """The service will never write to this number."""


class MaybeSent(SmsError):
    """The service may have taken the message: sending it again could send it twice."""


class Unavailable(SmsError):
    """Surely not sent, and may be later. ``pause``: how long the service asks to wait."""

    def __init__(self, words: str, pause: timedelta | None = None) -> None:
        super().__init__(words)
        self.pause = pause


class WrongAccount(Unavailable):
    """The service refuses our key, or has no credit: it concerns every message."""


class WrongSetting(Exception):
    """SMS_URL cannot be used; the message is a sentence that says what to write."""


@dataclass(frozen=True)
class Sms:
    """``to``: E.164. ``reference``: ours, the same at each attempt. ``report_url``: where the
    service tells what became of it.
    """

    to: str
    text: str
    reference: str
    report_url: str


class SmsService(Protocol):
    """``remembers``: never sends the same reference twice."""

    remembers: bool

    def send(self, sms: Sms) -> str:
        """The identifier that the service gives; SmsError when it is not sent."""
        ...

    @property
    def name(self) -> str:
        """What the settings page shows; never a key."""
        ...


def can_receive_sms(number: str) -> bool:
    """Is this number (E.164) one that a text message can reach? A landline is not."""
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False
    return kind in (
        phonenumbers.PhoneNumberType.MOBILE,
        phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,  # America: one range for both
    )


def gsm_spelling(text: str) -> str:
    """The text with the spaces, apostrophes and dashes of the GSM alphabet."""
    text = re.sub("«[ \u00a0\u202f]*|[ \u00a0\u202f]*»", '"', text)
    return text.translate(GSM_TYPOGRAPHY)


def segment_count(text: str) -> int:
    """How many SMS are paid for this text: 160 signs of the GSM alphabet, or 70 of another;
    153 or 67 each when there are several.
    """
    if all(c in GSM_ALPHABET or c in GSM_EXTENSION for c in text):
        length = len(text) + sum(c in GSM_EXTENSION for c in text)
        alone, several = 160, 153
    else:
        length = len(text.encode("utf-16-be")) // 2
        alone, several = 70, 67
    return 1 if length <= alone else -(-length // several)


def service_from_url(url: str) -> SmsService:
    """The service that SMS_URL names; WrongSetting when it cannot be used."""
    try:
        parts = urlsplit(url)
        options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        host = parts.hostname
    except ValueError as error:
        raise WrongSetting("SMS_URL cannot be read. Copy it again.") from error
    if parts.scheme == "brevo":
        _check_options("brevo", options, {"key", "sender"})
        return Brevo(options["key"], options["sender"], options.get("api", Brevo.API))
    if parts.scheme == "ovh":
        needed = {"application_key", "application_secret", "consumer_key", "service"}
        _check_options("ovh", options, needed, {"sender"})
        return Ovh(
            *(options[name] for name in Ovh.KEYS),
            sender=options.get("sender", ""),
            api=options.get("api", Ovh.API),
        )
    if parts.scheme in ("http", "https") and host:
        if parts.scheme == "http" and host not in ("127.0.0.1", "localhost", "::1"):
            raise WrongSetting(
                "SMS_URL begins with http://: messages would be read on the way. Write https://."
            )
        return Gateway(url)
    raise WrongSetting(
        f"SMS_URL begins with “{parts.scheme}”; it can begin with brevo:, ovh: or https://."
    )


def _check_options(
    scheme: str,
    options: Mapping[str, str],
    needed: set[str],
    free: set[str] = frozenset(),  # type: ignore[assignment]
) -> None:
    if missing := sorted(needed - set(options)):
        raise WrongSetting(
            f"SMS_URL for {scheme} misses {', '.join(missing)}. Write"
            f" {scheme}:?{'&'.join(f'{name}=…' for name in sorted(needed))}."
        )
    if unknown := sorted(set(options) - needed - free - {"api"}):
        raise WrongSetting(
            f"SMS_URL for {scheme} has {', '.join(unknown)}, which means nothing."
            " A key that holds & or + must be written %26 or %2B."
        )


class Brevo:
    """Brevo. POST /v3/transactionalSMS/send with the header api-key; sender (11 letters or 15
    digits), recipient with the country code, content, webUrl called at each event, and an
    answer with messageId (developers.brevo.com/docs/transactional-sms-endpoints). It documents
    no reference that stops a second sending.
    """

    API = "https://api.brevo.com"
    remembers = False

    def __init__(self, key: str, sender: str, api: str) -> None:
        self.key, self.sender, self.api = key, sender, api

    @property
    def name(self) -> str:
        return f"Brevo ({self.sender})"

    def send(self, sms: Sms) -> str:
        content = {
            "sender": self.sender,
            "recipient": sms.to.removeprefix("+"),
            "content": sms.text,
            "type": "transactional",
            "unicodeEnabled": True,
            "webUrl": sms.report_url,
        }
        answer = _post(
            f"{self.api}/v3/transactionalSMS/send",
            json.dumps(content),
            {"api-key": self.key},
        )
        return str(answer.get("messageId", ""))


class Ovh:
    """OVHcloud. POST /sms/{service}/jobs with receivers, message, sender, noStopClause (not
    commercial: no STOP, sent at any hour), and an answer with ids and invalidReceivers
    (docs.ovhcloud.com, « API SMS Cookbook »). Each call is signed: "$1$" and the SHA-1 of
    secret+consumer+method+address+body+time. It documents no reference that stops a second
    sending.
    """

    API = "https://eu.api.ovh.com"
    KEYS = ("application_key", "application_secret", "consumer_key", "service")
    remembers = False

    def __init__(
        self,
        key: str,
        secret: str,
        consumer: str,
        service: str,
        *,
        sender: str,
        api: str,
    ) -> None:
        self.key, self.secret, self.consumer = key, secret, consumer
        self.service, self.sender, self.api = service, sender, api

    @property
    def name(self) -> str:
        return f"OVHcloud ({self.service})"

    def send(self, sms: Sms) -> str:
        content: dict[str, Any] = {
            "receivers": [sms.to],
            "message": sms.text,
            "noStopClause": True,
            "priority": "high",
        }
        content |= (
            {"sender": self.sender} if self.sender else {"senderForResponse": True}
        )
        url, body = f"{self.api}/1.0/sms/{self.service}/jobs", json.dumps(content)
        now = str(int(time.time()))
        signed = "+".join([self.secret, self.consumer, "POST", url, body, now])
        answer = _post(
            url,
            body,
            {
                "X-Ovh-Application": self.key,
                "X-Ovh-Consumer": self.consumer,
                "X-Ovh-Timestamp": now,
                "X-Ovh-Signature": "$1$" + hashlib.sha1(signed.encode()).hexdigest(),
            },
        )
        if answer.get("invalidReceivers"):
            raise NumberRefused(
                "the provider says that this number cannot receive an SMS"
            )
        ids = answer.get("ids")
        return str(ids[0]) if isinstance(ids, list) and ids else ""


class Gateway:
    """Any other service: POST of JSON (to, text, reference, report_url) with the header
    Idempotency-Key, our reference. Basic authentication when the address has a name and a
    password, Bearer when it has a password alone. Its answer may be JSON with an id.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.remembers = parts.fragment == "once"
        self.host = parts.hostname or ""
        self.url = parts._replace(
            netloc=parts.netloc.rpartition("@")[2], fragment=""
        ).geturl()
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        pair = base64.b64encode(f"{user}:{password}".encode()).decode()
        self.headers: dict[str, str] = {}
        if user or password:
            self.headers["Authorization"] = (
                f"Basic {pair}" if user else f"Bearer {password}"
            )

    @property
    def name(self) -> str:
        return self.host

    def send(self, sms: Sms) -> str:
        content = {
            "to": sms.to,
            "text": sms.text,
            "reference": sms.reference,
            "report_url": sms.report_url,
        }
        headers = self.headers | {"Idempotency-Key": sms.reference}
        return str(_post(self.url, json.dumps(content), headers).get("id", ""))


def _post(url: str, body: str, headers: Mapping[str, str]) -> dict[str, Any]:
    """The JSON of a 2xx answer, empty when it is not an object; SmsError otherwise."""
    parts = urlsplit(url)
    connection = _connection(parts.scheme, parts.hostname or "", parts.port)
    try:
        try:
            connection.connect()
        except (OSError, http.client.HTTPException) as error:
            raise Unavailable("the SMS provider does not answer") from error
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request(
                "POST",
                path,
                body.encode(),
                {"Content-Type": "application/json", "Accept": "application/json"}
                | dict(headers),
            )
            response = connection.getresponse()
            content = response.read(MAX_ANSWER)
        except (OSError, http.client.HTTPException) as error:
            raise MaybeSent(
                "the SMS provider cut the call before its answer"
            ) from error
    finally:
        connection.close()
    return _read_answer(response, content)


def _connection(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(
            host, port, timeout=TIMEOUT, context=ssl.create_default_context()
        )
    return http.client.HTTPConnection(host, port, timeout=TIMEOUT)


def _read_answer(response: http.client.HTTPResponse, content: bytes) -> dict[str, Any]:
    status = response.status
    try:
        answer = json.loads(content)
    except ValueError:
        answer = {}
    answer = answer if isinstance(answer, dict) else {}
    if 200 <= status < 300:
        return answer
    words = f"the SMS provider answers {status}"
    if status in (401, 402, 403):
        raise WrongAccount(f"{words}: check the key and the credit")
    if status in (429, 503):
        raise Unavailable(
            f"{words}: wait", pause_asked(response.getheader("Retry-After", ""))
        )
    if status >= 500:
        raise MaybeSent(words)
    if 400 <= status < 500:
        # what the service says may quote the number
        raise Refused(f"{words}: it refuses this number or this message")
    raise WrongAccount(f"{words}: check the address of SMS_URL")
