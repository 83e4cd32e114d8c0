"""Invite a colleague to the team."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings

from entremise.foundation.accounts import queries
from entremise.foundation.kit.forms import EmailField, LineField
from entremise.foundation.kit.text import gettext_lazy as _

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import Viewer


class GiveRoleForm(forms.Form):
    """A role, and the zone where somebody has it."""

    role = forms.ChoiceField(label=_("Rôle"), widget=forms.RadioSelect)
    zone: Any = forms.ModelChoiceField(
        label=_("Zone"),
        queryset=None,
        to_field_name="slug",
        required=False,
        empty_label=_("Choisir une zone"),
        help_text=_("L’administration n’a pas de zone : elle les voit toutes."),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = queries.grantable_roles_for(viewer)
        role_field: Any = self.fields["role"]
        role_field.choices = [(role.value, role.label) for role in roles]
        zone: Any = self.fields["zone"]
        zone.queryset = queries.zones_managed_by(viewer)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("role") == "administrator":
            cleaned["zone"] = None
        elif cleaned.get("role") and not cleaned.get("zone"):
            self.add_error("zone", _("Choisissez une zone pour ce rôle."))
        return cleaned


class InviteStaffForm(GiveRoleForm):
    first_name = LineField(label=_("Prénom"), max_length=80)
    last_name = LineField(label=_("Nom"), max_length=80)
    email = EmailField(
        label=_("Adresse e-mail"), help_text=_("Son invitation part à cette adresse.")
    )
    language = forms.ChoiceField(
        label=_("Langue des messages"), choices=settings.LANGUAGES
    )

    field_order = ("first_name", "last_name", "email", "language", "role", "zone")
