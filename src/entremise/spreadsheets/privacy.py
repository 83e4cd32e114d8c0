"""Personal data of files that are brought in: kept as briefly as the import needs."""

from entremise.foundation.kit.privacy import PersonalField, Retention
from entremise.foundation.kit.text import gettext_lazy as _

A_DAY_AFTER_IMPORT = Retention(1, _("l’import"))

FIELDS = {
    "ImportRun.file": PersonalField(
        _("Lire la liste que l’équipe apporte ; effacé dès que c’est fait"),
        retention=A_DAY_AFTER_IMPORT,
        export=False,
    ),
    "ImportRow.cells": PersonalField(
        _("Rendre les lignes refusées à qui les corrige"),
        retention=A_DAY_AFTER_IMPORT,
        export=False,
    ),
    "ImportRow.label": PersonalField(
        _("Dire de qui parle une ligne avant de l’importer"),
        retention=A_DAY_AFTER_IMPORT,
        export=False,
    ),
    "ImportRow.reasons": PersonalField(
        _("Dire pourquoi une ligne est refusée ou déjà connue"),
        retention=A_DAY_AFTER_IMPORT,
        export=False,
    ),
    "ImportedObject.changes": PersonalField(
        _("Défaire un import"), retention=A_DAY_AFTER_IMPORT, export=False
    ),
}
NOT_PERSONAL = {
    "ImportRun.file_name": "the name of a file",
    "ImportRun.sheets": "names of sheets",
    "ImportRun.sheet": "the name of a sheet",
    "ImportRun.headings": "headings of columns",
    "ImportRun.columns": "which column is which",
    "ImportRun.defaults": "what rows that say none get",
    "ImportRun.notes": "names of promotions and zones, with numbers of rows",
    "ImportRun.error": "why a file is not read",
    "ImportRun.counts": "numbers",
    "ImportRow.digest": "a keyed hash",
    "ImportedObject.model": "the name of a table",
    "ImportedObject.fingerprint": "a hash",
    "RememberedColumn.heading": "a heading",
    "RememberedColumn.column": "the key of a column",
}
