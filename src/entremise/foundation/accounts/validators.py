"""Parsing of what people type: e-mail addresses, telephone numbers, codes."""

import re
import unicodedata
from typing import Literal, NamedTuple

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from entremise.foundation.kit.text import clean_line
from entremise.foundation.search.analysis.places import departements

CARD_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no I, L, O, 0, 1


class ContactAddress(NamedTuple):
    channel: Literal["email", "sms"]
    value: str  # lower-case e-mail, or E.164 number


def parse_phone_number(typed: str, region: str = "FR") -> str | None:
    """The number in E.164; None when it is not valid."""
    try:
        number = phonenumbers.parse(typed, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


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


class TypedDepartements(NamedTuple):
    codes: list[str]  # sorted, each once
    unknown: list[str]  # as they were typed


def parse_departements(typed: str) -> TypedDepartements:
    """The départements of a list of codes: « 75, 93 », « 2a », « 1 »."""
    words = re.split(r"[\s,;]+", typed.strip())
    known = departements()
    codes = {word: word.upper().rjust(2, "0") for word in words if word}
    return TypedDepartements(
        sorted({code for code in codes.values() if code in known}),
        [word for word, code in codes.items() if code not in known],
    )


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
