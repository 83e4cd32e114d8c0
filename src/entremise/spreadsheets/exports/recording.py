"""Taking a list away: noted first, then written little by little."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, override

from entremise.candidates.models import Candidate
from entremise.foundation.accounts.models import User
from entremise.foundation.accounts.rules import is_staff
from entremise.foundation.journal.actions import record_accesses, record_in_journal
from entremise.foundation.kit.errors import NotAllowed
from entremise.foundation.kit.text import gettext as _
from entremise.spreadsheets.files.writing import (
    CSV_TYPE,
    XLSX_TYPE,
    WorkbookSheet,
    csv_bytes,
    xlsx_bytes,
)

from .lists import ExportedList, Filters
from .reasons import ExportFormat, ExportReason

TYPED_FILTERS = ("words",)
CODE = re.compile(r"[\w-]{1,22}")


@dataclass(frozen=True)
class PreparedFile:
    """A file whose taking is noted. Its rows are read when ``content`` is."""

    exported: ExportedList
    filters: Filters
    file_format: str
    keys: list[int]
    viewer: User
    language: str

    @property
    def name(self) -> str:
        title = slugify(str(self.exported.declared.title)) or self.exported.name
        return f"{title}-{timezone.localdate():%Y-%m-%d}.{self.file_format}"

    @property
    def content_type(self) -> str:
        return CSV_TYPE if self.file_format == ExportFormat.CSV else XLSX_TYPE

    def content(self) -> Iterator[bytes]:
        """Read after the transaction that noted it: nobody waits for a long list."""
        with override(self.language):
            yield self._written()

    def _written(self) -> bytes:
        columns = self.exported.columns_for(self.viewer)
        headings = [str(column.label) for column in columns]
        rows = self.exported.rows(self.viewer, self.filters, self.keys)
        if self.file_format == ExportFormat.CSV:
            return csv_bytes(headings, rows)
        title = str(self.exported.declared.title)
        return xlsx_bytes([WorkbookSheet(title, headings, rows)])


@transaction.atomic
def export_list(
    exported: ExportedList,
    *,
    filters: Filters,
    file_format: str,
    reason: str,
    by: User,
) -> PreparedFile:
    """Note who takes which list away and why, and whose file they read by it."""
    if not is_staff(by):
        raise NotAllowed(_("Les listes sont données à l’équipe."))
    things = exported.visible_to(by, filters)
    keys = list(things.values_list("pk", flat=True))
    record_in_journal(
        "spreadsheets.exported",
        by=by,
        about=(by,),
        list=exported.declared.key,
        format=str(ExportFormat(file_format)),
        reason=str(ExportReason(reason)),
        number=len(keys),
        filters={name: _noted(name, value) for name, value in filters.items()},
    )
    if exported.person_field:
        record_accesses(by, _people(exported, things, by))
    language = get_language() or settings.LANGUAGE_CODE
    return PreparedFile(exported, filters, file_format, keys, by, language)


def _people(exported: ExportedList, things: Any, by: User) -> list[str]:
    codes = set(things.order_by().values_list(exported.person_field, flat=True))
    own = Candidate.objects.filter(user=by).values_list("code", flat=True)
    return sorted(codes - set(own))


def _noted(name: str, value: str) -> str:
    """The journal holds codes: of what was typed, only that something was."""
    if name in TYPED_FILTERS or not CODE.fullmatch(value):
        return "…"
    return value
