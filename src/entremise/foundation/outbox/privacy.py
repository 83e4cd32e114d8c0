"""What is kept of the messages that were sent."""

from entremise.foundation.kit.privacy import MESSAGE, PATH, Field
from entremise.foundation.kit.text import gettext_lazy as _

FIELDS = {
    "OutboxMessage.to": Field(_("Envoyer le message, dire s’il est arrivé"), keep=PATH),
    "OutboxMessage.to_name": Field(_("Dire à l’équipe qui a été prévenu"), keep=PATH),
    "OutboxMessage.subject": Field(
        _("Dire à l’équipe de quoi il s’agissait"), keep=PATH
    ),
    "OutboxMessage.text": Field(
        _("Envoyer le message ; effacé deux mois après"), keep=MESSAGE
    ),
    "OutboxMessage.html": Field(
        _("Envoyer le message ; effacé deux mois après"), keep=MESSAGE
    ),
    "OutboxMessage.attachments": Field(
        _("Envoyer l’invitation ; effacée deux mois après"), keep=MESSAGE
    ),
    "OutboxMessage.last_error": Field(
        _("Comprendre pourquoi un message n’arrive pas"), keep=PATH, export=False
    ),
}
NOT_PERSONAL = {
    "OutboxMessage.zone": "a code of ours",
    "OutboxMessage.about": "a code of ours",
    "OutboxMessage.headers": "how a mail travels",
}
