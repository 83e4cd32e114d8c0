"""Review a submitted CV: request changes, or approve it as a snapshot."""

import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from entremise.candidates import notices, rules
from entremise.candidates.enums import CV_MOVES, CVSection, CVState
from entremise.candidates.indexing.staff_index import reindex_candidate
from entremise.candidates.models import CV, ReviewComment, Snapshot
from entremise.candidates.queries.publications import (
    small_photo_path,
    stored_photo_bytes,
)
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import DomainError, EditConflict, NotAllowed
from entremise.foundation.kit.text import clean_text, gettext as _
from entremise.foundation.tasks.actions import resolve_tasks


@transaction.atomic
def request_cv_changes(cv: CV, *, comments: list[tuple[str, str]], by: User) -> CV:
    """Send the draft back. ``comments``: (section or "" for the whole CV, text)."""
    _may_review(cv, by)
    remarks = [
        (section, clean_text(text)) for section, text in comments if clean_text(text)
    ]
    if not remarks:
        raise DomainError(
            _("Écrivez au moins une remarque : la personne doit savoir quoi changer.")
        )
    if any(section and section not in list(CVSection) for section, _text in remarks):
        raise DomainError(_("Cette partie du CV n’existe pas."))
    CV.objects.move(
        cv,
        to=CVState.CHANGES_REQUESTED,
        moves=CV_MOVES,
        updated_at=timezone.now(),
    )
    ReviewComment.objects.bulk_create(
        ReviewComment(cv=cv, section=section, text=text, by=by)
        for section, text in remarks
    )
    resolve_tasks(dedup_key_prefix=f"cv_review:{cv.code}:", by=by)
    record_in_journal(
        "candidates.changes_requested",
        by=by,
        about=(cv.candidate,),
        sections=[s for s, _text in remarks],
    )
    notices.notify_cv_changes_requested(cv)
    return cv


@transaction.atomic
def approve_cv(cv: CV, *, by: User, version: int | None = None) -> Snapshot:
    """Freeze the draft as a snapshot.

    EditConflict when ``version`` is not the stored one: the reviewer read another text.
    """
    _may_review(cv, by)
    stored = (
        CV.objects.select_for_update(of=("self",))
        .select_related("candidate__zone")
        .get(pk=cv.pk)
    )
    if version is not None and stored.version != version:
        raise EditConflict(
            _("Ce CV a changé pendant votre lecture. Relisez-le."), stored=stored
        )
    CV.objects.move(
        cv,
        to=CVState.APPROVED,
        moves=CV_MOVES,
        updated_at=timezone.now(),
    )
    last = Snapshot.objects.filter(candidate=stored.candidate).aggregate(
        last=Max("number")
    )["last"]
    snapshot = Snapshot.objects.create(
        candidate=stored.candidate,
        number=(last or 0) + 1,
        content=stored.document.dump(),
        language=stored.language,
        photo=_frozen_photo(stored),
        approved_at=timezone.now(),
        approved_by=by,
    )
    stored.comments.filter(settled_at=None).update(settled_at=timezone.now())
    resolve_tasks(dedup_key_prefix=f"cv_review:{cv.code}:", by=by)
    reindex_candidate(stored.candidate)
    record_in_journal(
        "candidates.cv_approved",
        by=by,
        about=(stored.candidate,),
        snapshot=snapshot.code,
        number=snapshot.number,
    )
    notices.notify_cv_approved(snapshot)
    return snapshot


def _frozen_photo(cv: CV) -> str:
    """Copy the photo: the draft's may change or be deleted."""
    if not cv.photo:
        return ""
    name = f"published/{secrets.token_urlsafe(16)}.jpg"
    default_storage.save(name, ContentFile(stored_photo_bytes(cv.photo.name)))
    default_storage.save(
        small_photo_path(name),
        ContentFile(stored_photo_bytes(cv.photo.name, small=True)),
    )
    return name


def _may_review(cv: CV, by: User) -> None:
    if not rules.can_manage_candidate(by, cv.candidate):
        raise NotAllowed(_("L’équipe de la zone relit ce CV."))
