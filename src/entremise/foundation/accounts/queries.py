"""Queries about accounts: one's own, and for staff those of their zones."""

from collections.abc import Iterable
from datetime import timedelta
from typing import TypeVar

from django.db.models import F, Max, Model, Prefetch, Q, QuerySet
from django.utils import timezone

from entremise.foundation.association.queries import current_settings

from . import rules
from .credentials import crypto, totp
from .enums import CredentialCheck, FactorKind, Role
from .models import (
    EntryLink,
    Factor,
    LoginCard,
    OwnSecret,
    SignInCode,
    StaffRole,
    User,
    UserSession,
    Viewer,
    Zone,
)
from .registry import zone_holdings

M = TypeVar("M", bound=Model)


def user_with_code(code: str) -> User | None:
    return User.objects.filter(code=code).first()


def user_with_email(email: str) -> User | None:
    return User.objects.filter(email=email).first()


def has_users() -> bool:
    return User.objects.exists()


def has_other_users(user: User) -> bool:
    return User.objects.exclude(pk=user.pk).exists()


def all_administrators() -> QuerySet[User]:
    """For whoever runs the machine; closed accounts too. The first one named comes first."""
    confirmed = Factor.objects.exclude(confirmed_at=None)
    roles = StaffRole.objects.filter(role=Role.ADMINISTRATOR)
    return (
        User.objects.filter(pk__in=roles.values("user"))
        .order_by("created_at", "pk")
        .annotate(last_seen_on=Max("sign_ins__last_seen_on"))
        .prefetch_related(Prefetch("factors", confirmed, to_attr="confirmed_factors"))
    )


def has_ever_signed_in(user: User) -> bool:
    return bool(user.sign_ins.exists())


def full_names_of(codes: Iterable[str]) -> dict[str, str]:
    """Full name by code, for a page that the viewer may open."""
    return {
        user.code: user.full_name
        for user in User.objects.filter(code__in={code for code in codes if code})
    }


def full_name_of(code: str) -> str:
    """Empty when nobody has this code any more."""
    return full_names_of([code]).get(code, "")


def own_secret_of(person: User | None) -> OwnSecret | None:
    return None if person is None else OwnSecret.objects.filter(user=person).first()


def last_opening_by_card(person: User) -> UserSession | None:
    """When a card last opened the person's space, and who had printed it."""
    return (
        UserSession.objects.filter(user=person, card__isnull=False)
        .select_related("card__issued_by")
        .order_by("-created_at")
        .first()
    )


def open_zones() -> QuerySet[Zone]:
    """Those that welcome new people: what public forms offer."""
    return Zone.objects.open()


def has_open_zone() -> bool:
    """Does the association welcome people somewhere?"""
    return Zone.objects.open().exists()


def open_zones_with_contact() -> QuerySet[Zone]:
    """Those whose team the public reaches otherwise than the association."""
    return Zone.objects.open().exclude(email="", phone="")


def zone_named(name: str) -> Zone | None:
    """However its capitals are written."""
    return Zone.objects.filter(name__iexact=name).first()


def zone_ids_named(name: str) -> list[int]:
    """The zone with this slug or code, and the one that took over when it closed."""
    rows = Zone.objects.filter(Q(slug=name) | Q(code=name))
    return [
        pk
        for row in rows.values_list("pk", "closed_into")
        for pk in row
        if pk is not None
    ]


def zones_for(viewer: Viewer, *, closed_too: bool = False) -> QuerySet[Zone]:
    """The open zones where the viewer is staff; the closed ones too when figures are read."""
    ids = rules.staff_zone_ids(viewer)
    zones = Zone.objects.all() if closed_too else Zone.objects.open()
    return zones if ids is None else zones.filter(pk__in=ids)


def zones_to_set_up_for(viewer: Viewer) -> QuerySet[Zone]:
    """Every zone, open ones first, for who may change the settings."""
    if not rules.can_change_settings(viewer):
        return Zone.objects.none()
    return Zone.objects.select_related("closed_into").order_by(
        F("closed_at").asc(nulls_first=True), "name"
    )


def zone_to_set_up_for(viewer: Viewer, code: str) -> Zone | None:
    return zones_to_set_up_for(viewer).filter(code=code).first()


def zone_contents_for(viewer: Viewer, zone: Zone) -> list[str]:
    """What a zone holds, in words: one sentence for each sort of things, none for zero."""
    if not rules.can_change_settings(viewer):
        return []
    counted = [
        (holding.sentence, holding.count(zone))
        for holding in zone_holdings()
        if holding.sentence is not None
    ]
    return [sentence(number) for sentence, number in counted if number]


def zones_managed_by(viewer: Viewer) -> QuerySet[Zone]:
    """The open zones where the viewer may give a role."""
    if rules.is_administrator(viewer):
        return Zone.objects.open()
    return Zone.objects.open().filter(
        pk__in=[r.zone_id for r in rules.staff_roles(viewer) if r.role == Role.TEAM]
    )


def grantable_roles_for(viewer: Viewer) -> list[Role]:
    return list(Role) if rules.is_administrator(viewer) else [Role.ADVISOR]


def colleagues_for(viewer: Viewer) -> QuerySet[User]:
    """The staff: all of them for an administrator, those of their zones for the others.

    Each with ``roles``, ``confirmed_factors`` and ``last_seen_on``.
    """
    roles = StaffRole.objects.select_related("zone").order_by("zone__name", "role")
    if not rules.is_staff(viewer):
        return User.objects.none()
    if not rules.is_administrator(viewer):
        roles = roles.filter(zone__in=zones_for(viewer))
    shown = User.objects.filter(pk__in=roles.order_by().values("user"))
    confirmed = Factor.objects.exclude(confirmed_at=None)
    seen = shown.annotate(last_seen_on=Max("sign_ins__last_seen_on"))
    return seen.order_by("last_name", "first_name", "pk").prefetch_related(
        Prefetch("staff_roles", roles, to_attr="roles"),
        Prefetch("factors", confirmed, to_attr="confirmed_factors"),
    )


def is_last_administrator(user: User) -> bool:
    """Is there no other person of the administration who can sign in?"""
    administrators = StaffRole.objects.filter(
        role=Role.ADMINISTRATOR, user__is_active=True
    )
    mine = administrators.filter(user=user)
    return mine.exists() and not administrators.exclude(user=user).exists()


def has_team_with_second_factor() -> bool:
    """Has somebody of the team of a zone chosen how they prove who they are?"""
    confirmed = Factor.objects.exclude(confirmed_at=None).values("user")
    return StaffRole.objects.filter(
        role=Role.TEAM, user__is_active=True, user__in=confirmed
    ).exists()


def in_team_zones(viewer: Viewer, rows: QuerySet[M], *, zone_id: str) -> QuerySet[M]:
    """The rows of the zones where the viewer is of the team; none for who is of no team.

    ``zone_id``: the path from a row to the primary key of its zone.
    """
    if not rules.is_team(viewer):
        return rows.none()
    zones = rules.staff_zone_ids(viewer)
    return rows if zones is None else rows.filter(**{f"{zone_id}__in": zones})


def has_team_besides(user: User, zone: Zone) -> bool:
    """Does the team of this zone hold somebody else? Administrators are not counted."""
    others = StaffRole.objects.filter(role=Role.TEAM, zone=zone, user__is_active=True)
    return others.exclude(user=user).exists()


def colleague_for(viewer: Viewer, code: str) -> User | None:
    return colleagues_for(viewer).filter(code=code).first()


def staff_role_for(viewer: Viewer, code: str) -> StaffRole | None:
    """A role that the viewer may end."""
    role = StaffRole.objects.select_related("user", "zone").filter(code=code).first()
    return role if role and rules.can_give_role(viewer, role.role, role.zone) else None


def open_sessions_of(viewer: User) -> QuerySet[UserSession]:
    """The viewer's open sessions, the latest first."""
    today = timezone.localdate()
    return UserSession.objects.filter(
        user=viewer,
        ended_at=None,
        expires_at__gt=timezone.now(),
        last_seen_on__gte=today
        - timedelta(days=current_settings().days_of_idle_session),
    ).order_by("-created_at")


def session_for(viewer: User, code: str) -> UserSession | None:
    return open_sessions_of(viewer).filter(code=code).first()


def second_factors_of(viewer: User) -> list[Factor]:
    return list(viewer.factors.exclude(confirmed_at=None))


def second_factor_for(viewer: User, code: str) -> Factor | None:
    return viewer.factors.exclude(confirmed_at=None).filter(code=code).first()


def unconfirmed_authenticator_app(viewer: User) -> Factor | None:
    return viewer.factors.filter(kind=FactorKind.APP, confirmed_at=None).last()


def authenticator_setup(factor: Factor) -> tuple[str, str]:
    """The secret in groups of four to type, and the URI to show as a QR code."""
    secret = crypto.decrypt_secret(factor.secret) or ""
    groups = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    return groups, totp.provisioning_uri(
        secret,
        issuer=current_settings().site_name,
        account=factor.user.email or factor.user.full_name,
    )


def recovery_codes_left_count(viewer: User) -> int:
    return int(viewer.recovery_codes.filter(used_at=None).count())


def is_code_pending(reference: str) -> bool:
    """Is a code still awaited for this reference?"""
    return SignInCode.objects.filter(
        code=reference, used_at=None, expires_at__gt=timezone.now()
    ).exists()


def card_link_state(link: str) -> CredentialCheck:
    """Would the card with this link work? It is not used."""
    card = LoginCard.objects.filter(
        link_digest=crypto.keyed_digest("card_link", link)
    ).first()
    if card is None:
        return CredentialCheck.WRONG
    return (
        CredentialCheck.EXPIRED
        if card.used_at or card.expires_at <= timezone.now()
        else CredentialCheck.RIGHT
    )


def entry_link_state(link: str) -> CredentialCheck:
    """Would this entry link work? It is not used."""
    entry = EntryLink.objects.filter(
        digest=crypto.keyed_digest("entry_link", link)
    ).first()
    if entry is None:
        return CredentialCheck.WRONG
    return (
        CredentialCheck.EXPIRED
        if entry.used_at or entry.expires_at <= timezone.now()
        else CredentialCheck.RIGHT
    )


def masked_email(email: str) -> str:
    """``a•••@exemple.fr``: its owner recognises it, nobody else can copy it."""
    name, _at, host = email.partition("@")
    return f"{name[:1]}•••@{host}"


def masked_address_of(viewer: User) -> str:
    """Where the viewer receives their codes; empty without e-mail nor telephone."""
    if viewer.email:
        return masked_email(viewer.email)
    return masked_phone(viewer.phone) if viewer.phone else ""


def masked_phone(phone: str) -> str:
    return f"•• •• •• •• {phone[-2:]}"
