"""Search of a coach: own people, meetings, notes and leads, and published CVs.

A coach's own records are few: they are read with the queries of the pages and indexed in memory at
each search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from entremise.candidates.content.fields import index_texts
from entremise.coaching.queries import coached_candidates_for, own_sessions_for
from entremise.foundation.kit import links
from entremise.foundation.kit.text import gettext as _, gettext_lazy
from entremise.foundation.search.analysis.weighting import IndexEntry
from entremise.foundation.search.queries.in_memory import InMemoryIndex
from entremise.gallery.queries.autocomplete import search_completions
from entremise.gallery.queries.people import gallery_search, person_summaries
from entremise.meetings.queries.meetings import meetings_for
from entremise.opportunities.queries.leads import leads_for
from entremise.opportunities.queries.opportunities import (
    candidate_proposals_for,
    candidate_sketches_for,
)
from entremise.spaces.shared.gallery.cards import render_person_cards
from entremise.spaces.shared.leads import OPENINGS_PER_PAGE
from entremise.spaces.shared.search_results import (
    HighlightedHit,
    HitGroup,
    HitHighlighter,
    SearchHit,
    SearchOutcome,
    join_details,
    prefer_exact_outcomes,
)

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import User

MAX_PUBLIC_CARDS = 6
MAX_SUGGESTIONS = 8

HIT_KINDS = {
    "person": gettext_lazy("Mes candidats"),
    "meeting": gettext_lazy("Rencontres"),
    "note": gettext_lazy("Carnets"),
    "lead": gettext_lazy("Pistes"),
}


@dataclass(frozen=True)
class IndexedHit:
    kind: str
    hit: SearchHit
    entry: IndexEntry


@dataclass(frozen=True)
class CoachSearchResults:
    groups: list[HitGroup]
    public_cards: list[str]  # HTML of published CVs that match
    public_total: int
    understood: list[str]  # what was searched instead, where a word was guessed
    alike: bool

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups) + self.public_total

    @property
    def has_more(self) -> bool:
        """Whether more published CVs match than the cards shown."""
        return self.public_total > len(self.public_cards)


def _indexed_hit(kind: str, code: str, hit: SearchHit, **fields: str) -> IndexedHit:
    return IndexedHit(kind, hit, IndexEntry(f"{kind} {code}", fields))


def _people_hits(people: Iterable[Any]) -> Iterator[IndexedHit]:
    for person in people:
        cv = getattr(person, "cv", None)
        url = reverse("coach:candidate", args=[person.code])
        hit = SearchHit(
            person.first_name, person.zone.name, url, person.get_state_display()
        )
        if cv is None:
            yield _indexed_hit(
                "person",
                person.code,
                hit,
                title=person.first_name,
                places=person.zone.name,
            )
            continue
        texts = {
            name: index_texts(cv.document, name, accompanied=True)
            for name in ("title", "past", "skills", "places", "languages", "text")
        }
        texts["title"].insert(0, person.first_name)
        texts["places"].insert(0, person.zone.name)
        yield _indexed_hit(
            "person",
            person.code,
            hit,
            **{name: "\n".join(said) for name, said in texts.items()},
        )


def _meetings(viewer: User, people: list[Any]) -> Iterator[IndexedHit]:
    for meeting in meetings_for(viewer, accompanied=people):
        kind, day = (
            meeting.get_kind_display(),
            date_format(timezone.localtime(meeting.starts_at), "DATE_FORMAT"),
        )
        name = meeting.company.name if meeting.company else kind
        about = join_details(meeting.candidate.first_name, day, meeting.place)
        hit = SearchHit(
            name,
            about,
            reverse("coach:meeting", args=[meeting.code]),
            meeting.get_state_display(),
        )
        details = "\n".join([kind, meeting.candidate.first_name, day])
        yield _indexed_hit(
            "meeting",
            meeting.code,
            hit,
            title=name,
            skills=details,
            places=meeting.place,
            text=meeting.directions,
        )


def _note_hits(viewer: User) -> Iterator[IndexedHit]:
    for note in own_sessions_for(viewer):
        person = note.pairing.candidate
        url = reverse("coach:sessions", args=[person.code])
        hit = SearchHit(person.first_name, date_format(note.on, "DATE_FORMAT"), url)
        yield _indexed_hit(
            "note",
            note.code,
            hit,
            title=person.first_name,
            skills=note.next_step,
            text=note.did,
        )


def _lead_hits(viewer: User, person: Any) -> Iterator[IndexedHit]:
    """What the page of the candidate's leads shows."""
    leads, page = (
        leads_for(viewer, person),
        reverse("coach:suggestions", args=[person.code]),
    )
    jobs = [
        (job, f"{page}?page={1 + n // OPENINGS_PER_PAGE}", "")
        for n, (job, _facts) in enumerate(leads.openings)
    ]
    jobs += [
        (job, page, _("Poste dessiné"))
        for job in candidate_sketches_for(viewer, person)
    ]
    jobs += [
        (proposal.opportunity, page, _("Déjà proposé"))
        for proposal in candidate_proposals_for(viewer, person)
    ]
    for job, url, state in jobs:
        hit = SearchHit(
            job.title,
            join_details(job.employer, job.place, person.first_name),
            url,
            state,
        )
        yield _indexed_hit(
            "lead",
            f"{person.code} {job.code}",
            hit,
            title=job.title,
            skills=job.employer,
            places=job.place,
        )
    for company, _facts in leads.companies[:OPENINGS_PER_PAGE]:
        hit = SearchHit(
            company.name,
            join_details(company.activity, person.first_name),
            page,
            _("Entreprise"),
        )
        yield _indexed_hit(
            "lead",
            f"{person.code} {company.code}",
            hit,
            title=company.name,
            skills=company.activity,
        )


class CoachSearch:
    """A search over what one coach may see."""

    def __init__(self, viewer: User) -> None:
        people = [person.candidate for person in coached_candidates_for(viewer)]
        hits = [
            *_people_hits(people),
            *_meetings(viewer, people),
            *_note_hits(viewer),
        ]
        hits += [lead for person in people for lead in _lead_hits(viewer, person)]
        self._hits = {hit.entry.key: hit for hit in hits}

    @cached_property
    def _index(self) -> InMemoryIndex:
        return InMemoryIndex(hit.entry for hit in self._hits.values())

    def results(self, query: str, *, exact: bool = False) -> CoachSearchResults:
        own, public = (
            self._index.search(query, exact=exact),
            gallery_search(query, exact=exact),
        )
        found: list[SearchOutcome] = []
        if own.keys:
            found.append(own)
        if public.codes:
            found.append(public)
        outcomes = prefer_exact_outcomes(found)
        groups = self._groups(own.keys, own.terms) if own in outcomes else []
        rows = public.publication_ids if public in outcomes else []
        shown = render_person_cards(
            person_summaries(rows[:MAX_PUBLIC_CARDS]),
            url_name=links.url_name_for("cv"),
            terms=public.terms,
        )
        understood = list(
            dict.fromkeys(one.understood for one in outcomes if one.understood)
        )
        return CoachSearchResults(
            groups,
            shown,
            len(rows),
            understood,
            alike=bool(outcomes) and all(one.alike for one in outcomes),
        )

    def _groups(self, keys: list[str], terms: frozenset[str]) -> list[HitGroup]:
        highlighter = HitHighlighter(terms)
        rows: dict[str, list[HighlightedHit]] = {kind: [] for kind in HIT_KINDS}
        for key in keys:
            indexed = self._hits[key]
            rows[indexed.kind].append(highlighter.highlight(indexed.hit, indexed.entry))
        return [
            HitGroup(kind, str(HIT_KINDS[kind]), hits, len(hits))
            for kind, hits in rows.items()
            if hits
        ]

    def suggestions(self, typed: str) -> list[str]:
        """Words that begin like the last one typed: of own records, then of published CVs."""
        return list(
            dict.fromkeys(
                [*self._index.suggest_words(typed), *search_completions(typed)]
            )
        )[:MAX_SUGGESTIONS]
