"""Which of the words typed name a place, and the places around it. Plain Python: no table, no request."""

from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from . import places
from .analyser import stem
from .places import Commune
from .thesaurus import Thesaurus
from .vocabulary import Terms, Vocabulary

LINES = frozenset({"ligne", "lignes", "metro", "bus", "tram", "tramway", "rer", "m", "t"})  # before a number
LONGEST_NAME = 4  # words of one
LARGE = 20_000  # people of a town that is meant by its name, even where nobody is from there
AT_ONCE = 60  # places around one
# What a neighbour counts for beside the place itself, and at the end of the way; and who only said their département.
BESIDE, FAR, ITSELF = 0.3, 0.1, 0.35


@dataclass(frozen=True)
class Placed:
    left: list[str]  # the words that still have to be understood
    signs: dict[str, float] = field(default_factory=dict)  # ``@lyon``, ``@venissieux 69`` → how much it counts
    within: list[str] = field(default_factory=list)  # of these, the communes in reach, in use or not
    guess: str = ""  # how the place is written, when it was typed otherwise


def take_place(typed: list[str], known: Vocabulary, trades: Thesaurus, *, guessing: bool, within: int) -> Placed:
    """The words without the place they name, and that place (« plombier saint denis » → plombier, @saint denis).

    ``within``: kilometres around it, 0 for nothing but itself.
    """
    for size in range(LONGEST_NAME, 0, -1):
        for start in range(len(typed) - size + 1):
            piece = typed[start : start + size]
            if start and piece[0].isdigit() and typed[start - 1] in LINES:
                continue
            if name := _name(piece, known, trades):
                return _around(name, _left(typed, start, size, known, trades), known, within)
    for size in range(LONGEST_NAME, 0, -1) if guessing else ():
        for start in range(len(typed) - size + 1):
            last = start + size == len(typed)
            if name := _mistyped(typed[start : start + size], known, trades, last=last):
                placed = _around(name, typed[:start] + typed[start + size :], known, within)
                return Placed(placed.left, placed.signs, placed.within, places.named(name)[0].name)
    return Placed(typed)


def _name(piece: list[str], known: Vocabulary, trades: Thesaurus) -> str:
    """The place these very words name: one in use here, else a commune or a postcode."""
    as_typed, spelled = " ".join(piece), " ".join(places.spelled_out(piece))
    for name in (as_typed, spelled):
        if "@" + name in known.places:
            return name
    meant = places.named(spelled)
    if len(piece) == 1 and stem(as_typed) in (trades.rarity if meant and meant[0].people >= LARGE else known.documents):
        return ""  # an ordinary word, and the name of a village
    if meant:
        return spelled
    code = places.departement_of(as_typed).lower()
    return code if "@" + code in known.places else ""


def _left(typed: list[str], start: int, size: int, known: Vocabulary, trades: Thesaurus) -> list[str]:
    """A word that also means something else (maçon, Mâcon) is still looked for."""
    word = stem(typed[start])
    other = size == 1 and not word.isdigit() and word in trades.rarity
    other = other or (size == 1 and word in known.documents and "@" + typed[start] not in known.places)
    return typed if other else typed[:start] + typed[start + size :]


def _mistyped(piece: list[str], known: Vocabulary, trades: Thesaurus, *, last: bool) -> str:
    """The commune a name that nobody knows resembles more than it resembles any word."""
    stems = [stem(word) for word in piece]
    if any(s in trades.rarity for s in stems) or all(s in known.documents for s in stems):
        return ""
    errors, name = places.resembling(" ".join(places.spelled_out(piece)))
    if not name or (last and _begins(piece[-1], known.terms, trades.terms)):
        return ""
    if len(piece) > 1:
        return name
    own = {stem(word) for word in name.split()}
    if any(s in trades.rarity for s in own):
        return ""
    for terms in (known.terms, trades.terms):
        if any(
            t not in own and OSA.distance(stems[0], t, score_cutoff=errors) <= errors for t in _like(terms, stems[0])
        ):
            return ""
    return name


def _begins(word: str, *vocabularies: Terms) -> bool:
    return any(next(iter(terms.beginning(word)), None) for terms in vocabularies)


def _like(terms: Terms, term: str) -> list[str]:
    return terms.of_length(len(term), 2)


def _around(name: str, left: list[str], known: Vocabulary, within: int) -> Placed:
    """This place, and the communes around it where somebody is, each for less as it is farther."""
    signs = {"@" + name: 1.0}
    origins = places.named(name, [word for word in left if word.upper() in places.departements()])
    near: dict[str, float] = {}
    for origin in origins:
        signs["@" + origin.key] = 1.0  # a postcode, another spelling
        near[origin.sign] = ITSELF
        for km, commune in places.near(origin, within) if within else ():
            counts = ITSELF if commune == origin else BESIDE - (BESIDE - FAR) * km / within
            near[commune.sign] = max(counts, near.get(commune.sign, 0.0))
    used = sorted(((s, n) for s, n in near.items() if "@" + s in known.places), key=lambda row: (-row[1], row[0]))
    signs = {"@" + sign: round(counts, 6) for sign, counts in used[:AT_ONCE]} | signs
    return Placed(left, signs, sorted(near))


def origins(terms: frozenset[str]) -> list[Commune]:
    """The communes whose names were asked for, among the terms of a search."""
    return [town for term in sorted(terms) if term[0] == "@" for town in places.named(term[1:])]
