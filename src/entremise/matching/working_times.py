"""When one works, read in people's own words: only what is plainly said counts, the rest is
a question.
"""

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
# « pas de nuit », « jamais le dimanche », « sauf le soir »: up to the end of that part of
# the sentence.
_NO = re.compile(r"\b(?:pas|jamais|sauf|sans|ni|hors)\b[^.;,!?()]*", re.IGNORECASE)


def refused_times(words: str) -> frozenset[str]:
    """Times somebody says they cannot work at.

    « pas de journées de dix heures » is no refusal of the day.
    """
    parts = " ".join(_NO.findall(words))
    return frozenset(
        time
        for time, said in TIME_PATTERNS.items()
        if time != "day" and said.search(parts)
    )


def worked_times(words: str) -> frozenset[str]:
    """Times an opening says one works at."""
    said_yes = _NO.sub(" ", words)
    return frozenset(
        time for time, said in TIME_PATTERNS.items() if said.search(said_yes)
    )
