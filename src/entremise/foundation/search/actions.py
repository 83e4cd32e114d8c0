"""The index is written in the transaction of the fact: published and findable, withdrawn and gone, at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import F

from .analyser import stem, words
from .models import Document, Facet, Posting, Word
from .queries import thesaurus

# What a word weighs by where it stands; B: how much a long field dilutes; K1: how fast repetition stops counting.
FIELD_WEIGHTS = {"title": 10.0, "past": 3.5, "skills": 3.0, "places": 3.0, "languages": 3.0, "text": 0.7}
USUAL_LENGTH = {"title": 5, "past": 10, "skills": 15, "places": 4, "languages": 4, "text": 120}
B, K1 = 0.4, 1.2
# A trade that is wished weighs more than one that was done.
CODES_FROM = {"title": 1.0, "past": 0.4}


def weigh(fields: Mapping[str, str]) -> tuple[dict[str, float], dict[str, str]]:
    """BM25F weight of each term, and for each the form it was read in."""
    frequency: dict[str, float] = defaultdict(float)
    forms: dict[str, str] = {}
    for name, text in fields.items():
        typed = words(text)
        dilution = 1 - B + B * len(typed) / USUAL_LENGTH[name]
        for word in typed:
            term = stem(word)[:60]
            frequency[term] += FIELD_WEIGHTS[name] / dilution
            forms.setdefault(term, word[:60])
    return {t: f * (K1 + 1) / (f + K1 * 3) for t, f in frequency.items()}, forms


def signs(fields: Mapping[str, str], codes: Mapping[str, float]) -> dict[str, float]:
    """Terms nobody types: ``#K2204`` for a trade by any of its names, ``@saint denis`` for a place (one a line)."""
    result = {f"#{code}": sure for code, sure in codes.items()}
    for name, weight in CODES_FROM.items():
        for line in fields.get(name, "").splitlines():
            for code, sure in thesaurus().named(line).items():
                result[f"#{code}"] = max(result.get(f"#{code}", 0.0), weight * sure)
    for place in fields.get("places", "").splitlines():
        if known := words(place):
            result["@" + " ".join(known)[:58]] = 1.0
    return result


@transaction.atomic
def index(
    kind: str,
    key: str,
    fields: Mapping[str, str],
    *,
    facets: Mapping[str, Iterable[str]],
    codes: Mapping[str, float] | None = None,
) -> None:
    """(Re)write what can be found of one thing.

    ``fields``: text by name of FIELD_WEIGHTS; several titles, trades of the past or places stand on lines of their own.
    ``codes``: occupations chosen at entry, with their weight (1.0 for a wish).
    """
    remove(kind, key)
    weights, forms = weigh(fields)
    known = signs(fields, codes or {})
    weights |= known
    forms |= {sign: sign for sign in known}
    document = Document.objects.create(kind=kind, key=key)
    Posting.objects.bulk_create(
        Posting(document=document, kind=kind, term=term, weight=round(weight, 6)) for term, weight in weights.items()
    )
    Facet.objects.bulk_create(
        Facet(document=document, kind=kind, name=name, value=value)
        for name, values in facets.items()
        for value in sorted(set(values))
    )
    Word.objects.bulk_create(
        (Word(kind=kind, term=term, form=forms[term]) for term in sorted(weights)), ignore_conflicts=True
    )
    Word.objects.filter(kind=kind, term__in=list(weights)).update(documents=F("documents") + 1)


@transaction.atomic
def remove(kind: str, key: str) -> None:
    """Forget it at once. Nothing to forget is fine."""
    for document in Document.objects.filter(kind=kind, key=key):
        terms = list(document.postings.values_list("term", flat=True))
        document.delete()
        Word.objects.filter(kind=kind, term__in=terms).update(documents=F("documents") - 1)
        Word.objects.filter(kind=kind, documents=0).delete()
