from entremise.foundation.kit.navigation import NavigationItem
from entremise.foundation.kit.text import gettext_lazy as _

ITEMS = [
    NavigationItem(_("Accueil"), "company:home", "house"),
    NavigationItem(_("Les personnes"), "company:people", "users"),
    NavigationItem(_("Kit de partage"), "company:kit", "share-2"),
    NavigationItem(_("Rencontres"), "company:meetings", "handshake"),
    NavigationItem(_("Postes"), "company:opportunities", "briefcase"),
    NavigationItem(_("Nouveaux collègues"), "company:colleagues", "sprout"),
    NavigationItem(_("Notre équipe"), "company:members", "building-2"),
]
