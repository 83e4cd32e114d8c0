from entremise.foundation.kit.privacy import PersonalField
from entremise.foundation.kit.text import gettext_lazy as _

FIELDS = {
    "SavedSearch.name": PersonalField(
        _("Retrouver sa recherche ; effacé quand la personne quitte l’entreprise")
    ),
    "SavedSearch.text": PersonalField(
        _("Refaire la même recherche ; effacé quand la personne quitte l’entreprise")
    ),
}
NOT_PERSONAL = {
    "SavedSearch.facets": "filters chosen in our lists",
}
