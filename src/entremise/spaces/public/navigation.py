from entremise.foundation.kit.navigation import Item
from entremise.foundation.kit.text import gettext_lazy as _

ITEMS = [
    Item(_("Les candidats"), "public:gallery", "users"),
    Item(_("Je recrute autrement"), "public:companies", "handshake"),
    Item(_("Je deviens coach"), "public:coaches", "sprout"),
    Item(_("Notre impact"), "public:impact", "chart-column"),
]
