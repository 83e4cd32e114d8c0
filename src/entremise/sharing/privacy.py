from entremise.foundation.kit.privacy import PersonalField, Retention
from entremise.foundation.kit.text import gettext_lazy as _

DAY = Retention(1, _("le fait"))
# Erased the day somebody stops, or after two years without activity.
STOPS = Retention(730, _("le dernier geste"))

FIELDS = {
    "ShareEvent.visitor": PersonalField(
        _("Compter un partage une seule fois le même jour"), retention=DAY, export=False
    ),
    "Visit.visitor": PersonalField(
        _("Compter une visite une seule fois le même jour"), retention=DAY, export=False
    ),
}
FIELDS |= {
    "Supporter.email": PersonalField(
        _("Écrire à qui a demandé à recevoir notre lettre"), retention=STOPS
    ),
    "Supporter.first_name": PersonalField(
        _("Appeler la personne par son prénom"), retention=STOPS
    ),
    "Supporter.families": PersonalField(
        _("Présenter des personnes des métiers qu’elle suit"), retention=STOPS
    ),
}
FIELDS |= {
    "PDFCopy.email": PersonalField(
        _(
            "Demander d’effacer une copie quand le CV n’est plus public ; effacé aussitôt après"
        ),
        retention=Retention(365, _("la copie")),
    ),
}
FIELDS |= {
    "SuspectedScraper.network": PersonalField(
        _("Refuser pour quelques heures un réseau qui lit comme un robot"),
        retention=DAY,
        export=False,
    ),
}
FIELDS |= {
    "ShareMessage.text": PersonalField(
        _("Parler de la personne avec les mots qu’elle a choisis")
    ),
    "ShareMessage.proposed_text": PersonalField(
        _("Lui proposer des mots, qu’elle accepte ou non")
    ),
}
NOT_PERSONAL = {
    "ShareLink.token": "random letters, the same for everybody who shares by one channel",
    "ShareLink.kit_company_code": "code of a company, never of a person",
    "DailySalt.salt": "random key of the day, destroyed the next night",
}
