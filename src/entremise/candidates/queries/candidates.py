"""Reading people and their CVs.

What the world sees is built in one place: ``published`` and what stands around it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Literal

from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from entremise.candidates import rules
from entremise.candidates.content import consent_versions
from entremise.candidates.content.cv import (
    GONE,
    Gone,
    PublicCV,
    PublishedRecommendation,
)
from entremise.candidates.enums import (
    CVState,
    GrantChannel,
    GrantField,
    PublicationEndReason,
)
from entremise.candidates.models import (
    CV,
    ApprovedTranslation,
    Candidate,
    Cohort,
    ConsentCode,
    ConsentGrant,
    PathMove,
    Publication,
    Recommendation,
    ReferrerOrganization,
    ReviewComment,
    Snapshot,
)
from entremise.foundation.accounts.models import User
from entremise.foundation.accounts.rules import is_team, staff_zone_ids
from entremise.foundation.accounts.validators import ContactAddress
from entremise.foundation.journal import queries as journal
from entremise.foundation.messaging.notices import Recipient
from entremise.foundation.outbox.transports import can_send_sms

from . import translations as translated
from .recommendations import MAX_SHOWN_RECOMMENDATIONS

# People, for somebody who may follow them


def candidates_visible_to(viewer: Any) -> QuerySet[Candidate]:
    """Those of the staff's zones; oneself. (A coach's are told by their pairings.)"""
    everyone = Candidate.objects.select_related("zone", "cohort", "owner", "cv")
    zones = staff_zone_ids(viewer)
    if zones is None:
        return everyone
    if zones:
        return everyone.filter(zone_id__in=zones)
    return everyone.filter(user_id=getattr(viewer, "pk", None) or 0)


def candidate_for(viewer: Any, code: str) -> Candidate | None:
    found = Candidate.objects.select_related(
        "zone", "cohort", "owner", "referrer__organization", "user"
    ).filter(code=code)
    candidate = found.first()
    return (
        candidate if candidate and rules.can_view_candidate(viewer, candidate) else None
    )


def candidate_of_user(user: Any) -> Candidate | None:
    return (
        Candidate.objects.select_related("zone", "user")
        .filter(user_id=getattr(user, "pk", None) or 0)
        .first()
    )


# Whole documents, read by nobody on a list.
DEFERRED_FIELDS = (
    "situation",
    "referral_words",
    "cv__content",
    "publication__grant__fields",
    "publication__grant__channels",
)


def candidate_list_for(
    viewer: Any, *, zone: str = "", state: str = "", cohort: str = "", words: str = ""
) -> QuerySet[Candidate]:
    """The team's list, narrowed by codes and by the beginning of a name."""
    listed = candidates_visible_to(viewer).select_related(
        "zone", "cohort", "owner", "cv", "publication__grant"
    )
    listed = listed.defer(*DEFERRED_FIELDS)
    if zone:
        listed = listed.filter(zone__code=zone)
    if state:
        listed = listed.filter(state=state)
    if cohort:
        listed = listed.filter(cohort__code=cohort)
    for word in words.split()[:4]:
        listed = listed.filter(first_name__istartswith=word) | listed.filter(
            last_name__istartswith=word
        )
    return listed


def cohorts_for(viewer: Any) -> QuerySet[Cohort]:
    zones = staff_zone_ids(viewer)
    cohorts = Cohort.objects.select_related("zone")
    return cohorts if zones is None else cohorts.filter(zone_id__in=zones)


def path_moves_for(viewer: Any, candidate: Candidate) -> QuerySet[PathMove]:
    if not rules.can_view_candidate(viewer, candidate):
        return PathMove.objects.none()
    return PathMove.objects.filter(candidate=candidate).select_related("by")


def referrer_organizations() -> QuerySet[ReferrerOrganization]:
    return ReferrerOrganization.objects.all()


def possible_duplicates_for(viewer: Any, candidate: Candidate) -> list[Candidate]:
    """Other files of one's zones with the same telephone or e-mail: perhaps the same
    person, referred twice.
    """
    if not rules.can_manage_candidate(viewer, candidate):
        return []
    others = candidates_visible_to(viewer).exclude(pk=candidate.pk)
    same = Candidate.objects.none()
    if candidate.phone:
        same |= others.filter(phone=candidate.phone)
    if candidate.email:
        same |= others.filter(email=candidate.email)
    return list(same.distinct()[:5])


# The draft and its review


def cv_for(viewer: Any, code: str) -> CV | None:
    """By the code of the CV, for who may write it."""
    cv = (
        CV.objects.select_related("candidate__zone", "candidate__user", "edited_by")
        .filter(code=code)
        .first()
    )
    return cv if cv and rules.can_edit_cv(viewer, cv.candidate) else None


def candidate_cv_for(viewer: Any, candidate: Candidate) -> CV | None:
    if not rules.can_edit_cv(viewer, candidate):
        return None
    return (
        CV.objects.select_related("candidate__zone", "edited_by")
        .filter(candidate=candidate)
        .first()
    )


def cvs_to_review_for(viewer: Any) -> QuerySet[CV]:
    """CVs waiting for the team of one's zones, the oldest first."""
    zones = staff_zone_ids(viewer)
    waiting = CV.objects.filter(state=CVState.SUBMITTED).select_related(
        "candidate__zone", "edited_by"
    )
    if not is_team(viewer):
        return waiting.none()
    return (
        waiting if zones is None else waiting.filter(candidate__zone_id__in=zones)
    ).order_by("submitted_at")


def review_comments_on(cv: CV, *, open_only: bool = True) -> list[ReviewComment]:
    comments = cv.comments.select_related("by")
    return list(comments.filter(settled_at=None) if open_only else comments)


def snapshots_for(viewer: Any, candidate: Candidate) -> list[Snapshot]:
    if not rules.can_view_candidate(viewer, candidate):
        return []
    return list(candidate.snapshots.select_related("approved_by"))


def latest_snapshot_of(candidate: Candidate) -> Snapshot | None:
    return candidate.snapshots.first()


def draft_photo_path_for(viewer: Any, code: str) -> str | None:
    """Where the photo of a draft is kept, for who may write that CV."""
    cv = cv_for(viewer, code)
    return cv.photo.name if cv and cv.photo else None


# Consent


def live_grant_of(candidate: Candidate) -> ConsentGrant | None:
    return candidate.grants.filter(ended_at=None, until__gt=timezone.now()).first()


def grants_for(viewer: Any, candidate: Candidate) -> list[ConsentGrant]:
    return (
        list(candidate.grants.select_related("recorded_by"))
        if rules.can_view_candidate(viewer, candidate)
        else []
    )


def grant_for(viewer: Any, code: str) -> ConsentGrant | None:
    """For its scan: the team of the zone and the person."""
    grant = ConsentGrant.objects.select_related("candidate").filter(code=code).first()
    allowed = grant and (
        rules.can_manage_candidate(viewer, grant.candidate)
        or rules.is_self(viewer, grant.candidate)
    )
    return grant if allowed else None


def pending_consent_code_of(candidate: Candidate) -> ConsentCode | None:
    """The code the person was sent and has not said yet."""
    codes = candidate.consent_codes.filter(
        used_at=None,
        expires_at__gt=timezone.now(),
        tries__lt=consent_versions.CONSENT_CODE_MAX_TRIES,
    )
    return codes.order_by("-pk").first()


def consent_code_address(
    candidate: Candidate, *, asked_by: User
) -> ContactAddress | None:
    """Where a code reaches the person and nobody else: never the address of who asks for it.

    In a session of theirs that a card opened, who asks is not sure: never the address of
    any other account.
    """
    themself = rules.is_self(asked_by, candidate)
    others = (
        User.objects.exclude(pk=asked_by.pk)
        if themself
        else User.objects.filter(pk=asked_by.pk)
    )
    contact = Recipient.from_person(candidate)
    if (
        contact.phone
        and can_send_sms()
        and not others.filter(phone=contact.phone).exists()
    ):
        return ContactAddress("sms", contact.phone)
    if contact.email and not others.filter(email__iexact=contact.email).exists():
        return ContactAddress("email", contact.email)
    return None


@dataclass(frozen=True)
class CVVisibility:
    """Where somebody's CV stands towards the world, in the words their own page needs."""

    state: Literal["never", "visible", "to_agree", "ended"]
    code: str = ""  # public address
    since: Any = None
    until: Any = None
    end_reason: str = ""
    has_newer_version: bool = (
        False  # a version more recent than the one shown waits for their agreement
    )
    shown_content: Any = None  # content of the version shown

    @property
    def days(self) -> int:
        return (timezone.now() - self.since).days if self.since else 0

    @property
    def ends_soon(self) -> bool:
        return self.state == "visible" and self.until - timezone.now() < timedelta(
            days=30
        )

    @property
    def end_reason_label(self) -> str:
        return (
            str(PublicationEndReason(self.end_reason).label) if self.end_reason else ""
        )


def cv_visibility_of(candidate: Candidate) -> CVVisibility:
    snapshot = latest_snapshot_of(candidate)
    publication = (
        Publication.objects.select_related("grant", "snapshot")
        .filter(candidate=candidate)
        .first()
    )
    if publication and publication.is_live:
        return CVVisibility(
            "visible",
            publication.code,
            publication.published_at,
            publication.grant.until,
            has_newer_version=bool(snapshot and snapshot.pk != publication.snapshot_id),
            shown_content=publication.snapshot.document,
        )
    ended: dict[str, Any] = (
        {"code": publication.code, "end_reason": publication.end_reason}
        if publication
        else {}
    )
    if publication and (not snapshot or snapshot.pk == publication.snapshot_id):
        return CVVisibility("ended", **ended)
    return CVVisibility("to_agree", **ended) if snapshot else CVVisibility("never")


# What the world sees


def live_publications() -> QuerySet[Publication]:
    """Everyone who is visible now: not ended, under a grant neither ended nor over."""
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
            "candidate__read_translations",
        )
    )


def published_cv(code: str) -> PublicCV | Gone | None:
    """By public address. Gone: it was shown once, and is no more."""
    publication = live_publications().filter(code=code).first()
    if publication:
        return public_cv_of(publication)
    return GONE if Publication.objects.filter(code=code).exists() else None


def rendering_key_for(code: str, **_address: Any) -> str | None:
    """What today's publication at this public address is known by; None when nobody is
    visible there.

    ``live()`` in plain SQL: pages made once ask it at each request, and putting a query
    together costs more than it.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.rendering FROM candidates_publication p JOIN candidates_consentgrant g ON g.id = p.grant_id"
            " WHERE p.code = %s AND p.ended_at IS NULL AND g.ended_at IS NULL AND g.until > %s",
            [code, now],
        )
        row = cursor.fetchone()
    return row[0] if row else None


def public_cv_of(publication: Publication) -> PublicCV:
    """One of ``published_all``.

    Words accepted after the agreement were not part of it, and stay out.
    """
    grant = publication.grant
    accepted: list[Recommendation] = publication.candidate.accepted_recommendations  # type: ignore[attr-defined]
    shown = _shown(
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
        rendering=publication.rendering,
        published_at=publication.published_at,
        until=grant.until,
    )


def public_cvs_of(publications: Iterable[Publication]) -> list[PublicCV]:
    return [public_cv_of(publication) for publication in publications]


def cv_preview(
    candidate: Candidate,
    fields: Sequence[str],
    channels: Sequence[str],
    translations: Sequence[str] = (),
    *,
    snapshot: Snapshot | CV | None = None,
) -> PublicCV:
    """What the world would see if the person agreed to that: of the last approved version,
    else of the draft.
    """
    source = snapshot or latest_snapshot_of(candidate) or candidate.cv
    accepted = list(
        candidate.recommendations.exclude(accepted_at=None).order_by("accepted_at")
    )
    return replace(
        _shown(candidate, source, fields, channels, translations, accepted),
        code=candidate.cv.code,
    )


def _shown(
    candidate: Candidate,
    source: Snapshot | CV,
    fields: Sequence[str],
    channels: Sequence[str],
    texts: Sequence[str],
    recommendations: Sequence[Recommendation],
) -> PublicCV:
    content, story = source.document, GrantField.STORY in fields
    reads: Iterable[ApprovedTranslation] = (
        candidate.read_translations.all() if texts else ()
    )
    said = translated.published_translations(content, reads, texts, story=story)
    if not story:
        content = replace(content, story="")
    letters = (
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
            PublishedRecommendation(r.author, r.author_role, r.words, r.language)
            for r in letters
        ),
        translations=said,
    )


def public_photo_bytes(shown: PublicCV, *, small: bool = False) -> bytes | None:
    """JPEG, 800×1000, or 400×500 when ``small``; None when the person does not show it."""
    return stored_photo_bytes(shown.photo_file, small=small) if shown.photo else None


def stored_photo_bytes(name: str | None, *, small: bool = False) -> bytes:
    with default_storage.open(small_photo_path(name) if small else name or "") as file:
        return file.read()


def small_photo_path(name: str | None) -> str:
    """The small size is kept beside the large one."""
    return (name or "").removesuffix(".jpg") + "-small.jpg"


# Who looked


@dataclass(frozen=True)
class FileAccess:
    name: str
    opened_on: Any
    is_staff: bool


def file_accesses_of(candidate: Candidate) -> list[FileAccess]:
    """Who opened the file, for the person themself."""
    seen = journal.accesses_to(candidate.code, limit=60)
    people = {
        u.code: u
        for u in User.objects.filter(
            code__in={s.viewer_code for s in seen}
        ).prefetch_related("staff_roles")
    }
    return [
        FileAccess(
            person.first_name or person.full_name, s.on, bool(person.staff_roles.all())
        )
        for s in seen
        if (person := people.get(s.viewer_code))
    ]
