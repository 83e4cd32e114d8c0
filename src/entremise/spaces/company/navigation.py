from entremise.foundation.kit.navigation import Item
from entremise.foundation.kit.text import gettext_lazy as _

ITEMS = [
    Item(_("Accueil"), "company:home", "house"),
    Item(_("Les personnes"), "company:people", "users"),
    Item(_("Kit de partage"), "company:kit", "share-2"),
    Item(_("Rencontres"), "company:meetings", "handshake"),
    Item(_("Postes"), "company:opportunities", "briefcase"),
    Item(_("Nouveaux collègues"), "company:colleagues", "sprout"),
    Item(_("Notre équipe"), "company:members", "building-2"),
]
