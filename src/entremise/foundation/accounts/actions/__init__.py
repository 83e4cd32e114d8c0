"""What can be done with accounts."""

from .factors import (
    add_app,
    add_passkey,
    begin_passkey,
    begin_passkey_check,
    check_factor,
    check_passkey,
    confirm_app,
    remove_factor,
    renew_recovery_codes,
    reset_factors,
)
from .people import account_for, end_role, give_role, invite, invite_colleague, set_active, set_language
from .signing_in import (
    CardSecret,
    ask_for_code,
    check_code,
    end_other_sign_ins,
    end_sign_in,
    issue_login_card,
    sign_in_with_card,
)

__all__ = [
    "CardSecret",
    "account_for",
    "add_app",
    "add_passkey",
    "ask_for_code",
    "begin_passkey",
    "begin_passkey_check",
    "check_code",
    "check_factor",
    "check_passkey",
    "confirm_app",
    "end_other_sign_ins",
    "end_role",
    "end_sign_in",
    "give_role",
    "invite",
    "invite_colleague",
    "issue_login_card",
    "remove_factor",
    "renew_recovery_codes",
    "reset_factors",
    "set_active",
    "set_language",
    "sign_in_with_card",
]
