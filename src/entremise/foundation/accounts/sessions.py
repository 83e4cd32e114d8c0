"""Signed-in browsers.

The cookie leads to a Django session that holds the code of a UserSession row; that row
decides. Ending it, or closing the account, takes effect at the next request.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, login, logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone

from entremise.foundation.association.queries import current_settings
from entremise.foundation.journal.actions import record_in_journal
from entremise.foundation.kit.errors import NotAllowed
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.web.notes import request_notes

from .credentials import devices
from .enums import SignInMethod
from .models import LoginCard, User, UserSession
from .registry import card_right_holds

SESSION_CODE_KEY = "sign_in"
AUTH_BACKEND = "entremise.foundation.accounts.backends.PasswordlessBackend"
STAFF_SESSION_LIFETIME = timedelta(hours=12)
SHARED_SESSION_LIFETIME = timedelta(hours=12)
CARD_SESSION_LIFETIME = timedelta(hours=12)
FRESH_PROOF_MINUTES = 15


def create_session(
    user: User,
    *,
    method: str,
    user_agent: str = "",
    shared: bool = False,
    card: LoginCard | None = None,
) -> UserSession:
    platform, browser = devices.describe_device(user_agent)
    staff = user.staff_roles.exists()
    lifetime = timedelta(days=current_settings().days_of_session)
    if shared:
        lifetime = SHARED_SESSION_LIFETIME
    if method == SignInMethod.CARD:
        lifetime = CARD_SESSION_LIFETIME
    if staff:
        lifetime = STAFF_SESSION_LIFETIME
    now = timezone.now()
    return UserSession.objects.create(
        user=user,
        method=method,
        card=card,
        proved_at=now if method in (SignInMethod.CODE, SignInMethod.SECRET) else None,
        platform=platform,
        browser=browser,
        shared=shared,
        staff=staff,
        last_seen_on=timezone.localdate(),
        expires_at=now + lifetime,
    )


def sign_in(
    request: HttpRequest,
    user: User,
    *,
    method: str,
    shared: bool = False,
    card: LoginCard | None = None,
) -> UserSession:
    """Open a session for the user, with a new session key.

    ``method="demo"``: in demonstration mode only; the second factor counts as passed.
    """
    if method == SignInMethod.DEMO and not settings.DEMO:
        raise NotAllowed(_("Cet accès n’existe que dans la démonstration."))
    row = create_session(
        user,
        method=method,
        user_agent=request.headers.get("User-Agent", ""),
        shared=shared,
        card=card,
    )
    login(request, user, backend=AUTH_BACKEND)
    request.session[SESSION_CODE_KEY] = row.code
    _remember_session(request, row)
    request.session.set_expiry(
        0 if shared else int((row.expires_at - timezone.now()).total_seconds())
    )
    if method == SignInMethod.DEMO:
        mark_second_factor_passed(request.session)
    _remember_means(user, row)
    record_in_journal("accounts.signed_in", by=user, about=(user,), method=str(method))
    return row


def mark_second_factor_passed(session: SessionBase) -> None:
    """Staff rights start in this session; its key changes."""
    now = timezone.now()
    UserSession.objects.filter(code=session[SESSION_CODE_KEY]).update(
        second_factor_at=now, proved_at=now
    )
    session.cycle_key()


def mark_freshly_proved(request: HttpRequest) -> None:
    """A code or a key was right just now.

    The key of the session changes: a copy of the cookie gains nothing by it.
    """
    row = session_of(request)
    if row is None:
        return
    row.proved_at = timezone.now()
    row.save(update_fields=["proved_at"])
    request.session.cycle_key()


def has_fresh_proof(request: HttpRequest) -> bool:
    """Proved by a code or a key, in this session, a moment ago? Never with a card."""
    row = session_of(request)
    if row is None or row.method == SignInMethod.CARD or row.proved_at is None:
        return False
    return timezone.now() - row.proved_at < timedelta(minutes=FRESH_PROOF_MINUTES)


def sign_out(request: HttpRequest) -> None:
    current = session_of(request)
    if current:
        UserSession.objects.filter(pk=current.pk, ended_at=None).update(
            ended_at=timezone.now()
        )
        record_in_journal(
            "accounts.session_ended", by=current.user, about=(current.user,)
        )
    logout(request)
    _remember_session(request, None)


def session_of(request: HttpRequest) -> UserSession | None:
    """The open session of this request."""
    notes = request_notes(request)
    if not notes.session_was_read:
        _remember_session(request, _valid_session(request.session))
    return notes.user_session


def _remember_session(request: HttpRequest, row: UserSession | None) -> None:
    notes = request_notes(request)
    notes.user_session, notes.session_was_read = row, True


def _valid_session(session: SessionBase) -> UserSession | None:
    code = session.get(SESSION_CODE_KEY)
    row = (
        UserSession.objects.select_related("user", "card__issued_by", "card__user")
        .filter(code=code)
        .first()
        if code
        else None
    )
    if (
        row is None
        or row.ended_at
        or row.expires_at <= timezone.now()
        or not row.user.is_active
    ):
        return None
    if row.card is not None and not card_right_holds(row.card):
        return None
    idle = (timezone.localdate() - row.last_seen_on).days
    if idle > current_settings().days_of_idle_session or str(
        row.user_id
    ) != session.get(SESSION_KEY):
        return None
    return row


def user_of_request(request: HttpRequest) -> Any:
    """The user of this request, with the sign-in method and the staff roles for the rules.

    Without second factor the user has no staff roles.
    """
    session = request.session
    if SESSION_KEY not in session:
        return AnonymousUser()
    row = session_of(request)
    user: Any
    if row is not None:
        user = row.user
    elif SESSION_CODE_KEY in session:
        return AnonymousUser()
    else:  # a Django session without UserSession (force_login in tests): never staff
        user = (
            User.objects.filter(pk=session[SESSION_KEY], is_active=True).first()
            or AnonymousUser()
        )
    _remember_means(user, row)
    if row is None or row.second_factor_at is None:
        user._staff_roles = []
    return user


def _remember_means(user: Any, row: UserSession | None) -> None:
    """By what this session was opened, for the rules and the journal; nothing is stored."""
    issuer = row.card.issued_by if row and row.card else None
    user._signed_in_by = row.method if row else ""
    user._card_issuer_code = issuer.code if issuer else ""


def is_awaiting_second_factor(request: HttpRequest) -> bool:
    row = session_of(request)
    return row is not None and row.staff and row.second_factor_at is None


def is_staff_session(request: HttpRequest) -> bool:
    """Was it opened by staff, with or without second factor?"""
    row = session_of(request)
    return row is not None and row.staff


def has_passed_second_factor(request: HttpRequest) -> bool:
    row = session_of(request)
    return row is not None and row.second_factor_at is not None


def update_last_seen(request: HttpRequest) -> None:
    """Store the day of the last request: one write for each session and day."""
    row = request_notes(request).user_session
    today = timezone.localdate()
    if row is not None and row.last_seen_on != today:
        UserSession.objects.filter(pk=row.pk).update(last_seen_on=today)
