"""Parsing of what people type: e-mail addresses, telephone numbers, codes."""

import unicodedata
from typing import Literal, NamedTuple

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from entremise.foundation.kit.text import clean_line

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


def readable_phone_number(number: str, region: str = "FR") -> str:
    """A stored number as people write it: national at home, international elsewhere."""
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return number
    at_home = phonenumbers.country_code_for_region(region) == parsed.country_code
    return phonenumbers.format_number(
        parsed,
        phonenumbers.PhoneNumberFormat.NATIONAL
        if at_home
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL,
    )


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
