"""A consent signed on paper: one person of the team records it, another one reads the paper.

Raises NotAllowed, MoveRefused (the CV changed meanwhile, somebody else decided first) or
DomainError (invalid choice, blank paper).
"""

import secrets
from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from entremise.candidates import notices, rules
from entremise.candidates.enums import (
    PAPER_CONSENT_MOVES,
    GrantMethod,
    PaperConsentState,
)
from entremise.candidates.models import Candidate, PaperConsent, Publication, Snapshot
from entremise.candidates.queries.paper_consent import can_accept_paper_consent
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit import uploads
from entremise.foundation.kit.errors import MoveRefused, NotAllowed
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.tasks.actions import raise_task, resolve_tasks

from .consent import check_choices, drop_waiting_papers, publish_under_grant


def record_paper_consent(
    candidate: Candidate,
    *,
    snapshot: Snapshot,
    fields: Sequence[str],
    channels: Sequence[str],
    consent_version: str,
    language: str,
    scan: bytes,
    by: User,
    translations: Sequence[str] = (),
) -> PaperConsent:
    """Keep a signed paper until somebody else of the team reads it; the person is told now.

    It takes the place of one that still waits. The picture is redrawn before the transaction.
    """
    if not rules.can_manage_candidate(by, candidate):
        raise NotAllowed(_("L’équipe de la zone enregistre les accords sur papier."))
    content = uploads.sanitize_scan(scan)
    with transaction.atomic():
        Candidate.objects.select_for_update().get(pk=candidate.pk)
        check_choices(candidate, snapshot, fields, channels, translations)
        drop_waiting_papers(candidate, by=by)
        name = f"consents/{secrets.token_urlsafe(16)}.jpg"
        paper = PaperConsent.objects.create(
            candidate=candidate,
            snapshot=snapshot,
            fields=sorted(fields),
            channels=sorted(channels),
            translations=list(translations),
            consent_version=consent_version,
            language=language,
            scan=default_storage.save(name, ContentFile(content)),
            recorded_at=timezone.now(),
            recorded_by=by,
        )
        record_in_journal("candidates.paper_recorded", by=by, about=(candidate,))
        raise_task(
            "candidates.paper_to_read",
            zone=candidate.zone,
            about=("team_paper_consent", paper.code, candidate.first_name),
            dedup_key=f"paper:{paper.code}",
        )
        notices.notify_paper_consent_recorded(paper)
    return paper


@transaction.atomic
def accept_paper_consent(paper: PaperConsent, *, by: User) -> Publication:
    """``by`` has read the paper: it is signed and says these choices. The CV is public."""
    if not rules.can_manage_candidate(by, paper.candidate):
        raise NotAllowed(_("L’équipe de la zone lit les accords sur papier."))
    if not can_accept_paper_consent(by, paper):
        raise NotAllowed(_("Une autre personne de l’équipe doit lire ce papier."))
    scan = paper.scan.name
    PaperConsent.objects.move(
        paper,
        to=PaperConsentState.ACCEPTED,
        moves=PAPER_CONSENT_MOVES,
        read_at=timezone.now(),
        read_by=by,
        scan="",
    )
    resolve_tasks(dedup_key_prefix=f"paper:{paper.code}", by=by)
    return publish_under_grant(
        paper.candidate,
        snapshot=paper.snapshot,
        fields=paper.fields,
        channels=paper.channels,
        translations=paper.translations,
        consent_version=paper.consent_version,
        language=paper.language,
        method=GrantMethod.PAPER,
        by=by,
        code=paper.code,  # so that the link already sent denies the publication too
        scan=scan,
        paper_recorded_by=paper.recorded_by,
    )


@transaction.atomic
def refuse_paper_consent(paper: PaperConsent, *, remark: str, by: User) -> None:
    """The paper does not say that; ``remark`` is for who recorded it. Its scan is deleted."""
    if not rules.can_manage_candidate(by, paper.candidate):
        raise NotAllowed(_("L’équipe de la zone lit les accords sur papier."))
    if not drop_waiting_papers(paper.candidate, by=by, remark=remark):
        raise MoveRefused(_("Ce papier a déjà été lu."))
    record_in_journal("candidates.paper_refused", by=by, about=(paper.candidate,))
