"""Importing the list of candidates."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from entremise.candidates.actions.listed import (
    COMPLETED_FIELDS,
    add_candidate_from_list,
    complete_candidate_from_list,
    referrer_from_list,
)
from entremise.candidates.content.cv import MAX_GOALS, CVContent, JobGoal
from entremise.candidates.content.job_families import job_family_of_rome_code
from entremise.candidates.enums import PathState
from entremise.candidates.indexing.staff_index import CANDIDATE_DOCUMENTS
from entremise.candidates.models import Candidate
from entremise.candidates.validators import clean_section
from entremise.foundation.kit.errors import DomainError
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.search.actions.scoped_index import reindex_scoped
from entremise.foundation.search.queries.trade_lookup import trades_matching
from entremise.foundation.search.queries.trades import exact_trade_code
from entremise.spreadsheets.enums import RowOutcome
from entremise.spreadsheets.lists.candidates import CANDIDATES
from entremise.spreadsheets.reading.rows import RowReason, RowRefused

from .base import (
    CohortSeats,
    FileNote,
    Importer,
    RowResult,
    RowVerdict,
    completed_reason,
    counted_states,
    same_reason,
    step_stays_reason,
)
from .known_people import KnownPeople, KnownPerson, filled_fields

CV_SECTIONS = ("goals", "tagline", "strengths", "skills", "story")
REFERRER_NAMES = ("first_name", "last_name", "email", "phone")
# Given as they are to the action.
PLAIN_VALUES = (
    "last_name",
    "phone",
    "email",
    "language",
    "cohort",
    "state",
    "started_on",
    "last_contact_on",
    "referral_message",
    "situation",
)


class CandidateImporter(Importer):
    declared = CANDIDATES

    def load(self) -> None:
        rows = Candidate.objects.filter(zone__in=self.zones).values(
            "pk",
            "code",
            "first_name",
            "zone_id",
            "cohort_id",
            "referrer_id",
            "state",
            *(name for name in COMPLETED_FIELDS if name not in ("cohort", "referrer")),
        )
        self.people = KnownPeople(_known(row) for row in rows.iterator())
        self.referrers: dict[tuple[str, ...], Any] = {}
        self.seats = CohortSeats(self.by)
        self.arriving: Counter[str] = Counter()  # PathState → people who are new

    def forget_last_row(self) -> None:
        self.referrers.clear()

    def label(self, values: dict[str, Any]) -> str:
        return f"{values['first_name']} {values.get('last_name', '')}".strip()

    def verdict(self, values: dict[str, Any], number: int) -> RowVerdict:
        zone = values["zone"]
        _cv_of(values)  # refuses what a CV cannot hold
        label = self.label(values)
        who = {
            "first_name": values["first_name"],
            **{name: values.get(name, "") for name in ("last_name", "phone", "email")},
        }
        person, because = self.people.same_person(**who, zone_id=zone.pk)
        if person is None:
            filled = filled_fields(values, COMPLETED_FIELDS)
            if values.get("organization"):
                filled.add("referrer")
            person = KnownPerson(**who, zone_id=zone.pk, row=number, filled=filled)
            self.people.add(person)
            reasons = [RowReason(because)] if because else []
            reasons += [self._arrive(values), *_read_trades(values)]
            person.state = values["state"]
            return RowVerdict(RowOutcome.NEW, label, reasons, values, person)
        gaps = filled_fields(values, COMPLETED_FIELDS) - person.filled
        if person.zone_id != zone.pk:
            gaps.discard("cohort")
        if values.get("organization") and "referrer" not in person.filled:
            gaps.add("referrer")
        reasons = [same_reason(person.shown, because)]
        if values.get("state", person.state) != person.state:
            reasons.append(step_stays_reason(person.state))
        if "cohort" in gaps:
            self.seats.take(values["cohort"], person.state)
        if not gaps:
            return RowVerdict(RowOutcome.SAME, label, reasons, values, person)
        person.filled |= gaps
        names = {"organization" if gap == "referrer" else gap for gap in gaps}
        reasons.append(completed_reason(CANDIDATES, names))
        return RowVerdict(RowOutcome.COMPLETED, label, reasons, values, person)

    def _arrive(self, values: dict[str, Any]) -> RowReason:
        """Settle the step at which somebody new arrives, and say it."""
        said = values.get("state") or self.defaults.get("state")
        day = values.get("started_on")
        values["state"] = said or _step_on(day)
        self.arriving[values["state"]] += 1
        if cohort := values.get("cohort"):
            self.seats.take(cohort, values["state"])
        state = PathState(values["state"]).label
        if said or day is None:
            return RowReason(_("Étape : %(state)s.") % {"state": state})
        return RowReason(
            _("Étape : %(state)s, d’après le premier jour (%(day)s).")
            % {"state": state, "day": day.strftime("%d/%m/%Y")}
        )

    def notes(self) -> list[FileNote]:
        steps = counted_states(PathState, self.arriving)
        if not steps:
            return []
        return [FileNote(_("À l’arrivée : %(steps)s.") % {"steps": steps})]

    def warnings(self, *, are_stored: bool) -> list[FileNote]:
        return self.seats.warnings(are_stored=are_stored)

    def apply(self, verdict: RowVerdict) -> RowResult:
        known: KnownPerson = verdict.known
        if verdict.outcome == RowOutcome.NEW:
            return self._create(verdict.values, known)
        if verdict.outcome == RowOutcome.COMPLETED:
            return self._complete(verdict.values, known)
        return RowResult(known.code)

    def _create(self, values: dict[str, Any], known: KnownPerson) -> RowResult:
        referrer, made = self._referrer(values)
        candidate, rows = add_candidate_from_list(
            first_name=values["first_name"],
            zone=values["zone"],
            referrer=referrer,
            cv=_cv_of(values),
            by=self.by,
            **{name: values[name] for name in PLAIN_VALUES if name in values},
        )
        known.pk, known.code = candidate.pk, candidate.code
        return RowResult(candidate.code, [*made, *rows])

    def _complete(self, values: dict[str, Any], known: KnownPerson) -> RowResult:
        candidate = Candidate.objects.select_related("zone").get(code=known.code)
        filling = {name: values[name] for name in COMPLETED_FIELDS if name in values}
        if candidate.zone_id != values["zone"].pk:
            filling.pop("cohort", None)
        made: list[models.Model] = []
        if candidate.referrer_id is None:
            filling["referrer"], made = self._referrer(values)
        written = complete_candidate_from_list(candidate, by=self.by, **filling)
        return RowResult(
            candidate.code,
            made,
            [(candidate, {name: [None, value] for name, value in written.items()})],
        )

    def _referrer(self, values: dict[str, Any]) -> tuple[Any, list[models.Model]]:
        if not values.get("organization"):
            return None, []
        person = {name: values.get(f"referrer_{name}", "") for name in REFERRER_NAMES}
        key = (values["organization"].casefold(), *person.values())
        made: list[models.Model] = []
        if key not in self.referrers:
            self.referrers[key], made = referrer_from_list(
                values["organization"], zone=values["zone"], by=self.by, **person
            )
        return self.referrers[key], made

    def reindex(self, codes: Iterable[str]) -> None:
        for code in codes:
            reindex_scoped(CANDIDATE_DOCUMENTS, code)

    def existing_codes(self, codes: Iterable[str]) -> set[str]:
        return set(
            Candidate.objects.filter(code__in=list(codes)).values_list(
                "code", flat=True
            )
        )


def _step_on(day: date | None) -> str:
    """The step of somebody whose path began, or will begin, that day."""
    if day is None:
        return PathState.APPLIED
    return PathState.ACTIVE if day <= timezone.localdate() else PathState.ACCEPTED


def _read_trades(values: dict[str, Any]) -> list[RowReason]:
    """Turn wished trades into goals of the CV; a trade that is not recognised stays in words."""
    goals: list[dict[str, Any]] = []
    unknown: list[str] = []
    for words in values.pop("cv_trades", []):
        goal = _goal_of(words)
        if goal is None or len(goals) == MAX_GOALS:
            unknown.append(words)
        else:
            goals.append(asdict(goal))
    if goals:
        values["cv_goals"] = goals
    if not unknown:
        return []
    kept = _("Métier recherché : %(trades)s") % {"trades": " ; ".join(unknown)}
    values["situation"] = "\n".join(filter(None, [values.get("situation"), kept]))
    return [
        RowReason(
            _(
                "« %(trade)s » n’est pas parmi les métiers du CV : gardé en mots dans « Ce qui "
                "aide à l’accompagner »."
            )
            % {"trade": words},
            "cv_trades",
        )
        for words in unknown
    ]


@lru_cache(maxsize=2000)
def _goal_of(words: str) -> JobGoal | None:
    """The trade of this name, or the one that these words may name; else their family alone."""
    exact = exact_trade_code(words)
    codes = [exact] if exact else [trade.code for trade in trades_matching(words)]
    families = {job_family_of_rome_code(code) for code in codes}
    if len(families) != 1:
        return None
    return JobGoal(families.pop(), words, codes[0] if len(codes) == 1 else "")


def _known(row: dict[str, Any]) -> KnownPerson:
    row |= {"cohort": row["cohort_id"], "referrer": row["referrer_id"]}
    return KnownPerson(
        row["first_name"],
        row["last_name"],
        row["phone"],
        row["email"],
        row["zone_id"],
        row["pk"],
        row["code"],
        state=row["state"],
        filled=filled_fields(row, COMPLETED_FIELDS),
    )


def _cv_of(values: dict[str, Any]) -> CVContent | None:
    """The draft of the CV, None when the row says nothing of it."""
    content: dict[str, Any] = {}
    for section in CV_SECTIONS:
        key = f"cv_{section}"
        if key not in values:
            continue
        try:
            content[section] = clean_section(section, values[key])
        except (ValidationError, DomainError) as error:
            text = " ".join(getattr(error, "messages", [str(error)]))
            raise RowRefused(RowReason(text, key)) from error
    return CVContent.load(content) if content else None
