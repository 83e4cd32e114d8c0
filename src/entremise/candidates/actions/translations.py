"""A CV in another language: written beside the original, read by the team, frozen. The
person alone shows it.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from entremise.candidates import languages, notices, queries, rules
from entremise.candidates.enums import CV_MOVES, CVState
from entremise.candidates.models import CV, ReadTranslation, Translation
from entremise.candidates.translation import Piece, left, source, written
from entremise.candidates.validators import Unfit, fingerprint
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.actions import record
from entremise.foundation.kit.errors import (
    DomainError,
    EditConflict,
    MoveRefused,
    NotAllowed,
)
from entremise.foundation.kit.text import clean_line, clean_text
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.tasks.actions import raise_task, settle

MOST = 8  # languages for one CV


@transaction.atomic
def open_translation(cv: CV, *, language: str, by: User) -> Translation:
    """Begin one more language; begun twice, it is the same one."""
    _may_write(cv, by)
    if language not in languages.LANGUAGES or language in languages.SIGNED:
        raise DomainError(_("Choisissez une langue dans la liste."))
    if language == cv.language:
        raise DomainError(_("Le CV est déjà écrit dans cette langue."))
    if cv.translations.exclude(language=language).count() >= MOST:
        raise DomainError(_("Huit langues au plus, en dehors de la première."))
    translation, new = Translation.objects.get_or_create(
        cv=cv, language=language, defaults={"edited_by": by}
    )
    if new:
        record(
            "candidates.translation_begun",
            by=by,
            about=(cv.candidate,),
            language=language,
        )
    return translation


@transaction.atomic
def save_translation(
    translation: Translation,
    *,
    words: Mapping[str, str],
    seen: Mapping[str, str],
    read_again: Collection[str] = (),
    by: User,
) -> tuple[Translation, dict[str, str]]:
    """Store what the writer changed. ``seen``: {key: mark of the words they were reading}.

    ``read_again``: keys of the sentences that changed in the original, and whose
    translation stays right as it is.

    What somebody else changed in between is not overwritten: it comes back as {key: their
    words}, the rest is stored.
    """
    _may_write(translation.cv, by)
    stored = _locked(translation)
    if stored.state == CVState.SUBMITTED:
        raise MoveRefused(
            _("L’équipe relit cette traduction. Pour y écrire, reprenez-la d’abord.")
        )
    document = stored.cv.document
    content, conflicts = dict(stored.content), {}
    for row in written(document, stored.content):
        key = row.piece.key
        typed = _clean(row.piece, words.get(key, row.words))
        if fingerprint(typed) == seen.get(key):
            typed = row.words  # only the other writer touched it, or nobody
        elif (
            typed != row.words and row.words and fingerprint(row.words) != seen.get(key)
        ):
            conflicts[key] = row.words
            continue
        if typed != row.words or row.state == "fresh" or key in read_again:
            content[key] = {"of": row.piece.mark, "words": typed}
    if content != stored.content:
        _store(stored, content, by)
    return stored, conflicts


def _clean(piece: Piece, typed: str) -> str:
    clean = clean_line(typed) if piece.shape == "line" else clean_text(typed)
    if piece.shape == "lines":
        clean = "\n".join(line.strip() for line in clean.split("\n") if line.strip())
    if len(clean) > piece.most:
        raise Unfit(
            _("%(most)d caractères au plus, il y en a %(now)d.")
            % {"most": piece.most, "now": len(clean)}
        )
    return clean


def _locked(translation: Translation) -> Translation:
    return (
        Translation.objects.select_for_update(of=("self",))
        .select_related("cv__candidate__zone", "cv__candidate__user")
        .get(pk=translation.pk)
    )


def _store(stored: Translation, content: dict[str, Any], by: User) -> None:
    if (
        stored.edited_by_id != by.pk
        or stored.updated_at.date() != timezone.now().date()
        or stored.version == 1
    ):
        record(
            "candidates.translation_written",
            by=by,
            about=(stored.cv.candidate,),
            language=stored.language,
        )
    stored.content, stored.edited_by, stored.version = content, by, stored.version + 1
    if stored.state == CVState.APPROVED:
        stored.state = CVState.DRAFT
    stored.save()


@transaction.atomic
def submit_translation(translation: Translation, *, by: User) -> Translation:
    """Send it to the team, once every sentence is said."""
    _may_write(translation.cv, by)
    stored = _locked(translation)
    if left(stored.cv.document, stored.content):
        raise DomainError(
            _("Il reste des phrases à traduire ou à relire. Elles sont marquées.")
        )
    _move(stored, CVState.SUBMITTED, submitted_at=timezone.now(), remark="")
    record(
        "candidates.translation_submitted",
        by=by,
        about=(stored.cv.candidate,),
        language=stored.language,
    )
    candidate = stored.cv.candidate
    raise_task(
        "candidates.translation_to_review",
        zone=candidate.zone,
        owner=candidate.owner,
        about=("team_translation", stored.code, candidate.first_name),
        dedup_key=f"translation:{stored.code}:{stored.version}:{stored.submitted_at:%s}",
    )
    return stored


@transaction.atomic
def take_translation_back(translation: Translation, *, by: User) -> Translation:
    _may_write(translation.cv, by)
    _move(translation, CVState.DRAFT)
    settle(dedup_key_prefix=f"translation:{translation.code}:", by=by)
    return translation


@transaction.atomic
def ask_translation_changes(
    translation: Translation, *, words: str, by: User
) -> Translation:
    _may_review(translation, by)
    said = clean_text(words)
    if not said:
        raise DomainError(
            _("Écrivez au moins une remarque : la personne doit savoir quoi changer.")
        )
    _move(translation, CVState.CHANGES_REQUESTED, remark=said)
    settle(dedup_key_prefix=f"translation:{translation.code}:", by=by)
    record(
        "candidates.translation_changes",
        by=by,
        about=(translation.cv.candidate,),
        language=translation.language,
    )
    notices.translation_changes(translation)
    return translation


@transaction.atomic
def approve_translation(
    translation: Translation, *, version: int, by: User
) -> ReadTranslation:
    """Freeze what was read. ``version``: the one on the reviewer's screen."""
    _may_review(translation, by)
    stored = _locked(translation)
    if stored.version != version:
        raise EditConflict(
            _("Cette traduction a changé pendant votre lecture. Relisez-la."),
            stored=stored,
        )
    document, candidate = stored.cv.document, stored.cv.candidate
    if left(document, stored.content):
        raise MoveRefused(
            _("Le CV a changé : des phrases de cette traduction sont à relire.")
        )
    snapshot = queries.last_snapshot(candidate)
    wanted = source(document, stored.cv.language)
    if snapshot is None or source(snapshot.document, snapshot.language) != wanted:
        raise MoveRefused(
            _(
                "Acceptez d’abord le CV lui-même : cette traduction suit sa version la plus récente."
            )
        )
    _move(stored, CVState.APPROVED)
    read = ReadTranslation.objects.create(
        candidate=candidate,
        language=stored.language,
        source=wanted,
        snapshot_number=snapshot.number,
        content={row.piece.key: row.words for row in written(document, stored.content)},
        approved_at=timezone.now(),
        approved_by=by,
    )
    settle(dedup_key_prefix=f"translation:{stored.code}:", by=by)
    record(
        "candidates.translation_read",
        by=by,
        about=(candidate,),
        language=stored.language,
        read=read.code,
    )
    notices.translation_ready(read)
    return read


def _move(translation: Translation, to: str, **changes: Any) -> None:
    allowed = [state for state, moves in CV_MOVES.items() if to in moves]
    Translation.objects.move(
        translation.pk,
        allowed_from=allowed,
        to=to,
        updated_at=timezone.now(),
        **changes,
    )
    translation.refresh_from_db(
        fields=["state", "remark", "submitted_at", "updated_at"]
    )


def _may_write(cv: CV, by: User) -> None:
    if not rules.can_edit_cv(by, cv.candidate):
        raise NotAllowed(_("Ce CV n’est pas à vous."))


def _may_review(translation: Translation, by: User) -> None:
    if not rules.can_review(by, translation.cv.candidate):
        raise NotAllowed(_("L’équipe de la zone relit cette traduction."))
