"""Taking a list away: in which format, and why."""

from django import forms

from entremise.foundation.kit.text import gettext_lazy as _
from entremise.spreadsheets.exports.reasons import ExportFormat, ExportReason


class ExportForm(forms.Form):
    file_format = forms.ChoiceField(
        label=_("Quel fichier ?"),
        choices=ExportFormat.choices,
        initial=ExportFormat.XLSX,
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=_("Pour quoi faire ?"),
        help_text=_("Votre nom, la liste, la raison et le jour sont notés."),
        choices=ExportReason.choices,
        widget=forms.RadioSelect,
    )
