"""Entries of the staff search index: coaches; and session logs, for the team alone."""

from collections.abc import Iterable

from entremise.foundation.search.actions.scoped_index import (
    EntriesByScope,
    reindex_scoped,
)
from entremise.foundation.search.analysis.weighting import IndexEntry
from entremise.foundation.search.rules import READER_GROUPS, TEAM_READERS, index_scope

from .models import Coach, SessionLog

COACH_DOCUMENTS = "coach"
SESSION_DOCUMENTS = "note"


def reindex_coach(coach: Coach) -> None:
    reindex_scoped(COACH_DOCUMENTS, coach.code)


def reindex_session_log(session: SessionLog) -> None:
    reindex_scoped(SESSION_DOCUMENTS, session.code)


def coach_zone_ids() -> Iterable[int]:
    return Coach.objects.order_by().values_list("zone_id", flat=True).distinct()


def coach_codes_in_zone(zone: int) -> Iterable[str]:
    return (
        Coach.objects.filter(zone_id=zone).order_by("pk").values_list("code", flat=True)
    )


def coach_index_entries(codes: list[str]) -> list[EntriesByScope]:
    coaches = (
        Coach.objects.filter(code__in=codes)
        .select_related("user", "zone")
        .order_by("pk")
    )
    return [
        {
            index_scope(readers, coach.zone_id): _coach(coach)
            for readers in READER_GROUPS
        }
        for coach in coaches
    ]


def _coach(coach: Coach) -> IndexEntry:
    return IndexEntry(
        coach.code,
        {
            "title": f"{coach.user.first_name} {coach.user.last_name}",
            "places": coach.zone.name,
            "languages": coach.languages,
            "text": f"{coach.about}\n{coach.get_state_display()}",
        },
    )


def session_zone_ids() -> Iterable[int]:
    return (
        SessionLog.objects.order_by()
        .values_list("pairing__candidate__zone_id", flat=True)
        .distinct()
    )


def session_codes_in_zone(zone: int) -> Iterable[str]:
    sessions = SessionLog.objects.filter(pairing__candidate__zone_id=zone)
    return sessions.order_by("pk").values_list("code", flat=True)


def session_index_entries(codes: list[str]) -> list[EntriesByScope]:
    sessions = (
        SessionLog.objects.filter(code__in=codes)
        .select_related("pairing__candidate")
        .order_by("pk")
    )
    return [
        {index_scope(TEAM_READERS, note.pairing.candidate.zone_id): _note(note)}
        for note in sessions
    ]


def _note(note: SessionLog) -> IndexEntry:
    return IndexEntry(note.code, {"skills": note.next_step, "text": note.did})
