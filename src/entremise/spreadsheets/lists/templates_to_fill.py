"""The file to fill in for each list, made of its declaration."""

from typing import Any

from entremise.foundation.kit.text import gettext as _
from entremise.spreadsheets.columns import Column, ColumnKind, SpreadsheetList
from entremise.spreadsheets.files.writing import WorkbookSheet, csv_bytes, xlsx_bytes


def template_xlsx(declared: SpreadsheetList) -> bytes:
    """The headings alone, and a second sheet that says what each column expects."""
    columns = _offered(declared)
    explained = [
        [
            str(column.label),
            _("oui") if column.required else "",
            expected(column),
            column.example,
            str(column.help),
        ]
        for column in columns
    ]
    headings = [
        _("Colonne"),
        _("Obligatoire"),
        _("Ce qu’on y écrit"),
        _("Exemple"),
        _("À savoir"),
    ]
    return xlsx_bytes(
        [
            WorkbookSheet(str(declared.title), [str(c.label) for c in columns], []),
            WorkbookSheet(_("Explications"), headings, explained),
        ]
    )


def template_csv(declared: SpreadsheetList) -> bytes:
    return csv_bytes([str(column.label) for column in _offered(declared)], [])


def _offered(declared: SpreadsheetList) -> list[Column]:
    """Whole names are read but not offered: two columns are surer."""
    return declared.exported_columns


def expected(column: Column) -> str:
    """What a cell of this column may say."""
    if column.kind == ColumnKind.CHOICE:
        labels = [str(label) for label in column.choices.values()]
        shown = ", ".join(labels[:12])
        return _("%(labels)s…") % {"labels": shown} if len(labels) > 12 else shown
    sentences: dict[ColumnKind, Any] = {
        ColumnKind.DATE: _("un jour, comme 03/03/2026 ou 3 mars 2026"),
        ColumnKind.PHONE: _("un numéro, comme 06 12 34 56 78"),
        ColumnKind.EMAIL: _("une adresse e-mail"),
        ColumnKind.POSTCODE: _("cinq chiffres"),
        ColumnKind.SIREN: _("neuf chiffres, ou un SIRET"),
        ColumnKind.ZONE: _("le nom d’une de vos zones"),
        ColumnKind.COHORT: _("le nom d’une promotion"),
        ColumnKind.NUMBER: _("un nombre"),
        ColumnKind.YES_NO: _("oui ou non"),
        ColumnKind.WORDS: _("des mots séparés par des points-virgules"),
    }
    return str(sentences.get(column.kind, _("du texte")))
