"""Parsing of what people type: e-mail addresses, telephone numbers, codes."""

import re
import unicodedata
from typing import Literal, NamedTuple

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from rapidfuzz import process

from entremise.foundation.kit.text import clean_line, gettext as _
from entremise.foundation.search.analysis.places import (
    departement_of_postcode,
    departements,
    place_key,
)

# How numbers of overseas France begin when they are written without country code.
OVERSEAS_BEGINNINGS = {
    beginning: region
    for region, beginnings in {
        "GP": ("0590", "0690", "0691"),
        "GF": ("0594", "0694"),
        "MQ": ("0596", "0696", "0697"),
        "RE": ("0262", "0263", "0692", "0693"),
        "YT": ("0269", "0639"),
    }.items()
    for beginning in beginnings
}
CARD_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no I, L, O, 0, 1


class ContactAddress(NamedTuple):
    channel: Literal["email", "sms"]
    value: str  # lower-case e-mail, or E.164 number


def parse_phone_number(typed: str, region: str = "FR") -> str | None:
    """The number in E.164; None when it is not valid.

    « 0692 12 34 56 » is a number of La Réunion, whose country code is not that of France.
    """
    beginning = extract_digits(typed)[:4]
    if region == "FR":
        region = OVERSEAS_BEGINNINGS.get(beginning, region)
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def number_among_words(typed: str) -> str:
    """A sentence when a number stands among words or beside another one; empty otherwise.

    « 06 12 34 56 78 (soir) » is a number and a note, which has no place here.
    """
    region = OVERSEAS_BEGINNINGS.get(extract_digits(typed)[:4], "FR")
    for found in phonenumbers.PhoneNumberMatcher(typed[:200], region):
        return _("Gardez un seul numéro, sans autre mot : %(number)s.") % {
            "number": found.raw_string.strip()
        }
    return ""


def readable_phone_number(number: str, region: str = "FR") -> str:
    """« 01 48 00 00 00 » for +33148000000, « +32 2 555 12 12 » for a number of elsewhere.

    As it is when it cannot be read.
    """
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return number
    home = phonenumbers.country_code_for_region(region)
    form = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if parsed.country_code == home
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    return phonenumbers.format_number(parsed, form)


def parse_contact_address(typed: str) -> ContactAddress | None:
    """An e-mail address or a telephone number; None when it is neither."""
    typed = clean_line(typed)
    if "@" not in typed:
        number = parse_phone_number(typed)
        return ContactAddress("sms", number) if number else None
    typed = typed.replace(" ", "").lower()
    try:
        validate_email(typed)
    except ValidationError:
        return None
    return ContactAddress("email", typed) if len(typed) <= 254 else None


def extract_digits(typed: str) -> str:
    """The digits of what was typed, on any keyboard (٤٢ is 42), without spaces or dashes."""
    return "".join(
        str(unicodedata.digit(c))
        for c in typed[:40]
        if unicodedata.digit(c, None) is not None
    )


def normalize_card_code(typed: str) -> str:
    """A card's code as it is stored: in capitals, without any character of another alphabet."""
    typed = unicodedata.normalize("NFKC", typed[:40]).upper()
    return "".join(c for c in typed if c in CARD_ALPHABET)


_BETWEEN_DEPARTEMENTS = re.compile(r"[,;/\n]|\set\s")
_DEPARTEMENT_CODE = re.compile(r"\b(\d{5}|97\d|2[ab]|\d{1,2})\b", re.IGNORECASE)
_CORSICA = ("2A", "2B")
LEAST_LIKENESS = 75  # of 100, between what was typed and the name that is proposed


class TypedDepartements(NamedTuple):
    codes: list[str]  # sorted, each once
    unknown: list[str]  # as they were typed


def parse_departements(typed: str) -> TypedDepartements:
    """The départements of a list as people type it: codes, names, postcodes, in any order.

    « 75, 93 », « Seine-Saint-Denis (93) », « 2a », « 1 », « 97400 ».
    """
    codes: set[str] = set()
    unknown = []
    for piece in _BETWEEN_DEPARTEMENTS.split(typed[:1000]):
        words = clean_line(piece)
        found = _departements_in(words)
        codes.update(found)
        if words and not found:
            unknown.append(words)
    return TypedDepartements(sorted(codes), unknown)


def _departements_in(words: str) -> list[str]:
    named = _departement_codes_by_name().get(_departement_key(words))
    if named:
        return [named]
    numbers = _DEPARTEMENT_CODE.findall(words)
    found = [code for number in numbers for code in _departements_of_number(number)]
    rest = _departement_key(_DEPARTEMENT_CODE.sub(" ", words))
    known = {_departement_key(departements()[code][0]) for code in found}
    # « 93 Seine-Saint-Denis » says one thing twice; « 93 Lyon » is not understood
    is_understood = numbers and len(found) >= len(numbers) and rest in {"", *known}
    return found if is_understood else []


def _departements_of_number(number: str) -> list[str]:
    if len(number) == 5:
        code = departement_of_postcode(number)
    else:
        code = number.upper().rjust(2, "0")
    if code == "20":
        return list(_CORSICA)
    return [code] if code in departements() else []


def _departement_key(name: str) -> str:
    """« La Réunion », « l’Ain », « Réunion » and « Ain » name two départements."""
    key = place_key(name)
    for article in ("le ", "la ", "les ", "l ", "du ", "de la "):
        if key.startswith(article):
            return key.removeprefix(article)
    return key


def _departement_codes_by_name() -> dict[str, str]:
    return {_departement_key(name): code for code, (name, _) in departements().items()}


def departement_label(code: str) -> str:
    """« Seine-Saint-Denis (93) »; the code alone when it is not known."""
    return f"{departements()[code][0]} ({code})" if code in departements() else code


def similar_departement(typed: str) -> str:
    """The label of the département that was probably meant; empty when none is close."""
    by_name = _departement_codes_by_name()
    closest = process.extractOne(
        _departement_key(typed), list(by_name), score_cutoff=LEAST_LIKENESS
    )
    return departement_label(by_name[closest[0]]) if closest else ""
