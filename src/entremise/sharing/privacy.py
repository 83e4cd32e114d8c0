from entremise.foundation.kit.privacy import Field, Keep
from entremise.foundation.kit.text import gettext_lazy as _

DAY = Keep(1, _("le fait"))
# Erased the day somebody stops; without any gesture of theirs, two years later all the same.
STOPS = Keep(730, _("le dernier geste"))

FIELDS = {
    "ShareEvent.visitor": Field(
        _("Compter un partage une seule fois le même jour"), keep=DAY, export=False
    ),
    "Visit.visitor": Field(
        _("Compter une visite une seule fois le même jour"), keep=DAY, export=False
    ),
}
FIELDS |= {
    "Supporter.email": Field(
        _("Écrire à qui a demandé à recevoir notre lettre"), keep=STOPS
    ),
    "Supporter.first_name": Field(_("Appeler la personne par son prénom"), keep=STOPS),
    "Supporter.families": Field(
        _("Présenter des personnes des métiers qu’elle suit"), keep=STOPS
    ),
}
FIELDS |= {
    "PDFCopy.email": Field(
        _(
            "Demander d’effacer une copie quand le CV n’est plus public ; effacé aussitôt après"
        ),
        keep=Keep(365, _("la copie")),
    ),
}
FIELDS |= {
    "Greedy.network": Field(
        _("Refuser pour quelques heures un réseau qui lit comme un robot"),
        keep=DAY,
        export=False,
    ),
}
FIELDS |= {
    "ShareWords.words": Field(
        _("Parler de la personne avec les mots qu’elle a choisis")
    ),
    "ShareWords.proposed": Field(_("Lui proposer des mots, qu’elle accepte ou non")),
}
NOT_PERSONAL = {
    "ShareLink.token": "random letters, the same for everybody who shares by one channel",
    "ShareLink.kit": "code of a company, never of a person",
    "DailySalt.salt": "random key of the day, destroyed the next night",
}
