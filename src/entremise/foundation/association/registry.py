"""Who may change the settings: said by the storey that knows people."""

from collections.abc import Callable
from typing import Any

from entremise.foundation.kit.errors import NotAllowed
from entremise.foundation.kit.text import gettext as _

_tests: list[Callable[[Any], bool]] = []


def register_who_may_change(test: Callable[[Any], bool]) -> None:
    """``test``: whether this account may change settings and texts."""
    _tests.append(test)


def check_may_change(by: object | None) -> None:
    """NotAllowed for an account that may not. None: whoever installs, from the command line."""
    if by is not None and not all(test(by) for test in _tests):
        raise NotAllowed(_("Seuls les administrateurs changent les réglages."))
