"""Read consent grants and codes, and whether a candidate's CV is public."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal

from django.utils import timezone

from entremise.candidates import rules
from entremise.candidates.content import consent_versions
from entremise.candidates.enums import PublicationEndReason
from entremise.candidates.models import (
    Candidate,
    ConsentCode,
    ConsentGrant,
    Publication,
)
from entremise.foundation.accounts.models import User, Viewer
from entremise.foundation.accounts.validators import ContactAddress
from entremise.foundation.messaging.queries.recipients import Recipient
from entremise.foundation.outbox.transports import can_send_sms

from .cv_drafts import latest_snapshot_of


def live_grant_of(candidate: Candidate) -> ConsentGrant | None:
    return candidate.grants.filter(ended_at=None, until__gt=timezone.now()).first()


def grants_for(viewer: Viewer, candidate: Candidate) -> list[ConsentGrant]:
    return (
        list(candidate.grants.select_related("recorded_by"))
        if rules.can_view_candidate(viewer, candidate)
        else []
    )


def grant_for(viewer: Viewer, code: str) -> ConsentGrant | None:
    """By code, for the team of the zone and the candidate: to read the scan."""
    grant = ConsentGrant.objects.select_related("candidate").filter(code=code).first()
    allowed = grant and (
        rules.can_manage_candidate(viewer, grant.candidate)
        or rules.is_self(viewer, grant.candidate)
    )
    return grant if allowed else None


def pending_consent_code_of(candidate: Candidate) -> ConsentCode | None:
    """The code sent to the candidate and not used yet."""
    codes = candidate.consent_codes.filter(
        used_at=None,
        expires_at__gt=timezone.now(),
        tries__lt=consent_versions.CONSENT_CODE_MAX_TRIES,
    )
    return codes.order_by("-pk").first()


def consent_code_address(
    candidate: Candidate, *, asked_by: User
) -> ContactAddress | None:
    """An address that reaches the candidate only: never one of who asks for the code.

    In the candidate's own session, opened with a card: never the address of another account.
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
    """Whether a candidate's CV is public, since when and until when."""

    state: Literal["never", "visible", "to_agree", "ended"]
    code: str = ""  # public address
    since: Any = None
    until: Any = None
    end_reason: str = ""
    # A version more recent than the one shown waits for their agreement.
    has_newer_version: bool = False
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
