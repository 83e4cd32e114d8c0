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

from entremise.candidates.languages import name_of
from entremise.coaching.queries import my_people, my_sessions
from entremise.foundation.kit import links
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.kit.text import gettext_lazy
from entremise.foundation.search.queries import Few
from entremise.foundation.search.weighing import Entry
from entremise.gallery import queries
from entremise.meetings.queries import meetings_for
from entremise.opportunities.queries import leads_for, proposals_of, sketches_for
from entremise.spaces.shared.finding import Group, Marking, Row, Thing, first_of, joined
from entremise.spaces.shared.gallery.cards import cards
from entremise.spaces.shared.leads import MANY

VISIBLE = 6  # cards of people visible to the world
SUGGESTED = 8

SORTS = {
    "person": gettext_lazy("Mes candidats"),
    "meeting": gettext_lazy("Rencontres"),
    "note": gettext_lazy("Carnets"),
    "lead": gettext_lazy("Pistes"),
}


@dataclass(frozen=True)
class Mine:
    sort: str
    thing: Thing
    entry: Entry


@dataclass(frozen=True)
class Answer:
    groups: list[Group]
    visible: list[str]  # cards
    visible_total: int
    understood: list[str]  # what was searched instead, when a word had to be guessed
    alike: bool

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups) + self.visible_total

    @property
    def has_more(self) -> bool:
        """More people are visible than shown here."""
        return self.visible_total > len(self.visible)


def _mine(sort: str, code: str, thing: Thing, **fields: str) -> Mine:
    return Mine(sort, thing, Entry(f"{sort} {code}", fields))


def _people(people: Iterable[Any]) -> Iterator[Mine]:
    for person in people:
        cv = getattr(person, "cv", None)
        url = reverse("coach:candidate", args=[person.code])
        thing = Thing(
            person.first_name, person.zone.name, url, person.get_state_display()
        )
        if cv is None:
            yield _mine(
                "person",
                person.code,
                thing,
                title=person.first_name,
                places=person.zone.name,
            )
            continue
        said = cv.document
        yield _mine(
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
            languages="\n".join(name_of(spoken.name) for spoken in said.languages),
            text="\n".join(
                [
                    said.tagline,
                    said.story,
                    said.needs,
                    *(done.did for done in said.experiences),
                ]
            ),
        )


def _meetings(viewer: Any, people: list[Any]) -> Iterator[Mine]:
    for meeting in meetings_for(viewer, beside=people):
        kind, day = (
            meeting.get_kind_display(),
            date_format(timezone.localtime(meeting.starts_at), "DATE_FORMAT"),
        )
        name = meeting.company.name if meeting.company else kind
        about = joined(meeting.candidate.first_name, day, meeting.place)
        thing = Thing(
            name,
            about,
            reverse("coach:meeting", args=[meeting.code]),
            meeting.get_state_display(),
        )
        said = "\n".join([kind, meeting.candidate.first_name, day])
        yield _mine(
            "meeting",
            meeting.code,
            thing,
            title=name,
            skills=said,
            places=meeting.place,
            text=meeting.access,
        )


def _notes(viewer: Any) -> Iterator[Mine]:
    for note in my_sessions(viewer):
        person = note.pairing.candidate
        url = reverse("coach:sessions", args=[person.code])
        thing = Thing(person.first_name, date_format(note.on, "DATE_FORMAT"), url)
        yield _mine(
            "note",
            note.code,
            thing,
            title=person.first_name,
            skills=note.next_step,
            text=note.did,
        )


def _leads(viewer: Any, person: Any) -> Iterator[Mine]:
    """What their page of leads shows."""
    leads, page = (
        leads_for(viewer, person),
        reverse("coach:suggestions", args=[person.code]),
    )
    jobs = [
        (job, f"{page}?page={1 + n // MANY}", "")
        for n, (job, _facts) in enumerate(leads.openings)
    ]
    jobs += [(job, page, _("Poste dessiné")) for job in sketches_for(viewer, person)]
    jobs += [
        (proposal.opportunity, page, _("Déjà proposé"))
        for proposal in proposals_of(viewer, person)
    ]
    for job, url, state in jobs:
        thing = Thing(
            job.title, joined(job.employer, job.place, person.first_name), url, state
        )
        yield _mine(
            "lead",
            f"{person.code} {job.code}",
            thing,
            title=job.title,
            skills=job.employer,
            places=job.place,
        )
    for company, _facts in leads.companies[:MANY]:
        thing = Thing(
            company.name,
            joined(company.activity, person.first_name),
            page,
            _("Entreprise"),
        )
        yield _mine(
            "lead",
            f"{person.code} {company.code}",
            thing,
            title=company.name,
            skills=company.activity,
        )


class Search:
    """What one coach may find."""

    def __init__(self, viewer: Any) -> None:
        people = [person.candidate for person in my_people(viewer)]
        things = [*_people(people), *_meetings(viewer, people), *_notes(viewer)]
        things += [lead for person in people for lead in _leads(viewer, person)]
        self._mine = {thing.entry.key: thing for thing in things}

    @cached_property
    def _few(self) -> Few:
        return Few(thing.entry for thing in self._mine.values())

    def answer(self, words: str, *, exact: bool = False) -> Answer:
        own, world = (
            self._few.find(words, exact=exact),
            queries.gallery(words, exact=exact),
        )
        kept = first_of(
            [*([own] if own.keys else []), *([world] if world.codes else [])]
        )
        groups = self._groups(own.keys, own.terms) if own in kept else []
        rows = world.rows if world in kept else []
        shown = cards(
            queries.faces(rows[:VISIBLE]), door=links.url_name("cv"), terms=world.terms
        )
        understood = list(
            dict.fromkeys(one.understood for one in kept if one.understood)
        )
        return Answer(
            groups,
            shown,
            len(rows),
            understood,
            alike=bool(kept) and all(one.alike for one in kept),
        )

    def _groups(self, keys: list[str], terms: frozenset[str]) -> list[Group]:
        marking = Marking(terms)
        rows: dict[str, list[Row]] = {sort: [] for sort in SORTS}
        for key in keys:
            thing = self._mine[key]
            rows[thing.sort].append(marking.row(thing.thing, thing.entry))
        return [
            Group(sort, str(SORTS[sort]), some, len(some))
            for sort, some in rows.items()
            if some
        ]

    def words_like(self, typed: str) -> list[str]:
        """Words that begin like the last one typed: their own, then those visible people use."""
        return list(
            dict.fromkeys([*self._few.suggest(typed), *queries.words_like(typed)])
        )[:SUGGESTED]
