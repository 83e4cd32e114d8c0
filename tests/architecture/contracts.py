"""The storeys and the rooms of an app, as the import contracts of pyproject.toml write them."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@cache
def _contracts() -> dict[str, dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return {c["id"]: c for c in settings["tool"]["importlinter"]["contracts"]}


def layers(contract: str) -> list[list[str]]:
    """The layers of a contract from the top, each as the names of its neighbours."""
    return [
        [name.strip(" ()") for name in layer.split("|")]
        for layer in _contracts()[contract]["layers"]
    ]


def storeys() -> list[list[str]]:
    """Every app from the top: the storeys, with the spaces and the foundation opened up.

    What is beside the spaces comes after them.
    """
    result: list[list[str]] = []
    for layer in layers("storeys"):
        if "spaces" in layer:
            result.append(layers("spaces-apart")[0])
            result.append([name for name in layer if name != "spaces"])
        elif "foundation" in layer:
            result.extend(layers("foundation"))
        else:
            result.append(layer)
    return result
