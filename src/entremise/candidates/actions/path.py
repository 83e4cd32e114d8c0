"""Refer a candidate, move them along the path, edit their file and open their account."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from entremise.candidates import notices, rules
from entremise.candidates.content.languages import language_of_new_cv
from entremise.candidates.enums import (
    PATH_MOVES,
    LeavingReason,
    PathState,
    PublicationEndReason,
)
from entremise.candidates.events import PathMoved
from entremise.candidates.indexing.staff_index import reindex_candidate
from entremise.candidates.models import (
    CV,
    Candidate,
    Cohort,
    PathMove,
    Referrer,
    ReferrerOrganization,
)
from entremise.foundation.accounts import validators
from entremise.foundation.accounts.actions.accounts import (
    create_own_account,
    invite_user,
)
from entremise.foundation.accounts.actions.zones import hold_open_zone
from entremise.foundation.accounts.models import User, Zone
from entremise.foundation.accounts.rules import is_staff_in, is_team_in
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import DomainError, MoveRefused, NotAllowed
from entremise.foundation.kit.events import announce
from entremise.foundation.kit.text import clean_line, clean_text, gettext as _
from entremise.foundation.outbox.suppression import follow_address_change
from entremise.foundation.tasks.actions import raise_task, resolve_tasks

from .consent import end_publication


@transaction.atomic
def refer_candidate(
    *,
    first_name: str,
    zone: Zone,
    last_name: str = "",
    phone: str = "",
    email: str = "",
    language: str = "fr",
    referral_message: str = "",
    organization: str = "",
    referrer_first_name: str = "",
    referrer_last_name: str = "",
    referrer_email: str = "",
    referrer_phone: str = "",
    by: User | None,
) -> Candidate:
    """Create a candidate referred by an organisation (``by`` is None) or by staff."""
    if by is not None and not is_staff_in(by, zone):
        raise NotAllowed(_("Vous ne suivez pas cette zone."))
    zone = hold_open_zone(zone)
    referrer = _referrer(
        clean_line(organization),
        zone=zone,
        first_name=clean_line(referrer_first_name),
        last_name=clean_line(referrer_last_name),
        email=_email(referrer_email),
        phone=_phone(referrer_phone),
    )
    candidate = Candidate.objects.create(
        first_name=clean_line(first_name),
        last_name=clean_line(last_name),
        phone=_phone(phone),
        email=_email(email),
        language=language,
        zone=zone,
        referrer=referrer,
        referral_message=clean_text(referral_message),
        owner=by if by is not None and is_team_in(by, zone) else None,
    )
    PathMove.objects.create(
        candidate=candidate, was="", became=PathState.APPLIED, at=timezone.now(), by=by
    )
    record_in_journal(
        "candidates.referred",
        by=by,
        about=(candidate,),
        referrer=referrer.code if referrer else "",
    )
    raise_task(
        "candidates.referral",
        zone=zone,
        about=("team_candidate", candidate.code, candidate.first_name),
        owner=candidate.owner,
        dedup_key=f"referral:{candidate.code}",
    )
    reindex_candidate(candidate)
    if referrer and referrer.email:
        notices.notify_referral_received(candidate, referrer)
    return candidate


def _referrer(organization: str, *, zone: Zone, **person: str) -> Referrer | None:
    if not organization:
        return None
    known = ReferrerOrganization.objects.filter(name__iexact=organization).first()
    home = known or ReferrerOrganization.objects.create(
        name=organization[:120], zone=zone
    )
    # by the address and the number, never by a name
    same = Referrer.objects.filter(organization=home, **person)
    return same.first() or Referrer.objects.create(organization=home, **person)


def _phone(typed: str) -> str:
    if not typed.strip():
        return ""
    number = validators.parse_phone_number(typed)
    if number is None:
        raise DomainError(
            validators.number_among_words(typed)
            or _(
                "Ce numéro de téléphone n’est pas complet. Écrivez-le par exemple 06 12 34 56 78."
            ),
            field="phone",
        )
    return number


def _email(typed: str) -> str:
    if not typed.strip():
        return ""
    address = validators.parse_contact_address(typed)
    if address is None or address.channel != "email":
        raise DomainError(
            _(
                "Cette adresse e-mail n’est pas complète. Écrivez-la par exemple prenom@exemple.fr."
            ),
            field="email",
        )
    return address.value


@transaction.atomic
def move_candidate_path(
    candidate: Candidate, *, to: str, by: User, reason: str = "", comment: str = ""
) -> Candidate:
    """Move a candidate along the path, with what follows from the new state.

    A step that tells a fact (a hire) is refused until the fact is recorded.
    """
    if not rules.can_manage_candidate(by, candidate):
        raise NotAllowed(_("L’équipe de la zone décide des étapes du parcours."))
    if to == PathState.LEFT and reason not in LeavingReason.values:
        raise MoveRefused(_("Dites pour quelle raison le parcours se termine."))
    was = Candidate.objects.values_list("state", flat=True).get(pk=candidate.pk)
    if to in PATH_MOVES[was] and (
        objection := rules.path_objection(candidate, was=was, to=to, reason=reason)
    ):
        raise MoveRefused(objection)
    changes: dict[str, Any] = {
        "updated_at": timezone.now(),
        "last_contact_on": timezone.localdate(),
    }
    if to == PathState.ACTIVE and candidate.started_on is None:
        changes["started_on"] = timezone.localdate()
    if candidate.owner_id is None:
        changes["owner"] = by
    Candidate.objects.move(
        candidate,
        to=to,
        moves=PATH_MOVES,
        only_from=[was],
        refusal=_("De « %(was)s » on ne passe pas à « %(to)s ».")
        % {"was": PathState(was).label, "to": PathState(to).label},
        **changes,
    )
    PathMove.objects.create(
        candidate=candidate,
        was=was,
        became=to,
        at=timezone.now(),
        by=by,
        reason=reason if to == PathState.LEFT else "",
        comment=clean_text(comment),
    )
    reindex_candidate(candidate)
    record_in_journal(
        "candidates.path_moved",
        by=by,
        about=(candidate,),
        was=was,
        became=to,
        reason=reason,
    )
    _consequences(candidate, to, by)
    announce(PathMoved(candidate=candidate, was=was, became=to, by=by))
    return candidate


def _consequences(candidate: Candidate, to: str, by: User) -> None:
    resolve_tasks(dedup_key_prefix=f"referral:{candidate.code}", by=by)
    if to == PathState.ACCEPTED:
        CV.objects.get_or_create(
            candidate=candidate,
            defaults={"language": language_of_new_cv(candidate.language)},
        )
    if to in (PathState.EMPLOYED, PathState.LEFT):
        hired = to == PathState.EMPLOYED
        end_publication(
            candidate,
            reason=PublicationEndReason.HIRED if hired else PublicationEndReason.LEFT,
            by=by,
        )


@transaction.atomic
def give_candidate_access(candidate: Candidate, *, by: User) -> User:
    """Give the candidate an account: at their address, or to be opened with a printed card.

    A telephone that already opens the space of another candidate, of a couple or a hostel,
    opens no second one. DomainError when the address is already that of an account: of a
    coach, a member, a colleague, whoever has the same first name too.
    """
    if not rules.can_manage_candidate(by, candidate):
        raise NotAllowed(_("L’équipe de la zone ouvre les accès."))
    if candidate.user is not None:
        return candidate.user
    who: dict[str, Any] = {
        "first_name": candidate.first_name,
        "last_name": candidate.last_name,
        "language": candidate.language,
        "email": candidate.email,
        "phone": candidate.phone,
    }
    if candidate.phone and _is_number_of_another_candidate(candidate):
        who["phone"] = ""  # shared: a hostel, a couple
    user = create_own_account(**who)
    if who["email"] or who["phone"]:
        invite_user(**who, by=by)
    Candidate.objects.filter(pk=candidate.pk).update(user=user)
    candidate.user = user
    record_in_journal("candidates.access_given", by=by, about=(candidate,))
    return user


def _is_number_of_another_candidate(candidate: Candidate) -> bool:
    return Candidate.objects.filter(user__phone=candidate.phone).exists()


@transaction.atomic
def update_candidate(
    candidate: Candidate,
    *,
    by: User,
    first_name: str,
    last_name: str,
    phone: str,
    email: str,
    language: str,
    cohort: Cohort | None,
    situation: str,
) -> Candidate:
    """Update the facts of the file."""
    if not rules.can_manage_candidate(by, candidate):
        raise NotAllowed(_("L’équipe de la zone corrige le dossier."))
    candidate.first_name, candidate.last_name = (
        clean_line(first_name),
        clean_line(last_name),
    )
    before = {"email": candidate.email, "sms": candidate.phone}
    candidate.phone, candidate.email, candidate.language = (
        _phone(phone),
        _email(email),
        language,
    )
    if cohort is not None and cohort.pk != candidate.cohort_id:
        _check_joinable(cohort, candidate)
    candidate.cohort, candidate.situation = cohort, clean_text(situation)
    candidate.save(
        update_fields=[
            "first_name",
            "last_name",
            "phone",
            "email",
            "language",
            "cohort",
            "situation",
            "updated_at",
        ]
    )
    for channel, after in (("email", candidate.email), ("sms", candidate.phone)):
        follow_address_change(channel, before[channel], after)
    reindex_candidate(candidate)
    record_in_journal("candidates.corrected", by=by, about=(candidate,))
    return candidate


def _check_joinable(cohort: Cohort, candidate: Candidate) -> None:
    """More people than seats is the team's business: they are warned, not refused.

    Locks the cohort, so that it is not closed nor deleted meanwhile.
    """
    stored = (
        Cohort.objects.select_for_update(no_key=True)
        .filter(pk=cohort.pk, zone=candidate.zone_id, closed_at=None)
        .first()
    )
    if stored is None:
        raise DomainError(_("Cette promotion n’accueille plus personne dans la zone."))


@transaction.atomic
def assign_candidate_owner(
    candidate: Candidate, *, owner: User | None, by: User
) -> None:
    """Set who on the team follows the candidate."""
    if not rules.can_manage_candidate(by, candidate) or (
        owner is not None and not is_team_in(owner, candidate.zone_id)
    ):
        raise NotAllowed(_("Choisissez quelqu’un de l’équipe de la zone."))
    Candidate.objects.filter(pk=candidate.pk).update(
        owner=owner, updated_at=timezone.now()
    )
    record_in_journal(
        "candidates.assigned",
        by=by,
        about=(candidate,),
        owner=owner.code if owner else "",
    )


def record_candidate_contact(candidate: Candidate, *, on: date) -> None:
    """Record the day somebody spoke with the candidate, unless a later day is recorded.

    The caller writes its own fact in the journal.
    """
    Candidate.objects.filter(pk=candidate.pk, last_contact_on=None).update(
        last_contact_on=on
    )
    Candidate.objects.filter(pk=candidate.pk, last_contact_on__lt=on).update(
        last_contact_on=on
    )
