"""What the team's list says of people."""

from entremise.foundation.kit.privacy import TRACE, Erase, Field
from entremise.foundation.kit.text import gettext_lazy as _

FIELDS = {
    "Task.about_label": Field(
        _("Dire de qui il s’agit, sur la ligne"), keep=TRACE, erase=Erase.BLANK
    ),
    "Task.words": Field(
        _("Lire ce qui inquiète la personne qui a prévenu"),
        keep=TRACE,
        erase=Erase.BLANK,
    ),
    "Task.note": Field(
        _("Dire aux collègues ce qui a été fait"), keep=TRACE, erase=Erase.BLANK
    ),
}
NOT_PERSONAL = {
    "Task.reason": "from a list",
    "Task.about_kind": "the page to open",
}
