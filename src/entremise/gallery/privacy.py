"""Personal data of the gallery: the prepared cards."""

from entremise.foundation.kit.privacy import PersonalField
from entremise.foundation.kit.text import gettext_lazy as _

FIELDS = {
    "GalleryCard.content": PersonalField(
        _("Montrer dans les listes ce que la personne a accepté de montrer"),
        export=False,
    ),
}
NOT_PERSONAL = {
    "GalleryCard.fingerprint": "a digest that says what a prepared card was made from",
}
