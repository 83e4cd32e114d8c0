"""Communes, postcodes, départements and regions of France, in tables held in memory."""

import math
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from .text import tokenize

DATA = Path(__file__).parent.parent / "data"
USUAL_RADIUS_KM = 25  # around a place, when no distance is asked for
SAINT_ABBREVIATIONS = {
    "st": "saint",
    "ste": "sainte",
    "sts": "saints",
    "stes": "saintes",
}
# Among communes with one name, one that has fewer inhabitants than this share of the largest
# is not meant.
HOMONYM_MIN_SHARE = 0.2
KM_PER_DEGREE = 111.2
CELL_DEGREES = 0.5  # side of a cell of the table of neighbours
# Letters of a name from which one error is accepted, or two; inhabitants of the towns for which
# one error is accepted in a name of one letter less.
ONE_ERROR_MIN_LENGTH, TWO_ERRORS_MIN_LENGTH, LARGE_TOWN = 5, 8, 100_000


class Commune(NamedTuple):
    name: str
    departement: str
    latitude: float
    longitude: float
    population: int

    @property
    def key(self) -> str:
        return place_key(self.name)

    @property
    def qualified_key(self) -> str:
        """Key that tells homonyms apart: « saint denis 93 »."""
        return f"{self.key} {self.departement.lower()}"


class _Table(NamedTuple):
    names: dict[str, list[Commune]]  # the largest first
    postcodes: dict[str, list[Commune]]
    cells: dict[tuple[int, int], list[Commune]]
    main: dict[str, Commune]  # département → its largest commune


@cache
def departements() -> dict[str, tuple[str, str]]:
    """Code → (name, region)."""
    lines = (DATA / "departements.tsv").read_text().splitlines()
    return {
        code: (name, region)
        for code, name, region in (line.split("\t") for line in lines)
    }


@cache
def _table() -> _Table:
    table = _Table(defaultdict(list), defaultdict(list), defaultdict(list), {})
    for line in (DATA / "communes.tsv").read_text().splitlines():
        name, departement, latitude, longitude, people, postcodes = line.split("\t")
        commune = Commune(
            name, departement, float(latitude), float(longitude), int(people)
        )
        table.names[commune.key].append(commune)
        table.cells[_cell(commune.latitude), _cell(commune.longitude)].append(commune)
        for postcode in filter(None, postcodes.split(",")):
            table.postcodes[postcode].append(commune)
        if (
            departement not in table.main
            or commune.population > table.main[departement].population
        ):
            table.main[departement] = commune
    for some in (*table.names.values(), *table.postcodes.values()):
        some.sort(key=lambda commune: (-commune.population, commune.departement))
    return table


def _cell(degrees: float) -> int:
    return math.floor(degrees / CELL_DEGREES)


def departement_names(code: str) -> list[str]:
    """The names under which a département is searched: its code, its name, its region."""
    return [code, *departements().get(code, ())]


@lru_cache(maxsize=20_000)
def place_key(name: str) -> str:
    """A name as it is compared: « St-Denis » → « saint denis »."""
    return " ".join(expand_saint(tokenize(name)))


def expand_saint(typed: list[str]) -> list[str]:
    return [SAINT_ABBREVIATIONS.get(word, word) for word in typed]


def communes_named(place: str, departements: Iterable[str] = ()) -> list[Commune]:
    """The communes with this key or postcode, the largest first.

    Those in ``departements`` when there are some; else without the small homonyms.
    """
    homonyms = _table().names.get(place) or _table().postcodes.get(place) or []
    wanted = {code.upper() for code in departements}
    if there := [commune for commune in homonyms if commune.departement in wanted]:
        return there
    return [
        commune
        for commune in homonyms
        if commune.population >= HOMONYM_MIN_SHARE * homonyms[0].population
    ]


def departement_of_postcode(postcode: str) -> str:
    """« 69100 » → 69, « 20200 » → 2B, « 97400 » → 974; empty when it is no postcode."""
    if len(postcode) != 5 or not postcode.isdecimal() or not postcode.isascii():
        return ""
    start = postcode[:2]
    code = {"20": "2A" if postcode < "20200" else "2B", "97": postcode[:3]}.get(
        start, start
    )
    return code if code in departements() else ""


@lru_cache(maxsize=4_000)
def closest_place_name(place: str) -> tuple[int, str]:
    """The place name that is one or two typing errors away: (errors, key), or (0, "")."""
    if len(place) < ONE_ERROR_MIN_LENGTH - 1 or place.isdecimal():
        return 0, ""
    names = _table().names
    most = 2 if len(place) >= TWO_ERRORS_MIN_LENGTH else 1
    near = process.extract(
        place, list(names), scorer=OSA.distance, score_cutoff=most, limit=20
    )
    likely = [(errors, -names[name][0].population, name) for name, errors, _ in near]
    if len(place) < ONE_ERROR_MIN_LENGTH:
        likely = [found for found in likely if -found[1] >= LARGE_TOWN]
    errors, _people, name = min(likely, default=(0, 0, ""))
    return errors, name


def distance_km(one: Commune, other: Commune) -> float:
    east = (other.longitude - one.longitude) * math.cos(
        math.radians((one.latitude + other.latitude) / 2)
    )
    return KM_PER_DEGREE * math.hypot(east, other.latitude - one.latitude)


@lru_cache(maxsize=500)
def communes_near(
    place: Commune, most: int = USUAL_RADIUS_KM
) -> tuple[tuple[float, Commune], ...]:
    """(kilometres, commune) within ``most`` kilometres, itself included, the nearest first."""
    up = most / KM_PER_DEGREE
    across = up / max(0.1, math.cos(math.radians(place.latitude)))
    rows = range(_cell(place.latitude - up), _cell(place.latitude + up) + 1)
    columns = range(
        _cell(place.longitude - across), _cell(place.longitude + across) + 1
    )
    some = [
        other
        for cell in product(rows, columns)
        for other in _table().cells.get(cell, ())
    ]
    return tuple(
        sorted(
            (km, other) for other in some if (km := distance_km(place, other)) <= most
        )
    )


def locate_communes(lines: Iterable[str]) -> dict[str, float]:
    """Where somebody is, from the places they named: {qualified key: confidence}.

    The first place when it is a commune; else a commune they named in one of their
    départements; else the largest commune of each département, with confidence 0.6.
    """
    named = [line.strip() for line in lines]
    codes = list(
        dict.fromkeys(
            code for line in named if (code := line.upper()) in departements()
        )
    )
    named_there = [
        [] if line.isdecimal() else communes_named(place_key(line), codes)
        for line in named
    ]
    towns = [some for some in named_there if some]
    if towns and (named_there[0] or not codes):
        others = [some[0] for some in towns[1:] if len(some) == 1] or [towns[0][0]]
        return {
            min(
                towns[0],
                key=lambda town: min(distance_km(town, other) for other in others),
            ).qualified_key: 1.0
        }
    if there := next(
        (town for some in towns for town in some if town.departement in codes), None
    ):
        return {there.qualified_key: 1.0}
    return {
        _table().main[code].qualified_key: 0.6
        for code in codes
        if code in _table().main
    }


def home_commune(lines: Iterable[str]) -> Commune | None:
    """The commune where somebody is, when they named one."""
    keys = [key for key, sure in locate_communes(lines).items() if sure == 1.0]
    found = (
        communes_named(keys[0].rpartition(" ")[0], [keys[0].rpartition(" ")[2]])
        if keys
        else []
    )
    return found[0] if found else None
