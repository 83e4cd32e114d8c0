from entremise.foundation.kit.navigation import NavigationItem
from entremise.foundation.kit.text import gettext_lazy as _

ITEMS = [
    NavigationItem(_("Aujourd’hui"), "team:home", "list-checks"),
    NavigationItem(_("Candidats"), "team:candidates", "users"),
    NavigationItem(_("À relire"), "team:reviews", "file-check"),
    NavigationItem(_("Coachs"), "team:coaches", "sprout"),
    NavigationItem(_("Entreprises"), "team:companies", "building-2"),
    NavigationItem(_("Propositions"), "team:approaches", "inbox"),
    NavigationItem(_("Mises en relation"), "team:introductions", "waypoints"),
    NavigationItem(_("Rencontres"), "team:meetings", "handshake"),
    NavigationItem(_("Postes"), "team:opportunities", "puzzle"),
    NavigationItem(_("Embauches"), "team:hires", "briefcase"),
    NavigationItem(_("Visibilité"), "team:visibility", "eye"),
    NavigationItem(_("Chiffres"), "team:figures", "chart-column"),
    NavigationItem(_("Courriers"), "team:mails", "mail"),
    NavigationItem(_("Importer"), "team:imports", "import"),
    NavigationItem(_("L’équipe"), "team:people", "users-round"),
]
