from entremise.foundation.accounts.rules import is_own_session
from entremise.foundation.kit.navigation import NavigationItem
from entremise.foundation.kit.text import gettext_lazy as _

ITEMS = [
    NavigationItem(_("Aujourd’hui"), "candidate:home", "house"),
    NavigationItem(_("Mon CV"), "candidate:cv", "file-text"),
    NavigationItem(_("Rencontres"), "candidate:meetings", "handshake"),
    NavigationItem(
        _("Propositions"), "candidate:proposals", "briefcase", is_own_session
    ),
    NavigationItem(_("Mon travail"), "candidate:job", "sprout", is_own_session),
    NavigationItem(_("Mes données"), "candidate:data", "shield", is_own_session),
]
