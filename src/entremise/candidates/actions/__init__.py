"""What can be done with people, their path, their CV and what they agreed to show."""

from .consent import (
    accept_text,
    ask_consent_code,
    drop_text,
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
from .recommendations import (
    accept_recommendation,
    ask_recommendation,
    forget_unwritten,
    put_recommendation_aside,
    write_recommendation,
)
from .review import approve, request_changes
from .translations import (
    approve_translation,
    ask_translation_changes,
    open_translation,
    save_translation,
    submit_translation,
    take_translation_back,
)
from .writing import (
    apply_photo,
    remove_photo,
    save_section,
    set_cv_language,
    submit,
    take_back,
)

__all__ = [
    "accept_recommendation",
    "accept_text",
    "apply_photo",
    "approve",
    "approve_translation",
    "ask_about_data",
    "ask_consent_code",
    "ask_recommendation",
    "ask_translation_changes",
    "assign",
    "correct",
    "drop_text",
    "expire_grants",
    "forget_unwritten",
    "give_access",
    "grant_and_publish",
    "grant_by_code",
    "open_translation",
    "put_recommendation_aside",
    "record_contact",
    "record_paper_grant",
    "record_path",
    "refer",
    "remove_photo",
    "renew",
    "request_changes",
    "save_section",
    "save_translation",
    "set_cv_language",
    "submit",
    "submit_translation",
    "take_back",
    "take_translation_back",
    "unpublish",
    "warn_before_end",
    "withdraw",
    "write_recommendation",
]
