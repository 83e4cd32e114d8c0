"""Rows of the team's list of candidates, read one page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from entremise.candidates.enums import CVState, PathState
from entremise.candidates.models import Candidate


@dataclass(frozen=True)
class CandidateRow:
    """A row of the team's list."""

    code: str
    first_name: str
    last_name: str
    state: PathState
    last_contact_on: date | None
    zone: str
    cohort: str
    owner: str
    cv_awaits_review: bool  # their CV is to be read
    is_visible: bool


class CandidateList(Sequence[CandidateRow]):
    """A sequence for the paginator: selects the keys of a page, then only the columns shown."""

    def __init__(self, people: QuerySet[Candidate]) -> None:
        self.people = people

    def __len__(self) -> int:
        return self.people.count()

    def __getitem__(self, wanted: Any) -> Any:
        rows = Candidate.objects.filter(
            pk__in=self.people.select_related(None).values("pk")[wanted]
        )
        columns = (
            "code",
            "first_name",
            "last_name",
            "state",
            "last_contact_on",
            "zone__name",
            "cohort__name",
            "owner__first_name",
            "cv__state",
            "publication__ended_at",
            "publication__grant__ended_at",
            "publication__grant__until",
        )
        return [self._row(*row) for row in rows.values_list(*columns)]

    @staticmethod
    def _row(
        code: str,
        first: str,
        last: str,
        state: str,
        contact: date | None,
        *others: Any,
    ) -> CandidateRow:
        zone, cohort, owner, cv, gone, over, until = others
        visible = bool(until) and not gone and not over and until > timezone.now()
        return CandidateRow(
            code,
            first,
            last,
            PathState(state),
            contact,
            zone,
            cohort or "",
            owner or "",
            cv == CVState.SUBMITTED,
            visible,
        )
