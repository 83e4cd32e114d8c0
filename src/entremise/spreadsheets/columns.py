"""A column of a list: its heading, what its cells hold, where their value comes from.

One declaration serves the file to fill in, the import and the export of a list.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.utils.translation import override

from entremise.foundation.accounts.validators import readable_phone_number
from entremise.foundation.kit.text import Sentence
from entremise.foundation.search.analysis.text import fold_text


class ColumnKind(StrEnum):
    """How the cells of a column are read and written."""

    TEXT = "text"  # one line
    LONG_TEXT = "long_text"
    WORDS = "words"  # several short texts, separated by semicolons
    NAME = "name"  # first name or last name
    FULL_NAME = "full_name"  # both in one cell
    DATE = "date"
    PHONE = "phone"  # E.164 in Python
    EMAIL = "email"
    POSTCODE = "postcode"
    SIREN = "siren"
    ZONE = "zone"  # its name
    COHORT = "cohort"  # its name
    CHOICE = "choice"  # a value of ``choices`` in Python, its label in a cell
    NUMBER = "number"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Column:
    key: str
    label: Sentence
    kind: ColumnKind = ColumnKind.TEXT
    # From an object of the list to a str, date, number, bool, list of str or None.
    # None: the column is only read.
    value_of: Callable[[Any], Any] | None = None
    required: bool = False
    example: str = ""
    # other headings that people write, in any case, with or without accents
    headings: tuple[str, ...] = ()
    help: Sentence = ""
    choices: Mapping[str, Sentence] = field(default_factory=dict)  # value → label
    # what people write for a choice → its value
    words: Mapping[str, str] = field(default_factory=dict)
    max_length: int = 0  # 0: no limit but that of the reader
    # What the rows that say none may get, chosen for a whole file: value → label. The first is
    # what they get when nobody chooses.
    defaults: Mapping[str, Sentence] = field(default_factory=dict)
    defaults_label: Sentence = ""

    @property
    def is_exported(self) -> bool:
        return self.value_of is not None


@dataclass(frozen=True)
class SpreadsheetList:
    """A list that is imported and exported. One object of ``columns`` is one row."""

    key: str  # in addresses and on the command line: "candidates"
    title: Sentence
    row_meaning: Sentence  # what one row is
    columns: tuple[Column, ...]

    @property
    def columns_with_defaults(self) -> list[Column]:
        return [column for column in self.columns if column.defaults]

    @property
    def exported_columns(self) -> list[Column]:
        return [column for column in self.columns if column.is_exported]

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


def cell_of(column: Column, row: Any) -> Any:
    """What a cell says of one row: a text, a day, a number, yes or no, or None."""
    value = column.value_of(row) if column.value_of else None
    if value is None or value == "":
        return None
    if column.kind == ColumnKind.CHOICE:
        return str(column.choices.get(value, value))
    if column.kind == ColumnKind.PHONE:
        return readable_phone_number(value)
    return value


SMALL_WORDS = frozenset(["du", "de", "des", "la", "le", "les", "l", "d", "the", "of"])


def fold_heading(text: str) -> str:
    """What is compared of a heading: « N° de téléphone * » and "n telephone" are the same."""
    words = re.sub(r"[^\w]+|_", " ", fold_text(text)).split()
    return " ".join([word for word in words if word not in SMALL_WORDS] or words)


def labels_in_every_language(label: Sentence) -> list[str]:
    """A label as a file of this platform may spell it."""
    spelled = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            spelled.append(str(label))
    return list(dict.fromkeys(spelled))


def known_headings(column: Column) -> frozenset[str]:
    """Every folded heading by which a column is recognised, the most usual included."""
    spelled = [
        *labels_in_every_language(column.label),
        *column.headings,
        column.key.replace("_", " "),
    ]
    return frozenset(fold_heading(heading) for heading in spelled)
