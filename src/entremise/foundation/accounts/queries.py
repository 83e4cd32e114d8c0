"""Queries about accounts: one's own, and for staff those of their zones."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from . import rules, sessions
from .credentials import crypto, totp
from .enums import CredentialCheck, FactorKind, Role
from .models import (
    Factor,
    LoginCard,
    SignInCode,
    StaffRole,
    User,
    UserSession,
    Viewer,
    Zone,
)


def user_with_code(code: str) -> User | None:
    return User.objects.filter(code=code).first()


def full_names_of(codes: Iterable[str]) -> dict[str, str]:
    """Full name by code, for a page that the viewer may open."""
    return {
        user.code: user.full_name
        for user in User.objects.filter(code__in={code for code in codes if code})
    }


def all_zones() -> QuerySet[Zone]:
    return Zone.objects.all()


def zones_for(viewer: Viewer) -> QuerySet[Zone]:
    """The zones where the viewer is staff."""
    ids = rules.staff_zone_ids(viewer)
    return Zone.objects.all() if ids is None else Zone.objects.filter(pk__in=ids)


def zones_managed_by(viewer: Viewer) -> QuerySet[Zone]:
    """The zones where the viewer may give a role."""
    if rules.is_administrator(viewer):
        return Zone.objects.all()
    return Zone.objects.filter(
        pk__in=[r.zone_id for r in rules.staff_roles(viewer) if r.role == Role.TEAM]
    )


def grantable_roles_for(viewer: Viewer) -> list[Role]:
    return list(Role) if rules.is_administrator(viewer) else [Role.ADVISOR]


def colleagues_for(viewer: Viewer) -> QuerySet[User]:
    """The staff: all of them for an administrator, those of their zones for the others."""
    roles = StaffRole.objects.select_related("zone").order_by("zone__name", "role")
    if not rules.is_staff(viewer):
        return User.objects.none()
    if not rules.is_administrator(viewer):
        roles = roles.filter(zone__in=zones_for(viewer))
    shown = User.objects.filter(pk__in=roles.order_by().values("user"))
    confirmed = Factor.objects.exclude(confirmed_at=None)
    return shown.order_by("last_name", "first_name", "pk").prefetch_related(
        Prefetch("staff_roles", roles, to_attr="roles"),
        Prefetch("factors", confirmed, to_attr="confirmed_factors"),
    )


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
        last_seen_on__gte=today - timedelta(days=sessions.MAX_IDLE_DAYS),
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
        issuer=settings.BRAND_NAME,
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
