"""Personal fields of hires and check-ins, with their purpose."""

from entremise.foundation.kit.privacy import Erasure, PersonalField
from entremise.foundation.kit.text import gettext_lazy as _

FIELDS = {
    "Hire.title": PersonalField(
        _("Savoir quel travail la personne a trouvé"), erase=Erasure.BLANK
    ),
    "Hire.employer_name": PersonalField(
        _("Savoir où la personne travaille"), erase=Erasure.BLANK
    ),
    "Hire.end_comment": PersonalField(
        _("Comprendre la fin d’une embauche"), export=False, erase=Erasure.BLANK
    ),
    "CheckIn.good": PersonalField(
        _("Savoir ce qui va bien au travail"), erase=Erasure.BLANK
    ),
    "CheckIn.hard": PersonalField(
        _("Aider quand c’est difficile au travail"), erase=Erasure.BLANK
    ),
}
NOT_PERSONAL = {"PlanStep.key": "which step of the plan"}
