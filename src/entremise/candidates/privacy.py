from entremise.foundation.kit.privacy import PATH, Erase, Field
from entremise.foundation.kit.text import gettext_lazy as _

FIELDS = {
    "Candidate.first_name": Field(_("Appeler la personne par son prénom")),
    "Candidate.last_name": Field(
        _("Reconnaître la personne, et la présenter si elle le veut")
    ),
    "Candidate.email": Field(_("Écrire à la personne")),
    "Candidate.phone": Field(_("Joindre la personne")),
    "Candidate.referral_words": Field(
        _("Savoir pourquoi la structure oriente la personne")
    ),
    "Candidate.situation": Field(
        _("Adapter l’accompagnement, seulement si c’est utile")
    ),
    "Referrer.first_name": Field(_("Répondre à qui oriente"), export=False),
    "Referrer.last_name": Field(_("Répondre à qui oriente"), export=False),
    "Referrer.email": Field(_("Répondre à qui oriente"), export=False),
    "Referrer.phone": Field(_("Répondre à qui oriente"), export=False),
    "PathMove.words": Field(
        _("Se souvenir de ce qui a été décidé ensemble"), erase=Erase.BLANK
    ),
    "CV.content": Field(_("Écrire le CV de la personne")),
    "CV.photo": Field(_("Montrer le visage de la personne, si elle le veut")),
    "ReviewComment.words": Field(_("Dire ce qui est à reprendre dans le CV")),
    "Translation.content": Field(
        _("Écrire le CV de la personne dans une autre langue")
    ),
    "Translation.remark": Field(_("Dire ce qui est à reprendre dans une traduction")),
    "ReadTranslation.content": Field(
        _("Garder la traduction que la personne a acceptée de montrer")
    ),
    "Snapshot.content": Field(
        _("Garder la version que la personne a acceptée de montrer")
    ),
    "Snapshot.photo": Field(_("Garder la photo que la personne a acceptée de montrer")),
    "ConsentGrant.fields": Field(_("Prouver ce que la personne a accepté"), keep=PATH),
    "ConsentGrant.channels": Field(
        _("Prouver ce que la personne a accepté"), keep=PATH
    ),
    "ConsentGrant.texts": Field(_("Prouver ce que la personne a accepté"), keep=PATH),
    "ConsentGrant.dropped": Field(_("Prouver ce que la personne a retiré"), keep=PATH),
    "ConsentGrant.scan": Field(_("Prouver un accord donné sur papier"), keep=PATH),
    "ConsentCode.fields": Field(
        _("Se souvenir de ce que le code accepte"), export=False
    ),
    "ConsentCode.channels": Field(
        _("Se souvenir de ce que le code accepte"), export=False
    ),
    "ConsentCode.texts": Field(
        _("Se souvenir de ce que le code accepte"), export=False
    ),
    "Recommendation.author": Field(_("Signer une recommandation")),
    "Recommendation.author_role": Field(_("Dire d’où l’auteur connaît la personne")),
    "Recommendation.words": Field(_("Dire du bien de la personne, si elle le veut")),
    "Recommendation.asked_words": Field(_("Demander ces quelques mots à quelqu’un")),
    "Recommendation.author_email": Field(
        _("Envoyer le lien à qui écrira ces mots"), export=False
    ),
}
NOT_PERSONAL = {
    "Cohort.name": "a group's name",
    "ReferrerOrganization.name": "an organisation",
    "ReviewComment.section": "which part of a CV",
    "ConsentGrant.text_version": "which text was shown",
    "ConsentGrant.text_hash": "hash of a text of ours",
    "ConsentCode.text_version": "which text was shown",
    "ConsentCode.digest": "keyed hash of a code that lasts thirty minutes",
    "ReadTranslation.source": "hash of the sentences translated",
    "Recommendation.secret": "random address of a page to write on",
    "Publication.rendering": "random address of a rendering",
}
