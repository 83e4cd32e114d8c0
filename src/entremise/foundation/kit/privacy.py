"""What each app declares of the personal data it holds, in its own ``privacy.py``.

    FIELDS = {
        "Candidate.phone": PersonalField(_("Joindre la personne"), retention=AFTER_LAST_CONTACT),
        "Candidate.legacy": PersonalField(…, erase=Erasure.KEEP),
    }
    NOT_PERSONAL = {"Zone.name": "a territory"}

Every field that can hold text or files about somebody must be in one of them: a test checks
all models. The export, the erasure and the printed register are made from them.
"""

import enum
import importlib
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from django.apps import AppConfig, apps
from django.db import models

from .text import gettext_lazy as _


class Erasure(enum.Enum):
    DELETE = "delete"  # the row is deleted
    BLANK = "blank"  # the row stays for the statistics, without the text
    KEEP = "keep"  # kept for a legal reason; the purpose says which


@dataclass(frozen=True)
class Retention:
    """How long a field is kept: ``days`` after ``since``."""

    days: int
    since: Any

    def __str__(self) -> str:
        return str(_("%(days)s jours après %(since)s")) % {
            "days": self.days,
            "since": self.since,
        }


# The longest: two years after the last contact.
AFTER_LAST_CONTACT = Retention(730, _("le dernier contact"))
YEAR_AFTER_FACT = Retention(365, _("le fait"))
AFTER_SENDING = Retention(90, _("l’envoi"))
AFTER_SESSION_END = Retention(30, _("la fin de la session"))


@dataclass(frozen=True)
class PersonalField:
    purpose: Any
    retention: Retention = AFTER_LAST_CONTACT
    export: bool = True  # part of what the person receives when they ask for their data
    erase: Erasure = Erasure.DELETE


FREE_TEXT_FIELDS = (
    models.CharField,
    models.TextField,
    models.FileField,
    models.BinaryField,
    models.JSONField,
)
# Names of fields that file a row and say nothing about a person.
FILING_FIELD_NAMES = ("code", "kind", "purpose", "dedup_key", "language")


def own_apps() -> Iterator[AppConfig]:
    return (app for app in apps.get_app_configs() if app.name.startswith("entremise."))


def privacy_module_of(app: AppConfig) -> ModuleType | None:
    name = f"{app.name}.privacy"
    return importlib.import_module(name) if importlib.util.find_spec(name) else None


def is_possibly_personal(field: "models.Field[Any, Any]") -> bool:
    """Text, files and dates of birth; neither codes nor choices from a list."""
    if (
        field.name in FILING_FIELD_NAMES
        or field.name.endswith("_code")
        or isinstance(field, models.SlugField)
        or field.choices
    ):
        return False
    return isinstance(field, FREE_TEXT_FIELDS) or "birth" in field.name


def personal_fields_of(app: AppConfig) -> Iterator[str]:
    for model in app.get_models():
        for field in model._meta.local_concrete_fields:
            if is_possibly_personal(field):
                yield f"{model.__name__}.{field.name}"
