"""Why somebody is among what a search found, in words: what of their CV answers what was asked."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from entremise.candidates.content import PublicCV
from entremise.candidates.languages import name_of
from entremise.foundation.kit.text import gettext as _
from entremise.foundation.search.analyser import STOP, fold, stem
from entremise.foundation.search.analyser import words as folded
from entremise.foundation.search.places import around
from entremise.foundation.search.queries import thesaurus
from entremise.foundation.search.thesaurus import Thesaurus

MOST = 2
LONGEST = 110  # letters of a sentence of a story around the word
_WORD = re.compile(r"[^\W_]+|[\W_]+")


@dataclass(frozen=True)
class Reason:
    label: str  # « Parle »
    pieces: tuple[tuple[str, bool], ...]  # the words, and whether each is one that answers


def reasons(cvs: Iterable[PublicCV], terms: frozenset[str]) -> list[tuple[Reason, ...]]:
    """For each, the first few: the wished trade before the story."""
    trades = thesaurus()
    return [_reasons(cv, terms, trades) for cv in cvs]


def _reasons(cv: PublicCV, terms: frozenset[str], trades: Thesaurus) -> tuple[Reason, ...]:
    found = []
    for label, text, asked in _said(cv, terms, trades):
        pieces = tuple(_marked(text, terms))
        if asked or any(hit for _piece, hit in pieces):
            found.append(Reason(label, pieces))
        if len(found) == MOST:
            break
    return tuple(found)


def _said(cv: PublicCV, terms: frozenset[str], trades: Thesaurus) -> Iterator[tuple[str, str, bool]]:
    """(label, what the CV says, whether it answers whatever its words)."""
    content = cv.content
    for goal in content.goals:
        yield _("Cherche"), goal.occupation, _is_trade(goal.occupation, goal.rome, terms, trades)
    for spoken in content.languages:
        yield _("Parle"), name_of(spoken.name), False
    place = content.practical.city or cv.zone_name
    yield _("À"), place, bool(place) and "@" + " ".join(folded(place)) in terms
    for code in content.practical.departements:
        named = around(code)
        if any("@" + " ".join(folded(name)) in terms for name in named):
            yield _("Mobilité"), " · ".join(dict.fromkeys([*named[1:], code])), True
    for done in content.experiences:
        yield _("A été"), done.title, _is_trade(done.title, "", terms, trades)
    for skill in [*content.skills, *(s for done in content.experiences for s in done.skills)]:
        yield _("Sait"), skill, False
    for strength in content.strengths:
        yield _("Atout"), strength, False
    for sentence in _sentences([content.tagline, content.story, *(done.did for done in content.experiences)]):
        yield _("Écrit"), sentence, False
    for interest in content.interests:
        yield _("Aime"), interest, False


def _is_trade(title: str, code: str, terms: frozenset[str], trades: Thesaurus) -> bool:
    codes = [code] if code else list(trades.named(title))
    return any(f"#{code}" in terms for code in codes)


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for sentence in re.split(r"(?<=[.!?…])\s+|\n+", text):
            if sentence:
                yield sentence if len(sentence) <= LONGEST else sentence[:LONGEST].rsplit(" ", 1)[0] + "…"


def _marked(text: str, terms: frozenset[str]) -> Iterator[tuple[str, bool]]:
    for piece in _WORD.findall(text):
        yield piece, _term(piece) in terms


@lru_cache(maxsize=50_000)
def _term(piece: str) -> str:
    """What a piece of a sentence is compared by; the same words come again in every CV."""
    word = fold(piece) if piece[0].isalnum() else ""
    return "" if word in STOP else stem(word)
