"""Accounts that a row may speak of: an address already in use is never given to somebody else."""

from dataclasses import dataclass
from typing import Any

from entremise.foundation.accounts.actions.accounts import add_account_without_access
from entremise.foundation.accounts.models import User
from entremise.foundation.kit.text import gettext as _
from entremise.spreadsheets.columns import fold_heading
from entremise.spreadsheets.reading.rows import RowReason, RowRefused


@dataclass
class KnownAccount:
    pk: int | None  # None: a row above, not imported yet
    first_name: str
    last_name: str


class KnownAccounts:
    """Every account by the addresses and numbers that lead to it."""

    def __init__(self) -> None:
        self._by_address: dict[str, KnownAccount] = {}
        rows = User.objects.values_list(
            "pk",
            "first_name",
            "last_name",
            "contact_email",
            "contact_phone",
            "email",
            "phone",
        )
        for pk, first_name, last_name, *addresses in rows.iterator():
            account = KnownAccount(pk, first_name, last_name)
            # what one signs in by counts more than what the team was told
            self._by_address |= {str(a).lower(): account for a in addresses if a}

    def find(self, person: dict[str, str], *, column: str) -> KnownAccount | None:
        """The account of this person, None for a new one. RowRefused when it is somebody else's.

        ``person``: first_name, last_name, email, phone. ``column``: that of the e-mail.
        """
        for address in (person["email"], person["phone"]):
            account = self._by_address.get(address.lower()) if address else None
            if account is None:
                continue
            if _same_names(account, person):
                return account
            if address == person["email"]:
                raise RowRefused(
                    RowReason(
                        _("L’adresse %(email)s sert déjà à quelqu’un d’autre.")
                        % {"email": address},
                        column,
                    )
                )
        return None

    def add(self, person: dict[str, str]) -> KnownAccount:
        """Somebody new, whom the rows below find again."""
        account = KnownAccount(None, person["first_name"], person["last_name"])
        for address in (person["email"], person["phone"]):
            if address:
                self._by_address.setdefault(address.lower(), account)
        return account


def _same_names(account: KnownAccount, person: dict[str, str]) -> bool:
    return fold_heading(account.first_name) == fold_heading(person["first_name"]) and (
        not person["last_name"]
        or not account.last_name
        or fold_heading(account.last_name) == fold_heading(person["last_name"])
    )


def user_of(account: KnownAccount, person: dict[str, str]) -> tuple[User, bool]:
    """The account, and whether it was made now: without access, nothing is sent."""
    if account.pk is not None:
        return User.objects.get(pk=account.pk), False
    user = add_account_without_access(
        first_name=person["first_name"],
        last_name=person["last_name"],
        contact_email=person["email"],
        contact_phone=person["phone"],
    )
    account.pk = user.pk
    return user, True


def person_of(values: dict[str, Any], prefix: str = "") -> dict[str, str]:
    return {
        name: values.get(f"{prefix}{name}", "")
        for name in ("first_name", "last_name", "email", "phone")
    }
