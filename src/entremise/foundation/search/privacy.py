"""One index holds what was published, for as long as it is: withdrawn, it is gone in the
same transaction.

Others hold, zone by zone, what the staff or the team may read of people, companies, jobs
and coaches: the words of the things themselves, written and gone with them, shown to nobody
else.
"""

from entremise.foundation.kit.privacy import (
    AFTER_LAST_CONTACT,
    PersonalField,
    Retention,
)
from entremise.foundation.kit.text import gettext_lazy as _

PUBLISHED = Retention(
    184, _("l’accord de la personne, retiré plus tôt dès qu’elle le demande")
)
FINDING = _(
    "Trouver une personne par les mots de son CV publié ; pour l’équipe, par ceux des dossiers de sa zone"
)

FIELDS = {
    "Facet.value": PersonalField(
        _("Choisir par métier, lieu ou langue parmi les CV publiés"),
        retention=PUBLISHED,
        export=False,
    ),
    "Word.form": PersonalField(FINDING, retention=AFTER_LAST_CONTACT, export=False),
    "Word.term": PersonalField(FINDING, retention=AFTER_LAST_CONTACT, export=False),
}
NOT_PERSONAL = {
    "Document.kind": "what sort of thing is indexed",
    "Document.key": "code of the thing",
    "Facet.kind": "what sort of thing is indexed",
    "Facet.name": "name of a filter",
    "Word.kind": "what sort of thing is indexed",
    "IndexVersion.kind": "what sort of thing is indexed",
    "IndexVersion.epoch": "a random mark of the table",
    "TradeMobility.code": "code of an occupation",
    "TradeMobility.to": "code of an occupation",
    "TradeLabel.code": "code of an occupation",
    "TradeLabel.text": "name of an occupation",
}
