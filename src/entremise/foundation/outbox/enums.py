from django.db import models

from entremise.foundation.kit.text import gettext_lazy as _

# Purpose of the messages without which nobody enters.
SIGN_IN_CODE = "accounts.code"


class MessageChannel(models.TextChoices):
    EMAIL = "email", _("e-mail")
    SMS = "sms", _("SMS")
    # no address to write to: the team tells the person
    IN_PERSON = "hand", _("de vive voix")
