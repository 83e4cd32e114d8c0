"""What is kept of coaches, and of the path they share with somebody."""

from entremise.foundation.kit.privacy import TRACE, Field
from entremise.foundation.kit.text import gettext_lazy as _

_ANSWER = _("Répondre à qui propose son aide")

FIELDS = {
    "CoachApplication.first_name": Field(_ANSWER, keep=TRACE),
    "CoachApplication.last_name": Field(_ANSWER, keep=TRACE),
    "CoachApplication.email": Field(_ANSWER, keep=TRACE),
    "CoachApplication.phone": Field(_ANSWER, keep=TRACE),
    "CoachApplication.languages": Field(
        _("Présenter quelqu’un qui parle la même langue"), keep=TRACE
    ),
    "CoachApplication.about": Field(_("Faire connaissance"), keep=TRACE),
    "CoachApplication.decision_words": Field(
        _("Garder les mots de la réponse"), keep=TRACE
    ),
    "Coach.languages": Field(_("Présenter quelqu’un qui parle la même langue")),
    "Coach.about": Field(_("Présenter le coach à la personne")),
    "Pairing.end_words": Field(_("Comprendre comment un binôme se termine")),
    "SessionLog.did": Field(_("Suivre le chemin d’une séance à l’autre")),
    "SessionLog.next_step": Field(_("Suivre le chemin d’une séance à l’autre")),
}
NOT_PERSONAL = {
    "Coach.charter_version": "which text was accepted",
}
