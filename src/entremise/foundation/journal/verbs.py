"""How facts are said: each app declares its verbs with the sentence a person reads."""

from typing import Any

_verbs: dict[str, Any] = {}


def declare(sentences: dict[str, Any]) -> None:
    """``{"candidates.published": _("CV publié")}``; call it from the app's apps.py."""
    _verbs.update(sentences)


def sentence(verb: str) -> str:
    return str(_verbs.get(verb, verb))


def declared() -> dict[str, Any]:
    return dict(_verbs)
