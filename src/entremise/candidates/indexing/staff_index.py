"""Entries of the staff search index of candidates.

Two indexes per zone: staff (team and advisors), and team only. The team index also holds drafts and
referral messages.
"""

from collections.abc import Iterable

from django.db.models import Prefetch

from entremise.candidates.content.cv import CVContent
from entremise.candidates.content.fields import index_texts
from entremise.candidates.models import Candidate, Snapshot
from entremise.foundation.search.actions.scoped_index import (
    EntriesByScope,
    reindex_scoped,
)
from entremise.foundation.search.analysis.weighting import IndexEntry
from entremise.foundation.search.rules import STAFF_READERS, TEAM_READERS, index_scope

CANDIDATE_DOCUMENTS = "person"


def reindex_candidate(candidate: Candidate) -> None:
    reindex_scoped(CANDIDATE_DOCUMENTS, candidate.code)


def candidate_zone_ids() -> Iterable[int]:
    return Candidate.objects.order_by().values_list("zone_id", flat=True).distinct()


def candidate_codes_in_zone(zone: int) -> Iterable[str]:
    return (
        Candidate.objects.filter(zone_id=zone)
        .order_by("pk")
        .values_list("code", flat=True)
    )


def candidate_index_entries(codes: list[str]) -> list[EntriesByScope]:
    people = Candidate.objects.filter(code__in=codes).select_related(
        "zone", "cohort", "cv", "referrer__organization"
    )
    latest = Prefetch(
        "snapshots", Snapshot.objects.order_by("number"), to_attr="versions"
    )
    return [
        _entries_by_scope(person)
        for person in people.order_by("pk").prefetch_related("moves", latest)
    ]


def _entries_by_scope(person: Candidate) -> EntriesByScope:
    versions = person.versions  # type: ignore[attr-defined]  # prefetched above
    read = CVContent.load(versions[-1].content) if versions else CVContent()
    cv = getattr(person, "cv", None)
    draft = CVContent.load(cv.content) if cv else CVContent()
    referrer = person.referrer
    comments = [move.comment for move in person.moves.all()]
    own = [person.referral_message, person.situation]
    own += index_texts(draft, "text", accompanied=True)
    if referrer:
        own += [str(referrer), referrer.organization.name]
    return {
        index_scope(STAFF_READERS, person.zone_id): _entry(person, [read], comments),
        index_scope(TEAM_READERS, person.zone_id): _entry(
            person, [draft, read], [*comments, *own]
        ),
    }


def _entry(person: Candidate, cvs: list[CVContent], comments: list[str]) -> IndexEntry:
    # most people of a list have written nothing yet
    written = [cv for cv in cvs if cv != CVContent()]

    def texts_of(index_field: str) -> list[str]:
        return [text for cv in written for text in index_texts(cv, index_field)]

    cohort = person.cohort.name if person.cohort else ""
    named = [f"{person.first_name} {person.last_name}", *texts_of("title")]
    places = [person.zone.name, *texts_of("places")]
    return IndexEntry(
        person.code,
        {
            "title": "\n".join(dict.fromkeys(named)),
            "past": "\n".join(dict.fromkeys(texts_of("past"))),
            "skills": "\n".join(dict.fromkeys(texts_of("skills"))),
            "places": "\n".join(dict.fromkeys(places)),
            "text": " ".join([cohort, person.get_state_display(), *comments]),
        },
        codes={goal.rome: 1.0 for cv in cvs for goal in cv.goals if goal.rome},
    )
