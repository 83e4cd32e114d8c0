"""Importing the list of coaches."""

from collections.abc import Iterable
from typing import Any

from entremise.coaching.actions import (
    MAX_COACH_CAPACITY,
    add_coach_from_list,
    complete_coach_from_list,
)
from entremise.coaching.indexing import COACH_DOCUMENTS
from entremise.coaching.models import Coach
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.search.actions.scoped_index import reindex_scoped
from entremise.spreadsheets.enums import RowOutcome
from entremise.spreadsheets.lists.coaches import COACHES
from entremise.spreadsheets.reading.rows import RowReason, RowRefused

from .base import Importer, RowResult, RowVerdict, completed_reason, same_reason
from .known_accounts import KnownAccounts, person_of, user_of
from .known_people import KnownPeople, KnownPerson, filled_fields

COMPLETED_COLUMNS = ("email", "phone", "languages", "about")


class CoachImporter(Importer):
    declared = COACHES

    def load(self) -> None:
        self.accounts = KnownAccounts()
        coaches = Coach.objects.select_related("user").iterator()
        self.coached_accounts: dict[int, int] = {}
        self.people = KnownPeople()
        managed = {zone.pk for zone in self.zones}
        for coach in coaches:
            self.coached_accounts[coach.user_id] = coach.zone_id
            if coach.zone_id in managed:
                self.people.add(known_coach(coach))

    def label(self, values: dict[str, Any]) -> str:
        return f"{values['first_name']} {values.get('last_name', '')}".strip()

    def verdict(self, values: dict[str, Any], number: int) -> RowVerdict:
        zone, who = values["zone"], person_of(values)
        values["capacity"] = _capacity(values.get("capacity"))
        person, because = self.people.same_person(**who, zone_id=zone.pk)
        if person is None:
            return self._new(values, who, number, because)
        gaps = filled_fields(values, COMPLETED_COLUMNS) - person.filled
        reasons = [same_reason(person.shown, because)]
        if not gaps:
            return RowVerdict(
                RowOutcome.SAME, self.label(values), reasons, values, person
            )
        person.filled |= gaps
        reasons.append(completed_reason(COACHES, gaps))
        return RowVerdict(
            RowOutcome.COMPLETED, self.label(values), reasons, values, person
        )

    def _new(
        self, values: dict[str, Any], who: dict[str, str], number: int, remark: str
    ) -> RowVerdict:
        account = self.accounts.find(who, column="email")
        reasons = [RowReason(remark)] if remark else []
        if account is None:
            account = self.accounts.add(who)
        elif account.pk in self.coached_accounts:
            raise RowRefused(
                RowReason(_("Cette personne est déjà coach, dans une autre zone."))
            )
        else:
            reasons.append(
                RowReason(_("Son compte existe déjà : le rôle de coach s’y ajoute."))
            )
        person = KnownPerson(
            who["first_name"],
            who["last_name"],
            who["phone"],
            who["email"],
            zone_id=values["zone"].pk,
            row=number,
            filled=filled_fields(values, COMPLETED_COLUMNS),
        )
        self.people.add(person)
        values["account"] = account
        return RowVerdict(RowOutcome.NEW, self.label(values), reasons, values, person)

    def apply(self, verdict: RowVerdict) -> RowResult:
        known: KnownPerson = verdict.known
        values = verdict.values
        if verdict.outcome == RowOutcome.NEW:
            user, is_new = user_of(values["account"], person_of(values))
            coach = add_coach_from_list(
                user,
                zone=values["zone"],
                by=self.by,
                **{
                    name: values[name]
                    for name in ("capacity", "languages", "about", "state")
                    if name in values
                },
            )
            known.pk, known.code = coach.pk, coach.code
            self.coached_accounts[user.pk] = coach.zone_id
            return RowResult(coach.code, [user, coach] if is_new else [coach])
        coach = Coach.objects.select_related("user", "zone").get(code=known.code)
        written = complete_coach_from_list(
            coach,
            by=self.by,
            **{name: values.get(name, "") for name in COMPLETED_COLUMNS},
        )
        return RowResult(
            coach.code,
            changed=[
                (row, {name: [None, value] for name, value in changes.items()})
                for row, changes in written
            ],
        )

    def reindex(self, codes: Iterable[str]) -> None:
        for code in codes:
            reindex_scoped(COACH_DOCUMENTS, code)

    def existing_codes(self, codes: Iterable[str]) -> set[str]:
        found = Coach.objects.filter(code__in=list(codes))
        return set(found.values_list("code", flat=True))


def known_coach(coach: Coach) -> KnownPerson:
    user = coach.user
    filled = {name for name in ("languages", "about") if getattr(coach, name)}
    if user.known_email:
        filled.add("email")
    if user.known_phone:
        filled.add("phone")
    return KnownPerson(
        user.first_name,
        user.last_name,
        user.known_phone,
        user.known_email,
        coach.zone_id,
        coach.pk,
        coach.code,
        filled=filled,
    )


def _capacity(number: Any) -> int:
    if number is None:
        return 1
    if number != int(number) or not 1 <= number <= MAX_COACH_CAPACITY:
        raise RowRefused(
            RowReason(
                _("Un coach accompagne de 1 à %(most)d personnes à la fois.")
                % {"most": MAX_COACH_CAPACITY},
                "capacity",
            )
        )
    return int(number)
