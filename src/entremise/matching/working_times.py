"""Times of work, read in free text by a few plain words."""

import re

TIME_PATTERNS = {
    "morning": re.compile(r"\bmatins?\b|\bmatinées?\b", re.IGNORECASE),
    "day": re.compile(r"\bjournées?\b", re.IGNORECASE),
    "evening": re.compile(r"\bsoirs?\b|\bsoirées?\b", re.IGNORECASE),
    "night": re.compile(r"\bnuits?\b|\bnocturnes?\b", re.IGNORECASE),
    "weekend": re.compile(
        r"\bweek[- ]?ends?\b|\bsamedis?\b|\bdimanches?\b", re.IGNORECASE
    ),
}
# « pas de nuit », « jamais le dimanche », « sauf le soir »: up to the next punctuation mark.
_REFUSAL = re.compile(r"\b(?:pas|jamais|sauf|sans|ni|hors)\b[^.;,!?()]*", re.IGNORECASE)


def times_refused_in(text: str) -> frozenset[str]:
    """Times at which somebody says they cannot work.

    Never "day": « pas de journées de dix heures » does not refuse it.
    """
    parts = " ".join(_REFUSAL.findall(text))
    return frozenset(
        time
        for time, pattern in TIME_PATTERNS.items()
        if time != "day" and pattern.search(parts)
    )


def times_worked_in(text: str) -> frozenset[str]:
    """Times of work that the text of an opening names."""
    accepted = _REFUSAL.sub(" ", text)
    return frozenset(
        time for time, pattern in TIME_PATTERNS.items() if pattern.search(accepted)
    )
