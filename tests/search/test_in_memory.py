"""Search in memory gives the same results as an index, from its own documents only."""

import pytest

from entremise.foundation.search.actions.indexing import index_entry
from entremise.foundation.search.analysis.weighting import IndexEntry
from entremise.foundation.search.queries.facets import suggest_words
from entremise.foundation.search.queries.in_memory import InMemoryIndex
from entremise.foundation.search.queries.searching import search_index

pytestmark = pytest.mark.django_db

ENTRIES = [
    IndexEntry(
        "ali",
        {
            "title": "conseiller clientèle",
            "places": "Paris",
            "languages": "arabe italien",
        },
    ),
    IndexEntry(
        "billy",
        {
            "title": "technicien informatique",
            "places": "Paris\nSaint-Denis",
            "skills": "réparer",
        },
    ),
    IndexEntry(
        "chloe",
        {
            "title": "plombière",
            "past": "vendeuse au marché",
            "places": "Lyon",
            "text": "L’accueil.",
        },
    ),
    IndexEntry(
        "dani",
        {
            "title": "agent d’entretien",
            "places": "Villeurbanne",
            "text": "Je sais vendre et accueillir.",
        },
    ),
]


@pytest.mark.parametrize(
    "words",
    [
        "plombier",
        "plonbier",
        "vendeur paris",
        "femme de ménage",
        "Lyon",
        "sain denis",
        "italien",
        "acceuil",
        "info",
        "xyzzy",
        "réparer informatique paris",
        "",
    ],
)
def test_answers_are_those_of_an_index(words: str) -> None:
    for entry in ENTRIES:
        index_entry("few", entry)
    by_index, in_hand = search_index("few", words), InMemoryIndex(ENTRIES).search(words)
    if not words:
        assert in_hand.keys == []
        return
    assert in_hand.keys == by_index.keys
    assert (in_hand.understood, in_hand.alike, in_hand.terms) == (
        by_index.understood,
        by_index.alike,
        by_index.terms,
    )


def test_nothing_is_guessed_when_words_are_taken_as_they_are() -> None:
    assert InMemoryIndex(ENTRIES).search("plonbier", exact=True).keys == []


def test_words_are_suggested_like_those_of_an_index() -> None:
    for entry in ENTRIES:
        index_entry("few", entry)
    for begun in ("v", "ve", "con", "réparer des po"):
        assert InMemoryIndex(ENTRIES).suggest_words(begun) == suggest_words(
            "few", begun
        )


def test_an_index_beside_it_changes_nothing() -> None:
    few = InMemoryIndex(ENTRIES[:1])
    before = few.search("plombier"), few.suggest_words("plo")
    for entry in ENTRIES:
        index_entry("few", entry)
    few = InMemoryIndex(ENTRIES[:1])
    assert (few.search("plombier"), few.suggest_words("plo")) == before
    assert few.suggest_words("plo") == []
