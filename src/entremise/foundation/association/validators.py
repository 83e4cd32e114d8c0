"""Values as administrators type them, checked and written in one way."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from stdnum.fr import siren as siren_number, siret as siret_number

from entremise.foundation.kit import brand
from entremise.foundation.kit.errors import DomainError
from entremise.foundation.kit.text import clean_line, clean_text, gettext_lazy as _
from entremise.foundation.kit.uploads import FileRefused

from . import logos
from .content.settings import SettingDeclaration
from .content.texts import VARIABLES, TextDeclaration
from .enums import SettingKind
from .wording import has_lone_brace, unknown_variables


class SettingRefused(DomainError):
    """A value that cannot be stored; ``key`` says which setting."""

    def __init__(self, message: object, *, key: str) -> None:
        super().__init__(message, field=key)
        self.key = key


def clean_setting(declaration: SettingDeclaration, typed: str | int | bytes) -> str:
    """The value to store; empty for none. SettingRefused otherwise."""
    if declaration.kind == SettingKind.LOGO:
        return _clean_logo(declaration, typed) if isinstance(typed, bytes) else ""
    text = str(typed)
    text = (
        clean_text(text) if declaration.kind == SettingKind.TEXT else clean_line(text)
    )
    if len(text) > declaration.max_length:
        raise SettingRefused(
            _("C’est trop long : %(most)s caractères au plus.")
            % {"most": declaration.max_length},
            key=declaration.key,
        )
    if not text:
        return ""
    try:
        return _CLEANERS.get(declaration.kind, lambda _declaration, value: value)(
            declaration, text
        )
    except ValueError as error:
        raise SettingRefused(error, key=declaration.key) from error


def _clean_logo(declaration: SettingDeclaration, typed: bytes) -> str:
    try:
        return logos.sanitize_logo(typed)
    except FileRefused as error:
        raise SettingRefused(error, key=declaration.key) from error


def clean_site_text(declaration: TextDeclaration, typed: str, *, language: str) -> str:
    """The text to store; empty for the product's own. SettingRefused otherwise."""
    text = clean_line(typed) if declaration.is_line else clean_text(typed)
    key = language
    if len(text) > declaration.max_length:
        raise SettingRefused(
            _("C’est trop long : %(most)s caractères au plus.")
            % {"most": declaration.max_length},
            key=key,
        )
    if unknown := unknown_variables(text, VARIABLES):
        raise SettingRefused(
            _("%(words)s n’est pas connu. On peut écrire %(known)s.")
            % {
                "words": ", ".join(unknown),
                "known": ", ".join(f"{{{name}}}" for name in VARIABLES),
            },
            key=key,
        )
    if has_lone_brace(text):
        raise SettingRefused(
            _("Il y a une accolade seule. Écrivez {association}, ou retirez-la."),
            key=key,
        )
    return text


def check_colour(key: str, colour: str) -> None:
    """SettingRefused when it cannot be read on the paper, or under the ink."""
    primary, accent = (colour, "") if key == "primary_colour" else ("", colour)
    try:
        brand.brand_palette(primary, accent)
    except brand.UnreadableColour as error:
        nearest = brand.nearest_readable(primary, accent)
        raise SettingRefused(UNREADABLE[key] % {"nearest": nearest}, key=key) from error


UNREADABLE = {
    "primary_colour": _(
        "Cette couleur est trop claire : un bouton serait illisible, même en la fonçant un peu. "
        "La plus proche qui se lit est %(nearest)s."
    ),
    "accent_colour": _(
        "Cette couleur est trop foncée pour être derrière un texte. La plus proche qui laisse "
        "lire est %(nearest)s."
    ),
}


def _clean_colour(declaration: SettingDeclaration, text: str) -> str:
    try:
        red, green, blue = brand.parse_colour(text)
    except brand.UnreadableColour as error:
        raise ValueError(
            _("Écrivez la couleur avec un dièse et six signes, par exemple #1d5f49.")
        ) from error
    return "#" + "".join(f"{round(part * 255):02x}" for part in (red, green, blue))


def _clean_email(declaration: SettingDeclaration, text: str) -> str:
    try:
        validate_email(text)
    except ValidationError as error:
        raise ValueError(
            _("Écrivez l’adresse en entier, par exemple prenom@exemple.fr.")
        ) from error
    return text


def _clean_phone(declaration: SettingDeclaration, text: str) -> str:
    """As it is written: short numbers and numbers of other countries are all right."""
    digits = sum(1 for c in text if unicodedata.category(c) == "Nd")
    if not 3 <= digits <= 15 or not re.fullmatch(r"[\d\s+().\-/]+", text):
        raise ValueError(
            _("Écrivez un numéro de téléphone, par exemple 01 23 45 67 89.")
        )
    return text


def _clean_registration(declaration: SettingDeclaration, text: str) -> str:
    compact = re.sub(r"[\s.\u00a0\u202f-]", "", text).upper()
    compact = re.sub(r"^(RNA|SIREN|SIRET):?", "", compact)
    if re.fullmatch(r"W\d[\dA-Z]\d{7}", compact, re.ASCII):
        return f"RNA {compact}"
    if re.fullmatch(r"\d{9}", compact, re.ASCII) and siren_number.is_valid(compact):
        return f"SIREN {siren_number.format(compact)}"
    if re.fullmatch(r"\d{14}", compact, re.ASCII) and siret_number.is_valid(compact):
        return f"SIRET {siret_number.format(compact)}"
    raise ValueError(
        _(
            "Ce numéro n’existe pas. Un RNA a W et 9 chiffres, un SIREN 9 chiffres, un SIRET 14."
        )
    )


def _clean_days(declaration: SettingDeclaration, text: str) -> str:
    if not re.fullmatch(r"\d{1,5}", text, re.ASCII):
        raise ValueError(_("Écrivez un nombre de jours."))
    if not declaration.minimum <= int(text) <= declaration.maximum:
        raise ValueError(
            _("Choisissez entre %(minimum)s et %(maximum)s jours.")
            % {"minimum": declaration.minimum, "maximum": declaration.maximum}
        )
    return str(int(text))


def _clean_count(declaration: SettingDeclaration, text: str) -> str:
    compact = re.sub(r"\s", "", text)
    if not re.fullmatch(r"\d{1,9}", compact, re.ASCII):
        raise ValueError(_("Écrivez un nombre, par exemple 1000."))
    if not declaration.minimum <= int(compact) <= declaration.maximum:
        raise ValueError(
            _("Choisissez entre %(minimum)s et %(maximum)s.")
            % {"minimum": declaration.minimum, "maximum": declaration.maximum}
        )
    return str(int(compact))


def _clean_price(declaration: SettingDeclaration, text: str) -> str:
    compact = re.sub(r"[\s€]", "", text).replace(",", ".")
    if not re.fullmatch(r"\d{1,2}(\.\d{1,4})?", compact, re.ASCII):
        raise ValueError(_("Écrivez un prix en euros, par exemple 0,079."))
    return compact.replace(".", ",")


_CLEANERS = {
    SettingKind.COLOUR: _clean_colour,
    SettingKind.EMAIL: _clean_email,
    SettingKind.PHONE: _clean_phone,
    SettingKind.REGISTRATION: _clean_registration,
    SettingKind.DAYS: _clean_days,
    SettingKind.COUNT: _clean_count,
    SettingKind.PRICE: _clean_price,
}
