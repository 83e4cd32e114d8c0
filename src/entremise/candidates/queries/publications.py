"""Read published CVs: the only place where what the public sees of a CV is built."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from entremise.candidates.content.cv import (
    GONE,
    Gone,
    PublicCV,
    PublishedRecommendation,
)
from entremise.candidates.enums import GrantChannel, GrantField
from entremise.candidates.models import (
    CV,
    ApprovedTranslation,
    Candidate,
    Publication,
    Recommendation,
    Snapshot,
)
from entremise.foundation.web.cache_versions import value_with_common_versions

from .cv_drafts import latest_snapshot_of
from .recommendations import MAX_SHOWN_RECOMMENDATIONS
from .translations import published_translations


def live_publications() -> QuerySet[Publication]:
    """Publications not ended, under a grant neither ended nor expired."""
    return (
        Publication.objects.live()
        .select_related("snapshot", "grant", "candidate__zone")
        .prefetch_related(
            Prefetch(
                "candidate__recommendations",
                Recommendation.objects.exclude(accepted_at=None).order_by(
                    "accepted_at"
                ),
                to_attr="accepted_recommendations",
            ),
            "candidate__approved_translations",
        )
    )


def published_cv(code: str) -> PublicCV | Gone | None:
    """By public address; GONE when it was public and is not any more."""
    publication = live_publications().filter(code=code).first()
    if publication:
        return public_cv_from_publication(publication)
    return GONE if Publication.objects.filter(code=code).exists() else None


def rendering_key_for(code: str, **_address: object) -> str | None:
    """Rendering key of the live publication at this public address; None when there is none.

    Plain SQL instead of ``live()``: cached pages ask for it at each request, and building a
    queryset costs more than the query.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    return value_with_common_versions(
        "SELECT p.rendering_key FROM candidates_publication p JOIN candidates_consentgrant "
        "g ON g.id = p.grant_id"
        " WHERE p.code = %s AND p.ended_at IS NULL AND g.ended_at IS NULL AND g.until > %s",
        [code, now],
    )


def public_cv_from_publication(publication: Publication) -> PublicCV:
    """The public CV of one of ``live_publications``.

    Recommendations accepted after the consent are left out.
    """
    grant = publication.grant
    candidate: Any = publication.candidate  # with what the prefetch put on it
    accepted: list[Recommendation] = candidate.accepted_recommendations
    shown = _build_public_cv(
        publication.candidate,
        publication.snapshot,
        grant.fields,
        grant.channels,
        grant.shown_translations,
        [
            letter
            for letter in accepted
            if letter.accepted_at and letter.accepted_at <= grant.granted_at
        ],
    )
    return replace(
        shown,
        code=publication.code,
        rendering_key=publication.rendering_key,
        published_at=publication.published_at,
        until=grant.until,
    )


def public_cvs_from_publications(publications: Iterable[Publication]) -> list[PublicCV]:
    return [public_cv_from_publication(publication) for publication in publications]


def cv_preview(
    candidate: Candidate,
    fields: Sequence[str],
    channels: Sequence[str],
    translations: Sequence[str] = (),
    *,
    snapshot: Snapshot | CV | None = None,
) -> PublicCV:
    """What would be public with these choices: of the latest snapshot, else of the draft."""
    source = snapshot or latest_snapshot_of(candidate) or candidate.cv
    accepted = list(
        candidate.recommendations.exclude(accepted_at=None).order_by("accepted_at")
    )
    return replace(
        _build_public_cv(candidate, source, fields, channels, translations, accepted),
        code=candidate.cv.code,
    )


def _build_public_cv(
    candidate: Candidate,
    source: Snapshot | CV,
    fields: Sequence[str],
    channels: Sequence[str],
    translations: Sequence[str],
    recommendations: Sequence[Recommendation],
) -> PublicCV:
    content, story = source.document, GrantField.STORY in fields
    approved: Iterable[ApprovedTranslation] = (
        candidate.approved_translations.all() if translations else ()
    )
    contents = published_translations(content, approved, translations, story=story)
    if not story:
        content = replace(content, story="")
    shown = (
        recommendations[:MAX_SHOWN_RECOMMENDATIONS]
        if GrantField.RECOMMENDATIONS in fields
        else []
    )
    return PublicCV(
        code="",
        rendering_key="",
        first_name=candidate.first_name,
        family_name=candidate.last_name if GrantField.FAMILY_NAME in fields else "",
        language=source.language,
        content=content,
        zone_name=candidate.zone.name,
        channels=frozenset(c for c in channels if c in GrantChannel.values),
        photo_file=(source.photo.name or "") if GrantField.PHOTO in fields else "",
        recommendations=tuple(
            PublishedRecommendation(
                recommendation.author,
                recommendation.author_role,
                recommendation.text,
                recommendation.language,
            )
            for recommendation in shown
        ),
        translations=contents,
    )


def public_photo_bytes(shown: PublicCV, *, small: bool = False) -> bytes | None:
    """JPEG, 800 × 1000 or 400 × 500 (``small``); None when the candidate does not show it."""
    return stored_photo_bytes(shown.photo_file, small=small) if shown.photo else None


def stored_photo_bytes(name: str | None, *, small: bool = False) -> bytes:
    with default_storage.open(small_photo_path(name) if small else name or "") as file:
        return file.read()


def small_photo_path(name: str | None) -> str:
    """Storage path of the small size, beside the large one."""
    return (name or "").removesuffix(".jpg") + "-small.jpg"
