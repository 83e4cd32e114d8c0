"""What becomes of the messages that waited in the backup."""

from django import forms

from entremise.foundation.kit.text import gettext_lazy


class OpenSiteForm(forms.Form):
    send_waiting = forms.BooleanField(
        required=False,
        label=gettext_lazy("Envoyer aussi les messages qui attendaient"),
        help_text=gettext_lazy(
            "Ils sont sans doute partis depuis : les gens les recevraient deux fois."
        ),
    )
