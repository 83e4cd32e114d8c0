"""What one may narrow a list of people by, with how many there are: trades, places,
languages, contracts.

These and nothing else: never a criterion of discrimination law.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain

from django.utils.translation import get_language

from entremise.candidates.enums import Contract, JobFamily
from entremise.candidates.languages import LANGUAGES, name_of
from entremise.candidates.search import KIND
from entremise.foundation.accounts.models import Zone
from entremise.foundation.search import queries as search
from entremise.foundation.search.places import departements, key, named, near
from entremise.foundation.web import cache_versions
from entremise.gallery import rules as gallery_rules

FACETS = ("family", "zone", "departement", "language", "contract")
WORDS = {
    "trade": 120,
    "city": 40,
    "skill": 60,
}  # what to propose under the search line, and how many


@dataclass(frozen=True)
class Value:
    code: str
    label: str
    count: int


def _names() -> dict[str, dict[str, str]]:
    return {
        "family": {value: str(label) for value, label in JobFamily.choices},
        "zone": dict(Zone.objects.values_list("code", "name")),
        "departement": {
            code: f"{name} ({code})" for code, (name, _region) in departements().items()
        },
        "contract": {value: str(label) for value, label in Contract.choices},
        "language": {code: name_of(code) for code in LANGUAGES},
    }


def names() -> dict[str, dict[str, str]]:
    return cache_versions.made_once(
        gallery_rules.PEOPLE,
        f"names of facets {get_language()}",
        _names,
        weight=lambda _: 20_000,
    )


def label_of(facet: str, value: str) -> str:
    """How a value is called, though nobody may have it now; empty when there is no such value."""
    return names().get(facet, {}).get(value, "")


def in_reach(chosen: dict[str, str], around: int) -> dict[str, list[str]]:
    """Facet → values; one of our places with a distance is every commune so many kilometres
    around it.
    """
    wanted = {name: [value] for name, value in chosen.items()}
    towns = (
        named(key(names()["zone"].get(chosen.get("zone", ""), ""))) if around else []
    )
    if towns:
        del wanted["zone"]
        wanted["place"] = sorted(
            {town.sign for here in towns for _km, town in near(here, around)}
        )
    return wanted


def counted(
    chosen: dict[str, str], *, keys: Collection[str] | None, around: int = 0
) -> dict[str, list[Value]]:
    """Values with how many have them, of the people found (``keys``), else of who has what
    was chosen.
    """
    known = names()
    if keys is None:
        among = search.counts_among(KIND, FACETS, chosen=in_reach(chosen, around))
    else:
        among = _among(keys)
    return {
        facet: [
            Value(value, known[facet].get(value, value), count)
            for value, count in among.get(facet, {}).items()
        ]
        for facet in FACETS
    }


def _among(keys: Collection[str]) -> dict[str, dict[str, int]]:
    """Facets of each person are read once until somebody comes or leaves."""
    held = cache_versions.held_each(
        gallery_rules.PEOPLE,
        "facets",
        keys,
        lambda some: search.facets_of(KIND, FACETS, some),
    )
    counts = Counter(chain.from_iterable(held.values()))
    among: dict[str, dict[str, int]] = {}
    for said, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        name, _, value = said.partition("=")
        among.setdefault(name, {})[value] = number
    return among


def used() -> dict[str, dict[str, int]]:
    """Every value that leads to somebody, the most frequent first."""

    def look() -> dict[str, dict[str, int]]:
        return search.counts_among(KIND, [*FACETS, *WORDS], chosen={})

    return cache_versions.made_once(
        gallery_rules.PEOPLE, "facets in use", look, weight=lambda _: 50_000
    )


def suggestions() -> list[str]:
    """What visible people do, where, in which languages: what to propose under the search line."""
    known = used()
    said = [
        word
        for name, most in WORDS.items()
        for word in list(known.get(name, ()))[:most]
    ]
    return list(
        dict.fromkeys([*said, *(name_of(code) for code in known.get("language", ()))])
    )
