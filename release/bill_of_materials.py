"""The bill of materials of a release (SBOM), in CycloneDX 1.6: what is installed with it.

python -m release.bill_of_materials > entremise.cdx.json

It says the Python packages of requirements.txt, with the SHA-256 of each of their files. It does
not say what these packages carry inside (the libraries in the wheels of Pillow or psycopg), nor
the system: Python, PostgreSQL, the web server in front.
"""

import hashlib
import json
import sys
import uuid
from datetime import UTC, datetime
from typing import Any

from release.pins import RUNNING, Pin, read_pins


def bill_of_materials(version: str, pins: list[Pin], *, at: datetime) -> dict[str, Any]:
    """``at``: the time it says it was made; the same arguments give the same document."""
    components = [_component(pin) for pin in sorted(pins, key=_identity)]
    root = f"pkg:pypi/entremise@{version}"
    content = json.dumps([root, components]).encode()
    digest = hashlib.sha256(content).hexdigest()
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, digest)}",
        "version": 1,
        "metadata": {
            "timestamp": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {
                "type": "application",
                "bom-ref": root,
                "name": "entremise",
                "version": version,
                "purl": root,
                "licenses": [{"license": {"id": "AGPL-3.0-or-later"}}],
            },
        },
        "components": components,
        "dependencies": [
            {"ref": root, "dependsOn": [part["bom-ref"] for part in components]}
        ],
    }


def _identity(pin: Pin) -> str:
    return f"pkg:pypi/{pin.name}@{pin.version}"


def _component(pin: Pin) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": _identity(pin),
        "name": pin.name,
        "version": pin.version,
        "purl": _identity(pin),
        # One package has a file for each system and each Python: any of them may be installed.
        "externalReferences": [
            {
                "type": "distribution",
                "url": _identity(pin),
                "hashes": [{"alg": "SHA-256", "content": content}],
            }
            for content in pin.hashes
        ],
    }
    if pin.marker:
        component["properties"] = [{"name": "entremise:marker", "value": pin.marker}]
    return component


if __name__ == "__main__":
    from entremise import __version__

    document = bill_of_materials(__version__, read_pins(RUNNING), at=datetime.now(UTC))
    json.dump(document, sys.stdout, indent=2)
