"""Sending a message: by SMTP, by an SMS gateway reached by mail, or to the demo mailbox."""

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from entremise.foundation.association.queries import current_settings, sender_of_mails

from . import html_version
from .enums import MessageChannel
from .models import OutboxMessage

# Mail programs do not decode these: they must be neither encoded nor folded.
UNFOLDED_HEADERS = ("list-unsubscribe",)


class _Policy(EmailPolicy):
    def fold(self, name: str, value: str) -> str:
        return (
            f"{name}: {value}{self.linesep}"
            if name.lower() in UNFOLDED_HEADERS
            else super().fold(name, value)
        )

    def fold_binary(self, name: str, value: str) -> bytes:
        return (
            self.fold(name, value).encode()
            if name.lower() in UNFOLDED_HEADERS
            else super().fold_binary(name, value)
        )


SMTP_POLICY = _Policy(linesep="\r\n")
SMTP_TIMEOUT = (
    15  # seconds for each step of the SMTP conversation, well under the lease
)


class Undeliverable(Exception):
    """A permanent failure: trying again cannot help."""


def can_send_sms() -> bool:
    """Can this deployment send SMS at all?"""
    return bool(settings.SMS_BACKEND)


def send_message(message: OutboxMessage) -> None:
    """Return once the next server has accepted the message; raise otherwise."""
    email = email_to_send(message)
    if email is not None:
        send_by_smtp(email, timeout=SMTP_TIMEOUT)


def email_to_send(message: OutboxMessage) -> EmailMessage | None:
    """What goes to the mail server; None when the demonstration keeps the message.

    Undeliverable when nothing can carry it.
    """
    if message.channel == MessageChannel.IN_PERSON:
        raise Undeliverable("nobody can write to this person")
    if message.channel == MessageChannel.SMS:
        return _build_sms(message)
    return None if settings.DELIVERS_TO_DEMO else build_email(message)


def is_permanent_failure(error: Exception) -> bool:
    """Is it a 5xx answer about this message or its address?

    A refused password or sender concerns every message: it is not permanent.
    """
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code >= 500
    return isinstance(error, Undeliverable)


def message_id_header(message: OutboxMessage) -> str:
    return f"<{message.code}@{urlsplit(settings.SITE_URL).hostname}>"


def build_email(message: OutboxMessage) -> EmailMessage:
    """Text first, then HTML; a calendar as mail programs expect it."""
    email = EmailMessage(policy=SMTP_POLICY)
    email["From"] = sender_of_mails()
    email["To"] = message.to
    email["Subject"] = message.subject
    email["Date"] = format_datetime(timezone.localtime(message.created_at))
    email["Message-ID"] = message_id_header(message)
    email["Auto-Submitted"] = "auto-generated"
    email["Content-Language"] = message.language
    for name, value in message.headers.items():
        email[name] = value
    email.set_content(message.text)
    email.add_alternative(html_version.message_html(message), subtype="html")
    for attachment in message.attachments:
        _attach(email, attachment)
    return email


def _attach(email: EmailMessage, attachment: dict[str, str]) -> None:
    main, _, kind = attachment["type"].partition(";")[0].strip().partition("/")
    content = attachment["content"]
    if (main, kind) == ("text", "calendar"):
        # A part beside the text, so that the invitation can be answered, and a file for
        # everybody else.
        email.add_alternative(
            content, subtype="calendar", params={"method": calendar_method(content)}
        )
        email.add_attachment(
            content.encode(),
            maintype="application",
            subtype="ics",
            filename=attachment["name"],
        )
    elif main == "text":
        email.add_attachment(content, subtype=kind, filename=attachment["name"])
    else:
        email.add_attachment(
            content.encode(), maintype=main, subtype=kind, filename=attachment["name"]
        )


def calendar_method(calendar: str) -> str:
    """The METHOD that the calendar declares: the MIME part must say the same."""
    for line in calendar.splitlines():
        if line.upper().startswith("METHOD:"):
            return line.partition(":")[2].strip().upper()
    return "PUBLISH"


def send_by_smtp(email: EmailMessage, *, timeout: float) -> None:
    """``timeout``: seconds for each step of the conversation."""
    with open_connection(timeout) as connection:
        connection.send_message(email)


def open_connection(timeout: float) -> smtplib.SMTP:
    """A conversation with the mail server, encrypted and signed in as EMAIL_URL says."""
    server = settings.DELIVERY
    host, port = server["EMAIL_HOST"], server["EMAIL_PORT"] or 25
    if server.get("EMAIL_USE_SSL"):
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, timeout=timeout, context=ssl.create_default_context()
        )
    else:
        connection = smtplib.SMTP(host, port, timeout=timeout)
    try:
        if server.get("EMAIL_USE_TLS"):
            connection.starttls(context=ssl.create_default_context())
        if server.get("EMAIL_HOST_USER"):
            connection.login(server["EMAIL_HOST_USER"], server["EMAIL_HOST_PASSWORD"])
    except BaseException:
        connection.close()
        raise
    return connection


def _build_sms(message: OutboxMessage) -> EmailMessage | None:
    """SMS_BACKEND ``mail``: a gateway that turns mails into SMS; ``demo``: stored only."""
    if settings.SMS_BACKEND == "mail":
        relayed = EmailMessage(policy=SMTP_POLICY)
        relayed["From"] = sender_of_mails()
        relayed["To"] = settings.SMS_RELAY.format(number=message.to.removeprefix("+"))
        relayed["Subject"] = current_settings().site_name
        relayed["Message-ID"] = message_id_header(message)
        relayed.set_content(message.text)
        return relayed
    if settings.SMS_BACKEND != "demo":
        raise Undeliverable("no SMS gateway is configured (SMS_RELAY)")
    return None
