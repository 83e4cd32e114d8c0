"""Log lines: what failed, where, at which request; never who or what they typed.

Each line has a time, a level, a logger, the number of the request and a message. A failure
comes with the kinds of its exceptions and the places of its trace. What an exception says is
left out, since it may quote a person, and so is the address of a page: its route is written.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest

from entremise.foundation.web.request_ids import current_request_id
from entremise.foundation.web.requests import route_of

HIDDEN = ("django.server",)  # the development server's own lines: full addresses


def logging_config(*, level: str, as_json: bool) -> dict[str, Any]:
    """The value of Django's LOGGING: everything goes to the standard error."""
    formatter = "JsonFormatter" if as_json else "TextFormatter"
    ours = {"handlers": ["stderr"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": f"entremise.config.logs.{formatter}"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "entremise": {"level": level, **ours},
            "django": {"level": "WARNING", **ours},
            **{name: {"handlers": [], "propagate": False} for name in HIDDEN},
        },
    }


class TextFormatter(logging.Formatter):
    """2026-11-30T21:07:04Z ERROR entremise.worker [4f1c…] job x failed (ValueError)"""

    def format(self, record: logging.LogRecord) -> str:
        line = line_of(record)
        number = f" [{line['request']}]" if "request" in line else ""
        text = (
            f"{line['time']} {line['level']} {line['logger']}{number} {line['message']}"
        )
        return "\n".join([text, *(f"    {place}" for place in line.get("trace", ()))])


class JsonFormatter(logging.Formatter):
    """One JSON object on a line."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(line_of(record), ensure_ascii=False)


def line_of(record: logging.LogRecord) -> dict[str, Any]:
    moment = datetime.fromtimestamp(record.created, tz=UTC)
    line: dict[str, Any] = {
        "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "level": record.levelname,
        "logger": record.name,
        "message": message_of(record),
    }
    number = current_request_id()
    if number:
        line["request"] = number
    if record.exc_info and record.exc_info[1] is not None:
        line["trace"] = list(places_of(record.exc_info[1]))
    return line


def message_of(record: logging.LogRecord) -> str:
    """Ours as it is; Django's, which quotes addresses and hosts, rewritten from its facts."""
    if not record.name.startswith("django"):
        return record.getMessage()
    request = getattr(record, "request", None)
    status = getattr(record, "status_code", "")
    parts = [status, route_of(request) if isinstance(request, HttpRequest) else ""]
    return " ".join(str(part) for part in parts if part) or record.name


def places_of(error: BaseException) -> list[str]:
    """Kinds and places of an exception and of those behind it, the last one first."""
    places: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        places.append(type(current).__qualname__)
        for frame in traceback.extract_tb(current.__traceback__):
            places.append(f"{frame.filename}:{frame.lineno} {frame.name}")
        current = current.__cause__ or current.__context__
    return places
