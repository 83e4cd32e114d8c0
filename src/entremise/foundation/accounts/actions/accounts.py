"""Creating and closing accounts, giving and ending staff roles."""

from django.db import IntegrityError, transaction

from entremise.foundation.accounts import notices, rules, validators
from entremise.foundation.accounts.enums import Role
from entremise.foundation.accounts.models import StaffRole, User, Zone
from entremise.foundation.backups.actions import record_in_ledger
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import DomainError, NotAllowed
from entremise.foundation.kit.text import clean_line, gettext as _, gettext_lazy

from .signing_in import end_cards_without_right, end_other_user_sessions
from .zones import hold_open_zone

ADDRESS_TAKEN = gettext_lazy(
    "Cette adresse sert déjà à quelqu’un d’autre. Vérifiez l’e-mail et le téléphone."
)


@transaction.atomic
def invite_user(
    *,
    first_name: str,
    last_name: str = "",
    email: str | None = None,
    phone: str | None = None,
    language: str = "fr",
    by: User | None,
) -> User:
    """The account with this address, created if needed, and told where to sign in.

    ``by``: None when a visitor typed the address and the name.
    An existing account is never changed: an address added to it would let whoever typed that
    address sign in.
    """
    user = get_or_create_account(
        first_name=first_name,
        last_name=last_name,
        email=email,
        phone=phone,
        language=language,
    )
    to = notices.contact_address_of(user)
    if to is None or not user.is_active:
        return user
    if by is None:
        notices.send_access_asked(user, to)
    else:
        notices.send_invitation(user, to, by=by)
    return user


@transaction.atomic
def create_own_account(
    *,
    first_name: str,
    last_name: str = "",
    email: str = "",
    phone: str = "",
    language: str = "fr",
) -> User:
    """A new account, for somebody who has none. Nothing is sent.

    DomainError when the address or the number is already that of an account, whoever it is
    and whatever they are called: who has that mailbox would enter as somebody else.
    """
    _check_nobody_has(email, phone)
    try:
        with transaction.atomic():
            return User.objects.create_user(
                email=email or None,
                phone=phone or None,
                first_name=clean_line(first_name)[:80],
                last_name=clean_line(last_name)[:80],
                language=language,
            )
    except IntegrityError as error:  # taken by somebody else since the query above
        raise DomainError(ADDRESS_TAKEN) from error


def _check_nobody_has(email: str, phone: str) -> None:
    """DomainError when one of them is that of an account."""
    for name, value in (("email", email.lower()), ("phone", phone)):
        if value and User.objects.filter(**{name: value}).exists():
            raise DomainError(ADDRESS_TAKEN)


@transaction.atomic
def get_or_create_account(
    *,
    first_name: str,
    last_name: str = "",
    email: str | None = None,
    phone: str | None = None,
    language: str = "fr",
) -> User:
    """The account with this address, created if needed; nothing is sent."""
    mail = validators.parse_contact_address(email) if email else None
    number = validators.parse_phone_number(phone) if phone else None
    if (email and (mail is None or mail.channel != "email")) or (
        phone and number is None
    ):
        raise DomainError(
            _(
                "Cette adresse ou ce numéro ne semble pas complet. Vérifiez et recommencez."
            )
        )
    user = User.objects.filter(email=mail.value).first() if mail else None
    by_phone = User.objects.filter(phone=number).first() if number else None
    if user or (by_phone and not mail):
        return user or by_phone  # type: ignore[return-value]
    try:
        with transaction.atomic():
            return User.objects.create_user(
                email=mail.value if mail else None,
                phone=None if by_phone else number,
                first_name=clean_line(first_name)[:80],
                last_name=clean_line(last_name)[:80],
                language=language,
            )
    except IntegrityError:  # created by somebody else since the query above
        return get_or_create_account(
            first_name=first_name,
            last_name=last_name,
            email=email,
            phone=phone,
            language=language,
        )


@transaction.atomic
def add_account_without_access(
    *,
    first_name: str,
    last_name: str = "",
    contact_email: str = "",
    contact_phone: str = "",
    language: str = "fr",
) -> User:
    """Somebody whom the team knows, by a list: nobody can sign in as them, nothing is sent.

    The caller has checked permissions.
    """
    return User.objects.create_user(
        email=None,
        phone=None,
        first_name=first_name,
        last_name=last_name,
        contact_email=contact_email,
        contact_phone=contact_phone,
        language=language,
    )


@transaction.atomic
def open_access(user: User, *, by: User) -> User:
    """Let somebody sign in by the address that the team has for them, and tell them there.

    Only somebody without any address to sign in by. DomainError when the address is already
    somebody else's. The caller has checked permissions.
    """
    if user.email or user.phone:
        raise DomainError(_("Cette personne a déjà un accès."))
    if not (user.contact_email or user.contact_phone):
        raise DomainError(
            _("Il manque une adresse e-mail ou un téléphone pour ouvrir cet accès.")
        )
    _check_nobody_has(user.contact_email, user.contact_phone)
    user.email, user.phone = (
        user.contact_email.lower() or None,
        user.contact_phone or None,
    )
    user.contact_email = user.contact_phone = ""
    user.save(
        update_fields=["email", "phone", "contact_email", "contact_phone", "updated_at"]
    )
    record_in_journal("accounts.access_opened", by=by, about=(user,))
    if (to := notices.contact_address_of(user)) is not None and user.is_active:
        notices.send_invitation(user, to, by=by)
    return user


@transaction.atomic
def invite_colleague(
    *,
    first_name: str,
    last_name: str,
    email: str,
    role: str,
    zone: Zone | None,
    language: str = "fr",
    by: User,
) -> StaffRole:
    if not rules.can_give_role(by, role, zone):
        raise NotAllowed(_("Vous ne pouvez pas donner ce rôle dans cette zone."))
    user = invite_user(
        first_name=first_name,
        last_name=last_name,
        email=email,
        language=language,
        by=by,
    )
    return give_staff_role(user, role=role, zone=zone, by=by)


@transaction.atomic
def give_staff_role(user: User, *, role: str, zone: Zone | None, by: User) -> StaffRole:
    """End the person's sessions too: the next one asks for the second factor of the role."""
    if not rules.can_give_role(by, role, zone):
        raise NotAllowed(_("Vous ne pouvez pas donner ce rôle dans cette zone."))
    if zone is None and role != Role.ADMINISTRATOR:
        raise DomainError(_("Choisissez une zone pour ce rôle."), field="zone")
    if zone is not None and role != Role.ADMINISTRATOR:
        zone = hold_open_zone(zone)
    given, new = StaffRole.objects.get_or_create(
        user=user, role=role, zone=None if role == Role.ADMINISTRATOR else zone
    )
    if new:
        if user.pk != by.pk:
            end_other_user_sessions(user, by=by)
        record_in_journal(
            "accounts.role_given", by=by, about=(user, given), role=str(role)
        )
    return given


@transaction.atomic
def end_staff_role(given: StaffRole, *, by: User) -> None:
    """End a role, from the person's next request on; never that of the last administrator."""
    if not rules.can_give_role(by, given.role, given.zone):
        raise NotAllowed(_("Vous ne pouvez pas retirer ce rôle."))
    if given.role == Role.ADMINISTRATOR:
        _keep_an_administrator(besides=given.user)
    record_in_journal(
        "accounts.role_ended", by=by, about=(given.user, given), role=given.role
    )
    record_in_ledger("accounts.role_ended", [given.code])
    given.delete()
    end_cards_without_right(given.user, by=by)


def _keep_an_administrator(*, besides: User) -> None:
    """DomainError when nobody else could administer.

    Locks the roles, so that two administrators who leave at once wait for one another.
    """
    roles = StaffRole.objects.filter(role=Role.ADMINISTRATOR)
    list(roles.select_for_update().order_by("pk"))
    # asked once the rows are held: accounts closed meanwhile are seen
    if not roles.filter(user__is_active=True).exclude(user=besides).exists():
        raise DomainError(
            _(
                "C’est la dernière personne de l’administration. Donnez d’abord ce rôle à "
                "quelqu’un d’autre."
            )
        )


@transaction.atomic
def set_account_active(user: User, active: bool, *, by: User) -> None:
    """Close or reopen an account; closing it ends its sessions at once."""
    if not rules.is_administrator(by) or user.pk == by.pk:
        raise NotAllowed(
            _("Seule une autre personne de l’administration peut faire cela.")
        )
    administers = StaffRole.objects.filter(user=user, role=Role.ADMINISTRATOR)
    if not active and administers.exists():
        _keep_an_administrator(besides=user)
    User.objects.filter(pk=user.pk).update(is_active=active)
    if not active:
        record_in_ledger("accounts.closed", [user.code])
        end_other_user_sessions(user, by=by)
        end_cards_without_right(user, by=by)
    record_in_journal(
        "accounts.reopened" if active else "accounts.closed", by=by, about=(user,)
    )


@transaction.atomic
def set_account_language(user: User, language: str, *, by: User) -> None:
    if user.pk != by.pk:
        raise NotAllowed(_("Chacun choisit sa langue."))
    User.objects.filter(pk=user.pk).update(language=language)
