"""Write, submit and illustrate a CV draft, with an optimistic lock on its version."""

import secrets
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from entremise.candidates import rules, validators
from entremise.candidates.content.cv import CVContent
from entremise.candidates.enums import CV_MOVES, CVState
from entremise.candidates.indexing.staff_index import reindex_candidate
from entremise.candidates.models import CV
from entremise.candidates.queries.publications import small_photo_path
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit import uploads
from entremise.foundation.kit.errors import (
    DomainError,
    EditConflict,
    MoveRefused,
    NotAllowed,
)
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.tasks.actions import raise_task, resolve_tasks

WRITABLE_STATES = (CVState.DRAFT, CVState.CHANGES_REQUESTED, CVState.APPROVED)


@transaction.atomic
def save_cv_section(
    cv: CV, *, section: str, value: Any, version: int, by: User, seen: str = ""
) -> CV:
    """Store one section of the version the writer was reading.

    EditConflict, with what is stored now, when somebody saved this section in between. ``seen``:
    fingerprint of the section as the writer read it; changes elsewhere in the CV do not conflict.
    """
    check_may_write(cv, by)
    clean = validators.clean_section(section, value)
    stored = CV.objects.select_for_update().get(pk=cv.pk)
    _check_writable(stored)
    now = stored.document.dump()[section]
    if now == clean:
        return stored  # sent twice, or both wrote the same
    if stored.version != version and validators.content_fingerprint(now) != seen:
        stored.candidate = cv.candidate
        raise EditConflict(
            _("Quelqu’un d’autre a écrit ici entre-temps. Voici les deux versions."),
            stored=stored,
        )
    content = CVContent.load({**stored.document.dump(), section: clean}).dump()
    _store(stored, by, content=content)
    stored.candidate = cv.candidate
    reindex_candidate(cv.candidate)
    return stored


def check_may_write(cv: CV, by: User) -> None:
    """NotAllowed, for the CV and for its translations."""
    if not rules.can_edit_cv(by, cv.candidate):
        raise NotAllowed(_("Ce CV n’est pas à vous."))
    if rules.is_cv_closed_to(by, cv.candidate):
        raise NotAllowed(
            _(
                "Le parcours de cette personne est terminé : on n’écrit plus pour elle. "
                "Si elle revient, reprenez d’abord son parcours."
            )
        )


def _check_writable(cv: CV) -> None:
    if cv.state not in WRITABLE_STATES:
        raise MoveRefused(
            _("L’équipe relit ce CV. Pour y écrire, reprenez-le d’abord.")
        )


def _store(cv: CV, by: User, **changes: Any) -> None:
    """Compare and swap on the version. An approved CV becomes a draft again."""
    state = CVState.DRAFT if cv.state == CVState.APPROVED else cv.state
    now = timezone.now()
    moved = CV.objects.filter(pk=cv.pk, version=cv.version, state=cv.state).update(
        **changes, version=cv.version + 1, state=state, edited_by=by, updated_at=now
    )
    if not moved:
        raise EditConflict(
            _("Quelqu’un d’autre a écrit ici entre-temps. Voici les deux versions."),
            stored=cv,
        )
    if (
        cv.edited_by_id != by.pk
        or cv.updated_at.date() != now.date()
        or cv.version == 1
    ):
        record_in_journal("candidates.cv_edited", by=by, about=(cv.candidate,))
    cv.refresh_from_db()


@transaction.atomic
def set_cv_photo(cv: CV, *, image_bytes: bytes, by: User) -> CV:
    """Store the photo re-encoded in two sizes, under a random name."""
    check_may_write(cv, by)
    _check_writable(cv)
    name = f"photos/{secrets.token_urlsafe(16)}.jpg"
    large, small = (
        uploads.sanitize_portrait(image_bytes),
        uploads.make_thumbnail(image_bytes),
    )
    stored = CV.objects.select_for_update().get(pk=cv.pk)
    _check_writable(stored)  # it may have been sent meanwhile
    before = stored.photo.name
    default_storage.save(name, ContentFile(large))
    default_storage.save(small_photo_path(name), ContentFile(small))
    _store(stored, by, photo=name)
    _delete_later(before)
    return stored


@transaction.atomic
def remove_cv_photo(cv: CV, *, by: User) -> CV:
    check_may_write(cv, by)
    stored = CV.objects.select_for_update().get(pk=cv.pk)
    _check_writable(stored)
    if stored.photo:
        before = stored.photo.name
        _store(stored, by, photo="")
        _delete_later(before)
    return stored


def _delete_later(name: str | None) -> None:
    if not name:
        return
    transaction.on_commit(lambda: default_storage.delete(name))
    transaction.on_commit(lambda: default_storage.delete(small_photo_path(name)))


@transaction.atomic
def set_cv_language(cv: CV, *, language: str, by: User) -> CV:
    """Set the language the text is written in; refused when it is that of a translation."""
    check_may_write(cv, by)
    stored = CV.objects.select_for_update().get(pk=cv.pk)
    _check_writable(stored)
    if stored.translations.filter(language=language).exists():
        raise DomainError(
            _("Ce CV a déjà une traduction dans cette langue."),
            field="language",
        )
    if stored.language != language:
        _store(stored, by, language=language)
    return stored


@transaction.atomic
def submit_cv(cv: CV, *, by: User) -> CV:
    """Send the draft to the team; open review comments are then settled."""
    check_may_write(cv, by)
    if validators.missing_sections(CV.objects.get(pk=cv.pk).document):
        raise DomainError(
            _(
                "Il manque encore quelques réponses : atouts, métier et phrase d’accroche."
            )
        )
    now = timezone.now()
    CV.objects.move(
        cv, to=CVState.SUBMITTED, moves=CV_MOVES, submitted_at=now, updated_at=now
    )
    cv.comments.filter(settled_at=None).update(settled_at=timezone.now())
    record_in_journal(
        "candidates.cv_submitted", by=by, about=(cv.candidate,), version=cv.version
    )
    raise_task(
        "candidates.cv_to_review",
        zone=cv.candidate.zone,
        owner=cv.candidate.owner,
        about=("team_review", cv.code, cv.candidate.first_name),
        dedup_key=_review_key(cv),
    )
    return cv


def _review_key(cv: CV) -> str:
    """One task per submission, even of an unchanged version."""
    return f"cv_review:{cv.code}:{cv.version}:{cv.comments.count()}"


@transaction.atomic
def cancel_cv_submission(cv: CV, *, by: User) -> CV:
    """Take a submitted draft back before the team answers."""
    check_may_write(cv, by)
    CV.objects.move(
        cv,
        to=CVState.DRAFT,
        moves=CV_MOVES,
        only_from=[CVState.SUBMITTED],
        updated_at=timezone.now(),
    )
    resolve_tasks(dedup_key_prefix=f"cv_review:{cv.code}:", by=by)
    record_in_journal("candidates.cv_taken_back", by=by, about=(cv.candidate,))
    return cv
