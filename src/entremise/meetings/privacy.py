from entremise.foundation.kit.privacy import Erase, Field
from entremise.foundation.kit.text import gettext_lazy as _

FIELDS = {
    "Approach.contact_name": Field(
        _("Répondre à qui propose une rencontre"), export=False
    ),
    "Approach.contact_email": Field(
        _("Répondre à qui propose une rencontre"), export=False
    ),
    "Approach.contact_phone": Field(
        _("Répondre à qui propose une rencontre"), export=False
    ),
    "Approach.words": Field(
        _("Dire à la personne pourquoi on veut la rencontrer"), erase=Erase.BLANK
    ),
    "Approach.job_idea": Field(
        _("Dire à la personne ce qu’on imagine faire ensemble"), erase=Erase.BLANK
    ),
    "Approach.place": Field(_("Choisir un lieu"), erase=Erase.BLANK),
    "Approach.wished_at": Field(_("Choisir un moment"), erase=Erase.BLANK),
    "Approach.answer_by": Field(_("Tenir la promesse d’une réponse"), erase=Erase.KEEP),
    "Approach.decision_words": Field(
        _("Garder la réponse écrite par une personne"), erase=Erase.BLANK
    ),
    "Meeting.place": Field(_("Se retrouver"), erase=Erase.BLANK),
    "Meeting.access": Field(_("Trouver le chemin"), erase=Erase.BLANK),
    "Meeting.remote_reason": Field(
        _("Dire pourquoi la rencontre se fait à distance"), erase=Erase.BLANK
    ),
    "Meeting.ended_words": Field(
        _("Dire à l’autre pourquoi la rencontre change"), erase=Erase.BLANK
    ),
    "Attendance.name": Field(_("Savoir qui vient"), export=False),
    "Attendance.title": Field(_("Savoir qui vient"), export=False),
    "Preparation.wants": Field(_("Préparer la rencontre avec ses mots")),
    "Preparation.needs": Field(_("Préparer la rencontre avec ses mots")),
    "Debrief.changed": Field(
        _("Se souvenir de ce que la rencontre a changé"), erase=Erase.BLANK
    ),
    "Debrief.words": Field(
        _("Dire à l’équipe ce qui aiderait pour la suite"), erase=Erase.BLANK
    ),
}
NOT_PERSONAL = {"Approach.share_token": "a channel, the same for everybody"}
