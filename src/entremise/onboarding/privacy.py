"""What is kept of people at work, and why."""

from entremise.foundation.kit.privacy import Erase, Field
from entremise.foundation.kit.text import gettext_lazy as _

FIELDS = {
    "Hire.title": Field(
        _("Savoir quel travail la personne a trouvé"), erase=Erase.BLANK
    ),
    "Hire.employer_name": Field(
        _("Savoir où la personne travaille"), erase=Erase.BLANK
    ),
    "Hire.end_words": Field(
        _("Comprendre la fin d’une embauche"), export=False, erase=Erase.BLANK
    ),
    "CheckIn.good": Field(_("Savoir ce qui va bien au travail"), erase=Erase.BLANK),
    "CheckIn.hard": Field(
        _("Aider quand c’est difficile au travail"), erase=Erase.BLANK
    ),
}
NOT_PERSONAL = {"PlanStep.key": "which step of the plan"}
