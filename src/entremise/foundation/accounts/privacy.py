"""Personal data of accounts."""

from entremise.foundation.kit.privacy import (
    AFTER_LAST_CONTACT,
    AFTER_SESSION_END,
    PersonalField,
)
from entremise.foundation.kit.text import gettext_lazy as _

FIELDS = {
    "User.email": PersonalField(
        _("Envoyer le code et les messages"), retention=AFTER_LAST_CONTACT
    ),
    "User.phone": PersonalField(
        _("Envoyer le code et les messages"), retention=AFTER_LAST_CONTACT
    ),
    "User.contact_email": PersonalField(
        _("Joindre la personne avant qu’elle ait un accès"),
        retention=AFTER_LAST_CONTACT,
    ),
    "User.contact_phone": PersonalField(
        _("Joindre la personne avant qu’elle ait un accès"),
        retention=AFTER_LAST_CONTACT,
    ),
    "User.first_name": PersonalField(
        _("S’adresser à la personne"), retention=AFTER_LAST_CONTACT
    ),
    "User.last_name": PersonalField(
        _("Reconnaître la personne dans l’équipe"), retention=AFTER_LAST_CONTACT
    ),
    "UserSession.browser": PersonalField(
        _("Reconnaître son appareil dans la liste"), retention=AFTER_SESSION_END
    ),
    "Factor.name": PersonalField(
        _("Reconnaître sa clé d’accès"), retention=AFTER_LAST_CONTACT
    ),
    "Factor.secret": PersonalField(
        _("Vérifier le code de l’application"),
        retention=AFTER_LAST_CONTACT,
        export=False,
    ),
    "Factor.credential": PersonalField(
        _("Vérifier la clé d’accès"), retention=AFTER_LAST_CONTACT, export=False
    ),
    "SignInCode.address": PersonalField(
        _("Remplacer l’ancien code par le nouveau"),
        retention=AFTER_SESSION_END,
        export=False,
    ),
}
NOT_PERSONAL = {
    "User.password": "nobody has one",
    "Zone.name": "a territory",
    "Zone.departements": "a territory",
    "Zone.email": "the address of a team, shown to the public",
    "Zone.phone": "the telephone of a team, shown to the public",
    "Zone.time_zone": "the clock of a territory",
    "SignInCode.digest": "a hash",
    "SignInCode.seed": "random",
    "EntryLink.digest": "a hash",
    "LoginCard.digest": "a hash",
    "OwnSecret.digest": "a hash",
    "OwnSecret.number_digest": "a hash",
    "LoginCard.link_digest": "a hash",
    "RecoveryCode.digest": "a hash",
}
