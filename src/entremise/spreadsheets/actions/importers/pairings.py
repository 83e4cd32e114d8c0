"""Importing the list of pairs."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from entremise.candidates.enums import ACCOMPANIED_STATES
from entremise.candidates.models import Candidate
from entremise.coaching.actions import add_pairing_from_list
from entremise.coaching.models import Coach, Pairing
from entremise.foundation.kit.text import gettext as _
from entremise.spreadsheets.enums import RowOutcome
from entremise.spreadsheets.lists.pairings import PAIRINGS
from entremise.spreadsheets.reading.rows import RowReason, RowRefused

from .base import Importer, RowResult, RowVerdict
from .past import (
    candidate_named,
    check_not_future,
    check_order,
    coach_named,
    known_candidates,
    known_coaches,
    named,
    noon_of,
    zone_of_candidate,
)


class PairingImporter(Importer):
    declared = PAIRINGS

    def load(self) -> None:
        self.candidates = known_candidates(self.zones)
        self.coaches = known_coaches(self.zones)
        self.known: dict[tuple[int, int, Any], str] = {}
        # candidate → (coach, code of the pair) of those who have one now
        self.live: dict[int, tuple[int, str]] = {}
        self.held: Counter[int] = Counter()
        pairings = Pairing.objects.filter(candidate__zone__in=self.zones)
        for pairing in pairings.iterator():
            day = timezone.localdate(pairing.started_at)
            who = (pairing.candidate_id, pairing.coach_id, day)
            self.known[who] = pairing.code
            if pairing.ended_at is None:
                self.live[pairing.candidate_id] = (pairing.coach_id, pairing.code)
        live = Pairing.objects.filter(ended_at=None)
        self.held.update(live.values_list("coach_id", flat=True))
        coaches = Coach.objects.filter(zone__in=self.zones)
        self.capacity = dict(coaches.values_list("pk", "capacity"))
        states = Candidate.objects.filter(zone__in=self.zones)
        self.states = dict(states.values_list("pk", "state"))

    def label(self, values: dict[str, Any]) -> str:
        return f"{named(values, 'candidate_')} – {named(values, 'coach_')}"

    def zone_of(self, values: dict[str, Any]) -> int | None:
        return zone_of_candidate(values, self.candidates)

    def verdict(self, values: dict[str, Any], number: int) -> RowVerdict:
        candidate = candidate_named(values, self.candidates)
        coach = coach_named(values, self.coaches)
        assert candidate.pk is not None, "known before the file"
        assert coach.pk is not None
        started, ended = values["started_on"], values.get("ended_on")
        check_not_future(started, "started_on")
        check_order(started, ended, "ended_on")
        label, pair = self.label(values), (candidate.pk, coach.pk)
        code = self.known.get((*pair, started))
        holder = self.live.get(candidate.pk)
        if code is None and ended is None and holder and holder[0] == coach.pk:
            code = holder[1]
        if code is not None:
            reason = RowReason(_("Ce binôme est déjà là."))
            return RowVerdict(RowOutcome.SAME, label, [reason], values)
        if ended is None:
            self._check_live(*pair)
            self.live[candidate.pk] = (coach.pk, "")
            self.held[coach.pk] += 1
        self.known[(*pair, started)] = ""
        values |= {"candidate_pk": candidate.pk, "coach_pk": coach.pk}
        return RowVerdict(RowOutcome.NEW, label, [], values)

    def _check_live(self, candidate: int, coach: int) -> None:
        if candidate in self.live:
            reason = _("Cette personne a déjà un coach. Terminez d’abord ce binôme.")
        elif self.states.get(candidate) not in ACCOMPANIED_STATES:
            reason = _(
                "Cette personne n’est pas encore accueillie. Décidez d’abord de son accueil."
            )
        elif self.held[coach] >= self.capacity.get(coach, 1):
            reason = _(
                "Ce coach accompagne déjà autant de personnes qu’il peut. Choisissez quelqu’un "
                "d’autre."
            )
        else:
            return
        raise RowRefused(RowReason(reason))

    def apply(self, verdict: RowVerdict) -> RowResult:
        values = verdict.values
        ended = values.get("ended_on")
        pairing = add_pairing_from_list(
            Candidate.objects.select_related("zone").get(pk=values["candidate_pk"]),
            coach=Coach.objects.select_related("user").get(pk=values["coach_pk"]),
            started_at=noon_of(values["started_on"]),
            ended_at=noon_of(ended) if ended else None,
            end_reason=values.get("end_reason", ""),
            by=self.by,
        )
        return RowResult(pairing.code, [pairing])

    def reindex(self, codes: Iterable[str]) -> None:
        """Pairs are not in the index."""

    def existing_codes(self, codes: Iterable[str]) -> set[str]:
        found = Pairing.objects.filter(code__in=list(codes))
        return set(found.values_list("code", flat=True))
