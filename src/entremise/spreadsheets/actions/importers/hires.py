"""Importing the list of hires."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from entremise.candidates.enums import ContractType, PathState
from entremise.candidates.models import Candidate
from entremise.companies.models import Company
from entremise.foundation.kit.text import gettext as _
from entremise.onboarding.actions import add_hire_from_list
from entremise.onboarding.models import Hire
from entremise.spreadsheets.columns import fold_heading
from entremise.spreadsheets.enums import RowOutcome
from entremise.spreadsheets.lists.hires import HIRES
from entremise.spreadsheets.reading.rows import MissingThing, RowReason, RowRefused

from .base import Importer, RowResult, RowVerdict, step_stays_reason
from .past import (
    candidate_named,
    check_order,
    known_candidates,
    named,
    zone_of_candidate,
)

MAX_WEEKLY_HOURS = 60


class HireImporter(Importer):
    declared = HIRES

    def load(self) -> None:
        self.candidates = known_candidates(self.zones)
        companies = Company.objects.filter(zone__in=self.zones)
        self.by_siren = {company.siren: company for company in companies.iterator()}
        by_name: dict[str, list[Company]] = {}
        for company in self.by_siren.values():
            by_name.setdefault(fold_heading(company.name), []).append(company)
        self.by_name = {n: there[0] for n, there in by_name.items() if len(there) == 1}
        self.known: set[tuple[int | None, date, str]] = set()
        hires = Hire.objects.filter(candidate__zone__in=self.zones)
        for hire in hires.select_related("company").iterator():
            self.known.add(
                (hire.candidate_id, hire.starts_on, fold_heading(hire.employer))
            )
        states = Candidate.objects.filter(zone__in=self.zones)
        self.states = dict(states.values_list("pk", "state"))

    def label(self, values: dict[str, Any]) -> str:
        return f"{named(values, 'candidate_')} – {values['title']}"

    def zone_of(self, values: dict[str, Any]) -> int | None:
        return zone_of_candidate(values, self.candidates)

    def verdict(self, values: dict[str, Any], number: int) -> RowVerdict:
        candidate = candidate_named(values, self.candidates)
        company = self._company(values)
        _check_values(values)
        employer = company.name if company else values["employer_name"]
        label = self.label(values)
        same = (candidate.pk, values["starts_on"], fold_heading(employer))
        if same in self.known:
            reason = RowReason(_("Cette embauche est déjà enregistrée."))
            return RowVerdict(RowOutcome.SAME, label, [reason], values)
        self.known.add(same)
        reasons = []
        state = PathState(self.states[candidate.pk or 0])
        if "ended_on" not in values and state != PathState.EMPLOYED:
            reasons.append(step_stays_reason(state))
        values |= {"candidate_pk": candidate.pk, "company": company}
        return RowVerdict(RowOutcome.NEW, label, reasons, values)

    def _company(self, values: dict[str, Any]) -> Company | None:
        if siren := values.get("company_siren"):
            company = self.by_siren.get(siren)
            if company is None and not values.get("employer_name"):
                raise RowRefused(
                    RowReason(
                        _("Pas d’entreprise avec ce SIREN : écrivez son nom."),
                        "company_siren",
                        MissingThing("company"),
                    )
                )
            return company
        if not values.get("employer_name"):
            raise RowRefused(RowReason(_("Dites qui embauche."), "employer_name"))
        return self.by_name.get(fold_heading(values["employer_name"]))

    def apply(self, verdict: RowVerdict) -> RowResult:
        values = verdict.values
        hire, plan = add_hire_from_list(
            Candidate.objects.select_related("zone").get(pk=values["candidate_pk"]),
            company=values["company"],
            employer_name=values.get("employer_name", ""),
            by=self.by,
            **{
                name: values[name]
                for name in (
                    "title",
                    "contract",
                    "starts_on",
                    "ends_on",
                    "ended_on",
                    "end_reason",
                    "weekly_hours",
                    "built_for_person",
                )
                if name in values
            },
        )
        return RowResult(hire.code, [hire, *plan])

    def reindex(self, codes: Iterable[str]) -> None:
        """Hires are not in the index."""

    def existing_codes(self, codes: Iterable[str]) -> set[str]:
        found = Hire.objects.filter(code__in=list(codes))
        return set(found.values_list("code", flat=True))


def _check_values(values: dict[str, Any]) -> None:
    started = values["starts_on"]
    check_order(started, values.get("ended_on"), "ended_on")
    if values["contract"] == ContractType.IMMERSION:
        raise RowRefused(
            RowReason(_("Une immersion n’est pas une embauche."), "contract")
        )
    if (planned := values.get("ends_on")) is not None and planned <= started:
        raise RowRefused(RowReason(_("La fin est avant le début."), "ends_on"))
    if "ended_on" in values and "end_reason" not in values:
        raise RowRefused(
            RowReason(_("Dites pourquoi le contrat a fini."), "end_reason")
        )
    if "ended_on" not in values:
        values.pop("end_reason", None)
    if not 0 < values.get("weekly_hours", 35) <= MAX_WEEKLY_HOURS:
        raise RowRefused(
            RowReason(_("Ce nombre d’heures par semaine est étrange."), "weekly_hours")
        )
