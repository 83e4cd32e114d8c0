"""Forms of an import: the file, then what each of its columns is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from entremise.foundation.accounts.queries import zones_managed_by
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.spreadsheets.queries import column_samples, declared_list_of

if TYPE_CHECKING:
    from entremise.foundation.accounts.models import Viewer
    from entremise.spreadsheets.models import ImportRun


class ImportFileForm(forms.Form):
    file = forms.FileField(
        label=_("Votre fichier"),
        help_text=_("XLSX, ODS ou CSV, 8 Mo et 20 000 lignes au plus."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,.ods"}),
        error_messages={"required": _("Choisissez un fichier.")},
    )
    zone: Any = forms.ModelChoiceField(
        label=_("Zone des lignes qui n’en disent pas"),
        queryset=None,
        to_field_name="code",
        empty_label=None,
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone: Any = self.fields["zone"]
        zone.queryset = zones_managed_by(viewer)


class ImportColumnsForm(forms.Form):
    """One choice for each column of the file: what it is, or that it is left out."""

    freely = True

    def __init__(self, *args: Any, run: ImportRun, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = declared_list_of(run).columns
        choices = [("", _("Ne pas importer"))] + [
            (
                column.key,
                _("%(label)s (obligatoire)") % {"label": column.label}
                if column.required
                else column.label,
            )
            for column in columns
        ]
        self.samples = column_samples(run)
        for position, heading in enumerate(run.headings):
            self.fields[f"column_{position}"] = forms.ChoiceField(
                label=heading or _("Colonne %(number)d") % {"number": position + 1},
                choices=choices,
                required=False,
                initial=run.columns.get(str(position), ""),
            )
        for column in declared_list_of(run).columns_with_defaults:
            usual = next(iter(column.defaults))
            self.fields[f"default_{column.key}"] = forms.ChoiceField(
                label=column.defaults_label,
                choices=list(column.defaults.items()),
                required="" not in column.defaults,
                initial=run.defaults.get(column.key, usual),
            )
        self.fields["tidies_names"] = forms.BooleanField(
            label=_("Écrire « DUPONT » comme « Dupont »"),
            required=False,
            initial=run.tidies_names,
            help_text=_("Sans cela, les noms restent comme dans le fichier."),
        )

    def lines(self) -> list[tuple[Any, list[str]]]:
        """Each column of the file that says something, with a few of its values."""
        return [
            (self[f"column_{position}"], values)
            for position, values in enumerate(self.samples)
            if values or self[f"column_{position}"].label
        ]

    def defaults(self) -> list[Any]:
        """The fields that say what rows get when they say nothing."""
        return [self[name] for name in self.fields if name.startswith("default_")]

    def chosen_defaults(self) -> dict[str, str]:
        return {
            name.removeprefix("default_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("default_")
        }

    def chosen_columns(self) -> dict[int, str]:
        return {
            int(name.removeprefix("column_")): key
            for name, key in self.cleaned_data.items()
            if name.startswith("column_") and key
        }
