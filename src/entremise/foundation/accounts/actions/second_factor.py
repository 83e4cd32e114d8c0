"""The second factor of staff: an application or a passkey, and ten codes for the day the
phone is lost.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from entremise.foundation.accounts import notices, rules
from entremise.foundation.accounts.credentials import crypto, passkeys, totp
from entremise.foundation.accounts.enums import CredentialCheck, FactorKind
from entremise.foundation.accounts.models import Factor, RecoveryCode, User
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.kit.text import clean_line
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.web import rate_limits

from .signing_in import end_other_user_sessions

RECOVERY_CODES = 10
MAX_TRIES = 10


@transaction.atomic
def add_authenticator_app(user: User, *, by: User) -> Factor:
    """Draw a new secret, to be confirmed by a first code; an unconfirmed one is replaced."""
    _require_self(user, by)
    Factor.objects.filter(user=user, kind=FactorKind.APP, confirmed_at=None).delete()
    return Factor.objects.create(
        user=user,
        kind=FactorKind.APP,
        secret=crypto.encrypt_secret(totp.new_totp_secret()),
    )


@transaction.atomic
def confirm_authenticator_app(
    factor: Factor, typed: str, *, by: User
) -> list[str] | None:
    """The first right code makes it count.

    Gives the recovery codes when they are new; None: wrong code.
    """
    _require_self(factor.user, by)
    if (
        not _tries_left(by)
        or factor.confirmed_at
        or not _accept_app_code(factor, typed)
    ):
        return None
    Factor.objects.filter(pk=factor.pk).update(confirmed_at=timezone.now())
    return _added(by, FactorKind.APP)


@transaction.atomic
def begin_passkey_registration(user: User, *, by: User) -> passkeys.PasskeyChallenge:
    _require_self(user, by)
    return passkeys.registration_challenge(
        handle=user.code, name=str(user), known=_credentials(user)
    )


@transaction.atomic
def add_passkey(
    user: User, *, state: dict[str, Any], response: str, name: str, by: User
) -> list[str] | None:
    """Keep the device's public key. None: its answer does not hold."""
    _require_self(user, by)
    proof = passkeys.verify_registration(state, response)
    if proof is None or proof.credential in _credentials(user):
        return None
    Factor.objects.create(
        user=user,
        kind=FactorKind.PASSKEY,
        name=clean_line(name)[:60],
        credential=proof.credential,
        counter=proof.counter,
        confirmed_at=timezone.now(),
    )
    return _added(by, FactorKind.PASSKEY)


@transaction.atomic
def check_second_factor(user: User, typed: str) -> CredentialCheck:
    """A code of the application, or one of the recovery codes. Each is good once."""
    if not _tries_left(user):
        return CredentialCheck.TOO_MANY
    for factor in user.factors.filter(kind=FactorKind.APP).exclude(confirmed_at=None):
        if _accept_app_code(factor, typed):
            return CredentialCheck.RIGHT
    unused = RecoveryCode.objects.filter(
        user=user, used_at=None, digest=_recovery_digest(user, typed)
    )
    if unused.update(used_at=timezone.now()):
        notices.send_second_factor_changed(
            user, _("Un code de secours vient de servir à entrer.")
        )
        return CredentialCheck.RIGHT
    return CredentialCheck.WRONG


@transaction.atomic
def begin_passkey_check(user: User) -> passkeys.PasskeyChallenge:
    return passkeys.authentication_challenge(_credentials(user))


@transaction.atomic
def check_passkey(
    user: User, *, state: dict[str, Any], response: str
) -> CredentialCheck:
    if not _tries_left(user):
        return CredentialCheck.TOO_MANY
    proof = passkeys.verify_authentication(state, _credentials(user), response)
    if proof is None:
        return CredentialCheck.WRONG
    same_key = Factor.objects.filter(user=user, credential=proof.credential)
    # A counter that does not grow betrays a copied key; many devices do not count and always say 0.
    grew = (
        Q(counter__lt=proof.counter) | Q(counter=0)
        if proof.counter == 0
        else Q(counter__lt=proof.counter)
    )
    return (
        CredentialCheck.RIGHT
        if same_key.filter(grew).update(counter=proof.counter)
        else CredentialCheck.WRONG
    )


@transaction.atomic
def remove_second_factor(factor: Factor, *, by: User) -> None:
    _require_self(factor.user, by)
    others = (
        Factor.objects.filter(user=by).exclude(pk=factor.pk).exclude(confirmed_at=None)
    )
    if factor.confirmed_at and rules.is_staff(by) and not others.exists():
        raise DomainError(
            _(
                "C’est votre seul second facteur. Ajoutez-en un autre avant de retirer celui-ci."
            )
        )
    factor.delete()
    record_in_journal("accounts.factor_removed", by=by, about=(by,), kind=factor.kind)
    notices.send_second_factor_changed(
        by, _("Un second facteur vient d’être retiré de votre accès.")
    )


@transaction.atomic
def reset_second_factors(person: User, *, by: User) -> None:
    """The phone is lost, the codes too: another administrator lets the person start again."""
    if not rules.can_reset_second_factors(by, person):
        raise NotAllowed(
            _("Seule une autre personne de l’administration peut faire cela.")
        )
    person.factors.all().delete()
    person.recovery_codes.all().delete()
    end_other_user_sessions(person, by=by)
    record_in_journal("accounts.factor_removed", by=by, about=(person,), kind="all")
    notices.send_second_factor_changed(
        person,
        _("Votre second facteur a été remis à zéro. Vous en choisirez un autre."),
    )


@transaction.atomic
def renew_recovery_codes(user: User, *, by: User) -> list[str]:
    """Ten new ones; the old ones stop working."""
    _require_self(user, by)
    user.recovery_codes.all().delete()
    notices.send_second_factor_changed(
        user, _("Vos codes de secours viennent d’être remplacés.")
    )
    return _new_recovery_codes(user)


def _require_self(user: User, by: User) -> None:
    if user.pk != by.pk:
        raise NotAllowed(_("Chacun règle ses propres accès."))


def _tries_left(user: User) -> bool:
    return rate_limits.allow_attempt(
        "second_factor", user.code, limit=MAX_TRIES, period=timedelta(minutes=15)
    )


def _accept_app_code(factor: Factor, typed: str) -> bool:
    """A code is good once: the time step it belongs to must be later than the last one taken."""
    secret = crypto.decrypt_secret(factor.secret)
    step = totp.matching_step(secret, typed) if secret else None
    return step is not None and bool(
        Factor.objects.filter(pk=factor.pk, counter__lt=step).update(counter=step)
    )


def _credentials(user: User) -> list[str]:
    return list(
        user.factors.filter(kind=FactorKind.PASSKEY).values_list(
            "credential", flat=True
        )
    )


def _recovery_digest(user: User, typed: str) -> str:
    return crypto.keyed_digest(f"recovery.{user.code}", typed)


def _added(user: User, kind: FactorKind) -> list[str]:
    record_in_journal("accounts.factor_added", by=user, about=(user,), kind=str(kind))
    notices.send_second_factor_changed(
        user, _("Un second facteur vient d’être ajouté à votre accès.")
    )
    return [] if user.recovery_codes.exists() else _new_recovery_codes(user)


def _new_recovery_codes(user: User) -> list[str]:
    new = [crypto.random_digits(10) for _number in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=_recovery_digest(user, code)) for code in new
    )
    return new
