"""Personal data of tasks."""

from entremise.foundation.kit.privacy import YEAR_AFTER_FACT, Erasure, PersonalField
from entremise.foundation.kit.text import gettext_lazy as _

FIELDS = {
    "Task.about_label": PersonalField(
        _("Dire de qui il s’agit, sur la ligne"),
        retention=YEAR_AFTER_FACT,
        erase=Erasure.BLANK,
    ),
    "Task.comment": PersonalField(
        _("Lire ce qui inquiète la personne qui a prévenu"),
        retention=YEAR_AFTER_FACT,
        erase=Erasure.BLANK,
    ),
    "Task.note": PersonalField(
        _("Dire aux collègues ce qui a été fait"),
        retention=YEAR_AFTER_FACT,
        erase=Erasure.BLANK,
    ),
}
NOT_PERSONAL = {
    "Task.reason": "from a list",
    "Task.about_kind": "the page to open",
    "PutAwayReminder.key": "from a list",
}
