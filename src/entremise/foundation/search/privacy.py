"""The index holds what was published, for as long as it is published: withdrawn, it is gone in the same transaction."""

from entremise.foundation.kit.privacy import Field, Keep
from entremise.foundation.kit.text import gettext_lazy as _

PUBLISHED = Keep(184, _("l’accord de la personne, retiré plus tôt dès qu’elle le demande"))
FINDING = _("Trouver une personne par les mots de son CV publié")

FIELDS = {
    "Facet.value": Field(_("Choisir par métier, lieu ou langue parmi les CV publiés"), keep=PUBLISHED, export=False),
    "Word.form": Field(FINDING, keep=PUBLISHED, export=False),
    "Word.term": Field(FINDING, keep=PUBLISHED, export=False),
}
NOT_PERSONAL = {
    "Document.kind": "what sort of thing is indexed",
    "Document.key": "code of the thing",
    "Facet.kind": "what sort of thing is indexed",
    "Facet.name": "name of a filter",
    "Word.kind": "what sort of thing is indexed",
    "Stamp.kind": "what sort of thing is indexed",
    "Stamp.epoch": "a random mark of the table",
    "Mobility.code": "code of an occupation",
    "Mobility.to": "code of an occupation",
    "Label.code": "code of an occupation",
    "Label.words": "name of an occupation",
}
