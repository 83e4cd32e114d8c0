"""Read translations of a CV: drafts, those to review, approved ones, those that may be shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

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
from entremise.foundation.accounts.models import Viewer
from entremise.foundation.accounts.queries import in_team_zones

TranslationStatus = Literal[
    "shown", "to_accept", "in_review", "changes_requested", "writing"
]


def translation_in_language_for(
    viewer: Viewer, candidate: Candidate, language: str
) -> Translation | None:
    """For who may edit the CV."""
    if not rules.can_edit_cv(viewer, candidate):
        return None
    return _with_its_cv().filter(cv__candidate=candidate, language=language).first()


def translation_for(viewer: Viewer, code: str) -> Translation | None:
    translation = _with_its_cv().filter(code=code).first()
    return (
        translation
        if translation and rules.can_edit_cv(viewer, translation.cv.candidate)
        else None
    )


def translations_to_review_for(viewer: Viewer) -> QuerySet[Translation]:
    """Translations awaiting review in the viewer's zones, the oldest first."""
    waiting = _with_its_cv().filter(state=CVState.SUBMITTED).order_by("submitted_at")
    return in_team_zones(viewer, waiting, zone_id="cv__candidate__zone_id")


def _with_its_cv() -> QuerySet[Translation]:
    return Translation.objects.select_related(
        "cv__candidate__zone", "cv__candidate__user", "edited_by"
    )


@dataclass(frozen=True)
class TranslationProgress:
    """Progress of one language of a CV, for who writes it."""

    language: str
    status: TranslationStatus
    translation: Translation
    segments_left: int  # sentences missing or to read again
    # What the team approved, for the version that may be shown.
    approved: ApprovedTranslation | None = None

    @property
    def can_be_accepted(self) -> bool:
        return self.approved is not None and self.status == "to_accept"


def translation_progress_for(
    viewer: Viewer, candidate: Candidate
) -> list[TranslationProgress]:
    """Languages being written, in the order they were begun."""
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
    latest = (
        {
            approved.language: approved
            for approved in translations_matching_snapshot(candidate, snapshot)
        }
        if snapshot
        else {}
    )
    accepted = {
        r.language
        for r in ApprovedTranslation.objects.filter(candidate=candidate, code__in=shown)
    }
    document = cv.document
    progress = []
    for translation in cv.translations.select_related("cv__candidate", "edited_by"):
        approved = latest.get(translation.language)
        newer = approved if approved and approved.code not in shown else None
        status = _translation_status(
            translation, newer, translation.language in accepted
        )
        missing = len(segments_to_translate(document, translation.content))
        progress.append(
            TranslationProgress(
                translation.language, status, translation, missing, approved
            )
        )
    return progress


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
    """The latest approved translation of each language that translates this very snapshot."""
    wanted = source_fingerprint(snapshot.document, snapshot.language)
    latest: dict[str, ApprovedTranslation] = {}
    for translation in candidate.approved_translations.filter(
        source_fingerprint=wanted
    ).order_by("approved_at", "pk"):
        if translation.language != snapshot.language:
            latest[translation.language] = translation
    return list(latest.values())


def published_translations(
    document: CVContent,
    approved: Iterable[ApprovedTranslation],
    codes: Sequence[str],
    *,
    story: bool,
) -> dict[str, CVContent]:
    """{language: content} for the approved translations of these codes.

    ``story``: whether the story is shown.
    """
    by_code = {
        translation.code: translation
        for translation in approved
        if translation.code in codes
    }
    contents = {
        by_code[code].language: translated_content(document, by_code[code].content)
        for code in codes
        if code in by_code
    }
    return (
        contents
        if story
        else {language: replace(text, story="") for language, text in contents.items()}
    )
