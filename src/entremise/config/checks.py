"""Refuses a demonstration with real people, and production with sample settings.

The rules are plain functions of the settings. Django's ``check`` reports them, and the server does
not start while one applies.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import LazySettings, settings
from django.core.checks import CheckMessage, Error

from entremise.foundation.kit import brand
from entremise.foundation.outbox import mail_providers, sms

MODES = ("production", "demo", "test")
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]", "::1", "")
FALSE_WORDS = ("false", "0", "no", "off", "n", "f")
SAMPLE_WORDS = ("change", "example", "insecure", "sample", "secret")


def check_deployment(
    app_configs: object = None, databases: Sequence[str] | None = None, **kwargs: object
) -> list[CheckMessage]:
    return [
        Error(message, id="entremise.E001")
        for message in reasons_not_to_start(settings)
    ]


def exit_if_unsafe() -> None:
    """Exit with one line that says what to change, when the settings do not fit the mode."""
    for message in reasons_not_to_start(settings):
        raise SystemExit(f"Entremise does not start: {message}")


def reasons_not_to_start(config: LazySettings) -> Iterator[str]:
    """Reasons not to start, most important first."""
    yield from reasons_not_to_set_up(config)
    if config.MODE == "production":
        yield from _unreachable_association(config)
    yield from _unreadable_colours(config)
    yield from _wrong_mail(config)
    yield from _wrong_sms(config)


def _wrong_mail(config: LazySettings) -> Iterator[str]:
    if config.MAIL_PROVIDER_URL and config.MODE != "demo":
        try:
            mail_providers.account_from_url(config.MAIL_PROVIDER_URL)
        except mail_providers.WrongMailSetting as error:
            yield str(error)


def _wrong_sms(config: LazySettings) -> Iterator[str]:
    if not config.SMS_URL:
        return
    if config.MODE == "demo":
        yield "the demonstration sends nothing to anyone. Leave SMS_URL empty."
        return
    try:
        sms.service_from_url(config.SMS_URL)
    except sms.WrongSetting as error:
        yield str(error)


def reasons_not_to_set_up(config: LazySettings) -> Iterator[str]:
    """Why a link to enter would not work: what stays must be right before it is made."""
    if config.MODE not in MODES:
        yield f"ENTREMISE_MODE is “{config.MODE}”; it can be {', '.join(MODES)}."
    if config.MODE == "demo":
        yield from _demo_with_real_data(config)
    if config.MODE == "production":
        yield from _weak_production_settings(config)
    if config.BRAND_LOGO and not Path(config.BRAND_LOGO).is_file():
        yield f"BRAND_LOGO is {config.BRAND_LOGO}, which is not a file."


def _demo_with_real_data(config: LazySettings) -> Iterator[str]:
    site = urlsplit(config.SITE_URL)
    if site.scheme == "https" or site.hostname not in LOCAL_HOSTS:
        yield (
            "anyone may take any role in the demonstration, so it stays on this machine; "
            f"SITE_URL is {config.SITE_URL}. "
            "Leave SITE_URL empty, or set ENTREMISE_MODE=production."
        )
    if outside := [host for host in config.ALLOWED_HOSTS if host not in LOCAL_HOSTS]:
        yield (
            "the demonstration answers on this machine only; ALLOWED_HOSTS names"
            f" {', '.join(outside)}. "
            "Leave ALLOWED_HOSTS empty, or set ENTREMISE_MODE=production."
        )
    database = config.DATABASES["default"]
    if str(database.get("HOST") or "") not in LOCAL_HOSTS and not str(
        database["HOST"]
    ).startswith("/"):
        yield (
            "the demonstration keeps its people on this machine; DATABASE_URL points to"
            f" {database['HOST']}. "
            "Leave DATABASE_URL empty, or set ENTREMISE_MODE=production."
        )
    if "prod" in str(database["NAME"]).lower().rpartition("/")[2]:
        yield "DATABASE_URL names a production database. The demonstration needs one of its own."
    if config.MAIL_PROVIDER_URL:
        yield (
            "the demonstration sends nothing to anyone; EMAIL_URL names a provider. Leave"
            " EMAIL_URL empty."
        )
    elif config.DELIVERY["EMAIL_HOST"] not in LOCAL_HOSTS:
        yield (
            "the demonstration sends nothing to anyone; EMAIL_URL points to "
            f"{config.DELIVERY['EMAIL_HOST']}. Leave EMAIL_URL empty."
        )


def _weak_production_settings(config: LazySettings) -> Iterator[str]:
    site = urlsplit(config.SITE_URL)
    local = site.hostname in LOCAL_HOSTS
    if config.DEBUG:
        yield "DEBUG shows the inside of the platform to strangers. Remove it from the settings."
    if site.scheme != "https" and not local:
        yield (
            f"SITE_URL is {config.SITE_URL}; sign-in needs an encrypted address, beginning with"
            " https://."
        )
    if local and any(host not in LOCAL_HOSTS for host in config.ALLOWED_HOSTS):
        yield (
            "SITE_URL is missing: set it to the public address, for instance"
            " https://entremise.your-association.org."
        )
    if "*" in config.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS lets any name in. List the names of this site."
    elif site.hostname not in [host.strip("[]") for host in config.ALLOWED_HOSTS]:
        yield f"ALLOWED_HOSTS does not name {site.hostname}, the host of SITE_URL. Add it."
    if len(config.SECRET_KEY) < 50 or any(
        word in config.SECRET_KEY.lower() for word in SAMPLE_WORDS
    ):
        yield (
            "SECRET_KEY is too short or a sample. Leave it empty (one is made and kept) or give 50"
            " random characters."
        )
    yield from _proxies_that_disagree(config)


def _proxies_that_disagree(config: LazySettings) -> Iterator[str]:
    if config.TRUSTED_PROXIES < 0:
        yield f"TRUSTED_PROXIES is {config.TRUSTED_PROXIES}: say how many web servers are in front."
    elif config.SECURE_PROXY_SSL_HEADER and not config.TRUSTED_PROXIES:
        yield (
            "BEHIND_PROXY is set and TRUSTED_PROXIES is not: all visitors would share the address"
            " of the web server, and be limited as one. Set TRUSTED_PROXIES=1 for one web server"
            " in front."
        )
    elif config.TRUSTED_PROXIES and config.BEHIND_PROXY in FALSE_WORDS:
        yield (
            f"BEHIND_PROXY={config.BEHIND_PROXY} and TRUSTED_PROXIES={config.TRUSTED_PROXIES}"
            " contradict each other. Remove BEHIND_PROXY; set TRUSTED_PROXIES to the number of web"
            " servers in front, 0 when there is none."
        )


def old_settings(config: LazySettings) -> Iterator[str]:
    """Names that the next version will not read, with what to write instead."""
    if config.BEHIND_PROXY:
        yield (
            "BEHIND_PROXY is an old name that the next version will not read. Remove it:"
            f" TRUSTED_PROXIES={config.TRUSTED_PROXIES} says as much."
        )


def _unreachable_association(config: LazySettings) -> Iterator[str]:
    if not (config.CONTACT_EMAIL or config.DEFAULT_FROM_EMAIL):
        yield "CONTACT_EMAIL is missing: people write to this address when something goes wrong."
    elif config.CONTACT_EMAIL.endswith((".example", "@example.org", "@example.com")):
        yield (
            f"CONTACT_EMAIL is “{config.CONTACT_EMAIL}”, an address of examples: write one that"
            " somebody reads."
        )
    if config.DELIVERY_IS_DEFAULT:
        yield (
            "EMAIL_URL is missing: without it no invitation and no sign-in code leaves this"
            " machine."
        )


def _unreadable_colours(config: LazySettings) -> Iterator[str]:
    try:
        brand.brand_palette(config.BRAND_PRIMARY, config.BRAND_ACCENT)
    except brand.UnreadableColour as error:
        yield f"BRAND_PRIMARY or BRAND_ACCENT: {error}."
