from entremise.foundation.kit.privacy import Field, Keep
from entremise.foundation.kit.text import gettext_lazy as _

DAY = Keep(1, _("le fait"))

FIELDS = {
    "ShareEvent.visitor": Field(_("Compter un partage une seule fois le même jour"), keep=DAY, export=False),
    "Visit.visitor": Field(_("Compter une visite une seule fois le même jour"), keep=DAY, export=False),
}
NOT_PERSONAL = {
    "ShareLink.token": "random letters, the same for everybody who shares by one channel",
    "DailySalt.salt": "random key of the day, destroyed the next night",
}
