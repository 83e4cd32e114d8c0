"""Trades: their names, which are near to which, and the code of one that is named for certain."""

from collections import defaultdict

from entremise.foundation.search.analyser import terms
from entremise.foundation.search.models import Label, Mobility, Stamp

from . import memory

SURE = 0.9999  # the very name of a trade


def mobility(code: str) -> dict[str, str]:
    """Occupations that who does this one may well do:

    {code: "near" | "evolution"}. Empty before the import.
    """
    return dict(
        Mobility.objects.filter(code=code).order_by("to").values_list("to", "kind")
    )


def ways() -> dict[str, dict[str, str]]:
    """The whole table of mobility, as ``mobility`` gives it for one code."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for code, to, kind in Mobility.objects.order_by("code", "to").values_list(
        "code", "to", "kind"
    ):
        found[code][to] = kind
    return dict(found)


def names() -> list[tuple[str, str]]:
    """(code, name): those that ship with us, then those the association imported or added."""
    return [
        *memory._shipped(),
        *Label.objects.order_by("pk").values_list("code", "words"),
    ]


def edition() -> tuple[str, int]:
    """Changes whenever names or mobility are imported: what is held in memory is good for
    as long as this stays.
    """
    stamp = Stamp.objects.filter(kind=memory.LABELS).first()
    return (stamp.epoch, stamp.changes) if stamp else ("", 0)


def recognised(title: str) -> str:
    """The code of a trade whose very name this is, when there is only one; else nothing."""
    named = memory.thesaurus().named(title)
    sure = [code for code, how_sure in named.items() if how_sure >= SURE]
    return sure[0] if len(sure) == 1 else ""


def guesses(title: str) -> dict[str, float]:
    """The codes a title may name, with how sure that is: 1 for the very name."""
    return memory.thesaurus().codes(
        [{term: 1.0} for term in dict.fromkeys(terms(title))], floor=0.0, keep=50
    )
