"""Personal data of opportunities and proposals."""

from entremise.foundation.kit.privacy import Erasure, PersonalField
from entremise.foundation.kit.text import gettext_lazy as _

FIELDS = {
    "Opportunity.does_well": PersonalField(
        _("Dire ce que la personne fait bien, pour dessiner un poste avec elle")
    ),
    "Opportunity.decision_message": PersonalField(
        _("Expliquer la décision de l’équipe"), export=False, erase=Erasure.BLANK
    ),
    "Proposal.message": PersonalField(_("Dire à la personne pourquoi ce travail")),
    "Proposal.employer_message": PersonalField(
        _("Permettre à l’équipe d’expliquer la fin d’une proposition"), export=False
    ),
    "Proposal.closing_message": PersonalField(
        _("Donner à la personne une réponse humaine")
    ),
}
NOT_PERSONAL = {
    "Opportunity.employer_name": "an employer",
    "Opportunity.external_url": "where the ad is",
    "Opportunity.title": "a job",
    "Opportunity.rome": "an occupation",
    "Opportunity.place": "where the job is",
    "Opportunity.hours": "the job's hours",
    "Opportunity.description": "the job",
    "Opportunity.requirements": "what the job cannot be done without",
    "Opportunity.languages": "languages useful in the job",
    "Opportunity.left_undone": "what the company lacks",
}
