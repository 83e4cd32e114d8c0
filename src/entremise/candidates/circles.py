"""What the bridge finds of a person: the staff of the zone by what they read, the team by
the whole file.
"""

from collections.abc import Iterable

from django.db.models import Prefetch

from entremise.foundation.search.actions import Circles, Entry, reindex
from entremise.foundation.search.circles import STAFF, TEAM, circle

from .content import CVContent
from .models import Candidate, Snapshot

SORT = "person"


def found_again(candidate: Candidate) -> None:
    reindex(SORT, candidate.code)


def zones() -> Iterable[int]:
    return Candidate.objects.order_by().values_list("zone_id", flat=True).distinct()


def codes(zone: int) -> Iterable[str]:
    return (
        Candidate.objects.filter(zone_id=zone)
        .order_by("pk")
        .values_list("code", flat=True)
    )


def entries(codes: list[str]) -> list[Circles]:
    people = Candidate.objects.filter(code__in=codes).select_related(
        "zone", "cohort", "cv", "referrer__organization"
    )
    latest = Prefetch(
        "snapshots", Snapshot.objects.order_by("number"), to_attr="versions"
    )
    return [
        _circles(person)
        for person in people.order_by("pk").prefetch_related("moves", latest)
    ]


def _circles(person: Candidate) -> Circles:
    versions = person.versions  # type: ignore[attr-defined]  # prefetched above
    read = CVContent.load(versions[-1].content) if versions else CVContent()
    cv = getattr(person, "cv", None)
    draft = CVContent.load(cv.content) if cv else CVContent()
    referrer = person.referrer
    words = [move.words for move in person.moves.all()]
    own = [person.referral_words, person.situation, draft.tagline, draft.story]
    if referrer:
        own += [str(referrer), referrer.organization.name]
    return {
        circle(STAFF, person.zone_id): _entry(person, [read], words),
        circle(TEAM, person.zone_id): _entry(person, [draft, read], [*words, *own]),
    }


def _entry(person: Candidate, cvs: list[CVContent], words: list[str]) -> Entry:
    wishes = dict.fromkeys(goal.occupation for cv in cvs for goal in cv.goals)
    cohort = person.cohort.name if person.cohort else ""
    return Entry(
        person.code,
        {
            "title": "\n".join([f"{person.first_name} {person.last_name}", *wishes]),
            "past": "\n".join(
                dict.fromkeys(done.title for cv in cvs for done in cv.experiences)
            ),
            "skills": "\n".join(
                dict.fromkeys(
                    word for cv in cvs for word in [*cv.skills, *cv.strengths]
                )
            ),
            "places": "\n".join(
                dict.fromkeys([person.zone.name, *(cv.practical.city for cv in cvs)])
            ),
            "text": " ".join([cohort, person.get_state_display(), *words]),
        },
        codes={goal.rome: 1.0 for cv in cvs for goal in cv.goals if goal.rome},
    )
