from django.apps import AppConfig

from entremise.foundation.accounts.events import ZoneChanged
from entremise.foundation.accounts.registry import (
    register_card_right,
    register_zone_rows,
)
from entremise.foundation.backups.registry import register_ledger_fact
from entremise.foundation.journal.registry import register_verbs
from entremise.foundation.kit import events
from entremise.foundation.kit.text import gettext, gettext_lazy as _, ngettext
from entremise.foundation.tasks.registry import TaskGroup, register_task_reasons

from .enums import GrantMethod, PathState


class CandidatesConfig(AppConfig):
    name = "entremise.candidates"
    label = "candidates"

    def ready(self) -> None:
        from entremise.foundation.messaging.queries.recipients import (
            register_zone_finder,
        )
        from entremise.foundation.search.actions.rebuilding import register_index_source
        from entremise.foundation.search.actions.scoped_index import (
            register_scoped_source,
        )

        from . import handlers, rules
        from .actions import search_index
        from .actions.ledger import LEDGER_FACTS
        from .indexing import staff_index
        from .indexing.public_index import CV_DOCUMENTS
        from .models import Candidate, Cohort, ReferrerOrganization

        register_index_source(
            CV_DOCUMENTS,
            keys=search_index.published_cv_codes,
            entries=search_index.published_cv_entries,
        )
        register_scoped_source(
            staff_index.CANDIDATE_DOCUMENTS,
            zones=staff_index.candidate_zone_ids,
            codes=staff_index.candidate_codes_in_zone,
            entries=staff_index.candidate_index_entries,
        )
        register_card_right(rules.may_print_card_for)
        register_zone_rows(
            Candidate,
            lambda number: (
                ngettext("%(number)d candidat·e", "%(number)d candidat·es", number)
                % {"number": number}
            ),
        )
        register_zone_rows(
            Cohort,
            lambda number: (
                ngettext("%(number)d promotion", "%(number)d promotions", number)
                % {"number": number}
            ),
        )
        register_zone_rows(
            ReferrerOrganization,
            lambda number: (
                ngettext("%(number)d structure", "%(number)d structures", number)
                % {"number": number}
            ),
        )
        for fact in LEDGER_FACTS:
            register_ledger_fact(fact)
        events.subscribe(ZoneChanged, handlers.show_zone_in_publications)
        register_zone_finder(
            lambda user: getattr(getattr(user, "candidate", None), "zone", None)
        )
        register_verbs(
            {
                "candidates.referred": _("Orientation reçue"),
                "candidates.path_moved": lambda data: (
                    gettext("Parcours : %s") % PathState(data["became"]).label
                ),
                "candidates.access_given": _("Espace personnel ouvert"),
                "candidates.corrected": _("Dossier corrigé"),
                "candidates.assigned": _("Suivi confié"),
                "candidates.listed": _("Dossier repris d’une liste"),
                "candidates.completed": _("Dossier complété d’après une liste"),
                "candidates.cv_edited": _("CV modifié"),
                "candidates.cv_submitted": _("CV envoyé à l’équipe"),
                "candidates.cv_taken_back": _("CV repris avant relecture"),
                "candidates.changes_requested": _("Retouche demandée sur le CV"),
                "candidates.cv_approved": _("CV relu et accepté"),
                "candidates.consent_code_sent": _("Code d’accord envoyé à la personne"),
                "candidates.published": lambda data: (
                    gettext("CV rendu visible, avec l’accord de la personne : %s")
                    % GrantMethod(data["means"]).label
                ),
                "candidates.unpublished": _("CV retiré"),
                "candidates.paper_recorded": _("Accord sur papier enregistré"),
                "candidates.paper_refused": _("Accord sur papier refusé"),
                "candidates.consent_denied": _(
                    "« Ce n’était pas moi » : le CV est caché"
                ),
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
                "candidates.cohort_opened": lambda data: (
                    gettext("Promotion %(name)s ouverte") % data
                ),
                "candidates.cohort_changed": lambda data: (
                    gettext("Promotion %(name)s modifiée") % data
                ),
                "candidates.cohort_closed": lambda data: (
                    gettext("Promotion %(name)s fermée") % data
                ),
                "candidates.cohort_reopened": lambda data: (
                    gettext("Promotion %(name)s rouverte") % data
                ),
                "candidates.cohort_deleted": lambda data: (
                    gettext("Promotion %(name)s supprimée") % data
                ),
            }
        )
        register_task_reasons(
            {"candidates.referral": _("Personne orientée, à rencontrer")}
        )
        register_task_reasons(
            {"candidates.cv_to_review": _("CV à relire")},
            group=TaskGroup.REVIEW,
        )
        register_task_reasons(
            {"candidates.paper_to_read": _("Accord sur papier à lire")},
            group=TaskGroup.REVIEW,
        )
        register_task_reasons(
            {
                "candidates.consent_denied": _(
                    "Dit ne pas avoir donné son accord : à appeler, à l’abri des autres"
                )
            },
            group=TaskGroup.CONFIRM,
        )
        register_task_reasons(
            {"candidates.translation_to_review": _("Traduction de CV à relire")},
            group=TaskGroup.REVIEW,
        )
        register_task_reasons(
            {
                "candidates.data_rectify": _("Demande à corriger ses données"),
                "candidates.data_erase": _("Demande à effacer ses données"),
            }
        )
