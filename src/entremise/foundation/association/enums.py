"""Kinds and sections of settings."""

import enum


class SettingKind(enum.Enum):
    """What a value looks like; it decides the field and the validation."""

    LINE = "line"
    TEXT = "text"  # several lines
    EMAIL = "email"
    PHONE = "phone"
    COLOUR = "colour"  # #1f6b52
    LOGO = "logo"  # a data: address, made by ``logos``
    REGISTRATION = "registration"  # RNA, SIREN or SIRET
    DAYS = "days"  # whole days between two bounds
    COUNT = "count"  # a whole number between two bounds
    PRICE = "price"  # euros, with four decimals at most


class SettingSection(enum.Enum):
    """Groups of the page, in their order."""

    FACE = "face"
    LEGAL = "legal"
    HOST = "host"
    DATA = "data"
    RETENTION = "retention"
    SMS = "sms"
