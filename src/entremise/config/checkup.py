"""Everything that is wrong with an installation, in sentences that say what to do.

``entremise check`` prints them. Nothing is changed, and no message leaves.
"""

import os
import smtplib
import ssl
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import connection

from entremise.foundation.accounts.queries import has_users
from entremise.foundation.association.queries import missing_by_law
from entremise.foundation.monitoring.machine import free_disk_mb, is_disk_low
from entremise.foundation.outbox.transports import open_connection

from . import error_reports
from .checks import reasons_not_to_start
from .databases import exit_if_unprepared
from .environment import unknown_names

SMTP_TIMEOUT = 6.0  # seconds
MOST_DRIFT = 60.0  # seconds between our clock and the database's


def faults() -> Iterator[str]:
    """The most serious first; none when all is well."""
    yield from reasons_not_to_start(settings)
    yield from unknown_settings()
    yield from unwritable_folders()
    if is_disk_low():
        yield (
            f"The disk of {settings.VAR} has {free_disk_mb()} MB left, less than DISK_LOW_MB"
            f" ({settings.DISK_LOW_MB}). Make room, or enlarge the disk."
        )
    yield from database_faults()
    if not settings.DELIVERS_TO_DEMO and not settings.DELIVERY_IS_DEFAULT:
        yield from mail_faults()
    yield from error_reports.faults()
    if settings.SMS_RELAY and "{number}" not in settings.SMS_RELAY:
        yield (
            f"SMS_RELAY is {settings.SMS_RELAY}, which does not say where the telephone number"
            " goes. Write {number} in it."
        )


def unknown_settings() -> Iterator[str]:
    for name, near in unknown_names(os.environ):
        if near:
            yield f"{name} is not a setting, and is not read. Did you mean {near}?"
        else:
            yield f"{name} is not a setting, and is not read. Remove it; docs/settings.md has all."


def unwritable_folders() -> Iterator[str]:
    for folder in (settings.VAR, settings.MEDIA_ROOT):
        try:
            Path(folder).mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            yield (
                f"{folder} cannot be written ({error.strerror}). Give it to the user that runs the"
                " platform, or name another folder by ENTREMISE_VAR."
            )


def database_faults() -> Iterator[str]:
    """What needs the tables is only asked when they are there."""
    try:
        exit_if_unprepared()
    except SystemExit as refusal:
        yield str(refusal)
        return
    yield from clock_faults()
    if not has_users():
        yield "Nobody can enter yet. Name the first administrator: entremise setup."
    elif settings.MODE == "production" and (missing := missing_by_law()):
        labels = ", ".join(str(declaration.label) for declaration in missing)
        yield (
            f"The legal notice lacks what the law asks for: {labels}. An administrator writes it in"
            " the settings, under the association."
        )


def clock_faults() -> Iterator[str]:
    now = time.time()
    if now < Path(__file__).stat().st_mtime - MOST_DRIFT:
        yield (
            "The clock of this machine is before the day the platform was installed. Set it, for"
            " instance with timedatectl set-ntp true: sign-in codes depend on it."
        )
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())")
        drift = abs(float(cursor.fetchone()[0]) - now)
    if drift > MOST_DRIFT:
        yield (
            f"The clocks of this machine and of its database differ by {drift:.0f} seconds. Set"
            " both, for instance with timedatectl set-ntp true."
        )


def mail_faults() -> Iterator[str]:
    """Does the mail server let us in? Nothing is sent; a provider is not asked."""
    if settings.MAIL_PROVIDER_URL:
        return
    server = settings.DELIVERY
    where = f"The mail server {server['EMAIL_HOST']}:{server['EMAIL_PORT'] or 25}"
    try:
        open_connection(SMTP_TIMEOUT).close()
    except smtplib.SMTPAuthenticationError:
        yield f"{where} refuses the user or the password of EMAIL_URL. Correct them."
    except ssl.SSLError as error:
        yield (
            f"{where} has no certificate that this machine trusts ({error.reason or error})."
            " Correct the name of the server in EMAIL_URL, or its certificate."
        )
    except (OSError, smtplib.SMTPException) as error:
        yield (
            f"{where} does not answer as it should ({type(error).__name__}). Check the name, the"
            " port and smtp+tls or smtp+ssl in EMAIL_URL, and that this machine may reach it."
        )
