from entremise.foundation.kit.navigation import NavigationItem
from entremise.foundation.kit.text import gettext_lazy as _

ITEMS = [
    NavigationItem(_("Mes candidats"), "coach:home", "users"),
    NavigationItem(_("Rencontres"), "coach:meetings", "handshake"),
    NavigationItem(_("Au travail"), "coach:hires", "sprout"),
    NavigationItem(_("Chercher"), "coach:search", "search"),
]
