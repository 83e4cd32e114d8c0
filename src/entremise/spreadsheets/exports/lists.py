"""The lists that the team takes away as files: whose rows, which columns, for whom.

What a list shows on screen, a file may hold, for the zones of whoever asks. Ways to reach
people go to the team of their zone only; what was confided goes to nobody.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from entremise.candidates.queries.candidates import candidate_list_for
from entremise.coaching.queries import coach_list_for, pairings_for
from entremise.companies.models import CompanyMember
from entremise.companies.queries import company_list_for
from entremise.foundation.accounts.models import Viewer
from entremise.foundation.accounts.rules import is_team, is_team_in, staff_zone_ids
from entremise.foundation.kit.text import Sentence, gettext_lazy as _
from entremise.meetings.queries.meetings import meetings_for
from entremise.onboarding.queries import hire_list_for
from entremise.spreadsheets.columns import Column, SpreadsheetList, cell_of
from entremise.spreadsheets.lists.candidates import CANDIDATES
from entremise.spreadsheets.lists.coaches import COACHES
from entremise.spreadsheets.lists.companies import COMPANIES, CompanyLine
from entremise.spreadsheets.lists.hires import HIRES
from entremise.spreadsheets.lists.meetings import MEETINGS
from entremise.spreadsheets.lists.pairings import PAIRINGS
from entremise.spreadsheets.queries import of_origin

CHUNK = 500  # objects read at once
Filters = Mapping[str, str]  # name in the address of the list → what was chosen


def _itself(thing: Any) -> Iterable[Any]:
    return (thing,)


@dataclass(frozen=True)
class ExportedList:
    declared: SpreadsheetList
    name: str  # in its address
    things_for: Callable[[Viewer, Filters], QuerySet[Any]]
    zone_field: str  # lookup from a thing to its zone
    everybody: frozenset[str]  # columns for all the staff of the zone
    team: frozenset[str]  # columns for the team of the zone only
    person_field: str = ""  # lookup from a thing to the candidate it tells about
    filters: tuple[str, ...] = ()
    lines_of: Callable[[Any], Iterable[Any]] = _itself  # the rows of one thing

    def chosen_in(self, query: Filters) -> dict[str, str]:
        """The filters of this list in the query of an address."""
        return {name: query[name][:60] for name in self.filters if query.get(name)}

    def visible_to(self, viewer: Viewer, filters: Filters) -> QuerySet[Any]:
        """The things of the viewer's zones, as the list on screen orders them."""
        things = self.things_for(viewer, filters)
        zones = staff_zone_ids(viewer)
        if zones is None:
            return things
        return things.filter(Q(**{f"{self.zone_field}__in": zones}))

    def columns_for(self, viewer: Viewer) -> list[Column]:
        allowed = self.everybody | (self.team if is_team(viewer) else frozenset())
        return [c for c in self.declared.exported_columns if c.key in allowed]

    def rows(
        self, viewer: Viewer, filters: Filters, keys: list[int]
    ) -> Iterator[list[Any]]:
        """The cells of the things with these primary keys, read little by little.

        Rights are asked again: what has left the viewer's zones meanwhile is left out.
        """
        columns = self.columns_for(viewer)
        for start in range(0, len(keys), CHUNK):
            chunk = keys[start : start + CHUNK]
            found = self.visible_to(viewer, filters).filter(pk__in=chunk)
            by_key = {thing.pk: thing for thing in found}
            for key in filter(by_key.__contains__, chunk):
                yield from self._lines(viewer, by_key[key], columns)

    def _lines(
        self, viewer: Viewer, thing: Any, columns: list[Column]
    ) -> Iterator[list[Any]]:
        is_of_team = is_team_in(viewer, self._zone_of(thing))
        for line in self.lines_of(thing):
            yield [
                cell_of(column, line)
                if is_of_team or column.key in self.everybody
                else None
                for column in columns
            ]

    def _zone_of(self, thing: Any) -> Any:
        for name in self.zone_field.split("__"):
            thing = getattr(thing, name)
        return thing

    @property
    def never(self) -> frozenset[str]:
        """Columns that are only read, so that a file of before may be brought in."""
        keys = {column.key for column in self.declared.exported_columns}
        return frozenset(keys - self.everybody - self.team)


def _candidates(viewer: Viewer, filters: Filters) -> QuerySet[Any]:
    chosen = {name: filters.get(name, "") for name in ("zone", "state", "cohort")}
    listed = candidate_list_for(viewer, query=filters.get("words", ""), **chosen)
    listed = of_origin(listed, filters.get("origin", ""))
    return listed.select_related(None).select_related(
        "zone", "cohort", "referrer__organization"
    )


def _coaches(viewer: Viewer, filters: Filters) -> QuerySet[Any]:
    return coach_list_for(
        viewer,
        zone=filters.get("zone", ""),
        available_only=filters.get("place") == "oui",
    ).select_related("user", "zone")


def _pairings(viewer: Viewer, filters: Filters) -> QuerySet[Any]:
    return pairings_for(viewer).order_by("candidate__first_name", "pk")


def _companies(viewer: Viewer, filters: Filters) -> QuerySet[Any]:
    members = CompanyMember.objects.filter(ended_at=None).select_related("user")
    return (
        company_list_for(
            viewer, state=filters.get("state", ""), query=filters.get("words", "")
        )
        .select_related("zone")
        .prefetch_related(
            Prefetch("members", members.order_by("pk"), to_attr="members_now")
        )
    )


def _company_lines(company: Any) -> Iterable[CompanyLine]:
    return [CompanyLine(company, m) for m in company.members_now] or [
        CompanyLine(company)
    ]


def _hires(viewer: Viewer, filters: Filters) -> QuerySet[Any]:
    is_over = filters.get("finies") == "oui"
    return hire_list_for(viewer, is_current=not is_over).prefetch_related(None)


def _meetings(viewer: Viewer, filters: Filters) -> QuerySet[Any]:
    return (
        meetings_for(viewer)
        .select_related("candidate__zone", "company")
        .order_by("starts_at", "pk")
    )


_CANDIDATE = frozenset(["candidate_first_name", "candidate_last_name"])
_REACH_CANDIDATE = frozenset(["candidate_phone", "candidate_email"])
_COACH = frozenset(["coach_first_name", "coach_last_name"])
_REACH_COACH = frozenset(["coach_phone", "coach_email"])

EXPORTED_LISTS: dict[str, ExportedList] = {
    exported.name: exported
    for exported in (
        ExportedList(
            CANDIDATES,
            "candidats",
            _candidates,
            "zone_id",
            everybody=frozenset(
                [
                    "first_name",
                    "last_name",
                    "zone",
                    "cohort",
                    "state",
                    "started_on",
                    "last_contact_on",
                    "language",
                ]
            ),
            team=frozenset(
                [
                    "phone",
                    "email",
                    "organization",
                    "referrer_first_name",
                    "referrer_last_name",
                    "referrer_phone",
                    "referrer_email",
                ]
            ),
            person_field="code",
            filters=("zone", "state", "cohort", "origin", "words"),
        ),
        ExportedList(
            COACHES,
            "coachs",
            _coaches,
            "zone_id",
            everybody=frozenset(
                [
                    "first_name",
                    "last_name",
                    "zone",
                    "capacity",
                    "languages",
                    "about",
                    "state",
                ]
            ),
            team=frozenset(["email", "phone"]),
            filters=("zone", "place"),
        ),
        ExportedList(
            COMPANIES,
            "entreprises",
            _companies,
            "zone_id",
            everybody=frozenset(
                [
                    "name",
                    "siren",
                    "zone",
                    "activity",
                    "size",
                    "headcount",
                    "street",
                    "postcode",
                    "city",
                    "website",
                    "presentation",
                    "state",
                    "member_first_name",
                    "member_last_name",
                    "member_job_title",
                    "member_role",
                ]
            ),
            team=frozenset(["member_email", "member_phone"]),
            filters=("state", "words"),
            lines_of=_company_lines,
        ),
        ExportedList(
            PAIRINGS,
            "binomes",
            _pairings,
            "candidate__zone_id",
            everybody=_CANDIDATE | _COACH | {"started_on", "ended_on"},
            team=_REACH_CANDIDATE | _REACH_COACH | {"end_reason"},
            person_field="candidate__code",
        ),
        ExportedList(
            HIRES,
            "embauches",
            _hires,
            "candidate__zone_id",
            everybody=_CANDIDATE
            | {
                "company_siren",
                "employer_name",
                "title",
                "contract",
                "starts_on",
                "ends_on",
                "weekly_hours",
                "built_for_person",
                "ended_on",
            },
            team=_REACH_CANDIDATE | {"end_reason"},
            person_field="candidate__code",
            filters=("finies",),
        ),
        ExportedList(
            MEETINGS,
            "rencontres",
            _meetings,
            "candidate__zone_id",
            everybody=_CANDIDATE
            | {
                "zone",
                "kind",
                "state",
                "on",
                "hour",
                "minutes",
                "in_person",
                "company",
                "company_siren",
            },
            team=_REACH_CANDIDATE | {"place"},
            person_field="candidate__code",
        ),
    )
}
FILTER_LABELS: dict[str, Sentence] = {
    "zone": _("zone"),
    "state": _("étape ou état"),
    "cohort": _("promotion"),
    "origin": _("venus d’une liste"),
    "words": _("mots cherchés"),
    "place": _("avec de la place"),
    "finies": _("embauches finies"),
}
