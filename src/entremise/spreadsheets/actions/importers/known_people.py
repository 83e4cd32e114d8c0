"""Recognising a person: by what is theirs, not by a resemblance."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from entremise.foundation.kit.text import gettext as _
from entremise.spreadsheets.columns import fold_heading


@dataclass
class KnownPerson:
    first_name: str
    last_name: str
    phone: str
    email: str
    zone_id: int
    pk: int | None = None  # None: a row above, not imported yet
    code: str = ""
    row: int = 0  # of this file; 0: known before
    state: str = ""  # PathState of a candidate
    filled: set[str] = field(default_factory=set)  # fields that are not empty

    @property
    def shown(self) -> str:
        name = f"{self.first_name} {self.last_name}".strip()
        if not self.row:
            return name
        return _("%(name)s, ligne %(row)d de ce fichier") % {
            "name": name,
            "row": self.row,
        }


class KnownPeople:
    """The people of some zones, found by telephone, e-mail or name."""

    def __init__(self, people: Iterable[KnownPerson] = ()) -> None:
        self._by_phone: dict[str, list[KnownPerson]] = defaultdict(list)
        self._by_email: dict[str, list[KnownPerson]] = defaultdict(list)
        self._by_name: dict[str, list[KnownPerson]] = defaultdict(list)
        for person in people:
            self.add(person)

    def add(self, person: KnownPerson) -> None:
        if person.phone:
            self._by_phone[person.phone].append(person)
        if person.email:
            self._by_email[person.email].append(person)
        self._by_name[folded_name(person.first_name, person.last_name)].append(person)

    def same_person(
        self, *, first_name: str, last_name: str, phone: str, email: str, zone_id: int
    ) -> tuple[KnownPerson | None, str]:
        """Who this is, and because of what; (None, a remark) for somebody new.

        The same telephone or e-mail, and the same first name: families and shelters share a
        telephone. Or the same first and last name in the same zone, where nothing contradicts.
        """
        for people, because in (
            (self._by_phone.get(phone, []), _("même téléphone")),
            (self._by_email.get(email, []), _("même e-mail")),
        ):
            for person in people:
                if _may_be(person, first_name, last_name):
                    return person, because
        namesakes = self._by_name.get(folded_name(first_name, last_name), [])
        here = [person for person in namesakes if person.zone_id == zone_id]
        if last_name and first_name:
            for person in here:
                if not _contradicts(person, phone, email):
                    return person, _("même nom, même zone")
        shared = self._by_phone.get(phone, []) + self._by_email.get(email, [])
        if shared:
            return None, _("Une autre personne a ces coordonnées : %(name)s.") % {
                "name": shared[0].shown
            }
        if here and last_name:
            return None, _(
                "Une autre personne a ce nom : %(name)s, avec d’autres coordonnées."
            ) % {"name": here[0].shown}
        return None, ""

    def named(
        self, *, first_name: str, last_name: str, phone: str, email: str
    ) -> list[KnownPerson]:
        """Everybody whom these words may name: by telephone, else e-mail, else name."""
        for people in (self._by_phone.get(phone), self._by_email.get(email)):
            if found := [p for p in people or [] if _may_be(p, first_name, last_name)]:
                return found
        return self._by_name.get(folded_name(first_name, last_name), [])


def folded_name(first_name: str, last_name: str) -> str:
    return fold_heading(f"{first_name} {last_name}")


def _may_be(person: KnownPerson, first_name: str, last_name: str) -> bool:
    return not first_name or (
        fold_heading(person.first_name) == fold_heading(first_name)
        and (
            not last_name
            or not person.last_name
            or fold_heading(person.last_name) == fold_heading(last_name)
        )
    )


def _contradicts(person: KnownPerson, phone: str, email: str) -> bool:
    """Another telephone or another e-mail, and nothing in common."""
    differs = bool(phone and person.phone and phone != person.phone) or bool(
        email and person.email and email != person.email
    )
    same = bool(phone and phone == person.phone) or bool(
        email and email == person.email
    )
    return differs and not same


def filled_fields(values: dict[str, Any], names: Iterable[str]) -> set[str]:
    return {name for name in names if values.get(name)}
