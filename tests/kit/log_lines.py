"""What is written to the logs while a test runs."""

import io
import logging
from collections.abc import Iterator

import pytest

from entremise.config import logs

NAMES = ("entremise", "django")


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What is written to the standard error, in JSON."""
    output = io.StringIO()
    handler = logging.StreamHandler(output)
    handler.setFormatter(logs.JsonFormatter())
    for name in NAMES:
        logging.getLogger(name).addHandler(handler)
    yield output
    for name in NAMES:
        logging.getLogger(name).removeHandler(handler)
