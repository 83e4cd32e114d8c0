"""What administrators write of the association is public by law, and says who answers."""

from entremise.foundation.kit.privacy import Erasure, PersonalField
from entremise.foundation.kit.text import gettext_lazy as _

_PUBLIC_BY_LAW = _(
    "Dire qui publie le site et qui protège les données, comme la loi le demande"
)
FIELDS = {
    "StoredSetting.value": PersonalField(
        _PUBLIC_BY_LAW, export=False, erase=Erasure.KEEP
    ),
    "SettingChange.old": PersonalField(
        _PUBLIC_BY_LAW, export=False, erase=Erasure.KEEP
    ),
    "SettingChange.new": PersonalField(
        _PUBLIC_BY_LAW, export=False, erase=Erasure.KEEP
    ),
}
NOT_PERSONAL = {
    "StoredSetting.key": "the name of a setting",
    "SettingChange.key": "the name of a setting",
    "PublishedText.key": "the name of a text",
    "PublishedText.version": "a date",
    "PublishedText.words": "a text of the association, the same for everybody",
}
