"""What is kept of coaches, and of the path they share with somebody."""

from entremise.foundation.kit.privacy import YEAR_AFTER_FACT, PersonalField
from entremise.foundation.kit.text import gettext_lazy as _

_ANSWER = _("Répondre à qui propose son aide")

FIELDS = {
    "CoachApplication.first_name": PersonalField(_ANSWER, retention=YEAR_AFTER_FACT),
    "CoachApplication.last_name": PersonalField(_ANSWER, retention=YEAR_AFTER_FACT),
    "CoachApplication.email": PersonalField(_ANSWER, retention=YEAR_AFTER_FACT),
    "CoachApplication.phone": PersonalField(_ANSWER, retention=YEAR_AFTER_FACT),
    "CoachApplication.languages": PersonalField(
        _("Présenter quelqu’un qui parle la même langue"), retention=YEAR_AFTER_FACT
    ),
    "CoachApplication.about": PersonalField(
        _("Faire connaissance"), retention=YEAR_AFTER_FACT
    ),
    "CoachApplication.decision_message": PersonalField(
        _("Garder les mots de la réponse"), retention=YEAR_AFTER_FACT
    ),
    "Coach.languages": PersonalField(_("Présenter quelqu’un qui parle la même langue")),
    "Coach.about": PersonalField(_("Présenter le coach à la personne")),
    "Pairing.end_comment": PersonalField(_("Comprendre comment un binôme se termine")),
    "SessionLog.did": PersonalField(_("Suivre le chemin d’une séance à l’autre")),
    "SessionLog.next_step": PersonalField(_("Suivre le chemin d’une séance à l’autre")),
}
NOT_PERSONAL = {
    "Coach.charter_version": "which text was accepted",
    "CharterAcceptance.version": "which text was accepted",
}
