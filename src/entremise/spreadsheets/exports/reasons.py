from django.db import models

from entremise.foundation.kit.text import gettext_lazy as _


class ExportReason(models.TextChoices):
    """Why a list is taken away: chosen, since the journal holds no typed text."""

    WORK = "work", _("Travailler sur la liste, sans connexion ou avec un tableur")
    FUNDER = "funder", _("Rendre compte à un financeur")
    BOARD = "board", _("Préparer une réunion, un conseil, une assemblée")
    PARTNER = "partner", _("Vérifier avec une structure partenaire")
    CHECK = "check", _("Vérifier ou corriger des fiches")
    MOVE = "move", _("Passer les données à une autre installation")


class ExportFormat(models.TextChoices):
    XLSX = (
        "xlsx",
        _("Classeur XLSX : les dates sont des dates, les nombres des nombres"),
    )
    CSV = "csv", _("Fichier CSV : pour un autre logiciel")
