"""The query string of a list of people: search, filters, radius.

No value is an error: one that is not understood is ignored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from entremise.foundation.kit.text import clean_line, gettext, gettext_lazy as _
from entremise.gallery.queries.facets import facet_label
from entremise.gallery.queries.people import FacetChoices

MAX_QUERY_LENGTH = 100  # characters
# Query parameter → facet of the index. Never a criterion of discrimination law (tested).
FACETS = {
    "metier": "family",
    "lieu": "zone",
    "departement": "departement",
    "langue": "language",
    "contrat": "contract",
}
RADII_KM = (10, 25, 50)
FILTER_LABELS = {
    "metier": (_("Métier"), _("Tous les métiers")),
    "lieu": (_("Lieu"), _("Partout")),
    "autour": (_("Autour du lieu"), _("Les plus proches d’abord")),
    "departement": (_("Département"), _("Tous les départements")),
    "langue": (_("Langue parlée"), _("Toutes les langues")),
    "contrat": (_("Contrat"), _("Tous les contrats")),
}


@dataclass(frozen=True)
class FacetFilter:
    """A closed list in which one value at most is chosen."""

    name: str  # of the query parameter
    label: Any
    everything_label: Any  # label of the choice that filters nothing
    values: list[tuple[str, str]]
    chosen: str

    @property
    def chosen_label(self) -> str:
        return dict(self.values)[self.chosen]


class PeopleSearchForm:
    def __init__(self, params: Mapping[str, str], *, choices: FacetChoices) -> None:
        values = {
            "metier": choices.families,
            "lieu": choices.zones,
            "autour": radius_choices(),
            "departement": choices.departements,
            "langue": choices.languages,
            "contrat": choices.contracts,
        }
        self.query = clean_line(
            params.get("q", "").replace("\0", " ")[:MAX_QUERY_LENGTH]
        )
        self.exact = bool(params.get("exact"))  # search the words as typed, guess none
        self.filters = {
            name: _build_filter(name, values[name], params.get(name, ""))
            for name in FILTER_LABELS
        }

    @property
    def radius_km(self) -> int:
        """Nobody farther than this from the place; 0: no limit."""
        return int(self.filters["autour"].chosen or 0)

    def chosen_facets(self) -> dict[str, str]:
        """Facet → value, empty when none is chosen."""
        return {facet: self.filters[field].chosen for field, facet in FACETS.items()}

    @property
    def has_filters(self) -> bool:
        """A filter is in use: the page then shows the filters unfolded."""
        return any(one.chosen for one in self.filters.values())


def _build_filter(name: str, values: list[tuple[str, str]], value: str) -> FacetFilter:
    """A known value that nobody has now stays chosen: a shared link never shows everybody."""
    if (
        name in FACETS
        and value not in dict(values)
        and (label := facet_label(FACETS[name], value))
    ):
        values = [*values, (value, label)]
    return FacetFilter(
        name, *FILTER_LABELS[name], values, value if value in dict(values) else ""
    )


def radius_choices() -> list[tuple[str, str]]:
    return [(str(km), gettext("À moins de %(km)s km") % {"km": km}) for km in RADII_KM]
