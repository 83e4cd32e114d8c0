"""A secret of one's own, for who has neither e-mail nor telephone: see ``OwnSecret``.

A refused attempt is returned, not raised, so that its count is not rolled back.
"""

from datetime import timedelta
from itertools import pairwise

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from entremise.foundation.accounts.credentials import crypto
from entremise.foundation.accounts.enums import CredentialCheck, SignInMethod
from entremise.foundation.accounts.models import LoginCard, OwnSecret, User, UserSession
from entremise.foundation.accounts.rules import can_choose_own_secret
from entremise.foundation.accounts.validators import normalize_card_code
from entremise.foundation.backups.actions import record_in_ledger
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web import rate_limits

from .signing_in import HOUR, TRIES_PER_NETWORK

DIGITS = 6
TRIES_BEFORE_A_PAUSE, TRIES_IN_ALL = 5, 10
PAUSE = timedelta(hours=1)


@transaction.atomic
def choose_own_secret(digits: str, *, card: LoginCard, by: User) -> OwnSecret:
    """In a session opened by this card, which becomes the card of the secret.

    DomainError for digits that anybody would try first, or when one is chosen already.
    """
    if card.user_id != by.pk or not can_choose_own_secret(by):
        raise NotAllowed(_("Un code reçu ouvre déjà votre espace."))
    if _is_easy_to_guess(digits):
        raise DomainError(
            _("Ces chiffres sont trop faciles à deviner. Choisissez-en d’autres."),
            field="digits",
        )
    row = OwnSecret(
        user=by, number_digest=card.digest, card_issued_by_id=card.issued_by_id
    )
    row.digest = crypto.slow_digest(row.code, digits)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise DomainError(
            _("Vous avez déjà un secret. L’équipe peut l’effacer avec vous.")
        ) from error
    record_in_journal("accounts.secret_chosen", by=by, about=(by,))
    return row


def _is_easy_to_guess(digits: str) -> bool:
    """Not six digits, one or two digits repeated, or a row of them."""
    if len(digits) != DIGITS or not digits.isascii() or not digits.isdigit():
        return True
    steps = {int(b) - int(a) for a, b in pairwise(digits)}
    return len(set(digits)) <= 2 or steps in ({1}, {-1}) or digits[:3] == digits[3:]


@transaction.atomic
def confirm_own_secret(secret: OwnSecret, *, by: User) -> None:
    """Somebody of the team has seen the person. The caller checks that they are.

    NotAllowed for who printed the card: two people, always.
    """
    if by.pk in (secret.card_issued_by_id, secret.user_id):
        raise NotAllowed(
            _("Vous avez imprimé sa carte : c’est à quelqu’un d’autre de confirmer.")
        )
    if OwnSecret.objects.filter(pk=secret.pk, confirmed_at=None).update(
        confirmed_at=timezone.now(), confirmed_by=by
    ):
        record_in_journal("accounts.secret_confirmed", by=by, about=(secret.user,))


@transaction.atomic
def reset_own_secret(secret: OwnSecret, *, by: User) -> bool:
    """The first of the team asks, another one erases; whether it was erased.

    The sessions that it opened end. The caller checks that ``by`` is of the team.
    """
    if by.pk == secret.user_id:
        raise NotAllowed(_("Deux personnes de l’équipe effacent un secret."))
    asked = OwnSecret.objects.filter(pk=secret.pk)
    if asked.filter(reset_asked_by=None).update(reset_asked_by=by):
        record_in_journal("accounts.secret_reset_asked", by=by, about=(secret.user,))
        return False
    if asked.filter(reset_asked_by=by).exists():
        raise NotAllowed(
            _("Vous l’avez demandé : c’est à quelqu’un d’autre de l’effacer.")
        )
    erase_own_secret(secret)
    record_in_journal("accounts.secret_reset", by=by, about=(secret.user,))
    return True


def erase_own_secret(secret: OwnSecret) -> None:
    """With what it opened, in the caller's transaction; a restored site obeys it again."""
    record_in_ledger("accounts.secret_reset", [secret.code])
    UserSession.objects.filter(
        user_id=secret.user_id, method=SignInMethod.SECRET, ended_at=None
    ).update(ended_at=timezone.now())
    OwnSecret.objects.filter(pk=secret.pk).delete()


@transaction.atomic
def sign_in_with_own_secret(
    number: str, digits: str, *, network: str
) -> tuple[CredentialCheck, User | None]:
    """Count the attempt, then compare. An unknown number takes the same time.

    Five wrong ones in a row, then one an hour. After ten, two people of the team erase it.
    """
    if not rate_limits.allow_attempt(
        "sign_in_try", network, limit=TRIES_PER_NETWORK, period=HOUR
    ):
        return CredentialCheck.TOO_MANY, None
    numbers = crypto.keyed_digests("card", normalize_card_code(number))
    row = OwnSecret.objects.filter(number_digest__in=numbers).first()
    if row is None:
        crypto.is_slow_digest_of("nobody", digits, "")
        return CredentialCheck.WRONG, None
    now = timezone.now()
    mine = OwnSecret.objects.filter(pk=row.pk)
    if not mine.filter(
        Q(paused_until=None) | Q(paused_until__lte=now), tries__lt=TRIES_IN_ALL
    ).update(tries=F("tries") + 1):
        return CredentialCheck.TOO_MANY, None
    if not crypto.is_slow_digest_of(row.code, digits, row.digest):
        mine.filter(tries__gte=TRIES_BEFORE_A_PAUSE).update(paused_until=now + PAUSE)
        return CredentialCheck.WRONG, None
    mine.update(tries=0, paused_until=None)
    person = row.user
    if not person.is_active or person.staff_roles.exists():
        return CredentialCheck.EXPIRED, None
    if row.confirmed_at is None:
        return CredentialCheck.WAITING, None
    return CredentialCheck.RIGHT, person
