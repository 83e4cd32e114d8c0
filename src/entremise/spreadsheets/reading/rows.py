"""From the cells of a row to the values of its columns."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.crypto import salted_hmac

from entremise.foundation.kit.text import gettext as _
from entremise.spreadsheets.columns import Column, ColumnKind, SpreadsheetList
from entremise.spreadsheets.files.opening import RawCell

from .cells import (
    CellUnreadable,
    FullName,
    Places,
    UnknownName,
    find_cohort,
    read_cell,
    text_of,
    tidy_name,
)


@dataclass(frozen=True)
class MissingThing:
    """What a row speaks of and that is not there. Its own page can be opened from the preview."""

    kind: str  # "zone", "cohort", "candidate", "coach", "company", "pairing"
    name: str = ""  # empty: each row names another
    zone: Any = None  # where it was looked for

    def dump(self) -> list[str]:
        return [self.kind, self.name, self.zone.code if self.zone else ""]


@dataclass(frozen=True)
class RowReason:
    """Why a row is refused, or what is known of it. ``column``: its key, or empty."""

    text: str
    column: str = ""
    missing: MissingThing | None = None

    def dump(self) -> dict[str, Any]:
        said: dict[str, Any] = {"column": self.column, "text": self.text}
        if self.missing is not None:
            said["missing"] = self.missing.dump()
        return said


class RowRefused(Exception):
    """``zone``: that of the row, when it could be read."""

    def __init__(self, *reasons: RowReason, zone: Any = None) -> None:
        super().__init__(*reasons)
        self.reasons, self.zone = list(reasons), zone


@dataclass(frozen=True)
class RowReader:
    """``columns``: position in the file → key. ``headings``: one text for each position."""

    declared: SpreadsheetList
    columns: Mapping[int, str]
    headings: Sequence[str]
    places: Places
    default_zone: Any
    tidies_names: bool = False

    def values(self, cells: Sequence[RawCell]) -> dict[str, Any]:
        """By key, without what is empty. RowRefused with every cell that cannot be read."""
        values: dict[str, Any] = {}
        unreadable: list[RowReason] = []
        for position, key in self.columns.items():
            column = self.declared.column(key)
            raw = cells[position] if position < len(cells) else None
            try:
                value = read_cell(column, raw, self.places, self.headings[position])
            except CellUnreadable as error:
                unreadable.append(_unreadable(column, raw, error))
                continue
            if value is not None and value != []:
                values[key] = self._tidied(column, value)
        _split_names(values)
        if _is_among("zone", unreadable):
            values.pop("cohort", None)  # of which zone, nobody knows
        elif "zone" in {column.key for column in self.declared.columns}:
            values.setdefault("zone", self.default_zone)
        self._resolve_cohort(values, unreadable)
        unreadable += [
            RowReason(
                _("« %(column)s » est vide : il faut l’écrire.") % {"column": c.label},
                c.key,
            )
            for c in self.declared.columns
            if c.required and c.key not in values and not _is_among(c.key, unreadable)
        ]
        if unreadable:
            raise RowRefused(*unreadable, zone=values.get("zone"))
        return values

    def _tidied(self, column: Column, value: Any) -> Any:
        if not self.tidies_names:
            return value
        if column.kind == ColumnKind.NAME:
            return tidy_name(value)
        if column.kind == ColumnKind.FULL_NAME:
            return FullName(*map(tidy_name, value))
        return value

    def _resolve_cohort(
        self, values: dict[str, Any], unreadable: list[RowReason]
    ) -> None:
        if "cohort" not in values:
            return
        try:
            values["cohort"] = find_cohort(
                values["cohort"], values["zone"], self.places
            )
        except CellUnreadable as error:
            name = values.pop("cohort")
            column = self.declared.column("cohort")
            unreadable.append(_unreadable(column, name, error, zone=values["zone"]))


def _unreadable(
    column: Column, raw: RawCell, error: Exception, zone: Any = None
) -> RowReason:
    text = _("%(column)s, « %(cell)s » : %(hint)s") % {
        "column": column.label,
        "cell": text_of(raw)[:60],
        "hint": error,
    }
    missing = (
        MissingThing(error.kind, error.name, zone)
        if isinstance(error, UnknownName)
        else None
    )
    return RowReason(text, column.key, missing)


def _is_among(key: str, reasons: Sequence[RowReason]) -> bool:
    return any(reason.column == key for reason in reasons)


# The column that holds a whole name → the two it stands for.
WHOLE_NAMES = {
    "full_name": ("first_name", "last_name"),
    "candidate": ("candidate_first_name", "candidate_last_name"),
    "coach": ("coach_first_name", "coach_last_name"),
    "member": ("member_first_name", "member_last_name"),
}


def _split_names(values: dict[str, Any]) -> None:
    """A whole name fills the two columns it stands for, where they are empty."""
    for key, names in WHOLE_NAMES.items():
        whole = values.pop(key, None)
        if isinstance(whole, FullName) and not any(name in values for name in names):
            values |= {
                name: part for name, part in zip(names, whole, strict=True) if part
            }


def row_digest(list_key: str, values: Mapping[str, Any]) -> str:
    """The same for the same values: a row that was imported once is recognised."""
    said = json.dumps(sorted((key, str(value)) for key, value in values.items()))
    return salted_hmac(
        f"spreadsheets.row.{list_key}", said, algorithm="sha256"
    ).hexdigest()
