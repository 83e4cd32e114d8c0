"""Importing the list of sessions of pairs."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone

from entremise.coaching.actions import add_session_from_list
from entremise.coaching.enums import SessionMood
from entremise.coaching.indexing import SESSION_DOCUMENTS
from entremise.coaching.models import Pairing, SessionLog
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.search.actions.scoped_index import reindex_scoped
from entremise.spreadsheets.enums import RowOutcome
from entremise.spreadsheets.lists.sessions import SESSIONS
from entremise.spreadsheets.reading.rows import MissingThing, RowReason, RowRefused

from .base import Importer, RowResult, RowVerdict
from .past import (
    candidate_named,
    check_not_future,
    coach_named,
    known_candidates,
    known_coaches,
    named,
    zone_of_candidate,
)

MAX_MINUTES = 600


class KnownPair(NamedTuple):
    pk: int
    coach: int
    first: date
    last: date | None


class SessionImporter(Importer):
    declared = SESSIONS

    def load(self) -> None:
        self.candidates = known_candidates(self.zones)
        self.coaches = known_coaches(self.zones)
        self.pairs: dict[int, list[KnownPair]] = defaultdict(list)
        for pairing in Pairing.objects.filter(candidate__zone__in=self.zones):
            ended = pairing.ended_at
            self.pairs[pairing.candidate_id].append(
                KnownPair(
                    pairing.pk,
                    pairing.coach_id,
                    timezone.localdate(pairing.started_at),
                    timezone.localdate(ended) if ended else None,
                )
            )
        sessions = SessionLog.objects.filter(pairing__candidate__zone__in=self.zones)
        self.known = set(sessions.values_list("pairing_id", "on", "did"))

    def label(self, values: dict[str, Any]) -> str:
        return f"{named(values, 'candidate_')} – {values['on']:%d/%m/%Y}"

    def zone_of(self, values: dict[str, Any]) -> int | None:
        return zone_of_candidate(values, self.candidates)

    def verdict(self, values: dict[str, Any], number: int) -> RowVerdict:
        check_not_future(values["on"], "on")
        pair = self._pair(values)
        minutes = values.get("minutes", 120)
        if minutes != int(minutes) or not 0 < minutes <= MAX_MINUTES:
            raise RowRefused(
                RowReason(_("Cette durée est étrange : vérifiez-la."), "minutes")
            )
        values |= {"minutes": int(minutes), "pairing_pk": pair.pk}
        same = (pair.pk, values["on"], values["did"])
        if same in self.known:
            reason = RowReason(_("Cette séance est déjà dans le carnet."))
            return RowVerdict(RowOutcome.SAME, self.label(values), [reason], values)
        self.known.add(same)
        return RowVerdict(RowOutcome.NEW, self.label(values), [], values)

    def _pair(self, values: dict[str, Any]) -> KnownPair:
        """The pair of that day, with this coach when the row names one."""
        candidate = candidate_named(values, self.candidates)
        pairs = self.pairs.get(candidate.pk or 0, [])
        if named(values, "coach_"):
            coach = coach_named(values, self.coaches)
            pairs = [pair for pair in pairs if pair.coach == coach.pk]
        day = values["on"]
        then = [
            p for p in pairs if p.first <= day and (p.last is None or day <= p.last)
        ]
        if len(then) != 1:
            raise RowRefused(
                RowReason(
                    _(
                        "Pas de binôme pour cette personne ce jour-là. Importez-le d’abord."
                    ),
                    "on",
                    MissingThing("pairing"),
                )
            )
        return then[0]

    def apply(self, verdict: RowVerdict) -> RowResult:
        values = verdict.values
        pairings = Pairing.objects.select_related("candidate__zone")
        session = add_session_from_list(
            pairings.get(pk=values["pairing_pk"]),
            on=values["on"],
            did=values["did"],
            mood=values.get("mood", SessionMood.GOOD),
            by=self.by,
            **{
                name: values[name]
                for name in ("minutes", "in_person", "next_step")
                if name in values
            },
        )
        return RowResult(session.code, [session])

    def reindex(self, codes: Iterable[str]) -> None:
        for code in codes:
            reindex_scoped(SESSION_DOCUMENTS, code)

    def existing_codes(self, codes: Iterable[str]) -> set[str]:
        found = SessionLog.objects.filter(code__in=list(codes))
        return set(found.values_list("code", flat=True))
