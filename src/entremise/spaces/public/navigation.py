from entremise.foundation.kit.navigation import NavigationItem
from entremise.foundation.kit.text import gettext_lazy as _

ITEMS = [
    NavigationItem(_("Les candidats"), "public:gallery", "users"),
    NavigationItem(_("Je recrute autrement"), "public:companies", "handshake"),
    NavigationItem(_("Je deviens coach"), "public:coaches", "sprout"),
    NavigationItem(_("Notre impact"), "public:impact", "chart-column"),
]
