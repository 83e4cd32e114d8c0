"""Codes and cards: the two ways in. Refusals are returned, not raised: what was counted
must stay counted.
"""

from datetime import timedelta
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from entremise.foundation.accounts import codes, notices
from entremise.foundation.accounts.enums import Answer
from entremise.foundation.accounts.models import LoginCard, SignIn, SignInCode, User
from entremise.foundation.accounts.rules import came_by_card
from entremise.foundation.accounts.validators import Address, card_code
from entremise.foundation.journal.actions import record
from entremise.foundation.kit.errors import NotAllowed
from entremise.foundation.kit.links import url_to
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web import rate_limits

MINUTES = 10
CODE_LASTS = timedelta(minutes=MINUTES)
CODE_TRIES = 5
CARD_LASTS = timedelta(hours=72)
HOUR = timedelta(hours=1)
PER_ADDRESS, PER_NETWORK, TRIES_PER_NETWORK = 10, 30, 60


class CardSecret(NamedTuple):
    """Shown once, on the printed card."""

    code: str  # eight letters and digits to type
    link: str
    address: str  # where the link leads, for the QR
    entry: str  # where the code is typed


@transaction.atomic
def ask_for_code(to: Address, *, network: str) -> SignInCode | None:
    """Send a code, or write what looks like it when nobody has this address.

    None: asked too often.
    """
    allowed = [
        rate_limits.allow("sign_in_address", to.value, limit=PER_ADDRESS, per=HOUR),
        rate_limits.allow("sign_in_network", network, limit=PER_NETWORK, per=HOUR),
    ]
    if not all(allowed):
        return None
    user = _owner(to)
    row, digits = _draw_code(to, user if user and user.is_active else None)
    if row.user:
        notices.send_code(row.user, to, digits, minutes=MINUTES)
    elif (
        to.channel == "email"
    ):  # no SMS to strangers: each one costs, and numbers can be farmed
        notices.send_unknown(
            to, dedup_key=f"{notices.UNKNOWN}:{row.address[:40]}:{timezone.localdate()}"
        )
    return row


def _owner(to: Address) -> User | None:
    return User.objects.filter(
        **{"email" if to.channel == "email" else "phone": to.value}
    ).first()


def _draw_code(to: Address, user: User | None) -> tuple[SignInCode, str]:
    """A new code; those asked before for this address or this person are over."""
    now = timezone.now()
    hashed = codes.digest("address", to.value)
    same_door = Q(address=hashed) | Q(user=user) if user else Q(address=hashed)
    SignInCode.objects.filter(same_door, used_at=None).update(used_at=now)
    digits = codes.digit_code()
    row = SignInCode(user=user, address=hashed, expires_at=now + CODE_LASTS)
    row.digest = codes.digest(row.code, digits)
    row.save()
    return row, digits


@transaction.atomic
def check_code(
    reference: str, typed: str, *, network: str
) -> tuple[Answer, User | None]:
    """Count the try first, then compare; of several right answers at once, one enters."""
    if not rate_limits.allow("sign_in_try", network, limit=TRIES_PER_NETWORK, per=HOUR):
        return Answer.TOO_MANY, None
    open_codes = SignInCode.objects.filter(
        code=reference, used_at=None, expires_at__gt=timezone.now()
    )
    if not open_codes.filter(tries__lt=CODE_TRIES).update(tries=F("tries") + 1):
        return Answer.OVER, None
    row = SignInCode.objects.select_related("user").get(code=reference)
    if not codes.same(row.code, typed, row.digest):
        return (Answer.WRONG if row.tries < CODE_TRIES else Answer.OVER), None
    if (
        row.user is None
        or not row.user.is_active
        or not open_codes.update(used_at=timezone.now())
    ):
        return Answer.OVER, None
    return Answer.RIGHT, row.user


@transaction.atomic
def ask_to_change_address(
    user: User, to: Address, *, by: User, network: str
) -> SignInCode | None:
    """Send a code to the new address: who reads it there owns it. None: asked too often.

    An address that somebody else already uses looks the same from here; its owner is told.
    """
    if user.pk != by.pk:
        raise NotAllowed(_("Chacun change ses propres coordonnées."))
    _came_by_oneself(by)
    if not rate_limits.allow("sign_in_address", to.value, limit=PER_ADDRESS, per=HOUR):
        return None
    if not rate_limits.allow("sign_in_network", network, limit=PER_NETWORK, per=HOUR):
        return None
    owner = _owner(to)
    row, digits = _draw_code(to, user if owner is None else None)
    if owner is None:
        notices.send_code(user, to, digits, minutes=MINUTES)
    elif owner.pk != user.pk:
        notices.send_taken(owner, to)
    return row


def _came_by_oneself(user: User) -> None:
    """Who holds somebody's card must not make the account theirs."""
    if came_by_card(user):
        raise NotAllowed(
            _(
                "Avec une carte, on ne change pas ses coordonnées. Demandez à votre équipe : elle le fait avec vous."
            )
        )


@transaction.atomic
def change_address(
    user: User, to: Address, *, reference: str, typed: str, by: User, network: str
) -> Answer:
    """The right code moves the account to its new address.

    Every other door closes, and the old address is told.
    """
    _came_by_oneself(by)
    answer, person = check_code(reference, typed, network=network)
    if (
        answer != Answer.RIGHT
        or person is None
        or person.pk != by.pk
        or user.pk != by.pk
    ):
        return Answer.OVER if answer == Answer.RIGHT else answer
    before = notices.address_of(person)
    try:
        with transaction.atomic():
            User.objects.filter(pk=user.pk).update(
                **{"email" if to.channel == "email" else "phone": to.value}
            )
    except IntegrityError:  # somebody else took it in between
        return Answer.OVER
    now = timezone.now()
    LoginCard.objects.filter(user=user, used_at=None).update(used_at=now)
    SignInCode.objects.filter(user=user, used_at=None).update(used_at=now)
    record("accounts.address_changed", by=by, about=(user,), channel=to.channel)
    if before is not None:
        notices.send_address_changed(person, before)
    return Answer.RIGHT


@transaction.atomic
def issue_login_card(user: User, *, by: User) -> tuple[LoginCard, CardSecret]:
    """A new card for this person; older ones die. Who stands close enough to print one is
    the caller's rule.

    Never for staff: a card is one proof, and staff need two.
    """
    if not user.is_active:
        raise NotAllowed(_("L’accès de cette personne est fermé."))
    if user.staff_roles.exists():
        raise NotAllowed(
            _("Les membres de l’équipe entrent avec un code et leur second facteur.")
        )
    now = timezone.now()
    LoginCard.objects.filter(user=user, used_at=None).update(used_at=now)
    link = codes.link_code()
    secret = CardSecret(
        codes.letter_code(8),
        link,
        url_to("login_card", language=user.language, link=link),
        url_to("login_card_entry", language=user.language).partition("://")[
            2
        ],  # as people type it
    )
    card = LoginCard.objects.create(
        user=user,
        issued_by=by,
        expires_at=now + CARD_LASTS,
        digest=codes.digest("card", secret.code),
        link_digest=codes.digest("card_link", secret.link),
    )
    record("accounts.card_issued", by=by, about=(user,))
    return card, secret


@transaction.atomic
def sign_in_with_card(
    *, code: str = "", link: str = "", network: str
) -> tuple[Answer, User | None]:
    """Use up the card whose code was typed, or whose link was confirmed."""
    if not rate_limits.allow("sign_in_try", network, limit=TRIES_PER_NETWORK, per=HOUR):
        return Answer.TOO_MANY, None
    if link:
        cards = LoginCard.objects.filter(link_digest=codes.digest("card_link", link))
    else:
        cards = LoginCard.objects.filter(digest=codes.digest("card", card_code(code)))
    card = cards.select_related("user").first()
    if card is None:
        return Answer.WRONG, None
    now = timezone.now()
    if not cards.filter(used_at=None, expires_at__gt=now, user__is_active=True).update(
        used_at=now
    ):
        return Answer.OVER, None
    if card.user.staff_roles.exists():
        return Answer.OVER, None
    return Answer.RIGHT, card.user


@transaction.atomic
def end_sign_in(sign_in: SignIn, *, by: User) -> None:
    if sign_in.user_id != by.pk:
        raise NotAllowed(_("Cet appareil n’est pas le vôtre."))
    if SignIn.objects.filter(pk=sign_in.pk, ended_at=None).update(
        ended_at=timezone.now()
    ):
        record("accounts.session_ended", by=by, about=(by,))


@transaction.atomic
def end_other_sign_ins(user: User, *, by: User, but: SignIn | None = None) -> int:
    """End every session of the person, except one."""
    sign_ins = SignIn.objects.filter(user=user, ended_at=None)
    if but is not None:
        sign_ins = sign_ins.exclude(pk=but.pk)
    ended = sign_ins.update(ended_at=timezone.now())
    if ended:
        record("accounts.session_ended", by=by, about=(user,), number=ended)
    return ended
