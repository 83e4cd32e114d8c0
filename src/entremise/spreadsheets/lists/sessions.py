"""The list of sessions of pairs: what a coach noted."""

from entremise.coaching.enums import SessionMood
from entremise.foundation.kit.text import gettext_lazy as _
from entremise.spreadsheets.columns import Column, ColumnKind, SpreadsheetList

from .people import candidate_columns, coach_columns

SESSIONS = SpreadsheetList(
    "sessions",
    _("Séances des binômes"),
    _("Une ligne est une séance d’un binôme déjà importé."),
    (
        *candidate_columns(lambda session: session.pairing.candidate),
        *coach_columns(lambda session: session.pairing.coach),
        Column(
            "on",
            _("Jour de la séance"),
            ColumnKind.DATE,
            lambda session: session.on,
            required=True,
            example="12/03/2026",
            headings=("date", "jour", "date de la seance", "date du rendez-vous", "le"),
        ),
        Column(
            "minutes",
            _("Durée en minutes"),
            ColumnKind.NUMBER,
            lambda session: session.minutes,
            example="120",
            headings=("duree", "minutes", "temps"),
            help=_("Vide : 120."),
        ),
        Column(
            "in_person",
            _("En présence"),
            ColumnKind.YES_NO,
            lambda session: session.in_person,
            example="oui",
            headings=("presentiel", "en personne", "en physique"),
            help=_("Vide : oui."),
        ),
        Column(
            "mood",
            _("Comment ça avance"),
            ColumnKind.CHOICE,
            lambda session: session.mood,
            example="Ça avance",
            headings=("humeur", "avancement", "meteo"),
            choices=dict(SessionMood.choices),
            words={
                "bien": SessionMood.GOOD,
                "bon": SessionMood.GOOD,
                "lent": SessionMood.SLOW,
                "moyen": SessionMood.SLOW,
                "difficile": SessionMood.HARD,
            },
            help=_("Vide : ça avance."),
        ),
        Column(
            "did",
            _("Ce qui a été fait"),
            ColumnKind.LONG_TEXT,
            lambda session: session.did,
            required=True,
            example="Préparé un entretien",
            headings=("compte rendu", "contenu", "sujet", "notes", "commentaire"),
        ),
        Column(
            "next_step",
            _("Prochaine étape"),
            ColumnKind.TEXT,
            lambda session: session.next_step,
            example="relire la lettre",
            headings=("suite", "a faire", "prochaine fois"),
            max_length=200,
        ),
    ),
)
