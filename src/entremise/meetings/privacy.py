from entremise.foundation.kit.privacy import Erasure, PersonalField
from entremise.foundation.kit.text import gettext_lazy as _

FIELDS = {
    "Approach.contact_name": PersonalField(
        _("Répondre à qui propose une rencontre"), export=False
    ),
    "Approach.contact_email": PersonalField(
        _("Répondre à qui propose une rencontre"), export=False
    ),
    "Approach.contact_phone": PersonalField(
        _("Répondre à qui propose une rencontre"), export=False
    ),
    "Approach.message": PersonalField(
        _("Dire à la personne pourquoi on veut la rencontrer"), erase=Erasure.BLANK
    ),
    "Approach.job_idea": PersonalField(
        _("Dire à la personne ce qu’on imagine faire ensemble"), erase=Erasure.BLANK
    ),
    "Approach.place": PersonalField(_("Choisir un lieu"), erase=Erasure.BLANK),
    "Approach.wished_at": PersonalField(_("Choisir un moment"), erase=Erasure.BLANK),
    "Approach.answer_by": PersonalField(
        _("Tenir la promesse d’une réponse"), erase=Erasure.KEEP
    ),
    "Approach.decision_message": PersonalField(
        _("Garder la réponse écrite par une personne"), erase=Erasure.BLANK
    ),
    "Meeting.place": PersonalField(_("Se retrouver"), erase=Erasure.BLANK),
    "Meeting.directions": PersonalField(_("Trouver le chemin"), erase=Erasure.BLANK),
    "Meeting.remote_reason": PersonalField(
        _("Dire pourquoi la rencontre se fait à distance"), erase=Erasure.BLANK
    ),
    "Meeting.change_message": PersonalField(
        _("Dire à l’autre pourquoi la rencontre change"), erase=Erasure.BLANK
    ),
    "Attendance.name": PersonalField(_("Savoir qui vient"), export=False),
    "Attendance.title": PersonalField(_("Savoir qui vient"), export=False),
    "Preparation.wants": PersonalField(_("Préparer la rencontre avec ses mots")),
    "Preparation.needs": PersonalField(_("Préparer la rencontre avec ses mots")),
    "Debrief.changed": PersonalField(
        _("Se souvenir de ce que la rencontre a changé"), erase=Erasure.BLANK
    ),
    "Debrief.comment": PersonalField(
        _("Dire à l’équipe ce qui aiderait pour la suite"), erase=Erasure.BLANK
    ),
}
NOT_PERSONAL = {"Approach.share_token": "a channel, the same for everybody"}
