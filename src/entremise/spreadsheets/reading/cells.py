"""What people write in a cell, and the value it means.

``read_cell`` returns a value (a text, a day, a number, a Zone…), None for an empty cell, or
raises CellUnreadable with a hint that can be shown.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from entremise.companies.validators import clean_postcode, clean_siren
from entremise.foundation.accounts.validators import (
    parse_contact_address,
    parse_departements,
    parse_phone_number,
)
from entremise.foundation.kit.text import clean_line, clean_text, gettext as _
from entremise.foundation.search.analysis.text import fold_text
from entremise.spreadsheets.columns import (
    Column,
    ColumnKind,
    fold_heading,
    labels_in_every_language,
)
from entremise.spreadsheets.files.opening import RawCell

# What people write to say that there is nothing.
EMPTY_WORDS = frozenset(
    [
        "-",
        "--",
        "–",
        "—",
        "/",
        "?",
        ".",
        "x",
        "nc",
        "n.c.",
        "na",
        "n/a",
        "neant",
        "aucun",
        "aucune",
        "pas de mail",
        "pas de telephone",
        "non renseigne",
        "inconnu",
        "null",
        "none",
    ]
)
MONTHS = {
    month: number
    for number, months in enumerate(
        (
            ("janvier", "janv", "jan", "january"),
            ("fevrier", "fevr", "fev", "february", "feb"),
            ("mars", "mar", "march"),
            ("avril", "avr", "april", "apr"),
            ("mai", "may"),
            ("juin", "june", "jun"),
            ("juillet", "juil", "july", "jul"),
            ("aout", "august", "aug"),
            ("septembre", "sept", "sep", "september"),
            ("octobre", "oct", "october"),
            ("novembre", "nov", "november"),
            ("decembre", "dec", "december"),
        ),
        start=1,
    )
    for month in months
}
NUMERIC_DATE = re.compile(r"(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4}|\d{2})")
ISO_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
WORDED_DATE = re.compile(r"(\d{1,2})(?:er)?[\s\-.]+([a-z]+)\.?[\s\-.,]+(\d{4}|\d{2})")
TIME_OF_DAY = re.compile(r"(?:\s+|t)\d{1,2}[:h]\d{2}(?::\d{2}(?:\.\d+)?)?z?$")
WEEKDAY = re.compile(r"^(?:lun|mar|mer|jeu|ven|sam|dim)[a-z]*\.?\s+")
EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_DAYS = range(18_264, 73_051)  # 1950 to 2099
YEARS = range(1950, 2100)
CIVILITY = re.compile(
    r"^(?:m\.|mr\.?|mme\.?|mlle\.?|monsieur|madame|mademoiselle|dr\.?|m)\s+",
    re.IGNORECASE,
)
YES = frozenset(["oui", "o", "yes", "y", "vrai", "true", "1", "x", "نعم"])
NO = frozenset(["non", "n", "no", "faux", "false", "0", "لا"])
ANGLED_ADDRESS = re.compile(r".*<([^<>]+@[^<>]+)>")
DEPARTEMENT_NUMBER = re.compile(r"\b(?:\d{5}|97\d|2[ab]|\d{1,2})\b", re.IGNORECASE)
MAX_TEXT_LENGTH = 4000


class CellUnreadable(Exception):
    """``str(error)`` tells how to write it."""


class UnknownName(CellUnreadable):
    """The name of something of the association that is not there: ``kind``, ``name``."""

    def __init__(self, hint: str, *, kind: str, name: str) -> None:
        super().__init__(hint)
        self.kind, self.name = kind, name


class FullName(NamedTuple):
    first_name: str
    last_name: str


@dataclass(frozen=True)
class Places:
    """Where the rows of a file may go: the zones of who imports, and their promotions."""

    zones: Mapping[str, Any]  # folded name or slug → Zone
    departements: Mapping[str, Any] = field(default_factory=dict)  # "75" → Zone
    # primary key of the zone → folded name → Cohort
    cohorts: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)


def read_cell(column: Column, raw: RawCell, places: Places, heading: str = "") -> Any:
    """The value of a cell, None when it is empty. CellUnreadable otherwise."""
    if isinstance(raw, list) and raw[0] == "error":
        raise CellUnreadable(
            _("Une formule est en erreur ici. Écrivez la valeur elle-même.")
        )
    if column.kind == ColumnKind.DATE:
        return _date(raw)
    text = text_of(raw)
    if not text or (column.kind != ColumnKind.YES_NO and _says_nothing(text)):
        return None
    if column.kind == ColumnKind.FULL_NAME:
        return split_full_name(text, heading)
    if column.kind == ColumnKind.ZONE:
        return _zone(text, places)
    if column.kind == ColumnKind.CHOICE:
        return _choice(column, text)
    return _limited(column, _READERS[column.kind](text))


def text_of(raw: RawCell) -> str:
    """A cell as a person reads it, on one line or several, without what hides."""
    if raw is None:
        return ""
    if isinstance(raw, list):
        return (
            date.fromisoformat(raw[1]).strftime("%d/%m/%Y") if raw[0] == "day" else ""
        )
    if isinstance(raw, bool):
        return _("oui") if raw else _("non")
    if isinstance(raw, float):
        return f"{raw:f}".rstrip("0").rstrip(".")
    text = clean_text(str(raw).replace("\u00a0", " ").replace("\u202f", " "))
    # the apostrophe with which spreadsheet programs say "this is text"
    return text[1:] if re.match(r"'[=+\-@\d\s]", text) else text


def _says_nothing(text: str) -> bool:
    return len(text) < 20 and fold_text(text).strip() in EMPTY_WORDS


def _limited(column: Column, value: Any) -> Any:
    if column.max_length and isinstance(value, str) and len(value) > column.max_length:
        raise CellUnreadable(
            _("Ce texte a %(length)d signes : %(most)d au plus.")
            % {"length": len(value), "most": column.max_length}
        )
    return value


def _text(text: str) -> str:
    return clean_line(text)


def _long_text(text: str) -> str:
    if len(text) > MAX_TEXT_LENGTH:
        raise CellUnreadable(
            _("Ce texte a %(length)d signes : %(most)d au plus.")
            % {"length": len(text), "most": MAX_TEXT_LENGTH}
        )
    return text


def _words(text: str) -> list[str]:
    separator = r"[;\n•]" if re.search(r"[;\n•]", text) else ","
    return [clean_line(part) for part in re.split(separator, text) if part.strip()]


def _name(text: str) -> str:
    name = CIVILITY.sub("", clean_line(text))
    if not re.search(r"[^\W\d_]", name):
        raise CellUnreadable(_("Ce n’est pas un nom."))
    return name


def split_full_name(text: str, heading: str = "") -> FullName:
    """« DUPONT Jean », « Dupont, Jean », « Jean Dupont »: what is in capitals is the last name."""
    text = _name(text)
    before, comma, after = text.partition(",")
    if comma and before.strip() and after.strip():
        return FullName(after.strip(), before.strip())
    words = text.split()
    if len(words) == 1:
        return FullName(text, "")
    shouted = [word for word in words if len(word) > 1 and word == word.upper()]
    if shouted and len(shouted) < len(words):
        rest = [word for word in words if word not in shouted]
        return FullName(" ".join(rest), " ".join(shouted))
    folded = fold_heading(heading)
    if folded.startswith("nom") and "prenom" in folded:
        return FullName(words[-1], " ".join(words[:-1]))
    return FullName(words[0], " ".join(words[1:]))


def tidy_name(name: str) -> str:
    """« DUPONT-MARTIN » as « Dupont-Martin »; a name that has small letters is left as it is."""
    if name != name.upper() or not re.search(r"[^\W\d_]{2}", name):
        return name
    return re.sub(r"[^\W\d_]+", lambda found: found[0][0] + found[0][1:].lower(), name)


def _phone(text: str) -> str:
    number = parse_phone_number(text)
    if number:
        return number
    digits = re.sub(r"[^\d+]", "", text)
    # a spreadsheet takes the first zero for nothing, and a plus for a sum
    for guess in (f"0{digits}", f"+{digits}"):
        if len(digits) in (9, 10, 11, 12) and (number := parse_phone_number(guess)):
            return number
    if len(re.sub(r"\D", "", text)) > 15:
        raise CellUnreadable(_("Deux numéros dans une case : n’en gardez qu’un."))
    raise CellUnreadable(
        _("Ce numéro n’est pas complet. Écrivez-le par exemple 06 12 34 56 78.")
    )


def _email(text: str) -> str:
    text = clean_line(text).removeprefix("mailto:")
    if angled := ANGLED_ADDRESS.fullmatch(text):
        text = angled[1]
    if text.count("@") > 1:
        raise CellUnreadable(_("Deux adresses dans une case : n’en gardez qu’une."))
    address = parse_contact_address(text) if "@" in text else None
    if address is None:
        raise CellUnreadable(
            _(
                "Cette adresse e-mail n’est pas complète. Écrivez-la par exemple "
                "prenom@exemple.fr."
            )
        )
    return address.value


def _postcode(text: str) -> str:
    digits = re.sub(r"^[Ff]\s*-?\s*|\s", "", text)
    try:
        return clean_postcode(f"0{digits}" if len(digits) == 4 else digits)
    except ValidationError as error:
        raise CellUnreadable(error.messages[0]) from error


def _siren(text: str) -> str:
    digits = re.sub(r"[^\dA-Za-z]", "", text)
    if len(digits) in (8, 13):  # a first zero taken for nothing
        digits = f"0{digits}"
    try:
        return clean_siren(digits)
    except ValidationError as error:
        raise CellUnreadable(error.messages[0]) from error


def _number(text: str) -> Decimal:
    digits = re.sub(
        r"(?:h|heures?|min|minutes?|%|€)$", "", re.sub(r"\s", "", text.lower())
    )
    try:
        number = Decimal(digits.replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) > 10_000_000:
        raise CellUnreadable(_("Ce n’est pas un nombre."))
    return number


def _yes_no(text: str) -> bool | None:
    folded = fold_text(text).strip()
    if folded in YES:
        return True
    if folded in NO:
        return False
    if _says_nothing(text):
        return None
    raise CellUnreadable(_("Écrivez oui ou non."))


def _date(raw: RawCell) -> date | None:
    if isinstance(raw, list):
        return _checked_date(date.fromisoformat(raw[1]))
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _day_of_number(int(raw))
    text = WEEKDAY.sub("", fold_text(text_of(raw)).strip())
    text = TIME_OF_DAY.sub("", text).removeprefix("le ").strip()
    if not text or _says_nothing(text):
        return None
    if re.fullmatch(r"\d{5}", text):
        return _day_of_number(int(text))
    return _checked_date(_date_of_text(text))


def _day_of_number(number: int) -> date:
    """A day that lost its form: spreadsheets count days from the end of 1899."""
    if number not in EXCEL_DAYS:
        raise CellUnreadable(_date_hint())
    return EXCEL_EPOCH + timedelta(days=number)


def _date_of_text(text: str) -> date:
    try:
        if found := ISO_DATE.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := NUMERIC_DATE.fullmatch(text):
            return date(_year(found[3]), int(found[2]), int(found[1]))
        if (found := WORDED_DATE.fullmatch(text)) and found[2] in MONTHS:
            return date(_year(found[3]), MONTHS[found[2]], int(found[1]))
    except ValueError as error:
        raise CellUnreadable(_("Ce jour n’existe pas : vérifiez-le.")) from error
    raise CellUnreadable(_date_hint())


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= 70 else 2000)


def _checked_date(day: date) -> date:
    if day.year not in YEARS:
        raise CellUnreadable(_("Cette année est étrange : vérifiez-la."))
    return day


def _date_hint() -> str:
    return _("Ce n’est pas un jour complet. Écrivez-le par exemple 03/03/2026.")


def _zone(text: str, places: Places) -> Any:
    zone = places.zones.get(fold_heading(text)) or _zone_of_departement(text, places)
    if zone is None:
        names = sorted({str(known) for known in places.zones.values()})
        raise UnknownName(
            _("Vous n’importez pas dans cette zone. Écrivez : %(names)s.")
            % {"names": ", ".join(names[:8])},
            kind="zone",
            name=clean_line(text)[:80],
        )
    return zone


def _zone_of_departement(text: str, places: Places) -> Any:
    """The zone of « 75 », « 75011 », « Paris (75) », « 2A », « 974 »: of one zone only."""
    codes = parse_departements(text).codes or [
        code
        for number in DEPARTEMENT_NUMBER.findall(text)
        for code in parse_departements(number).codes
    ]
    named = {places.departements.get(code) for code in codes}
    return named.pop() if len(named) == 1 else None


def _choice(column: Column, text: str) -> str:
    spelled = _spellings(column)
    value = spelled.get(fold_heading(text))
    if value is None:
        labels = [str(label) for label in column.choices.values()]
        shown = ", ".join(labels[:8]) + ("…" if len(labels) > 8 else "")
        raise CellUnreadable(
            _("Ce choix n’est pas dans la liste. Écrivez : %(labels)s.")
            % {"labels": shown}
        )
    return value


_spelled: dict[tuple[str, int], dict[str, str]] = {}


def _spellings(column: Column) -> dict[str, str]:
    key = (column.key, id(column.choices))
    if key not in _spelled:
        _spelled[key] = {
            **{fold_heading(word): str(value) for word, value in column.words.items()},
            **{
                fold_heading(label): str(value)
                for value, sentence in column.choices.items()
                for label in labels_in_every_language(sentence)
            },
            **{fold_heading(str(value)): str(value) for value in column.choices},
        }
    return _spelled[key]


def find_cohort(name: str, zone: Any, places: Places) -> Any:
    """The promotion of this zone with this name. CellUnreadable otherwise."""
    known = places.cohorts.get(zone.pk, {})
    cohort = known.get(fold_heading(name))
    if cohort is None:
        names = ", ".join(sorted(str(cohort) for cohort in known.values())[:8])
        raise UnknownName(
            _("Pas de promotion de ce nom dans cette zone. Il y a : %(names)s.")
            % {"names": names or _("aucune")},
            kind="cohort",
            name=name,
        )
    return cohort


_READERS: dict[ColumnKind, Callable[[str], Any]] = {
    ColumnKind.TEXT: _text,
    ColumnKind.LONG_TEXT: _long_text,
    ColumnKind.WORDS: _words,
    ColumnKind.NAME: _name,
    ColumnKind.PHONE: lru_cache(maxsize=10_000)(_phone),
    ColumnKind.EMAIL: _email,
    ColumnKind.POSTCODE: _postcode,
    ColumnKind.SIREN: _siren,
    ColumnKind.COHORT: _text,
    ColumnKind.NUMBER: _number,
    ColumnKind.YES_NO: _yes_no,
}
