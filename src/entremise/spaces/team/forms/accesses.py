"""Who is given an access, among those who came from a list."""

from __future__ import annotations

from typing import Any

from entremise.foundation.accounts.validators import readable_phone_number
from entremise.foundation.kit.text import gettext_lazy as _

from .candidates import PeopleForm


class AccessesForm(PeopleForm):
    def __init__(self, *args: Any, people: list[Any], **kwargs: Any) -> None:
        """``people``: coaches, or people of companies, with their user."""
        super().__init__(*args, people=people, label_of=_label, **kwargs)
        self.fields["people"].label = _("À qui ouvrir un accès")


def _label(one: Any) -> str:
    """« Jeanne Morel · Pluralle · jeanne@exemple.fr »."""
    company = getattr(one, "company", None)
    phone = readable_phone_number(one.user.contact_phone)
    address = one.user.contact_email or phone
    said = [one.user.full_name, str(company.name) if company else "", address]
    return " · ".join(filter(None, said))
