"""What changed in a setting, who changed it and when: old value → new value.

Zones, promotions and goals write it in the journal; settings and texts of the association,
which may name people, in a table that administrators alone read. Both are shown alike.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.formats import date_format

from entremise.foundation.accounts.queries import full_names_of
from entremise.foundation.association import queries
from entremise.foundation.association.content.settings import DECLARATIONS
from entremise.foundation.association.content.texts import TEXTS
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


# What is set in the programme, by the verbs of the journal.
ZONE_VERBS = (
    "accounts.zone_opened",
    "accounts.zone_changed",
    "accounts.zone_closed",
    "accounts.zone_reopened",
    "accounts.zone_followed",
)
COHORT_VERBS = (
    "candidates.cohort_opened",
    "candidates.cohort_changed",
    "candidates.cohort_closed",
    "candidates.cohort_reopened",
    "candidates.cohort_deleted",
)
GOAL_VERBS = ("impact.target_set", "impact.target_changed", "impact.target_removed")
PROGRAMME_VERBS = (*ZONE_VERBS, *COHORT_VERBS, *GOAL_VERBS)
MAX_SHOWN = 160  # characters of a value


@dataclass(frozen=True)
class Change:
    # empty: the event says it, and an empty value is the product's own
    label: Sentence
    before: str  # both empty, beside a label: only that it changed is kept
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


def association_history(
    keys: Collection[str] = (), *, limit: int = 20
) -> list[SettingEvent]:
    """The last changes of these settings or texts of the association; of all, without keys.

    The caller has checked that the viewer may change them.
    """
    labels: dict[str, Sentence] = {
        key: declaration.label for key, declaration in DECLARATIONS.items()
    } | {key: text.label for key, text in TEXTS.items()}
    changes = queries.changes_of(list(keys or labels), limit=limit)
    names = full_names_of(change.actor_code for change in changes)
    languages = dict(settings.LANGUAGES)
    return [
        SettingEvent(
            change.at,
            f"{labels[change.key]}, {languages[change.language]}"
            if change.language
            else str(labels[change.key]),
            names.get(change.actor_code, _("quelqu’un dont l’accès est effacé"))
            if change.actor_code
            else _("l’installation"),
            [Change("", _shortened(change.old), _shortened(change.new))],
        )
        for change in changes
    ]


def whole_history(*, limit: int = 100) -> list[SettingEvent]:
    """All that was set, in the association and in the programme, the latest first.

    The caller has checked that the viewer may change the settings.
    """
    events = [
        *association_history(limit=limit),
        *history_of_verbs(PROGRAMME_VERBS, limit=limit),
    ]
    return sorted(events, key=lambda event: event.at, reverse=True)[:limit]


def _shortened(value: str) -> str:
    return value if len(value) <= MAX_SHOWN else f"{value[:MAX_SHOWN].rstrip()}…"


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
