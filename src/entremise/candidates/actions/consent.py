"""Give, renew and withdraw the consent to show a CV.

Publishing and unpublishing happen only here. Raises NotAllowed, MoveRefused (the CV or a
translation changed meanwhile) or DomainError (invalid choice).
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from entremise.candidates import notices, rules
from entremise.candidates.content import consent_versions
from entremise.candidates.content.cv import PublicCV
from entremise.candidates.enums import (
    ACCOMPANIED_STATES,
    PAPER_CONSENT_MOVES,
    GrantChannel,
    GrantField,
    GrantMethod,
    PaperConsentState,
    PublicationEndReason,
)
from entremise.candidates.events import CVPublished, CVUnpublished
from entremise.candidates.indexing.public_index import index_cv, remove_cv_from_index
from entremise.candidates.models import (
    Candidate,
    ConsentCode,
    ConsentGrant,
    PaperConsent,
    Publication,
    Snapshot,
)
from entremise.candidates.queries.consent import (
    consent_code_address,
    pending_consent_code_of,
)
from entremise.candidates.queries.cv_drafts import latest_snapshot_of
from entremise.candidates.queries.publications import published_cv
from entremise.candidates.queries.translations import translations_matching_snapshot
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.accounts.validators import extract_digits
from entremise.foundation.backups.actions import record_in_ledger
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.foundation.kit.events import announce
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.tasks.actions import resolve_tasks
from entremise.foundation.web import rate_limits
from entremise.foundation.web.metrics import withdrawal_seconds

CONSENT_CODE_LIFETIME = timedelta(minutes=30)
CONSENT_CODES_PER_HOUR = 6


@transaction.atomic
def publish_cv(
    candidate: Candidate,
    *,
    snapshot: Snapshot,
    fields: Sequence[str],
    channels: Sequence[str],
    consent_version: str,
    language: str,
    by: User,
    translations: Sequence[str] = (),
) -> Publication:
    """Publish a snapshot with the consent the candidate gives in their own session."""
    _check_may_consent(by, candidate)
    return publish_under_grant(
        candidate,
        snapshot=snapshot,
        fields=fields,
        channels=channels,
        translations=translations,
        consent_version=consent_version,
        language=language,
        method=GrantMethod.SELF,
        by=by,
    )


@transaction.atomic
def renew_publication(
    candidate: Candidate, *, consent_version: str, language: str, by: User
) -> Publication:
    """Renew the live consent as it is, for six more months."""
    _check_may_consent(by, candidate)
    publication = _live_publication_or_refuse(candidate)
    return publish_under_grant(
        candidate,
        snapshot=publication.snapshot,
        fields=publication.grant.fields,
        channels=publication.grant.channels,
        translations=publication.grant.shown_translations,
        consent_version=consent_version,
        language=language,
        method=GrantMethod.SELF,
        by=by,
        renewal=True,
    )


@transaction.atomic
def publish_translation(
    candidate: Candidate,
    *,
    translation: str,
    consent_version: str,
    language: str,
    by: User,
) -> Publication:
    """Add one approved translation (its code) to the live consent, until the same end date."""
    _check_may_consent(by, candidate)
    publication = _live_publication_or_refuse(candidate)
    approved = translations_matching_snapshot(candidate, publication.snapshot)
    chosen = next(
        (chosen for chosen in approved if chosen.code == translation),
        None,
    )
    if chosen is None:
        raise MoveRefused(
            _(
                "Cette traduction a changé depuis. Regardez la nouvelle avant de dire oui."
            )
        )
    grant = publication.grant
    same = {
        r.code for r in candidate.approved_translations.filter(language=chosen.language)
    }
    return publish_under_grant(
        candidate,
        snapshot=publication.snapshot,
        fields=grant.fields,
        channels=grant.channels,
        translations=[
            *(code for code in grant.shown_translations if code not in same),
            translation,
        ],
        consent_version=consent_version,
        language=language,
        method=GrantMethod.SELF,
        by=by,
        renewal=True,
        until=grant.until,
    )


@transaction.atomic
def unpublish_translation(
    candidate: Candidate, *, language: str, by: User
) -> Publication:
    """Stop showing one language; the rest of the consent stays."""
    if not rules.can_withdraw_cv(by, candidate):
        raise NotAllowed(_("Seules la personne et son équipe peuvent retirer ce CV."))
    publication = _live_publication_or_refuse(candidate)
    stop_showing_language(publication, language, by=by)
    return publication


def stop_showing_language(
    publication: Publication, language: str, *, by: User | None
) -> bool:
    """False, and nothing changed, when the live consent did not show it.

    In the caller's transaction.
    """
    candidate, grant = publication.candidate, publication.grant
    withdrawn = [
        r.code for r in candidate.approved_translations.filter(language=language)
    ]
    was_shown = bool(set(withdrawn) & set(grant.shown_translations))
    grant.withdrawn_translations = [
        code
        for code in grant.translations
        if code in grant.withdrawn_translations or code in withdrawn
    ]
    grant.save(update_fields=["withdrawn_translations"])
    record_in_ledger("candidates.language_withdrawn", [f"{grant.code}:{language}"])
    record_in_journal(
        "candidates.text_dropped", by=by, about=(candidate,), language=language
    )
    refresh_publication(publication, by=by)
    return was_shown


def refresh_publication(publication: Publication, *, by: User | None) -> None:
    """Give a publication that shows less a new rendering key, and index it again."""
    publication.rendering_key = secrets.token_urlsafe(16)
    publication.save(update_fields=["rendering_key"])
    _index(publication)
    announce(CVPublished(publication=publication, by=by))


def refresh_publications_in(zone: Zone, *, by: User | None) -> None:
    """Give the public CVs of a zone new pages and a new place in the index."""
    rows = Publication.objects.live().filter(candidate__zone=zone)
    for publication in rows.select_related("candidate__zone", "snapshot", "grant"):
        refresh_publication(publication, by=by)


def _live_publication_or_refuse(candidate: Candidate) -> Publication:
    live = Publication.objects.live().select_related(
        "snapshot", "grant", "candidate__zone"
    )
    publication = live.filter(candidate=candidate).first()
    if publication is None:
        if not Publication.objects.filter(candidate=candidate).exists():
            raise MoveRefused(_("Ce CV n’est pas encore visible."))
        raise MoveRefused(
            _("Votre CV n’est plus visible. Vous pouvez le montrer à nouveau.")
        )
    return publication


def _index(publication: Publication) -> None:
    shown = published_cv(publication.code)
    if not isinstance(shown, PublicCV):
        raise MoveRefused(_("Ce CV ne peut pas être montré."))
    index_cv(shown, zone_code=publication.candidate.zone.code)


def _check_may_consent(by: User, candidate: Candidate) -> None:
    if rules.can_give_consent(by, candidate):
        return
    if rules.is_self(by, candidate):
        raise NotAllowed(
            _("Avec une carte de connexion, dire oui demande aussi un code.")
        )
    raise NotAllowed(_("Seule la personne peut donner cet accord."))


@transaction.atomic
def send_consent_code(
    candidate: Candidate,
    *,
    snapshot: Snapshot,
    fields: Sequence[str],
    channels: Sequence[str],
    by: User,
    translations: Sequence[str] = (),
    language: str = "",
) -> ConsentCode:
    """Send the candidate a code that agrees to exactly these choices.

    The candidate says it to ``by`` or types it. ``language``: the one they read the text in, when
    it is not theirs.
    """
    if not rules.can_relay_consent(by, candidate):
        raise NotAllowed(_("Seule la personne peut donner cet accord."))
    address = consent_code_address(candidate, asked_by=by)
    if address is None:
        raise DomainError(
            _(
                "Cette personne n’a ni téléphone ni e-mail à elle. L’accord se donne alors sur "
                "papier."
            )
        )
    check_choices(candidate, snapshot, fields, channels, translations)
    if not rate_limits.allow_attempt(
        "consent_code",
        candidate.code,
        limit=CONSENT_CODES_PER_HOUR,
        period=timedelta(hours=1),
    ):
        raise DomainError(_("Il y a eu trop d’essais. Attendez une heure."))
    now, typed = timezone.now(), f"{secrets.randbelow(10**6):06}"
    candidate.consent_codes.filter(used_at=None).update(used_at=now)
    language = consent_versions.consent_language_for(language or candidate.language)
    code = ConsentCode.objects.create(
        candidate=candidate,
        snapshot=snapshot,
        fields=list(fields),
        channels=list(channels),
        translations=list(translations),
        asked_by=by,
        consent_version=consent_versions.CURRENT_CONSENT_VERSION,
        language=language,
        digest=_digest(candidate, typed),
        expires_at=now + CONSENT_CODE_LIFETIME,
    )
    notices.notify_consent_code(
        candidate, address, typed, minutes=CONSENT_CODE_LIFETIME // timedelta(minutes=1)
    )
    record_in_journal("candidates.consent_code_sent", by=by, about=(candidate,))
    return code


@transaction.atomic
def publish_cv_with_code(
    candidate: Candidate, *, typed: str, by: User
) -> Publication | None:
    """Publish the choices of the pending code.

    None when the code is wrong, expired, tried too often (each try counts) or asked by somebody
    else.
    """
    if not rules.can_relay_consent(by, candidate):
        raise NotAllowed(_("Seule la personne peut donner cet accord."))
    code = pending_consent_code_of(candidate)
    if code is None or (rules.is_self(by, candidate) and code.asked_by_id != by.pk):
        return None
    still_good = ConsentCode.objects.filter(
        pk=code.pk, used_at=None, tries__lt=consent_versions.CONSENT_CODE_MAX_TRIES
    )
    if not still_good.update(tries=F("tries") + 1):
        return None
    if not constant_time_compare(
        _digest(candidate, extract_digits(typed)), code.digest
    ):
        return None
    ConsentCode.objects.filter(pk=code.pk).update(used_at=timezone.now())
    return publish_under_grant(
        candidate,
        snapshot=code.snapshot,
        fields=code.fields,
        channels=code.channels,
        translations=code.translations,
        consent_version=code.consent_version,
        language=code.language,
        method=GrantMethod.CODE,
        by=by,
    )


def _digest(candidate: Candidate, typed: str) -> str:
    return salted_hmac(
        "candidates.consent", f"{candidate.code}:{typed}", algorithm="sha256"
    ).hexdigest()


def check_choices(
    candidate: Candidate,
    snapshot: Snapshot,
    fields: Sequence[str],
    channels: Sequence[str],
    translations: Sequence[str],
) -> None:
    """Raise unless these choices can be agreed to now."""
    if candidate.state not in ACCOMPANIED_STATES:
        raise MoveRefused(_("On peut montrer un CV pendant le parcours seulement."))
    last = latest_snapshot_of(candidate)
    if last is None or snapshot.pk != last.pk:
        raise MoveRefused(
            _("Ce CV a changé depuis. Regardez la nouvelle version avant de dire oui.")
        )
    if GrantChannel.PAGE not in channels:
        raise DomainError(
            _(
                "Pour montrer votre CV, cochez « Une page sur ce site ». Sinon, ne faites rien."
            )
        )
    if set(fields) - set(GrantField.values) or set(channels) - set(GrantChannel.values):
        raise DomainError(_("Un de ces choix n’existe pas."))
    if set(translations) - {
        read.code for read in translations_matching_snapshot(candidate, snapshot)
    }:
        raise MoveRefused(
            _(
                "Une de ces langues a changé depuis. Regardez-la à nouveau avant de dire oui."
            )
        )


def publish_under_grant(
    candidate: Candidate,
    *,
    snapshot: Snapshot,
    fields: Sequence[str],
    channels: Sequence[str],
    translations: Sequence[str],
    consent_version: str,
    language: str,
    method: str,
    by: User,
    renewal: bool = False,
    until: datetime | None = None,
    **grant_values: Any,
) -> Publication:
    """A new grant, and the CV public under it, in the caller's transaction and with its right.

    ``grant_values``: other fields of the grant.
    """
    candidate = (
        Candidate.objects.select_for_update(of=("self",))
        .select_related("zone", "user")
        .get(pk=candidate.pk)
    )
    if not renewal:
        check_choices(candidate, snapshot, fields, channels, translations)
    now = timezone.now()
    _keep_narrowing_in_ledger(candidate, fields, channels, translations)
    candidate.grants.filter(ended_at=None).update(ended_at=now, ended_by=by)
    grant = ConsentGrant.objects.create(
        candidate=candidate,
        fields=sorted(fields),
        channels=sorted(channels),
        translations=list(translations),
        consent_version=consent_version,
        consent_text_hash=consent_versions.consent_text_hash(consent_version, language),
        language=language,
        method=method,
        granted_at=now,
        until=until or now + consent_versions.CONSENT_DURATION,
        recorded_by=by,
        **grant_values,
    )
    publication = _save_publication(candidate, snapshot, grant)
    _index(publication)
    record_in_journal(
        "candidates.published",
        by=by,
        about=(candidate,),
        snapshot=snapshot.code,
        grant=grant.code,
        means=method,
        fields=grant.fields,
        channels=grant.channels,
        texts=grant.translations,
    )
    announce(CVPublished(publication=publication, by=by))
    if until is None:
        notices.notify_cv_published(publication)
    return publication


def _keep_narrowing_in_ledger(
    candidate: Candidate,
    fields: Sequence[str],
    channels: Sequence[str],
    translations: Sequence[str],
) -> None:
    """A photo that is shown no more must not come back with an older consent."""
    kept = {*fields, *channels, *translations}
    ended = [
        grant.code
        for grant in candidate.grants.filter(ended_at=None)
        if {*grant.fields, *grant.channels, *grant.shown_translations} - kept
    ]
    record_in_ledger("candidates.consent_ended", ended)


def _save_publication(
    candidate: Candidate, snapshot: Snapshot, grant: ConsentGrant
) -> Publication:
    now = timezone.now()
    values: dict[str, Any] = {
        "snapshot": snapshot,
        "grant": grant,
        "rendering_key": secrets.token_urlsafe(16),
        "ended_at": None,
        "end_reason": "",
    }
    before = Publication.objects.filter(candidate=candidate).first()
    if before is None:
        return Publication.objects.create(
            candidate=candidate,
            code=candidate.cv.code,
            published_at=now,
            first_published_at=now,
            **values,
        )
    was_live = before.ended_at is None
    for name, value in values.items():
        setattr(before, name, value)
    if not was_live:
        before.published_at = now
    before.save()
    return before


@transaction.atomic
def withdraw_cv(candidate: Candidate, *, by: User) -> Publication | None:
    """Unpublish at the candidate's request. Called twice, it is done once."""
    if not rules.can_withdraw_cv(by, candidate):
        raise NotAllowed(_("Seules la personne et son équipe peuvent retirer ce CV."))
    themself = rules.is_self(by, candidate)
    reason = (
        PublicationEndReason.WITHDRAWN
        if themself
        else PublicationEndReason.WITHDRAWN_BY_TEAM
    )
    return end_publication(candidate, reason=reason, by=by)


@transaction.atomic
def unpublish_cv(candidate: Candidate, *, reason: str, by: User) -> Publication | None:
    """Unpublish for another reason: hired, or left."""
    if not rules.can_withdraw_cv(by, candidate):
        raise NotAllowed(_("Seules la personne et son équipe peuvent retirer ce CV."))
    return end_publication(candidate, reason=reason, by=by)


def end_publication(
    candidate: Candidate, *, reason: str, by: User | None
) -> Publication | None:
    """End page, photo, image, PDF, gallery and search, in the caller's transaction.

    None when nothing was ever public.
    """
    now = timezone.now()
    live = candidate.grants.filter(ended_at=None)
    record_in_ledger("candidates.consent_ended", [grant.code for grant in live])
    live.update(ended_at=now, ended_by=by)
    candidate.consent_codes.filter(used_at=None).update(used_at=now)
    drop_waiting_papers(candidate, by=by)
    ended = Publication.objects.filter(candidate=candidate, ended_at=None).update(
        ended_at=now, end_reason=reason
    )
    publication = (
        Publication.objects.select_related("candidate__zone")
        .filter(candidate=candidate)
        .first()
    )
    if publication is None:
        return None
    remove_cv_from_index(publication.code)
    if not ended:
        return publication
    transaction.on_commit(lambda: _measure_withdrawal(now))
    record_in_journal(
        "candidates.unpublished", by=by, about=(candidate,), reason=reason
    )
    announce(CVUnpublished(publication=publication, reason=reason, by=by))
    if reason != PublicationEndReason.DENIED:
        notices.notify_cv_unpublished(publication)
    return publication


def drop_waiting_papers(
    candidate: Candidate, *, by: User | None, remark: str = ""
) -> int:
    """Refuse the signed papers that nobody has read yet, in the caller's transaction."""
    papers = list(PaperConsent.objects.waiting().filter(candidate=candidate))
    for paper in papers:
        scan = str(paper.scan.name)
        PaperConsent.objects.move(
            paper,
            to=PaperConsentState.REFUSED,
            moves=PAPER_CONSENT_MOVES,
            read_at=timezone.now(),
            read_by=by,
            remark=remark,
            scan="",
        )
        transaction.on_commit(partial(default_storage.delete, scan))
        record_in_ledger("candidates.paper_refused", [paper.code])
        resolve_tasks(dedup_key_prefix=f"paper:{paper.code}", by=by)
    return len(papers)


def _measure_withdrawal(began: datetime) -> None:
    withdrawal_seconds.observe((timezone.now() - began).total_seconds())


def end_expired_publications() -> int:
    """End the publications whose consent has expired; returns how many.

    Their pages already answer 410 from that minute on.
    """
    over = Publication.objects.filter(
        ended_at=None, grant__until__lte=timezone.now()
    ).select_related("candidate")
    count = 0
    for publication in over:
        with transaction.atomic():
            end_publication(
                publication.candidate, reason=PublicationEndReason.EXPIRED, by=None
            )
        count += 1
    return count


def send_publication_expiry_notices() -> int:
    """Write a month and a week before the end, once each; returns how many."""
    count = 0
    for days in consent_versions.EXPIRY_NOTICE_DAYS:
        soon = timezone.now() + timedelta(days=days)
        for publication in (
            Publication.objects.live()
            .filter(grant__until__lte=soon)
            .select_related("candidate__zone", "grant")
        ):
            left = (publication.grant.until - timezone.now()).days
            if days == max(consent_versions.EXPIRY_NOTICE_DAYS) and left < min(
                consent_versions.EXPIRY_NOTICE_DAYS
            ):
                continue  # too late for the first notice: the second says it
            notices.notify_publication_ending(publication, days=days)
            count += 1
    return count
