"""Sentences about figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entremise.foundation.kit.text import gettext as _

if TYPE_CHECKING:
    from .queries.figures import Scope


def scope_in_words(scope: Scope) -> str:
    """Which part of the programme is counted."""
    if scope.cohort:
        return _("Promotion %(name)s, %(zone)s") % {
            "name": scope.cohort.name,
            "zone": scope.cohort.zone.name,
        }
    if scope.zone:
        return _("Zone : %(name)s") % {"name": scope.zone.name}
    return _("Tout le programme")
