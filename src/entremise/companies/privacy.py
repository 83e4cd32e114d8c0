from entremise.foundation.kit.privacy import Erasure, PersonalField
from entremise.foundation.kit.text import gettext_lazy as _

FIELDS = {
    "Company.decision_message": PersonalField(
        _("Dire à l’entreprise pourquoi l’équipe a décidé"),
        export=False,
        erase=Erasure.KEEP,
    ),
    "CompanyMember.job_title": PersonalField(
        _("Savoir qui l’on rencontre dans l’entreprise")
    ),
}
NOT_PERSONAL = {
    "Company.name": "a company",
    "Company.siren": "a company's public number",
    "Company.activity": "a company's trade",
    "Company.street": "a company's address",
    "Company.postcode": "a company's address",
    "Company.city": "a company's address",
    "Company.website": "a company's address",
    "Company.presentation": "what a company says of itself",
    "Company.commitments": "what a company promises",
    "Company.removed_obstacles": "codes of the obstacles a company removed",
    "Site.label": "a company's place of work",
    "Site.postcode": "a company's place of work",
    "Site.city": "a company's place of work",
}
