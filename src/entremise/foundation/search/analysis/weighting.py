"""What weighs how much in a thing that can be found. Plain Python: no table, no request."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .places import locate_communes, place_key
from .text import MAX_TERM_LENGTH, phrase_term, stem_word, text_terms, tokenize
from .thesaurus import NAMED_THRESHOLD, Thesaurus

# What a word weighs by where it stands; B: how much a long field dilutes; K1: how fast
# repetition stops counting.
FIELD_WEIGHTS = {
    "title": 10.0,
    "past": 3.5,
    "skills": 3.0,
    "places": 3.0,
    "languages": 3.0,
    "text": 0.7,
}
USUAL_LENGTH = {
    "title": 5,
    "past": 10,
    "skills": 15,
    "places": 4,
    "languages": 4,
    "text": 120,
}
B, K1 = 0.4, 1.2
# A trade that is wished weighs more than one that was done.
TRADE_FIELD_WEIGHTS = {"title": 1.0, "past": 0.4}


@dataclass(frozen=True)
class IndexEntry:
    """What can be found of one thing.

    ``fields``: text by name of FIELD_WEIGHTS; several titles, trades of the past, skills or
    places stand on lines of their own. ``codes``: occupations chosen at entry, with their
    weight (1.0 for a wish).
    """

    key: str
    fields: Mapping[str, str]
    facets: Mapping[str, Iterable[str]] = field(default_factory=dict)
    codes: Mapping[str, float] = field(default_factory=dict)


def weigh_terms(fields: Mapping[str, str]) -> tuple[dict[str, float], dict[str, str]]:
    """BM25F weight of each term, and for each the form it was read in."""
    frequency: dict[str, float] = defaultdict(float)
    forms: dict[str, str] = {}
    for name, text in fields.items():
        typed = tokenize(text)
        dilution = 1 - B + B * len(typed) / USUAL_LENGTH[name]
        for word in typed:
            term = stem_word(word)[:MAX_TERM_LENGTH]
            frequency[term] += FIELD_WEIGHTS[name] / dilution
            forms.setdefault(term, word[:MAX_TERM_LENGTH])
    return {t: f * (K1 + 1) / (f + K1 * 3) for t, f in frequency.items()}, forms


def concept_terms(
    fields: Mapping[str, str], codes: Mapping[str, float], names: Thesaurus
) -> dict[str, float]:
    """Terms nobody types: ``#K2204`` for a trade by any of its names, ``@saint denis`` for
    a place (one a line).

    ``=gestion stock`` for a skill said in these words and no other (one a line).
    """
    result = {f"#{code}": sure for code, sure in codes.items()}
    for name, weight in TRADE_FIELD_WEIGHTS.items():
        for line in fields.get(name, "").splitlines():
            for code, sure in names.codes_for_title(line).items():
                # what was done is told in free words: resembling says nothing
                if name == "title" or sure >= NAMED_THRESHOLD:
                    result[f"#{code}"] = max(result.get(f"#{code}", 0.0), weight * sure)
    for skill in fields.get("skills", "").splitlines():
        if said := text_terms(skill):
            result[phrase_term(said)] = 1.0
    for place in fields.get("places", "").splitlines():
        if known := place_key(place):
            result["@" + known[: MAX_TERM_LENGTH - 1]] = 1.0
    for commune, sure in locate_communes(fields.get("places", "").splitlines()).items():
        result["@" + commune[: MAX_TERM_LENGTH - 1]] = sure
    return result
