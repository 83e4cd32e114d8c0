"""Finding anything the viewer may see, by its words.

The index only proposes: each zone is asked in the circle of this reader, then what was
found is read again through the same queries as the pages, so that nothing is shown, counted
or guessed that they could not open.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from entremise.candidates.queries import candidates_listed_for
from entremise.coaching.queries import coaches_listed_for, sessions_visible_to
from entremise.companies.queries import companies_visible_to
from entremise.foundation.accounts.queries import zones_for
from entremise.foundation.accounts.rules import is_team_in
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.search.actions import told
from entremise.foundation.search.circles import STAFF, TEAM, circle
from entremise.foundation.search.queries import find, suggest
from entremise.opportunities.queries import opportunities_visible_to
from entremise.spaces.shared.finding import Group, Marking, Thing, first_of, joined

FIRST = 6  # of each sort, before one is chosen
MOST = 60
READ = 300  # of the best answers of each zone
SUGGESTED = 8
IN_THE_FILE = {
    "person": ("text",)
}  # what is written of somebody is read in their file, where who looks is noted


@dataclass(frozen=True)
class Answer:
    groups: list[Group]
    understood: list[str]  # what was searched instead, when a word had to be guessed
    alike: bool = False

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)


def _people(viewer: Any, codes: list[str]) -> dict[str, Thing]:
    return {
        p.code: Thing(
            f"{p.first_name} {p.last_name}".strip(),
            joined(
                p.zone.name,
                p.cohort.name if p.cohort else "",
                p.owner.full_name if p.owner else "",
            ),
            reverse("team:candidate", args=[p.code]),
            p.get_state_display(),
        )
        for p in candidates_listed_for(viewer).filter(code__in=codes)
    }


def _companies(viewer: Any, codes: list[str]) -> dict[str, Thing]:
    return {
        c.code: Thing(
            c.name,
            joined(c.zone.name, c.city, c.activity),
            reverse("team:company", args=[c.code]),
            c.get_state_display(),
        )
        for c in companies_visible_to(viewer).filter(code__in=codes)
    }


def _jobs(viewer: Any, codes: list[str]) -> dict[str, Thing]:
    return {
        j.code: Thing(
            j.title,
            joined(
                j.company.name if j.company else j.employer_name,
                j.place,
                j.get_kind_display(),
            ),
            reverse("team:opportunity", args=[j.code]),
            j.get_state_display(),
        )
        for j in opportunities_visible_to(viewer).filter(code__in=codes)
    }


def _coaches(viewer: Any, codes: list[str]) -> dict[str, Thing]:
    return {
        c.code: Thing(
            c.user.full_name,
            joined(
                c.zone.name, ", ".join(p.candidate.first_name for p in c.live_pairings)
            ),
            reverse("team:coach", args=[c.code]),
            c.get_state_display(),
        )
        for c in coaches_listed_for(viewer).filter(code__in=codes)
    }


def _notes(viewer: Any, codes: list[str]) -> dict[str, Thing]:
    return {
        n.code: Thing(
            n.pairing.candidate.first_name,
            date_format(n.on, "DATE_FORMAT"),
            reverse("team:sessions", args=[n.pairing.candidate.code]),
        )
        for n in sessions_visible_to(viewer).filter(code__in=codes)
    }


SORTS: dict[str, tuple[Any, Callable[[Any, list[str]], dict[str, Thing]]]] = {
    "person": (_("Candidats"), _people),
    "company": (_("Entreprises"), _companies),
    "job": (_("Postes"), _jobs),
    "coach": (_("Coachs"), _coaches),
    "note": (_("Carnets des coachs"), _notes),
}


def _circles_of(viewer: Any) -> list[str]:
    """The index of each of their zones: the team's, or what every member of the staff may read."""
    zones = zones_for(viewer).order_by("pk")
    return [
        circle(TEAM if is_team_in(viewer, zone) else STAFF, zone.pk) for zone in zones
    ]


def answer(viewer: Any, words: str, *, sort: str = "", exact: bool = False) -> Answer:
    facets, circles = {"sort": [sort]} if sort in SORTS else {}, _circles_of(viewer)
    found = [find(kind, words, facets=facets, exact=exact) for kind in circles]
    found = first_of([one for one in found if one.keys])
    codes = _taken_in_turn(one.keys[:READ] for one in found)
    marking = Marking(frozenset(term for one in found for term in one.terms))
    groups = []
    for name in [sort] if sort in SORTS else SORTS:
        label, read = SORTS[name]
        things = read(viewer, codes) if codes else {}
        answers = [code for code in codes if code in things]
        if answers:
            shown = answers[: MOST if sort in SORTS else FIRST]
            entries = told(name, shown, circles)
            withheld = IN_THE_FILE.get(name, ())
            rows = [
                marking.row(things[code], entries.get(code), withheld=withheld)
                for code in shown
            ]
            groups.append(Group(name, str(label), rows, len(answers)))
    guessed = (
        list(dict.fromkeys(one.understood for one in found if one.understood))
        if groups
        else []
    )
    return Answer(
        groups, guessed, alike=bool(groups) and all(one.alike for one in found)
    )


def _taken_in_turn(ranked: Iterable[list[str]]) -> list[str]:
    """The best of each zone, then the second ones…"""
    return [code for turn in zip_longest(*ranked) for code in turn if code]


def words_like(viewer: Any, typed: str) -> list[str]:
    """Words in use in the viewer's own circles that begin like the last one typed."""
    found: dict[str, None] = {}
    for kind in _circles_of(viewer):
        found.update(dict.fromkeys(suggest(kind, typed, limit=SUGGESTED)))
    return list(found)[:SUGGESTED]
