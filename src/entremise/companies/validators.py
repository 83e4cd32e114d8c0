"""A SIREN as people copy it: with spaces, or inside a SIRET."""

import re

from django.core.exceptions import ValidationError
from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

from entremise.foundation.kit.text import gettext as _


def siren(typed: str) -> str:
    """Nine digits that hold together, or a sentence that says what to look for."""
    digits = re.sub(r"[\s.\u00a0\u202f-]", "", typed)
    if re.fullmatch(r"\d{14}", digits, re.ASCII) and siret_number.is_valid(digits):
        digits = digits[:9]
    if not re.fullmatch(r"\d{9}", digits, re.ASCII):
        raise ValidationError(
            _("Le numéro SIREN a 9 chiffres. Il est sur vos factures et sur votre extrait Kbis."), code="siren"
        )
    if not siren_number.is_valid(digits):
        raise ValidationError(
            _("Ce numéro SIREN n’existe pas. Vérifiez chaque chiffre : il y a souvent une inversion."), code="siren"
        )
    return digits
