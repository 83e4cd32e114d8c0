"""Administrators, as whoever runs the machine names them and lets them in again.

Nobody is signed in there: the journal names no actor. The person and every other administrator
are told by mail, so that no key is made in silence.
"""

from django.db import transaction

from entremise.foundation.accounts import notices, queries
from entremise.foundation.accounts.enums import Role
from entremise.foundation.accounts.models import StaffRole, User
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import NotAllowed
from entremise.foundation.kit.text import Sentence, gettext as _, gettext_lazy

from .accounts import get_or_create_account
from .second_factor import remove_all_factors
from .signing_in import (
    ENTRY_HOURS,
    end_other_user_sessions,
    issue_entry_link,
    require_open_staff_account,
)


@transaction.atomic
def name_administrator(
    *, email: str, first_name: str = "", last_name: str = "", language: str = "fr"
) -> User:
    """The account with this address, created if needed, as an administrator.

    An existing account keeps its names. NotAllowed when it is closed; nothing is sent to the
    person.
    """
    user = get_or_create_account(
        email=email, first_name=first_name, last_name=last_name, language=language
    )
    if not user.is_active:
        raise NotAllowed(_("L’accès de cette personne est fermé."))
    role, new = StaffRole.objects.get_or_create(
        user=user, role=Role.ADMINISTRATOR, zone=None
    )
    if new:
        end_other_user_sessions(user, by=None)
        record_in_journal(
            "accounts.role_given", by=None, about=(user, role), role=role.role
        )
        _tell_the_others(
            user, gettext_lazy("%(who)s (%(email)s) rejoint l’administration.")
        )
    return user


@transaction.atomic
def name_and_let_in(
    *, email: str, first_name: str, last_name: str, language: str = "fr"
) -> tuple[User, str]:
    """An administrator and the address of their entry link, which is mailed too."""
    user = name_administrator(
        email=email, first_name=first_name, last_name=last_name, language=language
    )
    link = issue_entry_link(user)
    to = notices.contact_address_of(user)
    if to is not None:
        notices.send_entry_link(user, to, link, hours=ENTRY_HOURS)
    return user, link


@transaction.atomic
def invite_administrator(
    *, email: str, first_name: str = "", last_name: str = "", language: str = "fr"
) -> User:
    """An administrator, told by mail where to sign in."""
    user = name_administrator(
        email=email, first_name=first_name, last_name=last_name, language=language
    )
    to = notices.contact_address_of(user)
    if to is not None:
        notices.send_invitation(user, to, by=None)
    return user


@transaction.atomic
def reset_factors_from_machine(user: User) -> None:
    """Remove the factors of a member of the staff; the next sign-in asks for a new one."""
    require_open_staff_account(user)
    remove_all_factors(user, by=None)
    _tell_the_others(
        user,
        gettext_lazy("Le second facteur de %(who)s (%(email)s) a été remis à zéro."),
    )


@transaction.atomic
def rescue(user: User) -> str:
    """Remove the factors of somebody who is locked out; the address of a new entry link.

    The address is for the terminal only: the mail tells the person, and holds no key.
    """
    link = issue_entry_link(user)
    remove_all_factors(user, by=None)
    notices.send_access_changed(
        user, gettext_lazy("Un lien d’entrée à votre nom vient d’être fait.")
    )
    _tell_the_others(
        user,
        gettext_lazy(
            "Un lien d’entrée a été fait pour %(who)s (%(email)s), et son second facteur a été "
            "remis à zéro."
        ),
    )
    return link


def _tell_the_others(user: User, sentence: Sentence) -> None:
    for other in queries.all_administrators().exclude(pk=user.pk):
        if other.is_active:
            notices.send_changed_on_the_machine(other, sentence, about=user)
