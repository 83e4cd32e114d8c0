from entremise.foundation.kit.navigation import NavigationItem
from entremise.foundation.kit.text import gettext_lazy as _

ITEMS = [
    NavigationItem(_("Aujourd’hui"), "candidate:home", "house"),
    NavigationItem(_("Mon CV"), "candidate:cv", "file-text"),
    NavigationItem(_("Rencontres"), "candidate:meetings", "handshake"),
    NavigationItem(_("Propositions"), "candidate:proposals", "briefcase"),
    NavigationItem(_("Mon travail"), "candidate:job", "sprout"),
    NavigationItem(_("Mes données"), "candidate:data", "shield"),
]
