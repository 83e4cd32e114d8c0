"""Read imports: one's own, where one still is; all of them for an administrator."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from entremise.candidates.models import Candidate
from entremise.coaching.models import Coach
from entremise.coaching.queries import coach_list_for
from entremise.companies.enums import CompanyState
from entremise.companies.models import CompanyMember
from entremise.companies.queries import companies_visible_to
from entremise.foundation.accounts.models import Viewer
from entremise.foundation.accounts.rules import (
    is_administrator,
    is_team,
    is_team_in,
    staff_zone_ids,
)
from entremise.foundation.kit.text import gettext as _

from .columns import SpreadsheetList
from .enums import IMPORTED_STATES, RowOutcome
from .files.opening import RawCell
from .lists.all_lists import ALL_LISTS
from .models import ImportRow, ImportRun, RememberedColumn
from .reading.cells import text_of

UNDO_PERIOD = timedelta(hours=24)
SAMPLE_SIZE = 3
SAMPLED_ROWS = 40


def imports_for(viewer: Viewer) -> QuerySet[ImportRun]:
    """Those the viewer began, when they are still in every zone of their rows.

    All for an administrator.
    """
    runs = ImportRun.objects.select_related("by", "zone")
    if is_administrator(viewer):
        return runs
    if not is_team(viewer):
        return runs.none()
    zones = [pk for pk in staff_zone_ids(viewer) or [] if is_team_in(viewer, pk)]
    elsewhere = ImportRun.zones.through.objects.exclude(zone__in=zones)
    return runs.filter(by=viewer.pk, zone__in=zones).exclude(
        pk__in=elsewhere.values("importrun")
    )


def import_for(viewer: Viewer, code: str) -> ImportRun | None:
    return imports_for(viewer).filter(code=code).first()


def declared_list_of(run: ImportRun) -> SpreadsheetList:
    return ALL_LISTS[run.list_key]


def remembered_columns(list_key: str) -> dict[str, str]:
    """Folded heading → key of the column; empty: left out last time."""
    return dict(
        RememberedColumn.objects.filter(list_key=list_key).values_list(
            "heading", "column"
        )
    )


def column_samples(run: ImportRun) -> list[list[str]]:
    """A few different values of each column of the file."""
    samples: list[list[str]] = [[] for _heading in run.headings]
    for cells in run.rows.values_list("cells", flat=True)[:SAMPLED_ROWS]:
        for position, raw in enumerate(cells[: len(samples)]):
            text = text_of(raw)[:60]
            known = samples[position]
            if text and text not in known and len(known) < SAMPLE_SIZE:
                known.append(text)
    return samples


def rows_of(run: ImportRun, outcome: str = "") -> QuerySet[ImportRow]:
    return run.rows.filter(outcome=outcome) if outcome else run.rows.all()


def preview_key(run: ImportRun) -> str:
    """Changes with the columns, the choices and the rows of a preview: what is confirmed."""
    said = json.dumps(
        [run.sheet, run.columns, run.defaults, run.tidies_names, run.counts],
        sort_keys=True,
    )
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def of_origin(candidates: QuerySet[Candidate], origin: str) -> QuerySet[Candidate]:
    """``origin``: the filter of the list of candidates, "list" or nothing."""
    return from_a_list(candidates) if origin == "list" else candidates


def from_a_list(candidates: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """Those of these candidates whom an import made."""
    rows = ImportRow.objects.filter(
        run__list_key="candidates", outcome=RowOutcome.NEW
    ).exclude(done_at=None)
    return candidates.filter(code__in=rows.values("target_code"))


# Known by a list, with an address at which an access can be opened: User.waits_for_access.
_WAITS_FOR_ACCESS = Q(user__email=None, user__phone=None) & ~Q(
    user__contact_email="", user__contact_phone=""
)


def coaches_without_access_for(viewer: Viewer) -> QuerySet[Coach]:
    """Coaches of the team's zones who came from a list and cannot sign in yet."""
    if not is_team(viewer):
        return Coach.objects.none()
    return (
        coach_list_for(viewer)
        .filter(_WAITS_FOR_ACCESS)
        .prefetch_related(None)
        .select_related("user", "zone")
    )


def members_without_access_for(viewer: Viewer) -> QuerySet[CompanyMember]:
    """The same of people of the companies that the team works with."""
    if not is_team(viewer):
        return CompanyMember.objects.none()
    companies = companies_visible_to(viewer).filter(
        state__in=(CompanyState.NEW, CompanyState.VERIFIED)
    )
    return (
        CompanyMember.objects.filter(
            _WAITS_FOR_ACCESS, company__in=companies, ended_at=None
        )
        .select_related("user", "company__zone")
        .order_by("company__name", "pk")
    )


def outcome_counts(run: ImportRun) -> dict[str, int]:
    """Number of rows of each outcome, those with none left out."""
    counted = Counter(run.rows.exclude(outcome="").values_list("outcome", flat=True))
    return {outcome: counted[outcome] for outcome in RowOutcome.values}


def refused_rows(run: ImportRun) -> QuerySet[ImportRow]:
    return run.rows.filter(outcome=RowOutcome.REFUSED)


def undoable_until(run: ImportRun) -> datetime | None:
    """Until when a finished import can be undone; None when it cannot any more."""
    if run.state not in IMPORTED_STATES or run.finished_at is None or run.purged_at:
        return None
    until = run.finished_at + UNDO_PERIOD
    return until if timezone.now() < until else None


def codes_by_digest(list_key: str, digests: Iterable[str]) -> dict[str, str]:
    """For rows imported before and not undone: what they made, or recognised."""
    rows = ImportRow.objects.filter(
        digest__in=list(digests),
        run__list_key=list_key,
        run__state__in=IMPORTED_STATES,
        undone="",
    ).exclude(target_code="")
    return dict(rows.values_list("digest", "target_code"))


def reason_texts(row: ImportRow) -> list[str]:
    reasons: list[dict[str, Any]] = row.reasons
    return [reason["text"] for reason in reasons]


def refused_table(run: ImportRun) -> tuple[list[str], list[list[Any]]]:
    """Headings and rows that were refused, as the file said them, with why in a last column."""
    rows = [
        [
            *(cell_to_write(raw) for raw in row.cells[: len(run.headings)]),
            *[""] * (len(run.headings) - len(row.cells)),
            " ".join(reason_texts(row)),
        ]
        for row in refused_rows(run)
    ]
    return [*run.headings, _("Pourquoi")], rows


def cell_to_write(raw: RawCell) -> Any:
    """A cell of a file, as it is written again."""
    if isinstance(raw, list):
        return date.fromisoformat(raw[1]) if raw[0] == "day" else raw[1]
    return raw
