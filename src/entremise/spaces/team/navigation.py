from entremise.foundation.kit.navigation import Item
from entremise.foundation.kit.text import gettext_lazy as _

ITEMS = [
    Item(_("Aujourd’hui"), "team:home", "list-checks"),
    Item(_("Candidats"), "team:candidates", "users"),
    Item(_("À relire"), "team:reviews", "file-check"),
    Item(_("Coachs"), "team:coaches", "sprout"),
    Item(_("Entreprises"), "team:companies", "building-2"),
    Item(_("Propositions"), "team:approaches", "inbox"),
    Item(_("Mises en relation"), "team:introductions", "waypoints"),
    Item(_("Rencontres"), "team:meetings", "handshake"),
    Item(_("Postes"), "team:opportunities", "puzzle"),
    Item(_("Embauches"), "team:hires", "briefcase"),
    Item(_("Visibilité"), "team:visibility", "eye"),
    Item(_("Chiffres"), "team:figures", "chart-column"),
    Item(_("Courriers"), "team:mails", "mail"),
    Item(_("L’équipe"), "team:people", "users-round"),
]
