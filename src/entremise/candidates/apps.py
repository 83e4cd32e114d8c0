from django.apps import AppConfig

from entremise.foundation.journal import verbs
from entremise.foundation.kit.text import gettext
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.foundation.tasks import reasons

from .enums import GrantMeans, PathState


class CandidatesConfig(AppConfig):
    name = "entremise.candidates"
    label = "candidates"

    def ready(self) -> None:
        from entremise.foundation.messaging.recipients import find_zone_by
        from entremise.foundation.search.actions import register, register_sort

        from . import circles
        from .actions import findable
        from .search import KIND

        register(KIND, keys=findable.keys, entries=findable.entries)
        register_sort(
            circles.SORT,
            zones=circles.zones,
            codes=circles.codes,
            entries=circles.entries,
        )
        find_zone_by(
            lambda user: getattr(getattr(user, "candidate", None), "zone", None)
        )
        verbs.declare(
            {
                "candidates.referred": _("Orientation reçue"),
                "candidates.path_moved": lambda data: (
                    gettext("Parcours : %s") % PathState(data["became"]).label
                ),
                "candidates.access_given": _("Espace personnel ouvert"),
                "candidates.corrected": _("Dossier corrigé"),
                "candidates.assigned": _("Suivi confié"),
                "candidates.cv_edited": _("CV modifié"),
                "candidates.cv_submitted": _("CV envoyé à l’équipe"),
                "candidates.cv_taken_back": _("CV repris avant relecture"),
                "candidates.changes_requested": _("Retouche demandée sur le CV"),
                "candidates.cv_approved": _("CV relu et accepté"),
                "candidates.consent_code_sent": _("Code d’accord envoyé à la personne"),
                "candidates.published": lambda data: (
                    gettext("CV rendu visible, avec l’accord de la personne : %s")
                    % GrantMeans(data["means"]).label
                ),
                "candidates.unpublished": _("CV retiré"),
                "candidates.recommendation_asked": _(
                    "Quelques mots demandés à quelqu’un"
                ),
                "candidates.recommendation_written": _("Quelques mots reçus"),
                "candidates.recommendation_accepted": _(
                    "Quelques mots gardés pour le CV"
                ),
                "candidates.recommendation_put_aside": _("Quelques mots mis de côté"),
                "candidates.text_dropped": _("Une langue du CV n’est plus montrée"),
                "candidates.translation_begun": _("CV commencé dans une autre langue"),
                "candidates.translation_written": _("Traduction du CV modifiée"),
                "candidates.translation_submitted": _(
                    "Traduction du CV envoyée à l’équipe"
                ),
                "candidates.translation_changes": _(
                    "Retouche demandée sur une traduction"
                ),
                "candidates.translation_read": _("Traduction du CV relue et acceptée"),
                "candidates.data_asked": _("Demande sur ses données"),
            }
        )
        reasons.declare({"candidates.referral": _("Personne orientée, à rencontrer")})
        reasons.declare(
            {"candidates.cv_to_review": _("CV à relire")}, group=reasons.Group.REVIEW
        )
        reasons.declare(
            {"candidates.translation_to_review": _("Traduction de CV à relire")},
            group=reasons.Group.REVIEW,
        )
        reasons.declare(
            {
                "candidates.data_rectify": _("Demande à corriger ses données"),
                "candidates.data_erase": _("Demande à effacer ses données"),
            }
        )
