from entremise.foundation.kit.privacy import AFTER_LAST_CONTACT, Erasure, PersonalField
from entremise.foundation.kit.text import gettext_lazy as _

FIELDS = {
    "Candidate.first_name": PersonalField(_("Appeler la personne par son prénom")),
    "Candidate.last_name": PersonalField(
        _("Reconnaître la personne, et la présenter si elle le veut")
    ),
    "Candidate.email": PersonalField(_("Écrire à la personne")),
    "Candidate.phone": PersonalField(_("Joindre la personne")),
    "Candidate.referral_message": PersonalField(
        _("Savoir pourquoi la structure oriente la personne")
    ),
    "Candidate.situation": PersonalField(
        _("Adapter l’accompagnement, seulement si c’est utile")
    ),
    "Referrer.first_name": PersonalField(_("Répondre à qui oriente"), export=False),
    "Referrer.last_name": PersonalField(_("Répondre à qui oriente"), export=False),
    "Referrer.email": PersonalField(_("Répondre à qui oriente"), export=False),
    "Referrer.phone": PersonalField(_("Répondre à qui oriente"), export=False),
    "PathMove.comment": PersonalField(
        _("Se souvenir de ce qui a été décidé ensemble"), erase=Erasure.BLANK
    ),
    "CV.content": PersonalField(_("Écrire le CV de la personne")),
    "CV.photo": PersonalField(_("Montrer le visage de la personne, si elle le veut")),
    "ReviewComment.text": PersonalField(_("Dire ce qui est à reprendre dans le CV")),
    "Translation.content": PersonalField(
        _("Écrire le CV de la personne dans une autre langue")
    ),
    "Translation.remark": PersonalField(
        _("Dire ce qui est à reprendre dans une traduction")
    ),
    "ApprovedTranslation.content": PersonalField(
        _("Garder la traduction que la personne a acceptée de montrer")
    ),
    "Snapshot.content": PersonalField(
        _("Garder la version que la personne a acceptée de montrer")
    ),
    "Snapshot.photo": PersonalField(
        _("Garder la photo que la personne a acceptée de montrer")
    ),
    "ConsentGrant.fields": PersonalField(
        _("Prouver ce que la personne a accepté"), retention=AFTER_LAST_CONTACT
    ),
    "ConsentGrant.channels": PersonalField(
        _("Prouver ce que la personne a accepté"), retention=AFTER_LAST_CONTACT
    ),
    "ConsentGrant.translations": PersonalField(
        _("Prouver ce que la personne a accepté"), retention=AFTER_LAST_CONTACT
    ),
    "ConsentGrant.withdrawn_translations": PersonalField(
        _("Prouver ce que la personne a retiré"), retention=AFTER_LAST_CONTACT
    ),
    "ConsentGrant.scan": PersonalField(
        _("Prouver un accord donné sur papier"), retention=AFTER_LAST_CONTACT
    ),
    "ConsentCode.fields": PersonalField(
        _("Se souvenir de ce que le code accepte"), export=False
    ),
    "ConsentCode.channels": PersonalField(
        _("Se souvenir de ce que le code accepte"), export=False
    ),
    "ConsentCode.translations": PersonalField(
        _("Se souvenir de ce que le code accepte"), export=False
    ),
    "PaperConsent.fields": PersonalField(
        _("Se souvenir de ce que le papier accepte"),
        export=False,
        retention=AFTER_LAST_CONTACT,
    ),
    "PaperConsent.channels": PersonalField(
        _("Se souvenir de ce que le papier accepte"),
        export=False,
        retention=AFTER_LAST_CONTACT,
    ),
    "PaperConsent.translations": PersonalField(
        _("Se souvenir de ce que le papier accepte"),
        export=False,
        retention=AFTER_LAST_CONTACT,
    ),
    "PaperConsent.scan": PersonalField(
        _("Lire le papier à deux avant de montrer le CV"),
        export=False,
        retention=AFTER_LAST_CONTACT,
    ),
    "PaperConsent.remark": PersonalField(
        _("Dire pourquoi un papier n’a pas été accepté"),
        export=False,
        retention=AFTER_LAST_CONTACT,
    ),
    "Recommendation.author": PersonalField(_("Signer une recommandation")),
    "Recommendation.author_role": PersonalField(
        _("Dire d’où l’auteur connaît la personne")
    ),
    "Recommendation.text": PersonalField(
        _("Dire du bien de la personne, si elle le veut")
    ),
    "Recommendation.request_message": PersonalField(
        _("Demander ces quelques mots à quelqu’un")
    ),
    "Recommendation.author_email": PersonalField(
        _("Envoyer le lien à qui écrira ces mots"), export=False
    ),
}
NOT_PERSONAL = {
    "Cohort.name": "a group's name",
    "ReferrerOrganization.name": "an organisation",
    "ReviewComment.section": "which part of a CV",
    "ConsentGrant.consent_version": "which text was shown",
    "ConsentGrant.consent_text_hash": "hash of a text of ours",
    "PaperConsent.consent_version": "which text was shown",
    "ConsentCode.consent_version": "which text was shown",
    "ConsentCode.digest": "keyed hash of a code that lasts thirty minutes",
    "ApprovedTranslation.source_fingerprint": "hash of the sentences translated",
    "Recommendation.secret": "random address of a page to write on",
    "Publication.rendering_key": "random address of a rendering",
}
