"""The second factor of staff: an authenticator app or a passkey, and ten recovery codes."""

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
from entremise.foundation.kit.text import clean_line, gettext_lazy as _
from entremise.foundation.web import rate_limits

from .signing_in import end_other_user_sessions

RECOVERY_CODES = 10
MAX_TRIES = 10  # in fifteen minutes


@transaction.atomic
def add_authenticator_app(user: User, *, by: User) -> Factor:
    """A new secret, to be confirmed by a first code; it replaces an unconfirmed one."""
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
    """Confirm the app with its first code; None when the code is wrong.

    Returns the recovery codes when they were just created, else an empty list.
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
    """Store the public key of the device; None when its answer is not valid.

    Returns the recovery codes when they were just created, else an empty list.
    """
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
    """Check a code of the app, or a recovery code. Each code works once."""
    if not _tries_left(user):
        return CredentialCheck.TOO_MANY
    for factor in user.factors.filter(kind=FactorKind.APP).exclude(confirmed_at=None):
        if _accept_app_code(factor, typed):
            return CredentialCheck.RIGHT
    unused = RecoveryCode.objects.filter(
        user=user, used_at=None, digest=_recovery_digest(user, typed)
    )
    if unused.update(used_at=timezone.now()):
        notices.send_access_changed(
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
    factors = Factor.objects.filter(user=user, credential=proof.credential)
    # A counter that does not grow means a copied key; many devices always send 0.
    grew = (
        Q(counter__lt=proof.counter) | Q(counter=0)
        if proof.counter == 0
        else Q(counter__lt=proof.counter)
    )
    return (
        CredentialCheck.RIGHT
        if factors.filter(grew).update(counter=proof.counter)
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
    notices.send_access_changed(
        by, _("Un second facteur vient d’être retiré de votre accès.")
    )


@transaction.atomic
def reset_second_factors(person: User, *, by: User) -> None:
    """Remove all factors of somebody who lost phone and codes; for another administrator."""
    if not rules.can_reset_second_factors(by, person):
        raise NotAllowed(
            _("Seule une autre personne de l’administration peut faire cela.")
        )
    remove_all_factors(person, by=by)


@transaction.atomic
def remove_all_factors(person: User, *, by: User | None) -> None:
    """The caller has checked who may; ``by=None``: asked on the machine."""
    person.factors.all().delete()
    person.recovery_codes.all().delete()
    end_other_user_sessions(person, by=by)
    record_in_journal("accounts.factor_removed", by=by, about=(person,), kind="all")
    notices.send_access_changed(
        person,
        _("Votre second facteur a été remis à zéro. Vous en choisirez un autre."),
    )


@transaction.atomic
def renew_recovery_codes(user: User, *, by: User) -> list[str]:
    """Ten new recovery codes; the old ones stop working."""
    _require_self(user, by)
    user.recovery_codes.all().delete()
    notices.send_access_changed(
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
    """Accept a code once: its time step must be later than the last one accepted."""
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
    notices.send_access_changed(
        user, _("Un second facteur vient d’être ajouté à votre accès.")
    )
    return [] if user.recovery_codes.exists() else _new_recovery_codes(user)


def _new_recovery_codes(user: User) -> list[str]:
    new = [crypto.random_digits(10) for _number in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=_recovery_digest(user, code)) for code in new
    )
    return new
