"""Facets to filter people by, with counts: job family, place, language, contract.

These and nothing else: never a criterion of discrimination law.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain

from django.utils.translation import get_language

from entremise.candidates.content.languages import LANGUAGES, language_name
from entremise.candidates.enums import ContractType, JobFamily
from entremise.candidates.indexing.public_index import CV_DOCUMENTS
from entremise.foundation.accounts.models import Zone
from entremise.foundation.search.analysis.places import (
    communes_named,
    communes_near,
    departements,
    place_key,
)
from entremise.foundation.search.queries import facets
from entremise.foundation.search.queries.facets import facets_by_key
from entremise.foundation.web import cache_versions
from entremise.gallery import rules

FACETS = ("family", "zone", "departement", "language", "contract")
# What to suggest under the search line, and how many of each.
SUGGESTED_FACETS = {"trade": 120, "city": 40, "skill": 60}


@dataclass(frozen=True)
class FacetValue:
    code: str
    label: str
    count: int


def _facet_labels() -> dict[str, dict[str, str]]:
    return {
        "family": {value: str(label) for value, label in JobFamily.choices},
        "zone": dict(Zone.objects.values_list("code", "name")),
        "departement": {
            code: f"{name} ({code})" for code, (name, _region) in departements().items()
        },
        "contract": {value: str(label) for value, label in ContractType.choices},
        "language": {code: language_name(code) for code in LANGUAGES},
    }


def facet_labels() -> dict[str, dict[str, str]]:
    return cache_versions.get_or_compute(
        rules.GALLERY_CACHE_VERSION,
        f"names of facets {get_language()}",
        _facet_labels,
        size_of=lambda _: 20_000,
    )


def facet_label(facet: str, value: str) -> str:
    """The label of a value, even one that nobody has now; empty when it is unknown."""
    return facet_labels().get(facet, {}).get(value, "")


def search_filters(chosen: dict[str, str], around: int) -> dict[str, list[str]]:
    """Facet → values. With a distance, the zone becomes the communes so many kilometres around."""
    wanted = {name: [value] for name, value in chosen.items()}
    towns = (
        communes_named(
            place_key(facet_labels()["zone"].get(chosen.get("zone", ""), ""))
        )
        if around
        else []
    )
    if towns:
        del wanted["zone"]
        wanted["place"] = sorted(
            {
                town.qualified_key
                for here in towns
                for _km, town in communes_near(here, around)
            }
        )
    return wanted


def gallery_facet_counts(
    chosen: dict[str, str], *, keys: Collection[str] | None, around: int = 0
) -> dict[str, list[FacetValue]]:
    """Values with how many people have them, among ``keys``.

    ``keys``: public codes of the people found; None: everybody with the chosen values.
    """
    known = facet_labels()
    if keys is None:
        among = facets.facet_counts(
            CV_DOCUMENTS, FACETS, chosen=search_filters(chosen, around)
        )
    else:
        among = _facet_counts_among(keys)
    return {
        facet: [
            FacetValue(value, known[facet].get(value, value), count)
            for value, count in among.get(facet, {}).items()
        ]
        for facet in FACETS
    }


def _facet_counts_among(keys: Collection[str]) -> dict[str, dict[str, int]]:
    """The facets of each person are cached until somebody becomes visible or leaves."""
    held = cache_versions.get_or_compute_many(
        rules.GALLERY_CACHE_VERSION,
        "facets",
        keys,
        lambda some: facets_by_key(CV_DOCUMENTS, FACETS, some),
    )
    counts = Counter(chain.from_iterable(held.values()))
    among: dict[str, dict[str, int]] = {}
    for facet, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        name, _, value = facet.partition("=")
        among.setdefault(name, {})[value] = number
    return among


def facet_values_in_use() -> dict[str, dict[str, int]]:
    """Every value that somebody visible has, the most frequent first."""

    def look() -> dict[str, dict[str, int]]:
        return facets.facet_counts(
            CV_DOCUMENTS, [*FACETS, *SUGGESTED_FACETS], chosen={}
        )

    return cache_versions.get_or_compute(
        rules.GALLERY_CACHE_VERSION,
        "facets in use",
        look,
        size_of=lambda _: 50_000,
    )


def search_suggestions() -> list[str]:
    """Trades, places, skills and languages of visible people, to suggest under the search line."""
    known = facet_values_in_use()
    terms = [
        value
        for name, most in SUGGESTED_FACETS.items()
        for value in list(known.get(name, ()))[:most]
    ]
    return list(
        dict.fromkeys(
            [*terms, *(language_name(code) for code in known.get("language", ()))]
        )
    )
