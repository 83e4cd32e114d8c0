from django.db import models

from entremise.foundation.kit.text import gettext_lazy as _


class AlertFrequency(models.IntegerChoices):
    """How many days there are at least between two alerts of one search."""

    NEVER = 0, _("Jamais")
    MONTH = 30, _("Une fois par mois au plus")
    WEEK = 7, _("Une fois par semaine au plus")
