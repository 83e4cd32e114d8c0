"""What a restored site obeys again about accounts: closed, without a role, card of before."""

from datetime import datetime

from django.utils import timezone

from entremise.foundation.accounts.models import (
    EntryLink,
    LoginCard,
    OwnSecret,
    SignInCode,
    StaffRole,
    User,
    UserSession,
)
from entremise.foundation.backups.registry import LedgerFact
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.text import ngettext


def end_everything_signed_in() -> None:
    """Who signed out since the backup would be signed in again; links would work twice."""
    now = timezone.now()
    UserSession.objects.filter(ended_at=None).update(ended_at=now)
    SignInCode.objects.filter(used_at=None).update(used_at=now)
    EntryLink.objects.filter(used_at=None).update(used_at=now)


def _open_account_codes() -> list[str]:
    return list(User.objects.filter(is_active=True).values_list("code", flat=True))


def _close_account(code: str, at: datetime) -> bool:
    user = User.objects.get(code=code)
    if not user.is_active:
        return False
    User.objects.filter(pk=user.pk).update(is_active=False)
    record_in_journal("accounts.closed", by=None, about=(user,))
    return True


def _role_codes() -> list[str]:
    return list(StaffRole.objects.values_list("code", flat=True))


def _end_role(code: str, at: datetime) -> bool:
    role = StaffRole.objects.filter(code=code).select_related("user").first()
    if role is None:
        return False
    about = (role.user, role)
    record_in_journal("accounts.role_ended", by=None, about=about, role=role.role)
    role.delete()
    return True


def _usable_card_codes() -> list[str]:
    return list(LoginCard.objects.filter(used_at=None).values_list("code", flat=True))


def _end_card(code: str, at: datetime) -> bool:
    return bool(LoginCard.objects.filter(code=code, used_at=None).update(used_at=at))


def _own_secret_codes() -> list[str]:
    return list(OwnSecret.objects.values_list("code", flat=True))


def _erase_secret(code: str, at: datetime) -> bool:
    return bool(OwnSecret.objects.filter(code=code).delete()[0])


LEDGER_FACTS = [
    LedgerFact(
        "accounts.secret_reset",
        _own_secret_codes,
        _erase_secret,
        lambda number: (
            ngettext(
                "%(number)d secret personnel effacé",
                "%(number)d secrets personnels effacés",
                number,
            )
            % {"number": number}
        ),
    ),
    LedgerFact(
        "accounts.closed",
        _open_account_codes,
        _close_account,
        lambda number: (
            ngettext("%(number)d accès refermé", "%(number)d accès refermés", number)
            % {"number": number}
        ),
    ),
    LedgerFact(
        "accounts.role_ended",
        _role_codes,
        _end_role,
        lambda number: (
            ngettext("%(number)d rôle retiré", "%(number)d rôles retirés", number)
            % {"number": number}
        ),
    ),
    LedgerFact(
        "accounts.card_ended",
        _usable_card_codes,
        _end_card,
        lambda number: (
            ngettext(
                "%(number)d ancienne carte de connexion annulée",
                "%(number)d anciennes cartes de connexion annulées",
                number,
            )
            % {"number": number}
        ),
    ),
]
