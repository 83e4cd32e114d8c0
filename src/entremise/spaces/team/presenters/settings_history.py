"""What changed in a setting, who changed it and when: old value → new value."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format

from entremise.foundation.journal.queries import timeline_of_verbs
from entremise.foundation.kit.text import Sentence, gettext as _, gettext_lazy

from .timeline import TimelineLine, timeline_lines, timeline_lines_of

FIELD_LABELS: Mapping[str, Sentence] = {
    "name": gettext_lazy("Nom donné"),
    "departements": gettext_lazy("Départements"),
    "email": gettext_lazy("E-mail"),
    "phone": gettext_lazy("Téléphone"),
    "time_zone": gettext_lazy("Heure"),
    "starts_on": gettext_lazy("Premier jour"),
    "ends_on": gettext_lazy("Dernier jour"),
    "seats": gettext_lazy("Places"),
    "value": gettext_lazy("But"),
}


@dataclass(frozen=True)
class Change:
    label: Sentence
    before: str  # both empty: only that it changed is kept
    after: str


@dataclass(frozen=True)
class SettingEvent:
    at: datetime
    sentence: str
    actor: str
    changes: list[Change]


def settings_history(code: str, *, limit: int = 30) -> list[SettingEvent]:
    """What was done to one setting, the latest first.

    The caller has checked that the viewer may see it.
    """
    return [_event(line) for line in timeline_lines_of(code, limit=limit)]


def history_of_verbs(verbs: Collection[str], *, limit: int = 30) -> list[SettingEvent]:
    """What was done of this sort, of whatever is or was there, the latest first.

    The caller has checked that the viewer may change these settings.
    """
    lines = timeline_lines(timeline_of_verbs(verbs, limit=limit))
    return [_event(line) for line in lines]


def _event(line: TimelineLine) -> SettingEvent:
    return SettingEvent(line.at, line.sentence, line.actor, _changes(line.data))


def _changes(data: Mapping[str, Any]) -> list[Change]:
    return [
        Change(
            FIELD_LABELS.get(name, name),
            *((shown_value(value) for value in values) if values else ("", "")),
        )
        for name, values in data.get("changes", {}).items()
    ]


def shown_value(value: Any) -> str:
    """A value of the journal as people read it; a word for none."""
    if value in (None, "", []):
        return _("rien")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if day := _as_day(value):
        return date_format(day, "DATE_FORMAT")
    return str(value)


def _as_day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
