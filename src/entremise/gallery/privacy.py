"""What is prepared of people to show them in lists."""

from entremise.foundation.kit.privacy import PersonalField
from entremise.foundation.kit.text import gettext_lazy as _

FIELDS = {
    "GalleryCard.content": PersonalField(
        _("Montrer dans les listes ce que la personne a accepté de montrer"),
        export=False,
    ),
}
NOT_PERSONAL = {
    "GalleryCard.made_of": "a digest that says what a prepared card was made from",
}
