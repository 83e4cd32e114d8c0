"""What a mail server says of an address when it refuses a mail."""

import re

# RFC 3463. The address: unknown, malformed, moved, ambiguous, of a domain without mail.
# 5.2.1: its mailbox is closed. A full mailbox (5.2.2), a policy (5.7.x) or our own address
# (5.1.7, 5.1.8) say nothing of it.
_ABOUT_ADDRESS = re.compile(r"^5\.(1\.(0|1|2|3|4|6|10)|2\.1)$")
_ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_UNKNOWN = re.compile(
    r"no such (user|recipient|mailbox|address)|(user|recipient|mailbox|address|account)"
    r" (is )?(unknown|not found|disabled|inactive|invalid)|unknown (user|recipient|mailbox|local)"
    r"|(does|do) not exist|doesn.t exist|invalid (recipient|mailbox|address)"
    r"|mailbox unavailable|user unknown",
    re.I,
)
_ABOUT_US = re.compile(
    r"spam|relay|polic|block|blacklist|reputation|sender|spf|dkim|dmarc", re.I
)


def is_about_address(code: int, words: str) -> bool:
    """Is it a final refusal of the address itself?"""
    if code < 500:
        return False
    if found := _ENHANCED.search(words):
        return is_address_status(found[1])
    return bool(_UNKNOWN.search(words)) and not _ABOUT_US.search(words)


def is_address_status(status: str) -> bool:
    """The same, of a status alone: « 5.1.1 »."""
    return bool(_ABOUT_ADDRESS.match(status.strip()))
