"""Errors of the domain, each with a message that can be shown to the user."""

from typing import Any


class DomainError(Exception):
    """Something the rules do not allow. ``str(error)`` tells the user what to do.

    ``field``: the argument of the action that is refused; a form that has a field of that
    name shows the message there.
    """

    rolls_back = True  # False: what the action wrote before it refused is kept

    def __init__(self, message: object, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(DomainError):
    """This viewer may not do this."""


class MoveRefused(DomainError):
    """A state change that is not allowed from the current state, or that somebody made first."""


class EditConflict(DomainError):
    """Somebody else saved in between. ``stored``: what is stored now, to show both versions."""

    def __init__(self, message: object, *, stored: Any) -> None:
        super().__init__(message)
        self.stored = stored
