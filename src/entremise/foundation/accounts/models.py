"""Accounts, zones, staff roles, and the means of signing in."""

from typing import Any, ClassVar, TypeAlias

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from entremise.foundation.kit.models import CodedModel, TimestampedModel, new_code
from entremise.foundation.kit.text import gettext_lazy as _

from . import rules, validators
from .enums import FactorKind, Platform, Role, SignInMethod


class UserManager(BaseUserManager["User"]):
    def create_user(self, **fields: Any) -> "User":
        """An account without password: its owner signs in by code or card."""
        user = User(**fields)
        user.email = self.normalize_email(user.email).lower() if user.email else None
        user.set_unusable_password()
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(code=username)


class User(AbstractBaseUser, CodedModel, TimestampedModel):
    """An account.

    What it may do comes from its relations: staff role, candidate, coach, company member.
    """

    email = models.EmailField(unique=True, null=True, blank=True)
    phone = models.CharField(max_length=20, unique=True, null=True, blank=True)  # E.164
    # Where the team says the person can be reached. Nobody signs in by it: it becomes the
    # address or number above when the team opens the access (accounts.open_access).
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=20, blank=True)  # E.164
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=8, default="fr")
    is_active = models.BooleanField(default=True)
    # Of this request, never stored: the roles once they were read, the means of signing in.
    _staff_roles: "list[StaffRole]"
    _signed_in_by: str
    _card_issuer_code: str

    USERNAME_FIELD = "code"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="email_in_lower_case",
                condition=Q(email=Lower("email")) | Q(email=None),
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return (
            f"{self.first_name} {self.last_name}".strip()
            or self.email
            or self.phone
            or self.code
        )

    @property
    def card_issuer_code(self) -> str:
        """Code of who printed the card that opened this session; empty: none did."""
        return getattr(self, "_card_issuer_code", "")

    @property
    def is_by_card(self) -> bool:
        """For templates."""
        return rules.has_signed_in_by_card(self)

    @property
    def known_email(self) -> str:
        """To read on the file, not to sign in."""
        return self.email or self.contact_email

    @property
    def known_phone(self) -> str:
        return self.phone or self.contact_phone

    @property
    def waits_for_access(self) -> bool:
        """Known by a list, with an address at which an access can be opened."""
        told = bool(self.contact_email or self.contact_phone)
        return told and not (self.email or self.phone)


Viewer: TypeAlias = User | AnonymousUser  # whoever asks for a page


class ZoneQuerySet(models.QuerySet["Zone"]):
    def open(self) -> "ZoneQuerySet":
        """Those that welcome new people."""
        return self.filter(closed_at=None)


class Zone(models.Model):
    """A territory with its team.

    A closed zone holds nobody any more; it is kept for the journal and past figures.
    """

    code = models.CharField(
        max_length=22, unique=True, default=new_code, editable=False
    )
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    departements = models.JSONField(default=list, blank=True)  # ["75", "93"]
    # How the public reaches its team; empty: as it reaches the association.
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)  # E.164
    # Name of the tz database; empty: the clock of the site.
    time_zone = models.CharField(max_length=40, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Where its people went when it closed.
    closed_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ZoneQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def readable_phone(self) -> str:
        return validators.readable_phone_number(self.phone)


class StaffRole(CodedModel):
    """A role in the association: team or senior advisor in one zone, or administrator of all."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="staff_roles")
    role = models.CharField(max_length=15, choices=Role.choices)
    # empty: every zone
    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, null=True, blank=True)
    since = models.DateField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "zone"], name="one_role_per_zone"
            ),
            models.CheckConstraint(
                name="only_administrators_without_zone",
                condition=Q(zone__isnull=False) | Q(role=Role.ADMINISTRATOR),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.zone or _('partout')}"


class SignInCode(CodedModel):
    """Six digits sent to an address, for the browser that asked: its session holds ``code``.

    They work once. A row is written for unknown addresses too, without user, so that both
    take the same time. Asked again while they are valid, the same digits are sent again:
    another row, for another browser perhaps, with the same ``seed``.
    """

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, related_name="sign_in_codes"
    )
    # keyed hash of the e-mail or phone
    address = models.CharField(max_length=64, db_index=True)
    digest = models.CharField(max_length=64)
    # what the digits are made from; empty: a code of before, which is not sent again
    seed = models.CharField(max_length=22, blank=True, default="", db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)  # or replaced by a newer one

    def __str__(self) -> str:
        return f"{self.code} {self.expires_at:%Y-%m-%d %H:%M}"


class LoginCard(CodedModel):
    """A printed card that signs the person in once: a short code to type, a link in the QR.

    Its session is restricted (``by_card`` of the views), and ends with the right of who
    printed it.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="login_cards")
    issued_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    digest = models.CharField(max_length=64, unique=True)
    link_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)  # or replaced by a newer one

    def __str__(self) -> str:
        return f"{self.code} {self.expires_at:%Y-%m-%d}"


class OwnSecret(CodedModel):
    """Six digits that somebody without e-mail nor telephone chose, alone with the screen.

    With the number of the card they came by, they open the person's space again and again;
    the session is then theirs. It opens nothing before somebody of the team, who did not
    print that card, has seen the person: whoever typed the card could have chosen it.
    """

    user = models.OneToOneField(
        User, on_delete=models.CASCADE, related_name="own_secret"
    )
    # of the eight letters and digits of the card, which no longer serve alone
    number_digest = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=128)
    # wrong ones since the last right one
    tries = models.PositiveSmallIntegerField(default=0)
    paused_until = models.DateTimeField(null=True)
    chosen_at = models.DateTimeField(auto_now_add=True)
    card_issued_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True)
    # one of the team asks that it be erased, another one does it
    reset_asked_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"{self.user} {self.chosen_at:%Y-%m-%d}"


class EntryLink(models.Model):
    """A link made on the machine, that lets a member of the staff in once.

    It stands for the code that is sent: the second factor is asked all the same.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="entry_links")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)  # or replaced by a newer one

    def __str__(self) -> str:
        return f"{self.user} {self.expires_at:%Y-%m-%d %H:%M}"


class UserSession(CodedModel):
    """A browser where the person is signed in. Its Django session only holds ``code``."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    method = models.CharField(max_length=10, choices=SignInMethod.choices)
    # the card that opened it; the session lasts as long as the right of who printed it
    card = models.ForeignKey(
        LoginCard, on_delete=models.CASCADE, null=True, related_name="sessions"
    )
    platform = models.CharField(
        max_length=10, choices=Platform.choices, default=Platform.OTHER
    )
    browser = models.CharField(max_length=20, blank=True)
    # a shared device: the session ends when the browser closes
    shared = models.BooleanField(default=False)
    # a second factor is asked before anything else
    staff = models.BooleanField(default=False)
    second_factor_at = models.DateTimeField(null=True)
    # last time a code or a key proved here that it is still the same person
    proved_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_seen_on = models.DateField()
    expires_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user} {self.platform} {self.created_at:%Y-%m-%d}"

    @property
    def device(self) -> str:
        platform = str(Platform(self.platform).label)
        return f"{platform}, {self.browser}" if self.browser else platform


class Factor(CodedModel):
    """A second factor: an authenticator app or a passkey."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="factors")
    kind = models.CharField(max_length=10, choices=FactorKind.choices)
    name = models.CharField(max_length=60, blank=True)
    secret = models.TextField(blank=True)  # of the app, encrypted
    credential = models.TextField(blank=True)  # passkey: public key and identifier
    # App: time step of the last code accepted; passkey: its signature counter. It only grows.
    counter = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.name or str(FactorKind(self.kind).label)


class RecoveryCode(models.Model):
    """Replaces the second factor once, for instance when the phone is lost."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="recovery_codes"
    )
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.pk)
