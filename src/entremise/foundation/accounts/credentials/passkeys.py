"""Passkeys, checked by fido2. We store the public key and the signature counter."""

import ipaddress
import json
from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from entremise.foundation.association.queries import current_settings


class PasskeyChallenge(NamedTuple):
    options: dict[str, Any]  # for the browser
    state: dict[str, Any]  # kept in the session until the browser answers


class VerifiedPasskey(NamedTuple):
    credential: str
    counter: int


def host_of_site() -> str:
    """The name, or the number, that the address of the site begins with."""
    return urlsplit(settings.SITE_URL).hostname or ""


def can_use_passkeys() -> bool:
    """Browsers tie a passkey to a domain name: it does not work on an IP address."""
    try:
        ipaddress.ip_address(host_of_site())
    except ValueError:
        return bool(host_of_site())
    return False


def _server() -> Fido2Server:
    site = PublicKeyCredentialRpEntity(
        id=host_of_site(), name=current_settings().site_name
    )
    return Fido2Server(site, verify_origin=lambda origin: origin == settings.SITE_URL)


def _stored_credentials(credentials: Sequence[str]) -> list[AttestedCredentialData]:
    return [
        AttestedCredentialData(websafe_decode(credential)) for credential in credentials
    ]


def _as_json(options: Any) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(dict(options), default=dict))
    return plain


def registration_challenge(
    *, handle: str, name: str, known: Sequence[str]
) -> PasskeyChallenge:
    options, state = _server().register_begin(
        PublicKeyCredentialUserEntity(id=handle.encode(), name=name, display_name=name),
        _stored_credentials(known),
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return PasskeyChallenge(_as_json(options), state)


def verify_registration(state: dict[str, Any], response: str) -> VerifiedPasskey | None:
    """The new credential; None when the browser's answer is not valid."""
    try:
        data = _server().register_complete(state, json.loads(response))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    if data.credential_data is None:
        return None
    return VerifiedPasskey(websafe_encode(bytes(data.credential_data)), data.counter)


def authentication_challenge(known: Sequence[str]) -> PasskeyChallenge:
    options, state = _server().authenticate_begin(
        _stored_credentials(known),
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    return PasskeyChallenge(_as_json(options), state)


def verify_authentication(
    state: dict[str, Any], known: Sequence[str], response: str
) -> VerifiedPasskey | None:
    """Which credential signed, and its counter; None when the signature is not valid."""
    try:
        answer = AuthenticationResponse.from_dict(json.loads(response))
        used = _server().authenticate_complete(
            state, _stored_credentials(known), answer
        )
        counter = answer.response.authenticator_data.counter
    except Exception:
        return None
    return VerifiedPasskey(websafe_encode(bytes(used)), counter)
