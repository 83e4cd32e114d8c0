"""The share messages offered when a person has not written their own."""

from dataclasses import dataclass

from entremise.candidates.content.cv import PublicCV
from entremise.candidates.content.languages import language_name
from entremise.foundation.kit.text import gettext as _
from entremise.rendering.cv_text import (
    join_with_and,
    occupation_of,
    place_of,
    strength_labels_of,
)
from entremise.sharing.enums import Tone


@dataclass(frozen=True)
class MessageText:
    tone: str
    label: str
    text: str


def _inside_sentence(text: str) -> str:
    """Without its capital, unless it is a word of English that keeps it: « I listen »."""
    return text if text.startswith(("I ", "I’")) else text[:1].lower() + text[1:]


def default_share_messages(cv: PublicCV) -> list[MessageText]:
    """One message per tone, in the active language, without the address of the page."""
    known = {
        "name": cv.first_name,
        "craft": occupation_of(cv) or place_of(cv),
        "place": place_of(cv),
        "strengths": join_with_and(
            [_inside_sentence(label) for label in strength_labels_of(cv)[:3]]
        ),
        "languages": join_with_and(
            [language_name(spoken.name) for spoken in cv.content.languages]
        ),
        "tagline": cv.content.tagline,
    }
    simple = (
        _(
            "%(name)s cherche du travail (%(craft)s), à %(place)s."
            " Connaissez-vous quelqu’un à qui présenter son CV ?"
        )
        % known
    )
    warm = _("Je vous présente %(name)s.") % known
    if known["tagline"]:
        warm += " " + _("« %(tagline)s »") % known
    warm += " " + _(
        "Un emploi tient souvent à une rencontre : prêtons-lui notre réseau."
        " Son CV est ici, faites-le voyager."
    )
    pro = _("Vous recrutez à %(place)s ? Rencontrez %(name)s : %(craft)s.") % known
    if known["strengths"]:
        pro += " " + _("Ses atouts : %(strengths)s.") % known
    if len(cv.content.languages) > 1:
        pro += " " + _("Ses langues : %(languages)s.") % known
    pro += " " + _("Une équipe prépare la rencontre et accompagne l’arrivée.")
    texts = {Tone.SIMPLE: simple, Tone.WARM: warm, Tone.PRO: pro}
    return [
        MessageText(tone.value, str(tone.label), text) for tone, text in texts.items()
    ]
