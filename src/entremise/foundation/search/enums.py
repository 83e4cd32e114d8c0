from django.db.models import TextChoices

from entremise.foundation.kit.text import gettext_lazy as _


class MobilityKind(TextChoices):
    """How near another occupation is, as the nomenclature says it."""

    NEAR = "near", _("métier proche")
    EVOLUTION = "evolution", _("évolution possible")
