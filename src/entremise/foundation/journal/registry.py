"""How facts are said: each app declares its verbs with the sentence a person reads."""

from collections.abc import Callable
from typing import Any

VerbSentence = Any  # lazy words, or a function of the fact's data that gives them
_verbs: dict[str, VerbSentence] = {}


def register_verbs(sentences: dict[str, VerbSentence]) -> None:
    """``{"candidates.published": _("CV publié")}``; call it from the app's apps.py.

    A sentence that depends on the data of the fact is a function: ``lambda data:
    _("Parcours : %s") % …``.
    """
    _verbs.update(sentences)


def verb_sentence(verb: str, data: dict[str, Any] | None = None) -> str:
    """What a person reads.

    An old fact whose data nobody understands any more still says its verb.
    """
    saying = _verbs.get(verb, verb)
    if not callable(saying):
        return str(saying)
    return str(_sentence_of_data(saying, data or {}) or verb)


def _sentence_of_data(
    saying: Callable[[dict[str, Any]], Any], data: dict[str, Any]
) -> Any:
    try:
        return saying(data)
    except (KeyError, ValueError):
        return None


def registered_verbs() -> dict[str, Any]:
    return dict(_verbs)
