"""What is kept of people who can sign in, and why."""

from entremise.foundation.kit.privacy import PATH, SIGN_IN, Field
from entremise.foundation.kit.text import gettext_lazy as _

FIELDS = {
    "User.email": Field(_("Envoyer le code et les messages"), keep=PATH),
    "User.phone": Field(_("Envoyer le code et les messages"), keep=PATH),
    "User.first_name": Field(_("S’adresser à la personne"), keep=PATH),
    "User.last_name": Field(_("Reconnaître la personne dans l’équipe"), keep=PATH),
    "SignIn.browser": Field(_("Reconnaître son appareil dans la liste"), keep=SIGN_IN),
    "Factor.name": Field(_("Reconnaître sa clé d’accès"), keep=PATH),
    "Factor.secret": Field(
        _("Vérifier le code de l’application"), keep=PATH, export=False
    ),
    "Factor.credential": Field(_("Vérifier la clé d’accès"), keep=PATH, export=False),
    "SignInCode.address": Field(
        _("Remplacer l’ancien code par le nouveau"), keep=SIGN_IN, export=False
    ),
}
NOT_PERSONAL = {
    "User.password": "nobody has one",
    "Zone.name": "a territory",
    "Zone.departements": "a territory",
    "SignInCode.digest": "a hash",
    "LoginCard.digest": "a hash",
    "LoginCard.link_digest": "a hash",
    "RecoveryCode.digest": "a hash",
}
