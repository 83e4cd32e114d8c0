"""Signing in by code or by card, changing one's address, ending sessions.

A refused attempt is returned, not raised, so that its count is not rolled back.
"""

import functools
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple, ParamSpec, TypeVar

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from entremise.foundation.accounts import notices
from entremise.foundation.accounts.credentials import crypto
from entremise.foundation.accounts.enums import CredentialCheck
from entremise.foundation.accounts.models import (
    EntryLink,
    LoginCard,
    SignInCode,
    User,
    UserSession,
)
from entremise.foundation.accounts.registry import card_right_holds
from entremise.foundation.accounts.rules import has_signed_in_by_card
from entremise.foundation.accounts.validators import ContactAddress, normalize_card_code
from entremise.foundation.backups.actions import record_in_ledger
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import NotAllowed
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.models import new_code
from entremise.foundation.kit.text import gettext as _, gettext_lazy
from entremise.foundation.outbox.suppression import (
    confirm_address,
    follow_address_change,
)
from entremise.foundation.web import rate_limits

log = logging.getLogger("entremise.accounts")
P = ParamSpec("P")
Found = TypeVar("Found")

CODE_MINUTES = 10
CODE_LIFETIME = timedelta(minutes=CODE_MINUTES)
CODE_TRIES = 5
CARD_LIFETIME = timedelta(hours=72)
ENTRY_HOURS = 24
ENTRY_LIFETIME = timedelta(hours=ENTRY_HOURS)
HOUR = timedelta(hours=1)
# The digits of an address change after this time at the latest, even unused.
CODE_RENEWED_AFTER = HOUR
SENT_AT_MOST = 3  # letters with the same digits while the first of them are valid
# Requests an hour: by a signed-in account, which asks for itself, and by a network.
PER_ACCOUNT, PER_NETWORK = 10, 30
# Wrong codes an hour.
TRIES_PER_NETWORK, WRONG_PER_ADDRESS_AND_NETWORK, WRONG_PER_ADDRESS = 60, 10, 50


class CardSecret(NamedTuple):
    """The secrets of a card, shown once, when it is printed."""

    code: str  # eight letters and digits to type
    link: str
    link_url: str  # where the link leads, for the QR
    entry_url: str  # where the code is typed


@transaction.atomic
def request_sign_in_code(to: ContactAddress, *, network: str) -> SignInCode | None:
    """Send a code to this address; None when it was asked too often from this network.

    An address without account gets the same answer; the code is not sent. Requests spend
    nothing of the address: anybody can make them.
    """
    if not rate_limits.allow_attempt(
        "sign_in_network", network, limit=PER_NETWORK, period=HOUR
    ):
        return None
    user = _account_with_address(to)
    row, digits, enough = _create_code(to, user if user and user.is_active else None)
    if row.user:
        if not enough:
            notices.send_sign_in_code(row.user, to, digits, minutes=CODE_MINUTES)
    # no SMS to unknown numbers: each one costs money, and numbers can be bought
    elif to.channel == "email":
        notices.send_unknown_address(
            to, dedup_key=notices.once_a_day_key(notices.UNKNOWN_PURPOSE, to.value)
        )
    return row


def _account_with_address(to: ContactAddress) -> User | None:
    return User.objects.filter(
        **{"email" if to.channel == "email" else "phone": to.value}
    ).first()


def _create_code(to: ContactAddress, user: User | None) -> tuple[SignInCode, str, bool]:
    """A code for the browser that asks, its digits, and whether they were sent enough.

    Digits still valid are those of before: whoever asks, what the person received last is
    right in each browser that waits. They change once they were used, or after an hour.
    """
    now = timezone.now()
    hashed = crypto.keyed_digest("address", to.value)
    codes = SignInCode.objects.filter(address=hashed, user=user).order_by("-pk")
    valid = codes.filter(used_at=None, expires_at__gt=now).exclude(seed="")
    seeds = list(valid.values_list("seed", flat=True))
    seed = seeds[0] if seeds else new_code()
    too_old = codes.filter(seed=seed, created_at__lte=now - CODE_RENEWED_AFTER)
    if too_old.exists():
        seed = new_code()
    digits = crypto.digits_of_seed(seed)
    row = SignInCode(
        user=user, address=hashed, seed=seed, expires_at=now + CODE_LIFETIME
    )
    row.digest = crypto.keyed_digest(row.code, digits)
    row.save()
    return row, digits, seeds.count(seed) >= SENT_AT_MOST


def _refusals_logged(
    check: Callable[P, tuple[CredentialCheck, Found]],
) -> Callable[P, tuple[CredentialCheck, Found]]:
    """A line for each wrong, late or excessive attempt; never whose, nor from where."""

    @functools.wraps(check)
    def checked(*args: P.args, **kwargs: P.kwargs) -> tuple[CredentialCheck, Found]:
        result = check(*args, **kwargs)
        if result[0] != CredentialCheck.RIGHT:
            log.warning("sign-in refused: %s", result[0].name)
        return result

    return checked


@_refusals_logged
@transaction.atomic
def check_sign_in_code(
    reference: str, typed: str, *, network: str
) -> tuple[CredentialCheck, User | None]:
    """Count the attempt, then compare; of several right answers at once, one signs in."""
    if not rate_limits.allow_attempt(
        "sign_in_try", network, limit=TRIES_PER_NETWORK, period=HOUR
    ):
        return CredentialCheck.TOO_MANY, None
    open_codes = SignInCode.objects.filter(
        code=reference, used_at=None, expires_at__gt=timezone.now()
    )
    if not open_codes.filter(tries__lt=CODE_TRIES).update(tries=F("tries") + 1):
        return CredentialCheck.EXPIRED, None
    row = SignInCode.objects.select_related("user").get(code=reference)
    if not _may_try_address(row.address, network):
        return CredentialCheck.TOO_MANY, None
    if not crypto.is_digest_of(row.code, typed, row.digest):
        return (
            CredentialCheck.WRONG if row.tries < CODE_TRIES else CredentialCheck.EXPIRED
        ), None
    _give_back_try(row.address, network)
    if row.user is None or not row.user.is_active or not _use_code(row):
        return CredentialCheck.EXPIRED, None
    _note_that_code_arrived(row, row.user)
    return CredentialCheck.RIGHT, row.user


def _note_that_code_arrived(row: SignInCode, user: User) -> None:
    """The address that the code was sent to receives, whatever was thought of it."""
    for channel, address in (("email", user.email), ("sms", user.phone)):
        if address and crypto.keyed_digest("address", address) == row.address:
            confirm_address(channel, address)


def _address_limits(address: str, network: str) -> list[tuple[str, str, int]]:
    """Scope, key and how many wrong codes an hour.

    A network spends its own share of an address: its owner, elsewhere, keeps theirs.
    """
    return [
        ("sign_in_address_from", f"{address} {network}", WRONG_PER_ADDRESS_AND_NETWORK),
        ("sign_in_address", address, WRONG_PER_ADDRESS),
    ]


def _may_try_address(address: str, network: str) -> bool:
    """Counted before the code is compared, so that parallel guesses are all counted."""
    return all(
        rate_limits.allow_attempt(scope, key, limit=limit, period=HOUR)
        for scope, key, limit in _address_limits(address, network)
    )


def _give_back_try(address: str, network: str) -> None:
    for scope, key, _limit in _address_limits(address, network):
        rate_limits.give_back_attempt(scope, key)


def _use_code(row: SignInCode) -> bool:
    """False when these digits were used meanwhile, in this browser or in another one."""
    now = timezone.now()
    same = (
        SignInCode.objects.filter(seed=row.seed)
        if row.seed
        else SignInCode.objects.filter(pk=row.pk)
    )
    first = same.order_by("pk").values_list("pk", flat=True)[0]
    if not SignInCode.objects.filter(pk=first, used_at=None).update(used_at=now):
        return False
    same.filter(used_at=None).update(used_at=now)
    return True


@transaction.atomic
def request_contact_change(
    user: User, to: ContactAddress, *, by: User, network: str
) -> SignInCode | None:
    """Send a code to the new address; None when it was asked too often.

    An address that somebody else uses gets the same answer; its owner is told.
    """
    if user.pk != by.pk:
        raise NotAllowed(_("Chacun change ses propres coordonnées."))
    _refuse_card_session(by)
    if not rate_limits.allow_attempt(
        "code_asked_by", by.code, limit=PER_ACCOUNT, period=HOUR
    ):
        return None
    if not rate_limits.allow_attempt(
        "sign_in_network", network, limit=PER_NETWORK, period=HOUR
    ):
        return None
    owner = _account_with_address(to)
    row, digits, enough = _create_code(to, user if owner is None else None)
    if owner is None:
        if not enough:
            notices.send_new_address_code(user, to, digits, minutes=CODE_MINUTES)
    elif owner.pk != user.pk:
        notices.send_address_taken(owner, to)
    return row


@transaction.atomic
def request_fresh_proof_code(
    user: User, *, by: User, network: str
) -> SignInCode | None:
    """Send a code to the person's own address; None when it was asked too often.

    The browser holds its reference apart: this code opens no session.
    """
    to = notices.contact_address_of(user)
    if user.pk != by.pk or to is None or has_signed_in_by_card(by):
        raise NotAllowed(_("Nous n’avons pas d’adresse où envoyer un code."))
    allowed = [
        rate_limits.allow_attempt(
            "code_asked_by", by.code, limit=PER_ACCOUNT, period=HOUR
        ),
        rate_limits.allow_attempt(
            "sign_in_network", network, limit=PER_NETWORK, period=HOUR
        ),
    ]
    if not all(allowed):
        return None
    row, digits, enough = _create_code(to, user)
    if not enough:
        notices.send_fresh_proof_code(user, to, digits, minutes=CODE_MINUTES)
    return row


@transaction.atomic
def check_fresh_proof_code(
    user: User, *, reference: str, typed: str, network: str
) -> CredentialCheck:
    answer, person = check_sign_in_code(reference, typed, network=network)
    if person is not None and person.pk != user.pk:
        return CredentialCheck.EXPIRED
    return answer


def _refuse_card_session(user: User) -> None:
    """Whoever holds somebody's card must not be able to take over the account."""
    if has_signed_in_by_card(user):
        raise NotAllowed(
            _(
                "Avec une carte, on ne change pas ses coordonnées. Demandez à votre équipe : "
                "elle le fait avec vous."
            )
        )


@transaction.atomic
def change_contact_address(
    user: User,
    to: ContactAddress,
    *,
    reference: str,
    typed: str,
    by: User,
    network: str,
) -> CredentialCheck:
    """With the right code, move the account to its new address.

    Pending codes and cards stop working, and the old address is told.
    """
    _refuse_card_session(by)
    answer, person = check_sign_in_code(reference, typed, network=network)
    if (
        answer != CredentialCheck.RIGHT
        or person is None
        or person.pk != by.pk
        or user.pk != by.pk
    ):
        return CredentialCheck.EXPIRED if answer == CredentialCheck.RIGHT else answer
    before = notices.contact_address_of(person)
    try:
        with transaction.atomic():
            User.objects.filter(pk=user.pk).update(
                **{"email" if to.channel == "email" else "phone": to.value}
            )
    except IntegrityError:  # somebody else took it in between
        return CredentialCheck.EXPIRED
    now = timezone.now()
    LoginCard.objects.filter(user=user, used_at=None).update(used_at=now)
    SignInCode.objects.filter(user=user, used_at=None).update(used_at=now)
    record_in_journal(
        "accounts.address_changed", by=by, about=(user,), channel=to.channel
    )
    replaced = (person.email if to.channel == "email" else person.phone) or ""
    follow_address_change(to.channel, replaced, to.value)
    if before is not None:
        notices.send_address_changed(person, before)
    return CredentialCheck.RIGHT


@transaction.atomic
def issue_login_card(user: User, *, by: User) -> tuple[LoginCard, CardSecret]:
    """A new card for this person; older ones stop working.

    The caller checks who may print one. Never for staff, who need a second factor.
    """
    if not user.is_active:
        raise NotAllowed(_("L’accès de cette personne est fermé."))
    if user.staff_roles.exists():
        raise NotAllowed(
            _("Les membres de l’équipe entrent avec un code et leur second facteur.")
        )
    now = timezone.now()
    replaced = LoginCard.objects.filter(user=user, used_at=None)
    record_in_ledger("accounts.card_ended", [card.code for card in replaced])
    replaced.update(used_at=now)
    link = crypto.random_link_token()
    secret = CardSecret(
        crypto.random_card_code(8),
        link,
        url_to("login_card", language=user.language, link=link),
        # as people type it
        url_to("login_card_entry", language=user.language).partition("://")[2],
    )
    card = LoginCard.objects.create(
        user=user,
        issued_by=by,
        expires_at=now + CARD_LIFETIME,
        digest=crypto.keyed_digest("card", secret.code),
        link_digest=crypto.keyed_digest("card_link", secret.link),
    )
    record_in_journal("accounts.card_issued", by=by, about=(user,))
    return card, secret


@_refusals_logged
@transaction.atomic
def sign_in_with_card(
    *, code: str = "", link: str = "", network: str
) -> tuple[CredentialCheck, LoginCard | None]:
    """Use the card whose code was typed, or whose link was confirmed; it works once.

    It opens nothing once who printed it has lost the right to.
    """
    if not rate_limits.allow_attempt(
        "sign_in_try", network, limit=TRIES_PER_NETWORK, period=HOUR
    ):
        return CredentialCheck.TOO_MANY, None
    if link:
        cards = LoginCard.objects.filter(
            link_digest=crypto.keyed_digest("card_link", link)
        )
    else:
        cards = LoginCard.objects.filter(
            digest=crypto.keyed_digest("card", normalize_card_code(code))
        )
    card = cards.select_related("user", "issued_by").first()
    if card is None:
        return CredentialCheck.WRONG, None
    now = timezone.now()
    if not cards.filter(used_at=None, expires_at__gt=now, user__is_active=True).update(
        used_at=now
    ):
        return CredentialCheck.EXPIRED, None
    record_in_ledger("accounts.card_ended", [card.code])
    if card.user.staff_roles.exists() or not card_right_holds(card):
        return CredentialCheck.EXPIRED, None
    notices.send_card_used(card)
    return CredentialCheck.RIGHT, card


def end_cards_without_right(issuer: User, *, by: User | None) -> None:
    """End the cards of somebody who may not print them any more, and what they opened.

    Called in the transaction that ends a right. The cards that another right of the issuer
    still covers stay.
    """
    now = timezone.now()
    printed = LoginCard.objects.filter(
        Q(used_at=None, expires_at__gt=now)
        | Q(sessions__ended_at=None, sessions__expires_at__gt=now),
        issued_by=issuer,
    )
    for card in printed.select_related("user", "issued_by").distinct():
        if card_right_holds(card):
            continue
        if LoginCard.objects.filter(pk=card.pk, used_at=None).update(used_at=now):
            record_in_ledger("accounts.card_ended", [card.code])
        ended = UserSession.objects.filter(card=card, ended_at=None).update(
            ended_at=now
        )
        record_in_journal(
            "accounts.card_ended", by=by, about=(card.user,), sessions=ended
        )


@transaction.atomic
def issue_entry_link(user: User) -> str:
    """The address of a new entry link; older ones stop working.

    For staff only, and asked on the machine only: the journal names no actor.
    """
    require_open_staff_account(user)
    now = timezone.now()
    EntryLink.objects.filter(user=user, used_at=None).update(used_at=now)
    link = crypto.random_link_token()
    EntryLink.objects.create(
        user=user,
        digest=crypto.keyed_digest("entry_link", link),
        expires_at=now + ENTRY_LIFETIME,
    )
    record_in_journal("accounts.entry_link_issued", by=None, about=(user,))
    return url_to("entry_link", language=user.language, link=link)


def require_open_staff_account(user: User) -> None:
    if not user.is_active:
        raise NotAllowed(_("L’accès de cette personne est fermé."))
    if not user.staff_roles.exists():
        raise NotAllowed(_("Cette personne n’a pas de rôle dans l’équipe."))


@transaction.atomic
def sign_in_with_entry_link(
    link: str, *, network: str
) -> tuple[CredentialCheck, User | None]:
    """Use the link, once its page was confirmed; its owner is told."""
    if not rate_limits.allow_attempt(
        "sign_in_try", network, limit=TRIES_PER_NETWORK, period=HOUR
    ):
        return CredentialCheck.TOO_MANY, None
    links = EntryLink.objects.filter(digest=crypto.keyed_digest("entry_link", link))
    entry = links.select_related("user").first()
    if entry is None:
        return CredentialCheck.WRONG, None
    now = timezone.now()
    if not links.filter(used_at=None, expires_at__gt=now, user__is_active=True).update(
        used_at=now
    ):
        return CredentialCheck.EXPIRED, None
    if not entry.user.staff_roles.exists():
        return CredentialCheck.EXPIRED, None
    notices.send_access_changed(
        entry.user, gettext_lazy("Votre lien d’entrée vient de servir.")
    )
    return CredentialCheck.RIGHT, entry.user


@transaction.atomic
def end_user_session(session: UserSession, *, by: User) -> None:
    if session.user_id != by.pk or has_signed_in_by_card(by):
        raise NotAllowed(_("Cet appareil n’est pas le vôtre."))
    if UserSession.objects.filter(pk=session.pk, ended_at=None).update(
        ended_at=timezone.now()
    ):
        record_in_journal("accounts.session_ended", by=by, about=(by,))


@transaction.atomic
def end_other_user_sessions(
    user: User, *, by: User | None, except_session: UserSession | None = None
) -> int:
    """End every session of the person, except one; returns how many.

    ``by=None``: asked on the machine.
    """
    if by is not None and has_signed_in_by_card(by):
        raise NotAllowed(_("Cet appareil n’est pas le vôtre."))
    sessions = UserSession.objects.filter(user=user, ended_at=None)
    if except_session is not None:
        sessions = sessions.exclude(pk=except_session.pk)
    ended = sessions.update(ended_at=timezone.now())
    if ended:
        record_in_journal("accounts.session_ended", by=by, about=(user,), number=ended)
    return ended
