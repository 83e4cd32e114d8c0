"""The journal holds codes, never names of people: a code is mute once the person is erased."""

from entremise.foundation.kit.privacy import YEAR_AFTER_FACT, Erasure, PersonalField
from entremise.foundation.kit.text import gettext_lazy as _

FIELDS = {
    "JournalEntry.actor": PersonalField(
        _("Savoir qui a fait quoi ; un code, muet une fois la personne effacée"),
        erase=Erasure.KEEP,
    ),
    "PersonAccess.viewer": PersonalField(
        _("Dire à la personne qui a ouvert son dossier"),
        retention=YEAR_AFTER_FACT,
        erase=Erasure.KEEP,
    ),
    "PersonAccess.person": PersonalField(
        _("Dire à la personne qui a ouvert son dossier"),
        retention=YEAR_AFTER_FACT,
        erase=Erasure.KEEP,
    ),
}
NOT_PERSONAL = {
    "JournalEntry.verb": "what happened, from a list",
    "JournalEntry.zone": "a code of ours",
    "JournalEntry.data": "codes, numbers, states and values of settings only",
}
