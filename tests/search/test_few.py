"""A few things held in hand are understood and ranked like those of an index, and know of
nothing else.
"""

import pytest

from entremise.foundation.search import actions
from entremise.foundation.search.queries import Few, find, suggest
from entremise.foundation.search.weighing import Entry

pytestmark = pytest.mark.django_db

ENTRIES = [
    Entry(
        "ali",
        {
            "title": "conseiller clientèle",
            "places": "Paris",
            "languages": "arabe italien",
        },
    ),
    Entry(
        "billy",
        {
            "title": "technicien informatique",
            "places": "Paris\nSaint-Denis",
            "skills": "réparer",
        },
    ),
    Entry(
        "chloe",
        {
            "title": "plombière",
            "past": "vendeuse au marché",
            "places": "Lyon",
            "text": "L’accueil.",
        },
    ),
    Entry(
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
        actions.write("few", entry)
    by_index, in_hand = find("few", words), Few(ENTRIES).find(words)
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
    assert Few(ENTRIES).find("plonbier", exact=True).keys == []


def test_words_are_suggested_like_those_of_an_index() -> None:
    for entry in ENTRIES:
        actions.write("few", entry)
    for begun in ("v", "ve", "con", "réparer des po"):
        assert Few(ENTRIES).suggest(begun) == suggest("few", begun)


def test_an_index_beside_it_changes_nothing() -> None:
    few = Few(ENTRIES[:1])
    before = few.find("plombier"), few.suggest("plo")
    for entry in ENTRIES:
        actions.write("few", entry)
    few = Few(ENTRIES[:1])
    assert (few.find("plombier"), few.suggest("plo")) == before
    assert few.suggest("plo") == []
