"""Write, submit and review translations of a CV. Only the candidate publishes them."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from entremise.candidates import notices, rules
from entremise.candidates.actions.cv_draft import check_may_write
from entremise.candidates.content import languages
from entremise.candidates.enums import CV_MOVES, CVState
from entremise.candidates.models import CV, ApprovedTranslation, Translation
from entremise.candidates.queries.cv_drafts import latest_snapshot_of
from entremise.candidates.validators import InvalidSection, content_fingerprint
from entremise.candidates.wording.translation_segments import (
    Segment,
    segments_to_translate,
    source_fingerprint,
    translated_segments,
)
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import (
    DomainError,
    EditConflict,
    MoveRefused,
    NotAllowed,
)
from entremise.foundation.kit.text import clean_line, clean_text, gettext as _
from entremise.foundation.tasks.actions import raise_task, resolve_tasks

MAX_TRANSLATIONS = 8  # languages for one CV


@transaction.atomic
def start_translation(cv: CV, *, language: str, by: User) -> Translation:
    """Begin a translation; begun twice, it is the same one."""
    check_may_write(cv, by)
    if language not in languages.LANGUAGES or language in languages.SIGN_LANGUAGES:
        raise DomainError(_("Choisissez une langue dans la liste."), field="language")
    if language == cv.language:
        raise DomainError(
            _("Le CV est déjà écrit dans cette langue."), field="language"
        )
    if cv.translations.exclude(language=language).count() >= MAX_TRANSLATIONS:
        raise DomainError(_("Huit langues au plus, en dehors de la première."))
    translation, new = Translation.objects.get_or_create(
        cv=cv, language=language, defaults={"edited_by": by}
    )
    if new:
        record_in_journal(
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
    texts: Mapping[str, str],
    seen: Mapping[str, str],
    read_again: Collection[str] = (),
    by: User,
) -> tuple[Translation, dict[str, str]]:
    """Store the changed segments. ``texts`` and ``seen``: {segment key: text}, {key: fingerprint}.

    ``seen`` holds the fingerprints of the texts the writer was reading. ``read_again``: keys of
    segments whose original changed and whose translation is confirmed as it is. What somebody else
    changed in between is kept and returned as {key: their text}.
    """
    check_may_write(translation.cv, by)
    stored = _locked(translation)
    if stored.state == CVState.SUBMITTED:
        raise MoveRefused(
            _("L’équipe relit cette traduction. Pour y écrire, reprenez-la d’abord.")
        )
    document = stored.cv.document
    content, conflicts = dict(stored.content), {}
    for row in translated_segments(document, stored.content):
        key = row.segment.key
        typed = _clean(row.segment, texts.get(key, row.text))
        if content_fingerprint(typed) == seen.get(key):
            typed = row.text  # only the other writer touched it, or nobody
        elif (
            typed != row.text
            and row.text
            and content_fingerprint(row.text) != seen.get(key)
        ):
            conflicts[key] = row.text
            continue
        if typed != row.text or row.state == "fresh" or key in read_again:
            content[key] = {"of": row.segment.fingerprint, "words": typed}
    if content != stored.content:
        _store(stored, content, by)
    return stored, conflicts


def _clean(segment: Segment, typed: str) -> str:
    clean = clean_line(typed) if segment.shape == "line" else clean_text(typed)
    if segment.shape == "lines":
        clean = "\n".join(line.strip() for line in clean.split("\n") if line.strip())
    if len(clean) > segment.max_length:
        raise InvalidSection(
            _("%(most)d caractères au plus, il y en a %(now)d.")
            % {"most": segment.max_length, "now": len(clean)}
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
        record_in_journal(
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
    """Send a complete translation to the team."""
    check_may_write(translation.cv, by)
    stored = _locked(translation)
    if segments_to_translate(stored.cv.document, stored.content):
        raise DomainError(
            _("Il reste des phrases à traduire ou à relire. Elles sont marquées.")
        )
    _move(stored, CVState.SUBMITTED, submitted_at=timezone.now(), remark="")
    record_in_journal(
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
def cancel_translation_submission(translation: Translation, *, by: User) -> Translation:
    check_may_write(translation.cv, by)
    _move(translation, CVState.DRAFT, only_from=[CVState.SUBMITTED])
    resolve_tasks(dedup_key_prefix=f"translation:{translation.code}:", by=by)
    return translation


@transaction.atomic
def request_translation_changes(
    translation: Translation, *, remark: str, by: User
) -> Translation:
    _may_review(translation, by)
    said = clean_text(remark)
    if not said:
        raise DomainError(
            _("Écrivez au moins une remarque : la personne doit savoir quoi changer."),
            field="remark",
        )
    _move(translation, CVState.CHANGES_REQUESTED, remark=said)
    resolve_tasks(dedup_key_prefix=f"translation:{translation.code}:", by=by)
    record_in_journal(
        "candidates.translation_changes",
        by=by,
        about=(translation.cv.candidate,),
        language=translation.language,
    )
    notices.notify_translation_changes_requested(translation)
    return translation


@transaction.atomic
def approve_translation(
    translation: Translation, *, version: int, by: User
) -> ApprovedTranslation:
    """Freeze the translation. ``version``: the one on the reviewer's screen."""
    _may_review(translation, by)
    stored = _locked(translation)
    if stored.version != version:
        raise EditConflict(
            _("Cette traduction a changé pendant votre lecture. Relisez-la."),
            stored=stored,
        )
    document, candidate = stored.cv.document, stored.cv.candidate
    if segments_to_translate(document, stored.content):
        raise MoveRefused(
            _("Le CV a changé : des phrases de cette traduction sont à relire.")
        )
    snapshot = latest_snapshot_of(candidate)
    wanted = source_fingerprint(document, stored.cv.language)
    if (
        snapshot is None
        or source_fingerprint(snapshot.document, snapshot.language) != wanted
    ):
        raise MoveRefused(
            _(
                "Acceptez d’abord le CV lui-même : cette traduction suit sa version la plus "
                "récente."
            )
        )
    _move(stored, CVState.APPROVED)
    read = ApprovedTranslation.objects.create(
        candidate=candidate,
        language=stored.language,
        source_fingerprint=wanted,
        snapshot_number=snapshot.number,
        content={
            row.segment.key: row.text
            for row in translated_segments(document, stored.content)
        },
        approved_at=timezone.now(),
        approved_by=by,
    )
    resolve_tasks(dedup_key_prefix=f"translation:{stored.code}:", by=by)
    record_in_journal(
        "candidates.translation_read",
        by=by,
        about=(candidate,),
        language=stored.language,
        read=read.code,
    )
    notices.notify_translation_approved(read)
    return read


def _move(
    translation: Translation,
    to: str,
    *,
    only_from: list[CVState] | None = None,
    **changes: Any,
) -> None:
    Translation.objects.move(
        translation,
        to=to,
        moves=CV_MOVES,
        only_from=only_from,
        updated_at=timezone.now(),
        **changes,
    )


def _may_review(translation: Translation, by: User) -> None:
    if not rules.can_manage_candidate(by, translation.cv.candidate):
        raise NotAllowed(_("L’équipe de la zone relit cette traduction."))
