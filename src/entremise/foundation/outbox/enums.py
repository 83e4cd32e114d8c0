from django.db import models

from entremise.foundation.kit.text import gettext_lazy as _

# How long the keyed hash of an address is.
DIGEST_LENGTH = 32
# Purpose of the messages without which nobody enters.
SIGN_IN_CODE = "accounts.code"


class MessageChannel(models.TextChoices):
    EMAIL = "email", _("e-mail")
    SMS = "sms", _("SMS")
    # no address to write to: the team tells the person
    IN_PERSON = "hand", _("de vive voix")


class SuppressionReason(models.TextChoices):
    # the address does not exist any more, or its server refuses it for good
    UNREACHABLE = "unreachable", _("ne reçoit plus")
    # its owner said « this is spam »
    COMPLAINT = "complaint", _("ne veut plus de lettres")
