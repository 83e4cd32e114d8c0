"""What is kept of the messages that were sent."""

from entremise.foundation.kit.privacy import (
    AFTER_LAST_CONTACT,
    AFTER_SENDING,
    PersonalField,
)
from entremise.foundation.kit.text import gettext_lazy as _

FIELDS = {
    "OutboxMessage.to": PersonalField(
        _("Envoyer le message, dire s’il est arrivé"), retention=AFTER_LAST_CONTACT
    ),
    "OutboxMessage.to_name": PersonalField(
        _("Dire à l’équipe qui a été prévenu"), retention=AFTER_LAST_CONTACT
    ),
    "OutboxMessage.subject": PersonalField(
        _("Dire à l’équipe de quoi il s’agissait"), retention=AFTER_LAST_CONTACT
    ),
    "OutboxMessage.text": PersonalField(
        _("Envoyer le message ; effacé ensuite"), retention=AFTER_SENDING
    ),
    "OutboxMessage.html": PersonalField(
        _("Envoyer le message ; effacé ensuite"), retention=AFTER_SENDING
    ),
    "OutboxMessage.attachments": PersonalField(
        _("Envoyer l’invitation ; effacée ensuite"), retention=AFTER_SENDING
    ),
    "OutboxMessage.last_error": PersonalField(
        _("Comprendre pourquoi un message n’arrive pas"),
        retention=AFTER_LAST_CONTACT,
        export=False,
    ),
    "SuppressedAddress.address_digest": PersonalField(
        _("Ne plus écrire à une adresse qui ne reçoit plus"),
        retention=AFTER_LAST_CONTACT,
        export=False,
    ),
}
NOT_PERSONAL = {
    "OutboxMessage.zone": "a code of ours",
    "OutboxMessage.about": "a code of ours",
    "OutboxMessage.headers": "how a mail travels",
    "OutboxMessage.provider_id": "a code of the SMS provider",
}
