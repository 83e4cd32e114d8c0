"""What a restored site obeys again about candidates: consents that ended, erasures asked."""

from datetime import datetime

from django.utils import timezone

from entremise.candidates.enums import PublicationEndReason
from entremise.candidates.models import (
    Candidate,
    ConsentGrant,
    PaperConsent,
    Publication,
)
from entremise.foundation.backups.registry import LedgerFact
from entremise.foundation.kit.text import ngettext

from .consent import drop_waiting_papers, end_publication, stop_showing_language
from .data_requests import raise_data_request


def _live_grant_codes() -> list[str]:
    live = ConsentGrant.objects.filter(ended_at=None)
    return list(live.values_list("code", flat=True))


def _end_consent(code: str, at: datetime) -> bool:
    grant = ConsentGrant.objects.filter(code=code, ended_at=None).first()
    if grant is None:
        return False
    end_publication(grant.candidate, reason=PublicationEndReason.WITHDRAWN, by=None)
    return True


def _languages_shown() -> list[str]:
    live = Publication.objects.filter(ended_at=None).select_related("grant")
    return [
        f"{publication.grant.code}:{language}"
        for publication in live
        for language in publication.candidate.approved_translations.values_list(
            "language", flat=True
        ).distinct()
    ]


def _stop_language(code: str, at: datetime) -> bool:
    grant_code, _colon, language = code.partition(":")
    publication = (
        Publication.objects.live()
        .select_related("snapshot", "grant", "candidate__zone")
        .filter(grant__code=grant_code)
        .first()
    )
    if publication is None:
        return False
    return stop_showing_language(publication, language, by=None)


def _waiting_paper_codes() -> list[str]:
    return list(PaperConsent.objects.waiting().values_list("code", flat=True))


def _refuse_paper(code: str, at: datetime) -> bool:
    paper = PaperConsent.objects.waiting().filter(code=code).first()
    return paper is not None and bool(drop_waiting_papers(paper.candidate, by=None))


def _candidate_codes() -> list[str]:
    return list(Candidate.objects.values_list("code", flat=True))


def _ask_erasure(code: str, at: datetime) -> bool:
    candidate = Candidate.objects.select_related("zone", "owner").get(code=code)
    day = timezone.localtime(at).date()
    return raise_data_request(candidate, kind="erase", asked_on=day)


LEDGER_FACTS = [
    LedgerFact(
        "candidates.consent_ended",
        _live_grant_codes,
        _end_consent,
        lambda number: (
            ngettext("%(number)d CV retiré", "%(number)d CV retirés", number)
            % {"number": number}
        ),
    ),
    LedgerFact(
        "candidates.language_withdrawn",
        _languages_shown,
        _stop_language,
        lambda number: (
            ngettext(
                "%(number)d langue d’un CV retirée",
                "%(number)d langues de CV retirées",
                number,
            )
            % {"number": number}
        ),
    ),
    LedgerFact(
        "candidates.paper_refused",
        _waiting_paper_codes,
        _refuse_paper,
        lambda number: (
            ngettext(
                "%(number)d accord sur papier refusé",
                "%(number)d accords sur papier refusés",
                number,
            )
            % {"number": number}
        ),
    ),
    LedgerFact(
        "candidates.erasure_asked",
        _candidate_codes,
        _ask_erasure,
        lambda number: (
            ngettext(
                "%(number)d demande d’effacement, remise dans les tâches",
                "%(number)d demandes d’effacement, remises dans les tâches",
                number,
            )
            % {"number": number}
        ),
    ),
]
