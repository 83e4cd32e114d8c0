"""The form to report a problem."""

from django import forms

from entremise.foundation.kit.forms import EmailField, LineField, TextField
from entremise.foundation.kit.text import gettext_lazy as _

from .honeypot import HoneypotForm

REPORT_SUBJECTS = {
    "person": _("Une personne est mal présentée ou en danger"),
    "proposal": _("Une proposition d’entreprise est douteuse"),
    "access": _("Une page est difficile à utiliser"),
    "other": _("Autre chose"),
}


class ReportForm(HoneypotForm):
    subject = forms.ChoiceField(
        label=_("Que voulez-vous signaler ?"),
        choices=REPORT_SUBJECTS,
        widget=forms.RadioSelect,
    )
    what = TextField(
        label=_("Que se passe-t-il ?"),
        help_text=_("Quelques mots suffisent."),
        max_length=2000,
    )
    page = LineField(label=_("Sur quelle page ?"), max_length=200, required=False)
    email = EmailField(
        label=_("Votre e-mail, si vous voulez une réponse"), required=False
    )

    def as_text(self) -> str:
        """The report as the team reads it."""
        data = self.cleaned_data
        lines = [
            str(REPORT_SUBJECTS[data["subject"]]),
            data["page"],
            data["email"],
            "",
            data["what"],
        ]
        return "\n".join(line for index, line in enumerate(lines) if line or index == 3)
