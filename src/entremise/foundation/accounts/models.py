"""People who can sign in, territories, and who on the team watches over which."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from entremise.foundation.kit.models import Coded, Timestamped, new_code
from entremise.foundation.kit.text import gettext_lazy as _

from .enums import Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, **fields: Any) -> "User":
        """A person without password: they sign in by code, card or passkey."""
        user = User(**fields)
        user.email = self.normalize_email(user.email).lower() if user.email else None
        user.set_unusable_password()
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(code=username)


class User(AbstractBaseUser, Coded, Timestamped):
    """No kind: what a person may do comes from their relations (staff role, candidate, coach, company member)."""

    email = models.EmailField(unique=True, null=True, blank=True)
    phone = models.CharField(max_length=20, unique=True, null=True, blank=True)  # E.164
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    language = models.CharField(max_length=8, default="fr")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "code"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []
    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="email_in_lower_case", condition=Q(email=models.functions.Lower("email")) | Q(email=None)),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.email or self.phone or self.code


class Zone(models.Model):
    """A territory with its team."""

    code = models.CharField(max_length=22, unique=True, default=new_code, editable=False)
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    departements = models.JSONField(default=list, blank=True)  # ["75", "93"]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class StaffRole(models.Model):
    """Membership of the bridge: the team or a senior advisor in one zone, or an administrator everywhere."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="staff_roles")
    role = models.CharField(max_length=15, choices=Role.choices)
    zone = models.ForeignKey(Zone, on_delete=models.CASCADE, null=True, blank=True)  # empty: every zone
    since = models.DateField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "zone"], name="one_role_per_zone"),
            models.CheckConstraint(
                name="only_administrators_without_zone",
                condition=Q(zone__isnull=False) | Q(role=Role.ADMINISTRATOR),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.zone or _('partout')}"
