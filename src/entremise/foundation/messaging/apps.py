from django.apps import AppConfig

from entremise.foundation.accounts.registry import register_zone_holding
from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit import events
from entremise.foundation.kit.text import gettext_lazy as _


class MessagingConfig(AppConfig):
    name = "entremise.foundation.messaging"
    label = "messaging"

    def ready(self) -> None:
        from entremise.foundation.outbox.delivery import MessageParked
        from entremise.foundation.outbox.sms_spending import SmsLimitNear
        from entremise.foundation.outbox.suppression import (
            AddressConfirmed,
            AddressSuppressed,
        )
        from entremise.foundation.tasks.registry import register_task_reasons

        from . import handlers

        register_zone_holding(handlers.MESSAGES_OF_ZONE)
        register_verbs(
            {
                "messaging.mail_retried": _("Un message est reparti"),
                "messaging.mail_told": _("Un message a été dit de vive voix"),
                "messaging.address_suppressed": _(
                    "Les messages à une adresse s’arrêtent"
                ),
                "messaging.address_confirmed": _(
                    "Une adresse est bonne : les messages reprennent"
                ),
            }
        )
        register_task_reasons(
            {
                "messaging.by_hand": _("Message à dire de vive voix"),
                "messaging.parked": _("Message qui n’est pas arrivé"),
                "messaging.address_unreachable": _(
                    "L’e-mail ne reçoit plus : appelez, ou corrigez l’adresse"
                ),
                "messaging.number_unreachable": _(
                    "Le numéro ne reçoit pas de SMS : corrigez-le, ou dites-le de vive voix"
                ),
                "messaging.complaint": _(
                    "Nos lettres sont prises pour des indésirables : parlez-en à la personne"
                ),
                "messaging.sms_limit_near": _("80 % des SMS du mois sont partis"),
                "messaging.sms_limit": _("Tous les SMS du mois sont partis"),
            }
        )
        events.subscribe(MessageParked, handlers.raise_parked_mail_task)
        events.subscribe(AddressSuppressed, handlers.raise_suppressed_address_task)
        events.subscribe(AddressConfirmed, handlers.resolve_suppressed_address_task)
        events.subscribe(SmsLimitNear, handlers.raise_sms_limit_task)
