"""Domain errors: one family, each with a message fit to show to the person in front of the
screen.
"""

from typing import Any


class DomainError(Exception):
    """Something the rules do not allow; ``str(error)`` says what to do."""

    def __init__(self, message: Any) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(DomainError):
    """This viewer may not do this."""


class MoveRefused(DomainError):
    """A life-cycle was asked for a move its table does not hold, or somebody moved it first."""


class EditConflict(DomainError):
    """Somebody saved in between; carries what is stored now so that both versions can be shown."""

    def __init__(self, message: Any, *, stored: Any) -> None:
        super().__init__(message)
        self.stored = stored
