"""Forms to sign in, and to manage one's account."""

from typing import Any

from django import forms
from django.conf import settings

from entremise.foundation.accounts import validators
from entremise.foundation.kit.forms import LineField
from entremise.foundation.kit.text import gettext_lazy as _


class SignInForm(forms.Form):
    address = LineField(
        label=_("Votre e-mail ou votre numéro de téléphone"),
        help_text=_("Par exemple prenom@exemple.fr ou 06 12 34 56 78."),
        max_length=254,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )

    def clean_address(self) -> validators.ContactAddress:
        found = validators.parse_contact_address(self.cleaned_data["address"])
        if found is None:
            raise forms.ValidationError(
                validators.number_among_words(self.cleaned_data["address"])
                or _("Écrivez une adresse e-mail ou un numéro de téléphone en entier.")
            )
        return found


class NewAddressForm(SignInForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["address"].label = _("Votre nouvel e-mail ou votre nouveau numéro")


class NewAddressCodeForm(forms.Form):
    code = LineField(
        label=_("Les 6 chiffres reçus à la nouvelle adresse"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "dir": "ltr",
            }
        ),
    )

    def clean_code(self) -> str:
        typed = validators.extract_digits(self.cleaned_data["code"])
        if len(typed) != 6:
            raise forms.ValidationError(
                _("Le code a 6 chiffres. Regardez à nouveau le message reçu.")
            )
        return typed


class SentCodeForm(NewAddressCodeForm):
    """A code sent to the address that the account has."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Les 6 chiffres du code reçu")


class SignInCodeForm(forms.Form):
    code = LineField(
        label=_("Les 6 chiffres du code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "dir": "ltr",
            }
        ),
    )
    shared = forms.BooleanField(
        label=_("Ce téléphone ou cet ordinateur n’est pas à moi"),
        help_text=_("La connexion s’arrête quand vous fermez le navigateur."),
        required=False,
    )

    def clean_code(self) -> str:
        typed = validators.extract_digits(self.cleaned_data["code"])
        if len(typed) != 6:
            raise forms.ValidationError(
                _("Le code a 6 chiffres. Regardez à nouveau le message reçu.")
            )
        return typed


class LoginCardForm(forms.Form):
    code = LineField(
        label=_("Les 8 lettres et chiffres de la carte"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "dir": "ltr",
            }
        ),
    )
    secret = LineField(
        label=_("Vos 6 chiffres secrets"),
        help_text=_("Vous n’en avez pas choisi ? Laissez vide."),
        max_length=20,
        required=False,
        widget=forms.PasswordInput(
            attrs={"autocomplete": "off", "inputmode": "numeric", "dir": "ltr"}
        ),
    )
    shared = forms.BooleanField(
        label=_("Ce téléphone ou cet ordinateur n’est pas à moi"),
        help_text=_("La connexion s’arrête quand vous fermez le navigateur."),
        required=False,
    )

    def clean_secret(self) -> str:
        return validators.extract_digits(self.cleaned_data["secret"])

    def clean_code(self) -> str:
        typed = validators.normalize_card_code(self.cleaned_data["code"])
        if len(typed) != 8:
            raise forms.ValidationError(
                _("La carte porte 8 lettres et chiffres. Écrivez-les tous.")
            )
        return typed


class SignInLinkForm(forms.Form):
    shared = forms.BooleanField(
        label=_("Ce téléphone ou cet ordinateur n’est pas à moi"),
        help_text=_("La connexion s’arrête quand vous fermez le navigateur."),
        required=False,
    )


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("Votre langue"), choices=settings.LANGUAGES)


class SecondFactorForm(forms.Form):
    code = LineField(
        label=_("Le code de votre application"),
        help_text=_("Ou un de vos codes de secours, à 10 chiffres."),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "dir": "ltr",
            }
        ),
    )

    def clean_code(self) -> str:
        typed = validators.extract_digits(self.cleaned_data["code"])
        if len(typed) not in (6, 10):
            raise forms.ValidationError(
                _("Un code a 6 chiffres, un code de secours en a 10.")
            )
        return typed


class AuthenticatorAppForm(forms.Form):
    code = LineField(
        label=_("Le code à 6 chiffres que l’application affiche"),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "dir": "ltr",
            }
        ),
    )

    def clean_code(self) -> str:
        typed = validators.extract_digits(self.cleaned_data["code"])
        if len(typed) != 6:
            raise forms.ValidationError(
                _("Le code a 6 chiffres. Attendez le suivant si besoin.")
            )
        return typed


class PasskeyForm(forms.Form):
    """Filled by the browser's script."""

    credential = forms.CharField(widget=forms.HiddenInput, max_length=20000)
    name = LineField(
        label=_("Un nom pour la reconnaître"),
        max_length=60,
        required=False,
        initial=_("Mon téléphone"),
    )
