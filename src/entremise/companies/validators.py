"""Clean numbers as people copy them: SIREN, SIRET, postcode."""

import re

from django.core.exceptions import ValidationError
from stdnum.fr import siren as siren_number, siret as siret_number

from entremise.foundation.kit.text import gettext as _


def clean_siren(typed: str) -> str:
    """Nine valid digits, from a SIREN or a SIRET. ValidationError otherwise."""
    digits = re.sub(r"[\s.\u00a0\u202f-]", "", typed)
    if re.fullmatch(r"\d{14}", digits, re.ASCII) and siret_number.is_valid(digits):
        digits = digits[:9]
    if not re.fullmatch(r"\d{9}", digits, re.ASCII):
        raise ValidationError(
            _(
                "Le numéro SIREN a 9 chiffres. Il est sur vos factures et sur votre extrait Kbis."
            ),
            code="siren",
        )
    if not siren_number.is_valid(digits):
        raise ValidationError(
            _(
                "Ce numéro SIREN n’existe pas. Vérifiez chaque chiffre : il y a souvent une "
                "inversion."
            ),
            code="siren",
        )
    return digits


def clean_postcode(typed: str) -> str:
    """Five digits of a French postcode. ValidationError otherwise."""
    digits = re.sub(r"[\s\u00a0\u202f]", "", typed)
    if not re.fullmatch(r"\d{5}", digits, re.ASCII) or not departement_of(digits):
        raise ValidationError(
            _("Le code postal a 5 chiffres, comme 75011."), code="postcode"
        )
    return digits


def departement_of(digits: str) -> str:
    """« 75 », « 2A », « 974 »; empty for an unknown postcode."""
    if not re.fullmatch(r"\d{5}", digits, re.ASCII) or digits[:2] in ("00", "96", "99"):
        return ""
    if digits[:2] == "20":
        return "2A" if digits < "20200" else "2B"
    return digits[:3] if digits[:2] in ("97", "98") else digits[:2]
