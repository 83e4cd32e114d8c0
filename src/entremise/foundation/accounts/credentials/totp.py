"""Time-based one-time passwords (RFC 6238: SHA-1, 30 seconds, 6 digits)."""

import base64
import hmac
import secrets
import struct
import time
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
ACCEPTED_DRIFT_STEPS = 1  # one step early or late is accepted: clocks differ


def new_totp_secret() -> str:
    return base64.b32encode(secrets.token_bytes(20)).decode()


def totp_code(secret: str, step: int, *, length: int = 6) -> str:
    mac = hmac.digest(base64.b32decode(secret), struct.pack(">Q", step), "sha1")
    offset = mac[-1] & 15
    value = struct.unpack(">I", mac[offset : offset + 4])[0] & 0x7FFFFFFF
    return str(value % 10**length).zfill(length)


def current_step() -> int:
    return int(time.time()) // STEP_SECONDS


def matching_step(secret: str, typed: str) -> int | None:
    """The time step whose code was typed; None when no current step matches."""
    now = current_step()
    for step in range(now - ACCEPTED_DRIFT_STEPS, now + ACCEPTED_DRIFT_STEPS + 1):
        if hmac.compare_digest(totp_code(secret, step), typed):
            return step
    return None


def provisioning_uri(secret: str, *, issuer: str, account: str) -> str:
    """The ``otpauth://`` URI that an authenticator app reads from the QR code."""
    query = urlencode({"secret": secret, "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{query}"
