"""A passkey in software, as a telephone answers a browser."""

import hashlib
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode


class Authenticator:
    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.counter = 0

    def _data(self, rp_id: str, *, attested: bytes = b"") -> bytes:
        self.counter += 1
        flags = 0x05 | (0x40 if attested else 0)
        return (
            hashlib.sha256(rp_id.encode()).digest()
            + bytes([flags])
            + self.counter.to_bytes(4, "big")
            + attested
        )

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": challenge, "origin": self.origin}
        ).encode()

    def _answer(self, response: dict[str, bytes]) -> str:
        return json.dumps(
            {
                "id": websafe_encode(self.id),
                "rawId": websafe_encode(self.id),
                "type": "public-key",
                "response": {
                    name: websafe_encode(value) for name, value in response.items()
                },
                "clientExtensionResults": {},
            }
        )

    def create(self, options: dict[str, Any]) -> str:
        asked = options["publicKey"]
        public = ES256.from_cryptography_key(self.key.public_key())
        attested = (
            bytes(16)
            + len(self.id).to_bytes(2, "big")
            + self.id
            + cbor.encode(dict(public))
        )
        data = self._data(asked["rp"]["id"], attested=attested)
        statement = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client_data("webauthn.create", asked["challenge"])
        return self._answer({"clientDataJSON": client, "attestationObject": statement})

    def get(self, options: dict[str, Any]) -> str:
        asked = options["publicKey"]
        assert self.id in [
            websafe_decode(known["id"]) for known in asked["allowCredentials"]
        ]
        data = self._data(asked["rpId"])
        client = self._client_data("webauthn.get", asked["challenge"])
        signed = self.key.sign(
            data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256())
        )
        return self._answer(
            {"clientDataJSON": client, "authenticatorData": data, "signature": signed}
        )
