"""The list of pairs: a coach and a candidate."""

from entremise.coaching.enums import PairingEndReason
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.spreadsheets.columns import Column, ColumnKind, SpreadsheetList

from .people import candidate_columns, coach_columns

PAIRINGS = SpreadsheetList(
    "pairings",
    _("Binômes"),
    _("Une ligne est un coach et une personne, déjà importés."),
    (
        *candidate_columns(lambda pairing: pairing.candidate),
        *coach_columns(lambda pairing: pairing.coach),
        Column(
            "started_on",
            _("Début du binôme"),
            ColumnKind.DATE,
            lambda pairing: pairing.started_at,
            required=True,
            example="03/03/2026",
            headings=("debut", "date de debut", "depuis", "depuis le", "demarrage"),
        ),
        Column(
            "ended_on",
            _("Fin du binôme"),
            ColumnKind.DATE,
            lambda pairing: pairing.ended_at,
            headings=("fin", "date de fin", "termine le"),
            help=_("Vide : le binôme dure encore."),
        ),
        Column(
            "end_reason",
            _("Raison de la fin"),
            ColumnKind.CHOICE,
            lambda pairing: pairing.end_reason,
            headings=("motif de fin", "raison", "motif"),
            choices=dict(PairingEndReason.choices),
            words={
                "emploi": PairingEndReason.GOAL,
                "objectif atteint": PairingEndReason.GOAL,
                "six mois": PairingEndReason.TERM,
                "fin de parcours": PairingEndReason.TERM,
                "candidat": PairingEndReason.CANDIDATE,
                "coach": PairingEndReason.COACH,
                "equipe": PairingEndReason.TEAM,
            },
        ),
    ),
)
