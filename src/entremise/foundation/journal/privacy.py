"""The journal holds codes, never names nor words: who a code was is forgotten with the person."""

from entremise.foundation.kit.privacy import TRACE, Erase, Field
from entremise.foundation.kit.text import gettext_lazy as _

FIELDS = {
    "Entry.actor": Field(
        _("Savoir qui a fait quoi ; un code, muet une fois la personne effacée"),
        erase=Erase.KEEP,
    ),
    "Look.viewer": Field(
        _("Dire à la personne qui a ouvert son dossier"), keep=TRACE, erase=Erase.KEEP
    ),
    "Look.person": Field(
        _("Dire à la personne qui a ouvert son dossier"), keep=TRACE, erase=Erase.KEEP
    ),
}
NOT_PERSONAL = {
    "Entry.verb": "what happened, from a list",
    "Entry.zone": "a code of ours",
    "Entry.data": "codes, numbers and states only",
}
