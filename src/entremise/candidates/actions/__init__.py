"""What can be done with people, their path, their CV and what they agreed to show."""

from .consent import (
    ask_consent_code,
    expire_grants,
    grant_and_publish,
    grant_by_code,
    record_paper_grant,
    renew,
    unpublish,
    warn_before_end,
    withdraw,
)
from .data import ask_about_data
from .path import assign, correct, give_access, record_contact, record_path, refer
from .review import approve, request_changes
from .writing import apply_photo, remove_photo, save_section, set_cv_language, submit, take_back

__all__ = [
    "apply_photo",
    "approve",
    "ask_about_data",
    "ask_consent_code",
    "assign",
    "correct",
    "expire_grants",
    "give_access",
    "grant_and_publish",
    "grant_by_code",
    "record_contact",
    "record_paper_grant",
    "record_path",
    "refer",
    "remove_photo",
    "renew",
    "request_changes",
    "save_section",
    "set_cv_language",
    "submit",
    "take_back",
    "unpublish",
    "warn_before_end",
    "withdraw",
]
