from django.db import models

from entremise.foundation.kit.text import gettext_lazy as _


class AlertFrequency(models.IntegerChoices):
    """How many days at least between two letters about one search: rare, and none when
    nobody is new.
    """

    NEVER = 0, _("Jamais")
    MONTH = 30, _("Une fois par mois au plus")
    WEEK = 7, _("Une fois par semaine au plus")
