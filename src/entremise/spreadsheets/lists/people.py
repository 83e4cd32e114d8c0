"""Columns that several lists share: how a person of another list is recognised."""

from collections.abc import Callable
from typing import Any

from entremise.foundation.kit.text import gettext_lazy as _
from entremise.spreadsheets.columns import Column, ColumnKind


def candidate_columns(candidate_of: Callable[[Any], Any]) -> tuple[Column, ...]:
    """Columns that say which candidate a row is about."""
    return (
        Column(
            "candidate_first_name",
            _("Prénom du candidat"),
            ColumnKind.NAME,
            lambda row: candidate_of(row).first_name,
            example="Ali",
            headings=(
                "prenom candidat",
                "prenom candidate",
                "prenom de la personne",
                "prenom",
            ),
        ),
        Column(
            "candidate_last_name",
            _("Nom du candidat"),
            ColumnKind.NAME,
            lambda row: candidate_of(row).last_name,
            example="Haddad",
            headings=(
                "nom de famille du candidat",
                "nom de la personne",
                "nom",
                "nom de famille",
            ),
        ),
        Column(
            "candidate",
            _("Candidat (prénom et nom)"),
            ColumnKind.FULL_NAME,
            example="",
            headings=(
                "candidat",
                "candidate",
                "candidat·e",
                "candidat(e)",
                "personne",
                "personne accompagnee",
                "beneficiaire",
                "salarie",
                "nom prenom candidat",
                "nom prenom",
                "nom et prenom",
                "prenom nom",
                "nom complet",
            ),
            help=_("À la place des deux colonnes, quand tout est dans une case."),
        ),
        Column(
            "candidate_phone",
            _("Téléphone du candidat"),
            ColumnKind.PHONE,
            lambda row: candidate_of(row).phone,
            example="06 12 34 56 78",
            headings=("tel candidat", "portable candidat"),
        ),
        Column(
            "candidate_email",
            _("E-mail du candidat"),
            ColumnKind.EMAIL,
            lambda row: candidate_of(row).email,
            example="ali.haddad@exemple.fr",
            headings=("mail candidat", "courriel candidat", "adresse mail candidat"),
        ),
    )


def coach_columns(coach_of: Callable[[Any], Any]) -> tuple[Column, ...]:
    """Columns that say which coach a row is about."""
    return (
        Column(
            "coach_first_name",
            _("Prénom du coach"),
            ColumnKind.NAME,
            lambda row: coach_of(row).user.first_name,
            example="Jeanne",
            headings=("prenom coach", "prenom benevole", "prenom du benevole"),
        ),
        Column(
            "coach_last_name",
            _("Nom du coach"),
            ColumnKind.NAME,
            lambda row: coach_of(row).user.last_name,
            example="Morel",
            headings=("nom benevole", "nom du benevole", "nom de famille du coach"),
        ),
        Column(
            "coach",
            _("Coach (prénom et nom)"),
            ColumnKind.FULL_NAME,
            headings=("coach", "benevole", "parrain", "marraine", "nom prenom coach"),
            help=_("À la place des deux colonnes, quand tout est dans une case."),
        ),
        Column(
            "coach_phone",
            _("Téléphone du coach"),
            ColumnKind.PHONE,
            lambda row: coach_of(row).user.known_phone,
            example="06 11 22 33 44",
            headings=("tel coach", "portable coach"),
        ),
        Column(
            "coach_email",
            _("E-mail du coach"),
            ColumnKind.EMAIL,
            lambda row: coach_of(row).user.known_email,
            example="jeanne.morel@exemple.fr",
            headings=("mail coach", "courriel coach", "adresse mail coach"),
        ),
    )
