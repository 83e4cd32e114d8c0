"""Failures told to Sentry or to what speaks as it does (GlitchTip), when SENTRY_DSN says where.

What is told is written here, field by field: the kinds of the exceptions, the places of the
trace, the route, the number of the request. What an exception says, what a person typed, who
they are, their address, cookies, variables and what was logged before are never told.
"""

import importlib
import importlib.util
import logging
from collections.abc import Iterator
from typing import Any

from django.conf import settings

from entremise import __version__
from entremise.foundation.web.request_ids import current_request_id

from .logs import message_of

PACKAGE = "sentry_sdk"
FLUSH_SECONDS = 2
# Of a line of a trace: where it is, never what it held.
FRAME_FIELDS = ("filename", "abs_path", "function", "module", "lineno", "in_app")
EVENT_FIELDS = (
    "event_id",
    "timestamp",
    "level",
    "platform",
    "release",
    "environment",
    "logger",
)

log = logging.getLogger("entremise.errors")


def is_package_there() -> bool:
    return importlib.util.find_spec(PACKAGE) is not None


def faults() -> Iterator[str]:
    """Why failures are told to nobody although SENTRY_DSN is set."""
    if not settings.SENTRY_DSN:
        return
    if not is_package_there():
        yield (
            "SENTRY_DSN is set and the package sentry-sdk is not installed: failures are told to"
            " nobody. Install it (pip install -r requirements-sentry.txt), or remove SENTRY_DSN."
        )
        return
    utils = importlib.import_module(f"{PACKAGE}.utils")
    try:
        utils.Dsn(settings.SENTRY_DSN)
    except utils.BadDsn:
        yield (
            "SENTRY_DSN cannot be read: failures are told to nobody. Copy it again from the page"
            " of the project, « Client keys »."
        )


def start() -> None:
    """From now on, errors that are logged are told. Nothing without SENTRY_DSN."""
    if not settings.SENTRY_DSN:
        return
    for fault in faults():
        log.warning("%s", fault)
        return
    sdk = importlib.import_module(PACKAGE)
    logged = importlib.import_module(f"{PACKAGE}.integrations.logging")
    sdk.init(
        dsn=settings.SENTRY_DSN,
        release=__version__,
        environment=settings.MODE,
        before_send=without_people,
        # errors are logged by the pages, the worker and the commands: nothing else listens
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[logged.LoggingIntegration(level=None, event_level=logging.ERROR)],
        send_default_pii=False,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        send_client_reports=False,
        propagate_traces=False,
        shutdown_timeout=FLUSH_SECONDS,
    )


def without_people(event: dict[str, Any], hint: dict[str, Any]) -> dict[str, Any]:
    """The event made again from what may be told."""
    told = {name: event[name] for name in EVENT_FIELDS if name in event}
    record = hint.get("log_record")
    if isinstance(record, logging.LogRecord):
        told["logentry"] = {"message": _sentence(record)}
    if number := current_request_id():
        told["tags"] = {"request": number}
    exceptions = (event.get("exception") or {}).get("values") or []
    if exceptions:
        told["exception"] = {"values": [_kind_and_places(one) for one in exceptions]}
    return told


def _sentence(record: logging.LogRecord) -> str:
    """Ours before its values are put in; Django's, written from its route."""
    return message_of(record) if record.name.startswith("django") else str(record.msg)


def _kind_and_places(exception: dict[str, Any]) -> dict[str, Any]:
    frames = (exception.get("stacktrace") or {}).get("frames") or []
    return {
        "type": exception.get("type"),
        "module": exception.get("module"),
        "stacktrace": {
            "frames": [
                {name: frame[name] for name in FRAME_FIELDS if name in frame}
                for frame in frames
            ]
        },
    }
