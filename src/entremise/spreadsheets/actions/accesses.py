"""Open the access of several coaches, or people of companies, who came from a list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from entremise.coaching.actions import give_coach_access
from entremise.coaching.models import Coach
from entremise.companies.actions import give_member_access
from entremise.companies.models import CompanyMember
from entremise.foundation.accounts.models import User
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import DomainError

# One invitation leaves for each: as many as a mail service takes at once without a doubt.
MAX_ACCESSES_TOGETHER = 50


@dataclass
class AccessesOpened:
    opened: list[User] = field(default_factory=list)
    refused: list[tuple[User, str]] = field(default_factory=list)  # and why


@transaction.atomic
def open_coach_accesses(coaches: Iterable[Coach], *, by: User) -> AccessesOpened:
    """Invite each of them at the address of the list; who cannot be invited holds nobody back."""
    return _open_each(coaches, give_coach_access, by)


@transaction.atomic
def open_member_accesses(
    members: Iterable[CompanyMember], *, by: User
) -> AccessesOpened:
    """The same for people of companies."""
    return _open_each(members, give_member_access, by)


def _open_each(
    people: Iterable[Any], give_access: Callable[..., User], by: User
) -> AccessesOpened:
    result = AccessesOpened()
    for one in sorted(people, key=lambda one: one.user_id)[:MAX_ACCESSES_TOGETHER]:
        try:
            with transaction.atomic():
                result.opened.append(give_access(one, by=by))
        except DomainError as error:
            result.refused.append((one.user, str(error)))
    if result.opened:
        record_in_journal(
            "spreadsheets.accesses_opened",
            by=by,
            about=tuple(result.opened),
            number=len(result.opened),
        )
    return result
