"""What importing a list needs: who is known already, what a row would do, and doing it."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

from django.db import models

from entremise.candidates.enums import PathState
from entremise.candidates.queries.candidates import cohorts_for
from entremise.candidates.queries.cohorts import cohorts_with_seats_for
from entremise.candidates.wording.seats import seats_label
from entremise.foundation.accounts.models import User
from entremise.foundation.accounts.queries import zones_managed_by
from entremise.foundation.kit.text import gettext as _
from entremise.spreadsheets.columns import SpreadsheetList, fold_heading
from entremise.spreadsheets.enums import RowOutcome
from entremise.spreadsheets.reading.cells import Places
from entremise.spreadsheets.reading.rows import RowReason

# field → [before, after]
Changes = dict[str, list[Any]]


@dataclass
class RowVerdict:
    """What a row does: decided first, done only if somebody confirms."""

    outcome: RowOutcome
    label: str
    reasons: list[RowReason] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    # What the importer knows of the thing that the row is about.
    known: Any = None


@dataclass(frozen=True)
class FileNote:
    """What is said once of a whole file. ``kind``: "said", "warning", or a MissingThing's."""

    text: str
    kind: str = "said"
    name: str = ""
    zone: str = ""  # code

    def dump(self) -> dict[str, str]:
        return asdict(self)


@dataclass
class RowResult:
    """What a row did."""

    code: str
    made: list[models.Model] = field(default_factory=list)
    changed: list[tuple[models.Model, Changes]] = field(default_factory=list)


class Importer(ABC):
    """Imports the rows of one file, in order, on behalf of one person.

    It reads once what is in the zones of this person, and remembers what the rows add.
    """

    declared: ClassVar[SpreadsheetList]

    def __init__(self, by: User, defaults: Mapping[str, str] | None = None) -> None:
        """``defaults``: what rows that say none get, by key of the column."""
        self.by, self.defaults = by, defaults or {}
        self.zones = list(zones_managed_by(by))
        self.places = places_of(by, self.zones)
        self.load()

    @abstractmethod
    def load(self) -> None:
        """Read what is known already."""

    @abstractmethod
    def label(self, values: dict[str, Any]) -> str:
        """Who or what a row is about, in a few words."""

    @abstractmethod
    def verdict(self, values: dict[str, Any], number: int) -> RowVerdict:
        """What this row does, after those above. RowRefused when it cannot be."""

    @abstractmethod
    def apply(self, verdict: RowVerdict) -> RowResult:
        """Do it, in the caller's transaction."""

    def zone_of(self, values: dict[str, Any]) -> int | None:
        """The zone of whom or what a row is about, by primary key; None when unknown."""
        return values["zone"].pk if "zone" in values else None

    def notes(self) -> list[FileNote]:
        """What is said once of the rows that were judged so far."""
        return []

    def warnings(self, *, are_stored: bool) -> list[FileNote]:
        """What deserves a look, with these rows. ``are_stored``: they are in the database."""
        return []

    def forget_last_row(self) -> None:  # noqa: B027  (most importers keep nothing)
        """What ``apply`` had begun was not stored: forget what it may have found or made."""

    @abstractmethod
    def reindex(self, codes: Iterable[str]) -> None:
        """Write again in the index, or take out, what these codes name."""

    @abstractmethod
    def existing_codes(self, codes: Iterable[str]) -> set[str]:
        """Those of these codes whose thing is still there."""


def places_of(by: User, zones: Iterable[Any]) -> Places:
    """Zones of this person by name and département, with their promotions."""
    names: dict[str, Any] = {}
    departements: dict[str, list[Any]] = {}
    cohorts: dict[int, dict[str, Any]] = {}
    for zone in zones:
        names |= {fold_heading(zone.name): zone, fold_heading(zone.slug): zone}
        for departement in zone.departements:
            departements.setdefault(departement, []).append(zone)
    for cohort in cohorts_for(by):
        cohorts.setdefault(cohort.zone_id, {})[fold_heading(cohort.name)] = cohort
    return Places(
        names,
        {code: there[0] for code, there in departements.items() if len(there) == 1},
        cohorts,
    )


class CohortSeats:
    """Who sits in each promotion, those of the file included: said, never refused."""

    def __init__(self, by: User) -> None:
        self.by = by
        self._added: Counter[int] = Counter()

    def take(self, cohort: Any, state: str) -> None:
        """Somebody joins this promotion; who left takes no seat."""
        if state != PathState.LEFT:
            self._added[cohort.pk] += 1

    def warnings(self, *, are_stored: bool) -> list[FileNote]:
        """The promotions of the file with more people than seats, the file included."""
        warnings = []
        for cohort in cohorts_with_seats_for(self.by).filter(pk__in=self._added):
            taken = cohort.taken + (0 if are_stored else self._added[cohort.pk])
            if cohort.seats is not None and taken > cohort.seats:
                seats = seats_label(taken, cohort.seats)
                text = _("Promotion « %(cohort)s » : %(seats)s.")
                warnings.append(
                    FileNote(text % {"cohort": cohort.name, "seats": seats}, "warning")
                )
        return warnings


def counted_states(states: Iterable[Any], counted: Counter[str]) -> str:
    """« En parcours 12, En pause 1 »: the states that are counted, in their order."""
    return ", ".join(
        f"{state.label} {counted[state]}" for state in states if counted[state]
    )


def same_reason(name: str, because: str) -> RowReason:
    return RowReason(
        _("Déjà là : %(name)s (%(because)s).") % {"name": name, "because": because}
    )


def step_stays_reason(state: str) -> RowReason:
    """An import moves nobody who is known: the team does."""
    return RowReason(
        _("Son étape reste « %(state)s » : changez-la dans son dossier.")
        % {"state": PathState(state).label}
    )


def completed_reason(declared: SpreadsheetList, keys: Iterable[str]) -> RowReason:
    labels = [str(declared.column(key).label) for key in sorted(keys)]
    return RowReason(
        _("Ce qui était vide est complété : %(columns)s.")
        % {"columns": ", ".join(labels)}
    )
