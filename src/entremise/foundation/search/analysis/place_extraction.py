"""Which of the words typed name a place, and the communes around it.

Plain Python: no database, no request.
"""

from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from . import places
from .index_vocabulary import SortedTerms, Vocabulary
from .places import Commune
from .text import stem_word
from .thesaurus import Thesaurus
from .transport_words import (
    KILOMETRE_WORDS,
    LINE_WORDS,
    STATION_WORDS,
    TRAVEL_WORDS,
    place_phrase_bounds,
)

MAX_NAME_WORDS = 4  # words of the name of a place
# Inhabitants of a town that is meant by its name, even when it is in no document.
LARGE_TOWN = 20_000
MAX_NEARBY_PLACES = 60  # terms for the places around one
# Weights beside 1 for the place itself: the nearest neighbour, the farthest one, and somebody
# who only named the département.
NEAREST_WEIGHT, FARTHEST_WEIGHT, OWN_DEPARTEMENT_WEIGHT = 0.3, 0.1, 0.35


@dataclass(frozen=True)
class ExtractedPlace:
    remaining_words: list[str]  # the words without the place
    # ``@lyon``, ``@venissieux 69`` → weight
    place_terms: dict[str, float] = field(default_factory=dict)
    # qualified keys of the communes in reach, in documents or not
    communes_in_reach: list[str] = field(default_factory=list)
    corrected_name: str = ""  # name of the place when it was mistyped


def extract_place(
    typed: list[str],
    known: Vocabulary,
    trades: Thesaurus,
    *,
    guessing: bool,
    within: int,
) -> ExtractedPlace:
    """The place that words name, and the words left.

    « plombier saint denis » → plombier, @saint denis.
    ``guessing``: also mistyped names. ``within``: kilometres around the place, 0 for itself.
    """
    for size in range(MAX_NAME_WORDS, 0, -1):
        for start in range(len(typed) - size + 1):
            piece = typed[start : start + size]
            if not _is_of_the_way(typed, start, size) and (
                name := _name(piece, known, trades)
            ):
                return _placed(
                    name,
                    typed,
                    start,
                    size,
                    known,
                    within,
                    kept=_means_more(piece, known, trades),
                )
    for size in range(MAX_NAME_WORDS, 0, -1) if guessing else ():
        for start in range(len(typed) - size + 1):
            last = start + size == len(typed)
            piece, after_a_stop = (
                typed[start : start + size],
                start and typed[start - 1] in STATION_WORDS,
            )
            if (
                not after_a_stop
                and TRAVEL_WORDS.isdisjoint(piece)
                and (name := _mistyped(piece, known, trades, last=last))
            ):
                placed = _placed(name, typed, start, size, known, within)
                return ExtractedPlace(
                    placed.remaining_words,
                    placed.place_terms,
                    placed.communes_in_reach,
                    places.communes_named(name)[0].name,
                )
    return ExtractedPlace(typed)


def _is_of_the_way(typed: list[str], start: int, size: int) -> bool:
    """Do these words tell a way (« à 10 km », « ligne 13 », « vers ») and not a place?"""
    word, after = typed[start], typed[start + size : start + size + 1]
    if word.isdigit():
        return bool(
            (start and typed[start - 1] in LINE_WORDS)
            or KILOMETRE_WORDS.intersection(after)
        )
    return size == 1 and word in TRAVEL_WORDS


def _name(piece: list[str], known: Vocabulary, trades: Thesaurus) -> str:
    """The place these words name exactly: one in documents, else a commune or a postcode."""
    as_typed, spelled = " ".join(piece), " ".join(places.expand_saint(piece))
    for name in (as_typed, spelled):
        if "@" + name in known.places:
            return name
    meant = places.communes_named(spelled)
    if len(piece) == 1 and meant:
        word, large = stem_word(as_typed), meant[0].population >= LARGE_TOWN
        if word in trades.rarity or (word in known.documents and not large):
            return ""  # an ordinary word that is also the name of a village
    if meant:
        return spelled
    code = places.departement_of_postcode(as_typed).lower()
    return code if "@" + code in known.places else ""


def _means_more(piece: list[str], known: Vocabulary, trades: Thesaurus) -> bool:
    """Is the name also an ordinary word (maçon, Mâcon)? Then it is still searched."""
    if len(piece) > 1 or piece[0].isdigit():
        return False
    word = stem_word(piece[0])
    return word in trades.rarity or (
        word in known.documents and "@" + piece[0] not in known.places
    )


def _mistyped(
    piece: list[str], known: Vocabulary, trades: Thesaurus, *, last: bool
) -> str:
    """The commune that unknown words resemble more than they resemble any known word."""
    stems = [stem_word(word) for word in piece]
    if any(s in trades.rarity for s in stems) or all(
        s in known.documents for s in stems
    ):
        return ""
    errors, name = places.closest_place_name(" ".join(places.expand_saint(piece)))
    if not name or (last and _begins(piece[-1], known.terms, trades.terms)):
        return ""
    if len(piece) > 1:
        return name
    own = {stem_word(word) for word in name.split()}
    if any(s in trades.rarity for s in own):
        return ""
    for terms in (known.terms, trades.terms):
        if any(
            t not in own and OSA.distance(stems[0], t, score_cutoff=errors) <= errors
            for t in _like(terms, stems[0])
        ):
            return ""
    return name


def _begins(word: str, *vocabularies: SortedTerms) -> bool:
    return any(next(iter(terms.starting_with(word)), None) for terms in vocabularies)


def _like(terms: SortedTerms, term: str) -> list[str]:
    return terms.of_length(len(term), 2)


def _placed(
    name: str,
    typed: list[str],
    start: int,
    size: int,
    known: Vocabulary,
    within: int,
    *,
    kept: bool = False,
) -> ExtractedPlace:
    """This place, and the words without the phrase about it.

    ``kept``: its name stays among the words.
    """
    since, until, kilometres = place_phrase_bounds(typed, start, start + size)
    left = typed[:since] + (typed[start : start + size] if kept else []) + typed[until:]
    return _around(name, left, known, kilometres if kilometres and within else within)


def _around(
    name: str, left: list[str], known: Vocabulary, within: int
) -> ExtractedPlace:
    """This place and the communes around it that are in documents; the farther, the less weight."""
    terms = {"@" + name: 1.0}
    origins = places.communes_named(
        name, [word for word in left if word.upper() in places.departements()]
    )
    near: dict[str, float] = {}
    for origin in origins:
        terms["@" + origin.key] = 1.0  # a postcode, another spelling
        near[origin.qualified_key] = OWN_DEPARTEMENT_WEIGHT
        for km, commune in places.communes_near(origin, within) if within else ():
            weight = (
                OWN_DEPARTEMENT_WEIGHT
                if commune == origin
                else NEAREST_WEIGHT - (NEAREST_WEIGHT - FARTHEST_WEIGHT) * km / within
            )
            near[commune.qualified_key] = max(
                weight, near.get(commune.qualified_key, 0.0)
            )
    used = sorted(
        ((s, n) for s, n in near.items() if "@" + s in known.places),
        key=lambda row: (-row[1], row[0]),
    )
    terms = {
        "@" + key: round(weight, 6) for key, weight in used[:MAX_NEARBY_PLACES]
    } | terms
    return ExtractedPlace(left, terms, sorted(near))


def communes_searched(terms: frozenset[str]) -> list[Commune]:
    """The communes named by the terms of a search."""
    return [
        town
        for term in sorted(terms)
        if term[0] == "@"
        for town in places.communes_named(term[1:])
    ]
