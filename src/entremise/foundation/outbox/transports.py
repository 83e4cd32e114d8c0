"""Sending a message: by SMTP, by a provider of mail or SMS, or to the demo mailbox."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, formataddr, parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from entremise.foundation.association.queries import current_settings, sender_of_mails

from . import html_version, mail_providers, sms, sms_spending, smtp_answers
from .enums import SIGN_IN_CODE, MessageChannel
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


PROVIDER_ID_LENGTH = 80


class Undeliverable(Exception):
    """A permanent failure: trying again cannot help."""


def can_send_sms() -> bool:
    """Can this deployment send SMS at all?"""
    return bool(settings.SMS_BACKEND)


class MailServer:
    """The mail server or provider of the installation, by one connection.

    It is opened for the first mail and kept for the next ones, until ``close``. ``timeout``:
    seconds for each step of the conversation.
    """

    def __init__(self, timeout: float = SMTP_TIMEOUT) -> None:
        self.timeout = timeout
        self._connection: smtplib.SMTP | None = None
        self._provider: mail_providers.ProviderConnection | None = None

    def send(self, email: EmailMessage) -> str:
        """Return once the server has accepted the mail; raise otherwise.

        What is returned: the identifier that a provider gives; empty by SMTP.
        """
        if settings.MAIL_PROVIDER_URL:
            return self._kept_provider().send(email)
        self._send_by_smtp(email)
        return ""

    def _kept_provider(self) -> mail_providers.ProviderConnection:
        if self._provider is None:
            try:
                account = mail_providers.account_from_url(settings.MAIL_PROVIDER_URL)
            except mail_providers.WrongMailSetting as error:
                raise mail_providers.WrongMailAccount(str(error)) from error
            self._provider = mail_providers.ProviderConnection(
                account, timeout=self.timeout
            )
        return self._provider

    def _send_by_smtp(self, email: EmailMessage) -> None:
        connection = self._connection_that_answers()
        if not str(email["To"]).isascii() and not connection.has_extn("smtputf8"):
            raise Undeliverable("the mail server cannot write to accented addresses")
        try:
            connection.send_message(email)
        except smtplib.SMTPRecipientsRefused:
            raise  # smtplib began a new mail: the connection serves again
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        provider, self._provider = self._provider, None
        if provider is not None:
            provider.close()
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.quit()
        except (smtplib.SMTPException, OSError):
            connection.close()

    def _connection_that_answers(self) -> smtplib.SMTP:
        """The kept connection, or a new one when the server has closed it meanwhile.

        Asked before the mail is given: a mail is never given twice here.
        """
        if self._connection is not None and not _answers(self._connection):
            self.close()
        if self._connection is None:
            self._connection = open_connection(self.timeout)
        return self._connection


def _answers(connection: smtplib.SMTP) -> bool:
    try:
        return connection.noop()[0] == 250
    except (smtplib.SMTPException, OSError):
        return False


def open_connection(timeout: float) -> smtplib.SMTP:
    server: dict[str, Any] = settings.DELIVERY
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
        connection.ehlo_or_helo_if_needed()
    except BaseException:
        connection.close()
        raise
    return connection


def send_message(message: OutboxMessage, server: MailServer) -> None:
    """Return once the next server has accepted the message; raise otherwise."""
    if is_for_sms_service(message):
        send_by_sms_service(message)
        return
    email = email_to_send(message)
    if email is None:
        return
    if message.channel == MessageChannel.SMS:
        with _counted(message, sms.gsm_spelling(message.text)):
            server.send(email)
    else:
        message.provider_id = server.send(email)[:PROVIDER_ID_LENGTH]


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
    return isinstance(
        error, (Undeliverable, mail_providers.MailRefused, sms.Refused, sms.MaybeSent)
    )


def refuses_address(error: Exception) -> bool:
    """Is it refused because this address or number does not receive, and never will?

    A server that refuses us (spam, relaying, policy) says nothing of the address.
    """
    if isinstance(error, (mail_providers.AddressRefused, sms.NumberRefused)):
        return True
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(
            smtp_answers.is_about_address(code, _text(words))
            for code, words in error.recipients.values()
        )
    return False


def _text(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words


def pause_before_retry(error: Exception) -> timedelta | None:
    """How long the service asks to wait; None when it does not say."""
    if isinstance(error, (sms.Unavailable, mail_providers.MailDelayed)):
        return error.pause
    return None


def is_for_sms_service(message: OutboxMessage) -> bool:
    return message.channel == MessageChannel.SMS and settings.SMS_BACKEND == "http"


def send_by_sms_service(message: OutboxMessage) -> None:
    """Count the SMS, give it to the service of SMS_URL, note its identifier on ``message``."""
    _check_number(message)
    with _counted(message, sms.gsm_spelling(message.text)):
        message.provider_id = give_to_sms_service(message)


def give_to_sms_service(message: OutboxMessage) -> str:
    """Without counting it; returns the identifier. Asks nothing of the database."""
    service = sms.service_from_url(settings.SMS_URL)
    return service.send(
        sms.Sms(
            to=message.to,
            text=sms.gsm_spelling(message.text),
            reference=message.code,
            report_url=report_url(message.code),
        )
    )[:PROVIDER_ID_LENGTH]


@contextmanager
def _counted(message: OutboxMessage, text: str) -> Iterator[None]:
    """Count the segments of this SMS before it leaves; give them back when it did not.

    Undeliverable when the monthly limit forbids it.
    """
    message.segments = sms.segment_count(text)
    try:
        counted = sms_spending.count_segments(
            message.segments, always=message.purpose == SIGN_IN_CODE
        )
    except sms_spending.LimitReached as error:
        message.segments = 0
        raise Undeliverable(str(error)) from error
    try:
        yield
    except sms.MaybeSent:
        raise  # it may be paid
    except Exception:
        sms_spending.give_back(counted)
        raise


def may_send_twice(message: OutboxMessage) -> bool:
    """Would a second attempt of an unfinished one perhaps send the same SMS twice?"""
    return (
        is_for_sms_service(message)
        and not sms.service_from_url(settings.SMS_URL).remembers
    )


def report_secret() -> str:
    """What proves that a delivery report comes from who was given its address."""
    return salted_hmac("outbox.reports", "sms", algorithm="sha256").hexdigest()[:32]


def report_url(code: str) -> str:
    return f"{settings.SITE_URL}/rapports/sms/{report_secret()}/{code}/"


def ovh_report_url() -> str:
    """OVHcloud is told it once, on its own page."""
    return f"{settings.SITE_URL}/rapports/sms/{report_secret()}/"


def _check_number(message: OutboxMessage) -> None:
    if not sms.can_receive_sms(message.to):
        raise Undeliverable("this number cannot receive an SMS (a landline?)")


def message_id_header(message: OutboxMessage) -> str:
    return f"<{message.code}@{urlsplit(settings.SITE_URL).hostname}>"


def address_for_server(address: str) -> str:
    """The address with its domain in ASCII: « contact@pépinière.fr » has xn--… on the wire.

    Undeliverable when the domain cannot be written so.
    """
    name, at, domain = address.rpartition("@")
    if domain.isascii():
        return address
    try:
        return f"{name}{at}{domain.encode('idna').decode()}"
    except UnicodeError as error:
        raise Undeliverable("the domain of this address cannot exist") from error


def sender_for_server() -> str:
    name, address = parseaddr(sender_of_mails())
    return formataddr((name, address_for_server(address)), charset="utf-8")


def build_email(message: OutboxMessage) -> EmailMessage:
    """Text first, then HTML; a calendar as mail programs expect it."""
    email = EmailMessage(policy=SMTP_POLICY)
    # First: it removes every header whose name begins with "Content-".
    email.set_content(message.text)
    email.add_alternative(html_version.message_html(message), subtype="html")
    email["From"] = sender_for_server()
    email["To"] = address_for_server(message.to)
    email["Subject"] = message.subject
    email["Date"] = format_datetime(timezone.localtime(message.created_at))
    email["Message-ID"] = message_id_header(message)
    email["Auto-Submitted"] = "auto-generated"
    # Exchange does not read Auto-Submitted: this stops its out-of-office answers.
    email["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    for name, value in message.headers.items():
        email[name] = value
    for attachment in message.attachments:
        _attach(email, attachment)
    # Last: an attachment moves it to the part that holds the text.
    email["Content-Language"] = message.language
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


def send_alone(email: EmailMessage, *, timeout: float) -> None:
    """Send one mail by a connection of its own."""
    with closing(MailServer(timeout)) as server:
        server.send(email)


def _build_sms(message: OutboxMessage) -> EmailMessage | None:
    """SMS_BACKEND ``mail``: a gateway that turns mails into SMS; ``demo``: stored only."""
    _check_number(message)
    if settings.SMS_BACKEND == "mail":
        relayed = EmailMessage(policy=SMTP_POLICY)
        relayed["From"] = sender_for_server()
        relayed["To"] = settings.SMS_RELAY.format(number=message.to.removeprefix("+"))
        relayed["Subject"] = current_settings().site_name
        relayed["Message-ID"] = message_id_header(message)
        relayed.set_content(sms.gsm_spelling(message.text))
        return relayed
    if settings.SMS_BACKEND != "demo":
        raise Undeliverable("no SMS provider is set (SMS_URL)")
    return None
