from entremise.foundation.kit.navigation import Item
from entremise.foundation.kit.text import gettext_lazy as _

ITEMS = [
    Item(_("Mes candidats"), "coach:home", "users"),
    Item(_("Rencontres"), "coach:meetings", "handshake"),
    Item(_("Au travail"), "coach:hires", "sprout"),
    Item(_("Chercher"), "coach:search", "search"),
]
