from entremise.foundation.accounts.rules import can_change_settings
from entremise.foundation.kit.navigation import NavigationItem
from entremise.foundation.kit.text import gettext_lazy as _

# The sections of the settings: the programme (the staff reads cohorts) …
PROGRAMME_SECTIONS = [
    NavigationItem(
        _("Tous les réglages"), "team:settings", "settings", test=can_change_settings
    ),
    NavigationItem(
        _("Zones"), "team:zone_settings", "map-pin", test=can_change_settings
    ),
    NavigationItem(
        _("Promotions"),
        "team:cohort_settings",
        "calendar-days",
        test=can_change_settings,
    ),
    NavigationItem(_("Buts"), "team:goal_settings", "target", test=can_change_settings),
]
# … and the association.
ASSOCIATION_SECTIONS = [
    NavigationItem(
        _("L’association"),
        "team:association_settings",
        "building",
        test=can_change_settings,
    ),
    NavigationItem(
        _("Les textes"), "team:text_settings", "file-text", test=can_change_settings
    ),
    NavigationItem(
        _("Durées de conservation"),
        "team:retention_settings",
        "timer",
        test=can_change_settings,
    ),
    NavigationItem(
        _("E-mails et SMS"),
        "team:channel_settings",
        "mail-check",
        test=can_change_settings,
    ),
    NavigationItem(
        _("Sauvegardes"), "team:backup_settings", "archive", test=can_change_settings
    ),
    NavigationItem(
        _("Qui a changé quoi"),
        "team:setting_history",
        "history",
        test=can_change_settings,
    ),
]
SETTINGS_SECTIONS = [*PROGRAMME_SECTIONS, *ASSOCIATION_SECTIONS]
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
    NavigationItem(
        _("Réglages"), "team:settings", "settings", test=can_change_settings
    ),
]
