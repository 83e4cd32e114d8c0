"""What a signed-in session carries."""

from django.contrib.sessions.backends.base import SessionBase

SECOND_FACTOR = "second_factor"


def mark_second_factor(session: SessionBase) -> None:
    """From here on, staff rights exist in this session."""
    session[SECOND_FACTOR] = True
