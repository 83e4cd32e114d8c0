"""Read translations of a CV: drafts, those awaiting review, approved ones, and those that may be shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from django.db.models import QuerySet

from entremise.candidates import rules
from entremise.candidates.content.cv import CVContent
from entremise.candidates.enums import CVState
from entremise.candidates.models import (
    CV,
    ApprovedTranslation,
    Candidate,
    Publication,
    Snapshot,
    Translation,
)
from entremise.candidates.wording.translation_segments import (
    segments_to_translate,
    source_fingerprint,
    translated_content,
)
from entremise.foundation.accounts.rules import is_team, staff_zone_ids

TranslationStatus = Literal[
    "shown", "to_accept", "in_review", "changes_requested", "writing"
]


def translation_in_language_for(
    viewer: Any, candidate: Candidate, language: str
) -> Translation | None:
    """For who may write that CV."""
    if not rules.can_edit_cv(viewer, candidate):
        return None
    return _with_its_cv().filter(cv__candidate=candidate, language=language).first()


def translation_for(viewer: Any, code: str) -> Translation | None:
    found = _with_its_cv().filter(code=code).first()
    return found if found and rules.can_edit_cv(viewer, found.cv.candidate) else None


def translations_to_review_for(viewer: Any) -> QuerySet[Translation]:
    """Waiting for the team of one's zones, the oldest first."""
    waiting = _with_its_cv().filter(state=CVState.SUBMITTED).order_by("submitted_at")
    if not is_team(viewer):
        return waiting.none()
    zones = staff_zone_ids(viewer)
    return (
        waiting if zones is None else waiting.filter(cv__candidate__zone_id__in=zones)
    )


def _with_its_cv() -> QuerySet[Translation]:
    return Translation.objects.select_related(
        "cv__candidate__zone", "cv__candidate__user", "edited_by"
    )


@dataclass(frozen=True)
class TranslationProgress:
    """One language of somebody's CV, as it stands for who writes it."""

    language: str
    status: TranslationStatus
    translation: Translation
    segments_left: int  # sentences missing or to read again
    approved: ApprovedTranslation | None = (
        None  # by the team, of the version that may be shown
    )

    @property
    def can_be_accepted(self) -> bool:
        return self.approved is not None and self.status == "to_accept"


def translation_progress_for(
    viewer: Any, candidate: Candidate
) -> list[TranslationProgress]:
    """The languages being written, in the order they were begun."""
    cv = CV.objects.filter(candidate=candidate).first()
    if cv is None or not rules.can_edit_cv(viewer, candidate):
        return []
    publication = (
        Publication.objects.live()
        .select_related("grant", "snapshot")
        .filter(candidate=candidate)
        .first()
    )
    shown = set(publication.grant.shown_translations) if publication else set()
    snapshot = publication.snapshot if publication else candidate.snapshots.first()
    offered = (
        {
            read.language: read
            for read in translations_matching_snapshot(candidate, snapshot)
        }
        if snapshot
        else {}
    )
    accepted = {
        r.language
        for r in ApprovedTranslation.objects.filter(candidate=candidate, code__in=shown)
    }
    document = cv.document
    readings = []
    for translation in cv.translations.select_related("cv__candidate", "edited_by"):
        read = offered.get(translation.language)
        newer = read if read and read.code not in shown else None
        standing = _translation_status(
            translation, newer, translation.language in accepted
        )
        missing = len(segments_to_translate(document, translation.content))
        readings.append(
            TranslationProgress(
                translation.language, standing, translation, missing, read
            )
        )
    return readings


def _translation_status(
    translation: Translation, newer: ApprovedTranslation | None, accepted: bool
) -> TranslationStatus:
    if translation.state == CVState.SUBMITTED:
        return "in_review"
    if translation.state == CVState.CHANGES_REQUESTED:
        return "changes_requested"
    if newer and (translation.state == CVState.APPROVED or not accepted):
        return "to_accept"
    return "shown" if accepted else "writing"


def translations_matching_snapshot(
    candidate: Candidate, snapshot: Snapshot
) -> list[ApprovedTranslation]:
    """What may be shown beside this version: the last reading of each language, of these
    very words.
    """
    wanted = source_fingerprint(snapshot.document, snapshot.language)
    last: dict[str, ApprovedTranslation] = {}
    for read in candidate.approved_translations.filter(
        source_fingerprint=wanted
    ).order_by("approved_at", "pk"):
        if read.language != snapshot.language:
            last[read.language] = read
    return list(last.values())


def published_translations(
    document: CVContent,
    approved: Iterable[ApprovedTranslation],
    codes: Sequence[str],
    *,
    story: bool,
) -> dict[str, CVContent]:
    """Language → the CV in it, for the readings of these codes.

    Without the story unless it is shown.
    """
    kept = {read.code: read for read in approved if read.code in codes}
    said = {
        kept[code].language: translated_content(document, kept[code].content)
        for code in codes
        if code in kept
    }
    return (
        said
        if story
        else {language: replace(text, story="") for language, text in said.items()}
    )
