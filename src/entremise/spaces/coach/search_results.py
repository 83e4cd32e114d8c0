"""Finding among everything a coach may see: the people they walk with, and who is visible
to the world.

A coach's own things are few: they are read like their pages read them, at each search, and
no index holds them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from entremise.candidates.content.languages import language_name
from entremise.coaching.queries import coached_candidates_for, own_sessions_for
from entremise.foundation.kit import links
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.text import gettext_lazy
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
    join_details,
    prefer_exact_outcomes,
)

MAX_PUBLIC_CARDS = 6  # cards of people visible to the world
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
    public_cards: list[str]  # cards
    public_total: int
    understood: list[str]  # what was searched instead, when a word had to be guessed
    alike: bool

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups) + self.public_total

    @property
    def has_more(self) -> bool:
        """More people are visible than shown here."""
        return self.public_total > len(self.public_cards)


def _indexed_hit(sort: str, code: str, thing: SearchHit, **fields: str) -> IndexedHit:
    return IndexedHit(sort, thing, IndexEntry(f"{sort} {code}", fields))


def _people_hits(people: Iterable[Any]) -> Iterator[IndexedHit]:
    for person in people:
        cv = getattr(person, "cv", None)
        url = reverse("coach:candidate", args=[person.code])
        thing = SearchHit(
            person.first_name, person.zone.name, url, person.get_state_display()
        )
        if cv is None:
            yield _indexed_hit(
                "person",
                person.code,
                thing,
                title=person.first_name,
                places=person.zone.name,
            )
            continue
        said = cv.document
        yield _indexed_hit(
            "person",
            person.code,
            thing,
            title="\n".join(
                [person.first_name, *(goal.occupation for goal in said.goals)]
            ),
            past="\n".join(done.title for done in said.experiences),
            skills="\n".join(
                [
                    *said.skills,
                    *said.strengths,
                    *(s for done in said.experiences for s in done.skills),
                ]
            ),
            places="\n".join([person.zone.name, said.practical.city]),
            languages="\n".join(
                language_name(spoken.name) for spoken in said.languages
            ),
            text="\n".join(
                [
                    said.tagline,
                    said.story,
                    said.needs,
                    *(done.did for done in said.experiences),
                ]
            ),
        )


def _meetings(viewer: Any, people: list[Any]) -> Iterator[IndexedHit]:
    for meeting in meetings_for(viewer, accompanied=people):
        kind, day = (
            meeting.get_kind_display(),
            date_format(timezone.localtime(meeting.starts_at), "DATE_FORMAT"),
        )
        name = meeting.company.name if meeting.company else kind
        about = join_details(meeting.candidate.first_name, day, meeting.place)
        thing = SearchHit(
            name,
            about,
            reverse("coach:meeting", args=[meeting.code]),
            meeting.get_state_display(),
        )
        said = "\n".join([kind, meeting.candidate.first_name, day])
        yield _indexed_hit(
            "meeting",
            meeting.code,
            thing,
            title=name,
            skills=said,
            places=meeting.place,
            text=meeting.directions,
        )


def _note_hits(viewer: Any) -> Iterator[IndexedHit]:
    for note in own_sessions_for(viewer):
        person = note.pairing.candidate
        url = reverse("coach:sessions", args=[person.code])
        thing = SearchHit(person.first_name, date_format(note.on, "DATE_FORMAT"), url)
        yield _indexed_hit(
            "note",
            note.code,
            thing,
            title=person.first_name,
            skills=note.next_step,
            text=note.did,
        )


def _lead_hits(viewer: Any, person: Any) -> Iterator[IndexedHit]:
    """What their page of leads shows."""
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
        thing = SearchHit(
            job.title,
            join_details(job.employer, job.place, person.first_name),
            url,
            state,
        )
        yield _indexed_hit(
            "lead",
            f"{person.code} {job.code}",
            thing,
            title=job.title,
            skills=job.employer,
            places=job.place,
        )
    for company, _facts in leads.companies[:OPENINGS_PER_PAGE]:
        thing = SearchHit(
            company.name,
            join_details(company.activity, person.first_name),
            page,
            _("Entreprise"),
        )
        yield _indexed_hit(
            "lead",
            f"{person.code} {company.code}",
            thing,
            title=company.name,
            skills=company.activity,
        )


class CoachSearch:
    """What one coach may find."""

    def __init__(self, viewer: Any) -> None:
        people = [person.candidate for person in coached_candidates_for(viewer)]
        things = [
            *_people_hits(people),
            *_meetings(viewer, people),
            *_note_hits(viewer),
        ]
        things += [lead for person in people for lead in _lead_hits(viewer, person)]
        self._hits = {thing.entry.key: thing for thing in things}

    @cached_property
    def _index(self) -> InMemoryIndex:
        return InMemoryIndex(thing.entry for thing in self._hits.values())

    def results(self, words: str, *, exact: bool = False) -> CoachSearchResults:
        own, world = (
            self._index.search(words, exact=exact),
            gallery_search(words, exact=exact),
        )
        kept = prefer_exact_outcomes(
            [*([own] if own.keys else []), *([world] if world.codes else [])]
        )
        groups = self._groups(own.keys, own.terms) if own in kept else []
        rows = world.publication_ids if world in kept else []
        shown = render_person_cards(
            person_summaries(rows[:MAX_PUBLIC_CARDS]),
            url_name=links.url_name_for("cv"),
            terms=world.terms,
        )
        understood = list(
            dict.fromkeys(one.understood for one in kept if one.understood)
        )
        return CoachSearchResults(
            groups,
            shown,
            len(rows),
            understood,
            alike=bool(kept) and all(one.alike for one in kept),
        )

    def _groups(self, keys: list[str], terms: frozenset[str]) -> list[HitGroup]:
        marking = HitHighlighter(terms)
        rows: dict[str, list[HighlightedHit]] = {sort: [] for sort in HIT_KINDS}
        for key in keys:
            thing = self._hits[key]
            rows[thing.kind].append(marking.highlight(thing.hit, thing.entry))
        return [
            HitGroup(sort, str(HIT_KINDS[sort]), some, len(some))
            for sort, some in rows.items()
            if some
        ]

    def suggestions(self, typed: str) -> list[str]:
        """Words that begin like the last one typed: their own, then those visible people use."""
        return list(
            dict.fromkeys(
                [*self._index.suggest_words(typed), *search_completions(typed)]
            )
        )[:MAX_SUGGESTIONS]
