"""What the bridge finds of coaches; and, for the team alone, the words of their sessions."""

from collections.abc import Iterable

from entremise.foundation.search.actions import Circles, Entry, reindex
from entremise.foundation.search.circles import READERS, TEAM, circle

from .models import Coach, SessionLog

SORT = "coach"
NOTE = "note"


def found_again(coach: Coach) -> None:
    reindex(SORT, coach.code)


def note_found(session: SessionLog) -> None:
    reindex(NOTE, session.code)


def zones() -> Iterable[int]:
    return Coach.objects.order_by().values_list("zone_id", flat=True).distinct()


def codes(zone: int) -> Iterable[str]:
    return (
        Coach.objects.filter(zone_id=zone).order_by("pk").values_list("code", flat=True)
    )


def entries(codes: list[str]) -> list[Circles]:
    coaches = (
        Coach.objects.filter(code__in=codes)
        .select_related("user", "zone")
        .order_by("pk")
    )
    return [
        {circle(readers, coach.zone_id): _coach(coach) for readers in READERS}
        for coach in coaches
    ]


def _coach(coach: Coach) -> Entry:
    return Entry(
        coach.code,
        {
            "title": f"{coach.user.first_name} {coach.user.last_name}",
            "places": coach.zone.name,
            "languages": coach.languages,
            "text": f"{coach.about}\n{coach.get_state_display()}",
        },
    )


def zones_of_notes() -> Iterable[int]:
    return (
        SessionLog.objects.order_by()
        .values_list("pairing__candidate__zone_id", flat=True)
        .distinct()
    )


def notes(zone: int) -> Iterable[str]:
    sessions = SessionLog.objects.filter(pairing__candidate__zone_id=zone)
    return sessions.order_by("pk").values_list("code", flat=True)


def entries_of_notes(codes: list[str]) -> list[Circles]:
    sessions = (
        SessionLog.objects.filter(code__in=codes)
        .select_related("pairing__candidate")
        .order_by("pk")
    )
    return [
        {circle(TEAM, note.pairing.candidate.zone_id): _note(note)} for note in sessions
    ]


def _note(note: SessionLog) -> Entry:
    return Entry(note.code, {"skills": note.next_step, "text": note.did})
