"""Form fields: typed text is cleaned, dates use the browser's own picker."""

from collections.abc import Callable, Iterable
from copy import copy
from typing import Any, TypeVar

from django import forms
from django.db.models import Model, QuerySet
from django.forms.renderers import DjangoTemplates

from .text import clean_line, clean_text, gettext_lazy as _

Row = TypeVar("Row", bound=Model)

# Name of the hidden field that holds the one-time key of a form.
FORM_KEY_FIELD = "_once"


class KitRenderer(DjangoTemplates):
    form_template_name = "kit/fields.html"
    field_template_name = "kit/field.html"


# The default of all fields: it says what to do.
forms.Field.default_error_messages = {"required": _("Il manque votre réponse.")}


def set_rows(
    form: forms.BaseForm,
    name: str,
    rows: QuerySet[Row],
    *,
    label: Callable[[Row], str] | None = None,
) -> None:
    """Offer these rows in a ModelChoiceField, each under its ``label``."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
    if label is not None:
        # A method of the class that Django means to be replaced.
        setattr(field, "label_from_instance", label)  # noqa: B010


def set_choices(form: forms.BaseForm, name: str, choices: Iterable[Any]) -> None:
    """Offer these choices, (value, label) each, in a ChoiceField."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class EditForm(forms.Form):
    """A form over what somebody else may change while it is filled in."""

    def show_conflict(self, stored: Any) -> None:
        """Take in ``EditConflict.stored``: the page shows both versions.

        Sent again, the form replaces what is stored.
        """
        raise NotImplementedError

    def replace_sent(self, values: dict[str, Any]) -> None:
        """Show the form again with these values in hidden fields, as if they had been sent."""
        data: Any = copy(self.data)  # of a QueryDict: one that can be written
        for name, value in values.items():
            data[name] = value
        self.data = data


class TextWidget(forms.Textarea):
    """Without ``cols``: as wide as its column."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        del self.attrs["cols"]


class LineField(forms.CharField):
    """One line of plain text."""

    def __init__(self, *, max_length: int = 200, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, strip=True, **kwargs)

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class TextField(forms.CharField):
    """Plain text on several lines."""

    widget = TextWidget

    def __init__(self, *, max_length: int = 2000, rows: int = 5, **kwargs: Any) -> None:
        kwargs.setdefault("widget", TextWidget(attrs={"rows": rows}))
        super().__init__(max_length=max_length, strip=True, **kwargs)

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")


class EmailField(forms.EmailField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        )
        kwargs.setdefault("error_messages", {}).setdefault(
            "invalid", _("Écrivez l’adresse en entier, par exemple prenom@exemple.fr.")
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return clean_line(super().to_python(value) or "")


class AddressField(forms.URLField):
    """The address of a page elsewhere, in https when it does not say."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)

    def to_python(self, value: Any) -> str:
        return super().to_python(clean_line(str(value or ""))) or ""


class PhoneField(LineField):
    """Kept as typed; the domain parses it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr"}),
        )
        # long enough for a word beside the number, which is then said rather than cut
        super().__init__(max_length=kwargs.pop("max_length", 80), **kwargs)


class DateWidget(forms.DateInput):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"type": "date", **(attrs or {})}, format="%Y-%m-%d")


class DateTimeWidget(forms.DateTimeInput):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            attrs={"type": "datetime-local", **(attrs or {})}, format="%Y-%m-%dT%H:%M"
        )


class TimeWidget(forms.TimeInput):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"type": "time", **(attrs or {})}, format="%H:%M")


class DateField(forms.DateField):
    widget = DateWidget

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {}).setdefault(
            "invalid", _("Choisissez un jour qui existe.")
        )
        super().__init__(**kwargs)


class DateTimeField(forms.DateTimeField):
    """A day and an hour in the deployment's time zone."""

    widget = DateTimeWidget

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {}).setdefault(
            "invalid", _("Choisissez un jour et une heure.")
        )
        super().__init__(**kwargs)


class TimeField(forms.TimeField):
    widget = TimeWidget
