from entremise.foundation.kit.navigation import Item
from entremise.foundation.kit.text import gettext_lazy as _

ITEMS = [
    Item(_("Aujourd’hui"), "candidate:home", "house"),
    Item(_("Mon CV"), "candidate:cv", "file-text"),
    Item(_("Rencontres"), "candidate:meetings", "handshake"),
    Item(_("Propositions"), "candidate:proposals", "briefcase"),
    Item(_("Mon travail"), "candidate:job", "sprout"),
    Item(_("Mes données"), "candidate:data", "shield"),
]
