from django.db import models

from entremise.foundation.kit.text import gettext_lazy as _


class Role(models.TextChoices):
    TEAM = "team", _("Équipe")
    ADVISOR = "advisor", _("Senior advisor")
    ADMINISTRATOR = "administrator", _("Administration")
