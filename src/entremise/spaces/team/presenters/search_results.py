"""Search of the team: people, companies, jobs, coaches, notes.

The index proposes codes, for each zone of the viewer; the queries that the pages use then
decide what the viewer may see, so nothing is shown, counted or guessed beyond that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.formats import date_format

from entremise.candidates.queries.candidates import candidate_list_for
from entremise.coaching.queries import coach_list_for, sessions_visible_to
from entremise.companies.queries import companies_visible_to
from entremise.foundation.accounts.queries import zones_for
from entremise.foundation.accounts.rules import is_team_in
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.search.actions.scoped_index import readable_entries
from entremise.foundation.search.queries.facets import suggest_words
from entremise.foundation.search.queries.searching import search_index
from entremise.foundation.search.rules import STAFF_READERS, TEAM_READERS, index_scope
from entremise.opportunities.queries.opportunities import opportunities_visible_to
from entremise.spaces.shared.search_results import (
    HitGroup,
    HitHighlighter,
    SearchHit,
    join_details,
    prefer_exact_outcomes,
)

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import User

HITS_PER_KIND = 6  # when all kinds are shown
MAX_HITS = 60  # when one kind is chosen
MAX_READ_PER_ZONE = 300  # best hits read for each zone
MAX_SUGGESTIONS = 8
# Not shown in a list: it is read in the file of the person, where each access is recorded.
FIELDS_READ_IN_FILE_ONLY = {"person": ("text",)}


@dataclass(frozen=True)
class TeamSearchResults:
    groups: list[HitGroup]
    understood: list[str]  # what was searched instead, where a word was guessed
    alike: bool = False

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)


def _people(viewer: User, codes: list[str]) -> dict[str, SearchHit]:
    return {
        p.code: SearchHit(
            f"{p.first_name} {p.last_name}".strip(),
            join_details(
                p.zone.name,
                p.cohort.name if p.cohort else "",
                p.owner.full_name if p.owner else "",
            ),
            reverse("team:candidate", args=[p.code]),
            p.get_state_display(),
        )
        for p in candidate_list_for(viewer).filter(code__in=codes)
    }


def _companies(viewer: User, codes: list[str]) -> dict[str, SearchHit]:
    return {
        c.code: SearchHit(
            c.name,
            join_details(c.zone.name, c.city, c.activity),
            reverse("team:company", args=[c.code]),
            c.get_state_display(),
        )
        for c in companies_visible_to(viewer).filter(code__in=codes)
    }


def _jobs(viewer: User, codes: list[str]) -> dict[str, SearchHit]:
    return {
        j.code: SearchHit(
            j.title,
            join_details(
                j.company.name if j.company else j.employer_name,
                j.place,
                j.get_kind_display(),
            ),
            reverse("team:opportunity", args=[j.code]),
            j.get_state_display(),
        )
        for j in opportunities_visible_to(viewer).filter(code__in=codes)
    }


def _coaches(viewer: User, codes: list[str]) -> dict[str, SearchHit]:
    coaches: Any = coach_list_for(viewer).filter(code__in=codes)  # with live_pairings
    return {
        c.code: SearchHit(
            c.user.full_name,
            join_details(
                c.zone.name, ", ".join(p.candidate.first_name for p in c.live_pairings)
            ),
            reverse("team:coach", args=[c.code]),
            c.get_state_display(),
        )
        for c in coaches
    }


def _notes(viewer: User, codes: list[str]) -> dict[str, SearchHit]:
    return {
        n.code: SearchHit(
            n.pairing.candidate.first_name,
            date_format(n.on, "DATE_FORMAT"),
            reverse("team:sessions", args=[n.pairing.candidate.code]),
        )
        for n in sessions_visible_to(viewer).filter(code__in=codes)
    }


HIT_KINDS: dict[str, tuple[Any, Callable[[Any, list[str]], dict[str, SearchHit]]]] = {
    "person": (_("Candidats"), _people),
    "company": (_("Entreprises"), _companies),
    "job": (_("Postes"), _jobs),
    "coach": (_("Coachs"), _coaches),
    "note": (_("Carnets des coachs"), _notes),
}


def _index_scopes_of(viewer: User) -> list[str]:
    """The index scope of each of their zones: the team's, or that of any member of the staff."""
    zones = zones_for(viewer).order_by("pk")
    return [
        index_scope(
            TEAM_READERS if is_team_in(viewer, zone) else STAFF_READERS, zone.pk
        )
        for zone in zones
    ]


def search_results_for(
    viewer: User, query: str, *, hit_kind: str = "", exact: bool = False
) -> TeamSearchResults:
    facets, scopes = (
        {"sort": [hit_kind]} if hit_kind in HIT_KINDS else {},
        _index_scopes_of(viewer),
    )
    outcomes = [
        search_index(scope, query, facets=facets, exact=exact) for scope in scopes
    ]
    outcomes = prefer_exact_outcomes([one for one in outcomes if one.keys])
    codes = _interleaved(one.keys[:MAX_READ_PER_ZONE] for one in outcomes)
    highlighter = HitHighlighter(
        frozenset(term for one in outcomes for term in one.terms)
    )
    groups = []
    for name in [hit_kind] if hit_kind in HIT_KINDS else HIT_KINDS:
        label, read = HIT_KINDS[name]
        hits = read(viewer, codes) if codes else {}
        found = [code for code in codes if code in hits]
        if found:
            shown = found[: MAX_HITS if hit_kind in HIT_KINDS else HITS_PER_KIND]
            entries = readable_entries(name, shown, scopes)
            withheld = FIELDS_READ_IN_FILE_ONLY.get(name, ())
            rows = [
                highlighter.highlight(hits[code], entries.get(code), withheld=withheld)
                for code in shown
            ]
            groups.append(HitGroup(name, str(label), rows, len(found)))
    understood = (
        list(dict.fromkeys(one.understood for one in outcomes if one.understood))
        if groups
        else []
    )
    return TeamSearchResults(
        groups, understood, alike=bool(groups) and all(one.alike for one in outcomes)
    )


def _interleaved(rankings: Iterable[list[str]]) -> list[str]:
    """The first code of each list, then the second ones…"""
    return [code for rank in zip_longest(*rankings) for code in rank if code]


def search_suggestions_for(viewer: User, typed: str) -> list[str]:
    """Words of the index scopes of the viewer that begin like the last one typed."""
    words: dict[str, None] = {}
    for scope in _index_scopes_of(viewer):
        words.update(dict.fromkeys(suggest_words(scope, typed, limit=MAX_SUGGESTIONS)))
    return list(words)[:MAX_SUGGESTIONS]
