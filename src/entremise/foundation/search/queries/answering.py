"""Who answers entirely, where ``find`` also brings who is only near: for letters, which nobody asked for today."""

from collections.abc import Collection

from entremise.foundation.search.analyser import words
from entremise.foundation.search.models import Posting
from entremise.foundation.search.places import USUAL
from entremise.foundation.search.understanding import PLACES, SKILLS, TRADES, understand

from .finding import WORDS
from .memory import read


def answering(kind: str, text: str, keys: Collection[str], *, exact: bool = False, around: int = 0) -> set[str]:
    """Of these, those that answer the place that is named (or near it), and the trade by any of its names or each word.

    A word that nobody ever wrote is left out, as it is when finding.
    """
    known, trades = read(kind)
    query = understand(words(text)[:WORDS], known, trades, exact=exact, around=around or (0 if exact else USUAL))
    numbers: dict[int, set[int]] = {}  # row of the word → the words asked that it answers
    for number, term, _sure in query.rows:
        if term in known.ids:
            numbers.setdefault(known.ids[term], set()).add(number)
    rows = Posting.objects.filter(document__kind=kind, document__key__in=list(keys), word__in=list(numbers))
    answered: dict[str, set[int]] = {}
    for key, word in rows.values_list("document__key", "word"):
        answered.setdefault(key, set()).update(numbers[word])
    placed = {number for number, _, _ in query.rows} & {PLACES}
    typed = set().union(*numbers.values()) - {PLACES, SKILLS, TRADES}
    return {key for key, said in answered.items() if placed <= said and (TRADES in said or typed <= said)}
