"""Registry of verbs. Each app registers its verbs, with the sentence a person reads."""

from collections.abc import Callable
from typing import Any

VerbSentence = Any  # lazy text, or a function of the entry's data that returns it
_verbs: dict[str, VerbSentence] = {}


def register_verbs(sentences: dict[str, VerbSentence]) -> None:
    """``{"candidates.published": _("CV publié")}``; call it from the app's apps.py.

    A sentence that depends on the data of the entry is a function:
    ``lambda data: _("Parcours : %s") % …``.
    """
    _verbs.update(sentences)


def verb_sentence(verb: str, data: dict[str, Any] | None = None) -> str:
    """The sentence of an entry; the verb itself when its data are not understood any more."""
    sentence = _verbs.get(verb, verb)
    if not callable(sentence):
        return str(sentence)
    return str(_sentence_of_data(sentence, data or {}) or verb)


def _sentence_of_data(
    sentence: Callable[[dict[str, Any]], Any], data: dict[str, Any]
) -> Any:
    try:
        return sentence(data)
    except (KeyError, ValueError):
        return None


def registered_verbs() -> dict[str, Any]:
    return dict(_verbs)
