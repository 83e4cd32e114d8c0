"""Importing the list of companies, with their people."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models

from entremise.companies.actions import (
    COMPLETED_FIELDS,
    add_company_from_list,
    add_member_from_list,
    complete_company_from_list,
)
from entremise.companies.enums import CompanyState, MemberRole
from entremise.companies.indexing import COMPANY_DOCUMENTS
from entremise.companies.models import Company, CompanyMember
from entremise.companies.validators import departement_of
from entremise.foundation.accounts.validators import departement_label
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.search.actions.scoped_index import reindex_scoped
from entremise.spreadsheets.columns import fold_heading
from entremise.spreadsheets.enums import RowOutcome
from entremise.spreadsheets.lists.companies import COMPANIES
from entremise.spreadsheets.reading.rows import RowReason, RowRefused

from .base import (
    FileNote,
    Importer,
    RowResult,
    RowVerdict,
    completed_reason,
    counted_states,
    same_reason,
)
from .known_accounts import KnownAccounts, person_of, user_of
from .known_people import filled_fields

MAX_HEADCOUNT = 2_000_000
is_address = URLValidator(schemes=["http", "https"])


@dataclass
class KnownCompany:
    name: str
    code: str = ""
    row: int = 0
    filled: set[str] = field(default_factory=set)
    # folded name, and e-mail, of its people
    people: set[str] = field(default_factory=set)

    @property
    def shown(self) -> str:
        if not self.row:
            return self.name
        return _("%(name)s, ligne %(row)d de ce fichier") % {
            "name": self.name,
            "row": self.row,
        }


class CompanyImporter(Importer):
    declared = COMPANIES

    def load(self) -> None:
        self.accounts = KnownAccounts()
        self.arriving: Counter[str] = Counter()  # CompanyState → new companies
        managed = {zone.pk for zone in self.zones}
        # SIREN → what is known of it; None: followed by a zone that is not ours
        self.companies: dict[str, KnownCompany | None] = {}
        by_pk: dict[int, KnownCompany] = {}
        for company in Company.objects.iterator():
            if company.zone_id not in managed:
                self.companies[company.siren] = None
                continue
            filled = {name for name in COMPLETED_FIELDS if getattr(company, name)}
            known = KnownCompany(company.name, company.code, filled=filled)
            self.companies[company.siren] = by_pk[company.pk] = known
        members = CompanyMember.objects.filter(company__in=by_pk, ended_at=None)
        for member in members.select_related("user").iterator():
            user = member.user
            by_pk[member.company_id].people |= _marks(
                {
                    "first_name": user.first_name,
                    "last_name": user.last_name,
                    "email": user.known_email,
                }
            )

    def label(self, values: dict[str, Any]) -> str:
        who = person_of(values, "member_")
        name = f"{who['first_name']} {who['last_name']}".strip()
        return f"{values['name']}, {name}" if name else values["name"]

    def verdict(self, values: dict[str, Any], number: int) -> RowVerdict:
        _check_details(values)
        known = self.companies.get(values["siren"], KnownCompany(""))
        if known is None:
            raise RowRefused(
                RowReason(
                    _("Cette entreprise est déjà suivie par une autre zone."), "siren"
                )
            )
        member_reason = self._member(values, known)
        label, filled = self.label(values), filled_fields(values, COMPLETED_FIELDS)
        if values["siren"] not in self.companies:
            known.name, known.row, known.filled = values["name"], number, filled
            self.companies[values["siren"]] = known
            reasons = [self._arrive(values), *member_reason, *_far_reasons(values)]
            return RowVerdict(RowOutcome.NEW, label, reasons, values, known)
        reasons = [same_reason(known.shown, _("même SIREN")), *member_reason]
        gaps = filled - known.filled
        if "postcode" in gaps:
            reasons += _far_reasons(values)
        known.filled |= gaps
        if gaps:
            reasons.append(completed_reason(COMPANIES, gaps))
        outcome = (
            RowOutcome.COMPLETED if gaps or "account" in values else RowOutcome.SAME
        )
        return RowVerdict(outcome, label, reasons, values, known)

    def _arrive(self, values: dict[str, Any]) -> RowReason:
        """Settle the state in which a new company arrives, and say it."""
        usual = self.defaults.get("state") or CompanyState.VERIFIED
        values.setdefault("state", usual)
        self.arriving[values["state"]] += 1
        state = CompanyState(values["state"]).label
        return RowReason(_("État : %(state)s.") % {"state": state})

    def notes(self) -> list[FileNote]:
        states = counted_states(CompanyState, self.arriving)
        if not states:
            return []
        text = _("Nouvelles entreprises : %(states)s.") % {"states": states}
        return [FileNote(text)]

    def _member(self, values: dict[str, Any], known: KnownCompany) -> list[RowReason]:
        """Note the account of a person to add; nothing for nobody, or somebody there already."""
        who = person_of(values, "member_")
        if not (who["first_name"] or who["last_name"]):
            if who["email"] or who["phone"] or values.get("member_job_title"):
                raise RowRefused(
                    RowReason(
                        _("Il manque le nom de la personne à contacter."),
                        "member_first_name",
                    )
                )
            return []
        marks = _marks(who)
        if marks & known.people:
            return []
        account = self.accounts.find(who, column="member_email")
        reason = _("%(name)s s’ajoute à l’entreprise.")
        if account is None:
            account = self.accounts.add(who)
        else:
            reason = _("%(name)s, dont le compte existe, s’ajoute à l’entreprise.")
        known.people |= marks
        values["account"] = account
        name = f"{who['first_name']} {who['last_name']}".strip()
        return [RowReason(reason % {"name": name})]

    def apply(self, verdict: RowVerdict) -> RowResult:
        known: KnownCompany = verdict.known
        values = verdict.values
        made: list[models.Model] = []
        changed: list[tuple[models.Model, dict[str, list[Any]]]] = []
        details = {name: values[name] for name in COMPLETED_FIELDS if name in values}
        if verdict.outcome == RowOutcome.NEW:
            if "state" in values:
                details["state"] = values["state"]
            company = add_company_from_list(
                name=values["name"],
                siren=values["siren"],
                zone=values["zone"],
                by=self.by,
                **details,
            )
            known.code = company.code
            made.append(company)
        else:
            company = Company.objects.select_related("zone").get(code=known.code)
            written = complete_company_from_list(company, by=self.by, **details)
            changes = {name: [None, value] for name, value in written.items()}
            changed.append((company, changes))
        if "account" in values:
            user, is_new = user_of(values["account"], person_of(values, "member_"))
            member = add_member_from_list(
                company,
                user,
                role=values.get("member_role", MemberRole.RECRUITER),
                job_title=values.get("member_job_title", ""),
                by=self.by,
            )
            made += [user, member] if is_new else [member]
        return RowResult(company.code, made, changed)

    def reindex(self, codes: Iterable[str]) -> None:
        for code in codes:
            reindex_scoped(COMPANY_DOCUMENTS, code)

    def existing_codes(self, codes: Iterable[str]) -> set[str]:
        found = Company.objects.filter(code__in=list(codes))
        return set(found.values_list("code", flat=True))


def _marks(person: dict[str, str]) -> set[str]:
    """By what somebody of a company is known again: their name, or their e-mail."""
    name = fold_heading(f"{person['first_name']} {person['last_name']}")
    return {mark for mark in (name, person["email"].lower()) if mark}


def _far_reasons(values: dict[str, Any]) -> list[RowReason]:
    """A remark on a postcode outside the départements of the zone: it refuses nothing."""
    zone, postcode = values["zone"], values.get("postcode", "")
    departement = departement_of(postcode)
    if not departement or not zone.departements or departement in zone.departements:
        return []
    return [
        RowReason(
            _("Le code postal %(postcode)s est hors de la zone %(zone)s : %(there)s.")
            % {
                "postcode": postcode,
                "zone": zone.name,
                "there": departement_label(departement),
            },
            "postcode",
        )
    ]


def _check_details(values: dict[str, Any]) -> None:
    if "headcount" in values:
        number = values["headcount"]
        if number != int(number) or not 0 <= number <= MAX_HEADCOUNT:
            raise RowRefused(RowReason(_("Ce n’est pas un nombre."), "headcount"))
        values["headcount"] = int(number)
    if website := values.get("website"):
        address = website if "://" in website else f"https://{website}"
        try:
            is_address(address)
        except ValidationError as error:
            raise RowRefused(
                RowReason(
                    _("Cette adresse de site n’est pas complète : %(address)s.")
                    % {"address": website[:60]},
                    "website",
                )
            ) from error
        values["website"] = address
