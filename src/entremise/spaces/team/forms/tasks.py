"""Close a task."""

from django import forms

from entremise.foundation.kit.forms import LineField
from entremise.foundation.kit.text import gettext_lazy as _


class CloseTaskForm(forms.Form):
    note = LineField(
        label=_("Ce qui a été fait"),
        max_length=300,
        required=False,
        help_text=_("Une phrase suffit, pour vos collègues."),
    )
