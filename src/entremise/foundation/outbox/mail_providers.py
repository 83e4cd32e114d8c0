"""Sending a mail by the provider that EMAIL_URL names, through django-anymail.

    EMAIL_URL=anymail+brevo:?api_key=…
    EMAIL_URL=anymail+mailjet:?api_key=…&secret_key=…

After the question mark stand the settings of that provider, as django-anymail names them, in
small letters and without the name of the provider: docs/mail-and-sms.md.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs, urlsplit

import requests
from anymail.exceptions import (
    AnymailAPIError,
    AnymailConfigurationError,
    AnymailInvalidAddress,
    AnymailRecipientsRefused,
    AnymailSerializationError,
    AnymailUnsupportedFeature,
)
from django.core.mail import EmailMultiAlternatives
from django.http import HttpRequest, HttpResponse

from .pauses import pause_asked

SCHEME = "anymail+"
TIMEOUT = 15  # seconds for each step, well under the lease
LOCAL_HOSTS = ("127.0.0.1", "localhost", "::1")
# Set by the server that sends, or by django-anymail from the rest of the mail.
HEADERS_OF_OTHERS = (
    *("from", "to", "subject", "date", "message-id", "mime-version"),
    *("content-type", "content-transfer-encoding"),
)


@dataclass(frozen=True)
class Provider:
    """``backend``: module of django-anymail. ``needed``, ``free``: what EMAIL_URL says after the
    question mark. ``reports``: the class that reads its reports; empty when it has none.
    ``signature``: what it needs to check their signature.
    """

    name: str
    backend: str
    reports: str = ""
    needed: frozenset[str] = frozenset({"api_key"})
    free: frozenset[str] = frozenset()
    signature: frozenset[str] = frozenset()


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What django-anymail ships and needs no other package. Its Amazon SES needs boto3 (SES also
# speaks SMTP), the reports of Resend need svix, and it does not vouch for SendGrid any more.
PROVIDERS = {
    "brevo": Provider("Brevo", "brevo", "BrevoTrackingWebhookView"),
    "mailersend": Provider(
        "MailerSend",
        "mailersend",
        "MailerSendTrackingWebhookView",
        needed=_names("api_token"),
        signature=_names("signing_secret"),
    ),
    "mailgun": Provider(
        "Mailgun",
        "mailgun",
        "MailgunTrackingWebhookView",
        free=_names("sender_domain"),
        signature=_names("webhook_signing_key"),
    ),
    "mailjet": Provider(
        "Mailjet",
        "mailjet",
        "MailjetTrackingWebhookView",
        needed=_names("api_key secret_key"),
    ),
    "mailtrap": Provider(
        "Mailtrap",
        "mailtrap",
        "MailtrapTrackingWebhookView",
        needed=_names("api_token"),
    ),
    "postal": Provider(
        "Postal",
        "postal",
        "PostalTrackingWebhookView",
        needed=_names("api_key api_url"),
        signature=_names("webhook_key"),
    ),
    "postmark": Provider(
        "Postmark",
        "postmark",
        "PostmarkTrackingWebhookView",
        needed=_names("server_token"),
        free=_names("message_stream"),
    ),
    "resend": Provider("Resend", "resend"),
    "scaleway": Provider(
        "Scaleway",
        "scaleway",
        needed=_names("secret_key project_id"),
        free=_names("region"),
    ),
    "sparkpost": Provider(
        "SparkPost",
        "sparkpost",
        "SparkPostTrackingWebhookView",
        free=_names("subaccount"),
    ),
}


class WrongMailSetting(Exception):
    """EMAIL_URL cannot be used; the message is a sentence that says what to write."""


class MailError(Exception):
    """The provider did not take the mail."""


class MailRefused(MailError):
    """It will never take this mail."""


class AddressRefused(MailRefused):
    """It will never write to this address."""


class MailDelayed(MailError):
    """It may take it later. ``pause``: how long it asks to wait."""

    def __init__(self, words: str, pause: timedelta | None = None) -> None:
        super().__init__(words)
        self.pause = pause


class WrongMailAccount(MailDelayed):
    """It refuses our key or our sender, or asks for money: it concerns every mail."""


@dataclass(frozen=True)
class ProviderAccount:
    provider: Provider
    options: Mapping[str, str] = field(repr=False)  # keys are in it

    @property
    def name(self) -> str:
        """What pages and sentences show; never a key."""
        return self.provider.name

    def backend(self, *, timeout: float) -> Any:
        module = import_module(f"anymail.backends.{self.provider.backend}")
        wanted = self.provider.needed | self.provider.free | {"api_url"}
        options = {name: self.options[name] for name in wanted & set(self.options)}
        return module.EmailBackend(
            timeout=timeout, ignore_unsupported_features=True, **options
        )

    def reports_view(self) -> Callable[[HttpRequest], HttpResponse] | None:
        """django-anymail's own view, which checks signatures; None when there is none.

        The address proves who speaks already, so that it asks for no other password.
        """
        if not self.provider.reports:
            return None
        module = import_module(f"anymail.webhooks.{self.provider.backend}")
        shipped = getattr(module, self.provider.reports)
        options = {
            name: self.options[name]
            for name in self.provider.signature & set(self.options)
        }
        if self.provider.signature and not options:
            return None
        known_by_address: Any = type(
            self.provider.reports,
            (shipped,),
            {"warn_if_no_basic_auth": False, **dict.fromkeys(options)},
        )
        view: Callable[[HttpRequest], HttpResponse] = known_by_address.as_view(
            **options
        )
        return view


def account_from_url(url: str) -> ProviderAccount:
    """What EMAIL_URL says; WrongMailSetting when it cannot be used."""
    scheme, _, rest = url.removeprefix(SCHEME).partition(":")
    provider = PROVIDERS.get(scheme)
    if provider is None:
        raise WrongMailSetting(
            f"EMAIL_URL names “{scheme[:30]}” after anymail+; it can be"
            f" {', '.join(sorted(PROVIDERS))}."
        )
    query = rest.partition("?")[2]
    options = {name: values[-1] for name, values in parse_qs(query).items()}
    sample = "&".join(f"{name}=…" for name in sorted(provider.needed))
    if missing := sorted(provider.needed - set(options)):
        raise WrongMailSetting(
            f"EMAIL_URL for {scheme} misses {', '.join(missing)}. Write"
            f" anymail+{scheme}:?{sample}."
        )
    known = provider.needed | provider.free | provider.signature | {"api_url"}
    if unknown := sorted(set(options) - known):
        raise WrongMailSetting(
            f"EMAIL_URL for {scheme} has {', '.join(unknown)}, which means nothing. It may have"
            f" {', '.join(sorted(known))}. A key that holds & or + must be written %26 or %2B."
        )
    _check_address(options.get("api_url", ""))
    return ProviderAccount(provider, options)


def _check_address(url: str) -> None:
    if not url:
        return
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as error:
        raise WrongMailSetting("api_url in EMAIL_URL cannot be read.") from error
    if parts.scheme != "https" and host not in LOCAL_HOSTS:
        raise WrongMailSetting(
            "api_url in EMAIL_URL does not begin with https://: mails would be read on the way."
        )


class ProviderConnection:
    """One session with the provider: opened for the first mail, kept until ``close``."""

    def __init__(self, account: ProviderAccount, *, timeout: float) -> None:
        self.account, self.timeout = account, timeout
        self._backend: Any = None

    def send(self, email: EmailMessage) -> str:
        """Returns the identifier that the provider gives; MailError when it is not sent."""
        django_email = as_django_email(email)
        try:
            if self._backend is None:
                self._backend = self.account.backend(timeout=self.timeout)
                self._backend.open()
            self._backend.send_messages([django_email])
        except AnymailRecipientsRefused as error:
            raise AddressRefused(
                f"{self.account.name} refuses to write to this address"
            ) from error
        except (AnymailAPIError, requests.RequestException) as error:
            raise _what_it_means(error, self.account.name) from error
        except AnymailConfigurationError as error:
            raise WrongMailAccount(
                f"the settings of {self.account.name} miss something"
            ) from error
        except (
            AnymailInvalidAddress,
            AnymailSerializationError,
            AnymailUnsupportedFeature,
        ) as error:
            raise MailRefused(f"{self.account.name} cannot carry this mail") from error
        status = getattr(django_email, "anymail_status", None)
        return str(getattr(status, "message_id", None) or "")

    def close(self) -> None:
        backend, self._backend = self._backend, None
        if backend is not None:
            backend.close()


# An answer that speaks of these is about every mail, whatever its number.
_ABOUT_EVERY_MAIL = re.compile(
    r"\b(sender|from|domain|signature|account|api.?key|credits?|plan|quota|limit)\b",
    re.I,
)


def _what_it_means(error: Exception, name: str) -> MailError:
    """The words of the provider are left out: they quote the address and the text."""
    response = getattr(error, "response", None)
    if response is None:
        return MailDelayed(f"{name} does not answer")
    status, words = response.status_code, f"{name} answers {response.status_code}"
    if status in (401, 402, 403, 404, 405):
        return WrongMailAccount(f"{words}: check EMAIL_URL, the sender and the account")
    if status == 429 or status >= 500 or status < 400:
        return MailDelayed(words, pause_asked(response.headers.get("Retry-After", "")))
    if _ABOUT_EVERY_MAIL.search(response.text[:2000]):
        return WrongMailAccount(f"{words}: check the sender and the account")
    return MailRefused(f"{words}: it refuses this mail")


def as_django_email(email: EmailMessage) -> EmailMultiAlternatives:
    """The same mail for a provider, which writes its date and its identifier itself.

    A calendar is only attached: few providers carry it beside the text.
    """
    text, html = email.get_body(("plain",)), email.get_body(("html",))
    converted = EmailMultiAlternatives(
        subject=str(email["Subject"]),
        body=text.get_content() if text else "",
        from_email=_readable_sender(str(email["From"])),
        to=[str(email["To"])],
        headers={
            name: str(value)
            for name, value in email.items()
            if name.lower() not in HEADERS_OF_OTHERS
        },
    )
    if html:
        converted.attach_alternative(html.get_content(), "text/html")
    for part in email.iter_attachments():
        if part.get_content_disposition() == "attachment":
            content = part.get_content()
            converted.attach(
                part.get_filename(),
                content if isinstance(content, bytes) else content.encode(),
                _kind_for_provider(part.get_content_type()),
            )
    return converted


def _kind_for_provider(kind: str) -> str:
    return "text/calendar" if kind == "application/ics" else kind


def _readable_sender(sender: str) -> str:
    """With the name in letters, not encoded: the provider encodes it."""
    name, address = parseaddr(sender)
    return str(Address(display_name=name, addr_spec=address)) if name else address
