"""One A4 sheet for several people, that a company hangs up."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import override

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.content.languages import is_right_to_left
from entremise.foundation.kit.text import gettext as _, name_with_of

from . import cv_text, typesetting
from .documents import qr_svg


def kit_sheet_pdf(people: Sequence[tuple[PublicCV, str]], language: str) -> bytes:
    """``people``: (CV, address that its QR code opens), of which the first eight are shown.

    Not cached: it shows who agrees now.
    """
    with override(language):
        data = {
            "lang": language,
            "rtl": is_right_to_left(language),
            "title": _(
                "Près d’ici, des personnes cherchent du travail. Et si vous vous rencontriez ?"
            ),
            "lead": _(
                "Photographiez un code avec votre téléphone : vous lirez un CV,"
                " vous pourrez le faire voyager."
            ),
            "foot": _(
                "Une équipe prépare chaque rencontre."
                " Retirez cette feuille dans un mois : demandez-en une neuve."
            ),
            "people": [
                {
                    "name": cv.first_name,
                    "craft": cv_text.truncate(cv_text.occupation_of(cv), 60),
                    "place": cv_text.truncate(cv_text.place_of(cv), 40),
                    "strengths": cv_text.truncate(
                        " · ".join(cv_text.strength_labels_of(cv)[:3]), 80
                    ),
                    "qr": qr_svg(address),
                    "qr_words": _("Code QR vers la page %(of_name)s")
                    % {"of_name": name_with_of(cv.first_name)},
                    "address": address,
                }
                for cv, address in people[:8]
            ],
        }
    return typesetting.typeset_pdf(
        "sheet", data, made_at=int(timezone.now().timestamp())
    )
