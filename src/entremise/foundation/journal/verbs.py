"""How facts are said: each app declares its verbs with the sentence a person reads."""

from collections.abc import Callable
from typing import Any

Saying = Any  # lazy words, or a function of the fact's data that gives them
_verbs: dict[str, Saying] = {}


def declare(sentences: dict[str, Saying]) -> None:
    """``{"candidates.published": _("CV publié")}``; call it from the app's apps.py.

    A sentence that depends on the data of the fact is a function: ``lambda data:
    _("Parcours : %s") % …``.
    """
    _verbs.update(sentences)


def sentence(verb: str, data: dict[str, Any] | None = None) -> str:
    """What a person reads.

    An old fact whose data nobody understands any more still says its verb.
    """
    saying = _verbs.get(verb, verb)
    if not callable(saying):
        return str(saying)
    return str(_told(saying, data or {}) or verb)


def _told(saying: Callable[[dict[str, Any]], Any], data: dict[str, Any]) -> Any:
    try:
        return saying(data)
    except (KeyError, ValueError):
        return None


def declared() -> dict[str, Any]:
    return dict(_verbs)
