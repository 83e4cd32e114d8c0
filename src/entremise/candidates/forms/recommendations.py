"""Forms to request a recommendation and to write one."""

from collections.abc import Mapping
from typing import Any

from django import forms

from entremise.candidates.actions.recommendations import MAX_RECOMMENDATION_LENGTH
from entremise.candidates.content import languages
from entremise.candidates.models import Recommendation
from entremise.foundation.kit.forms import EmailField, LineField, TextField
from entremise.foundation.kit.text import gettext_lazy as _


class RecommendationRequestForm(forms.Form):
    author = LineField(
        label=_("À qui ?"), max_length=120, help_text=_("Prénom et nom de la personne.")
    )
    author_role = LineField(
        label=_("Qui est-ce ?"),
        max_length=120,
        required=False,
        help_text=_("Par exemple : cheffe de cuisine, mon ancienne voisine"),
    )
    email = EmailField(
        label=_("Son e-mail"),
        required=False,
        help_text=_(
            "Nous lui écrivons. Sans e-mail, vous lui donnez le lien vous-même."
        ),
    )
    request_message = TextField(
        label=_("Un mot pour lui demander"), max_length=600, rows=4, required=False
    )


class RecommendationForm(forms.Form):
    text = TextField(
        label=_("Vos mots"),
        max_length=MAX_RECOMMENDATION_LENGTH,
        rows=7,
        help_text=_(
            "Ce que vous avez vu : une qualité, un moment, un résultat. 600 caractères au plus."
        ),
    )
    author = LineField(label=_("Votre nom, tel qu’on le lira"), max_length=120)
    author_role = LineField(
        label=_("D’où vous vous connaissez"),
        max_length=120,
        required=False,
        help_text=_("Par exemple : responsable du restaurant où il a fait un stage"),
    )
    language = forms.ChoiceField(
        label=_("J’écris en"), choices=languages.written_language_choices
    )

    def __init__(
        self, asked: Recommendation, data: Mapping[str, Any] | None = None
    ) -> None:
        known = {
            name: getattr(asked, name)
            for name in ("text", "author", "author_role", "language")
        }
        super().__init__(data, initial=known)
