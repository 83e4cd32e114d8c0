"""Words of distance and transport are never taken for a trade or a mistyped word."""

import pytest

from entremise.foundation.search.actions.indexing import index_document
from entremise.foundation.search.analysis.index_vocabulary import Vocabulary
from entremise.foundation.search.analysis.place_extraction import extract_place
from entremise.foundation.search.analysis.query_expansion import (
    TRADES_SLOT,
    expand_query,
)
from entremise.foundation.search.analysis.text import stem_word, tokenize
from entremise.foundation.search.analysis.thesaurus import Thesaurus
from entremise.foundation.search.analysis.transport_words import (
    transport_word_positions,
)
from entremise.foundation.search.queries.searching import search_index

KNOWN = Thesaurus(
    [
        ("G1803", "Serveur / Serveuse"),
        ("N4103", "Conducteur / Conductrice de bus"),
        ("N2", "Agent d’escale"),
    ]
)


def vocabulary(*terms: str) -> Vocabulary:
    known = Vocabulary(total=50)
    known.update(
        (row, term, term, 3)
        for row, term in enumerate(["#G1803", "#N4103", *map(stem_word, terms)])
    )
    return known


def placed(text: str, *terms: str, within: int = 25):
    return extract_place(
        tokenize(text), vocabulary(*terms), KNOWN, guessing=True, within=within
    )


@pytest.mark.parametrize(
    "typed",
    [
        "serveuse près de Lille",
        "autour de Lille serveuse",
        "serveuse à proximité de Lille",
        "serveuse à côté de Lille",
        "serveuse à 10 km de Lille",
        "serveuse Lille et alentours",
        "serveuse dans un rayon de 15 kilomètres autour de Lille",
    ],
)
def test_words_of_nearness_go_with_the_place(typed: str) -> None:
    found = placed(typed)
    assert "@lille" in found.place_terms
    assert "serveuse" in found.remaining_words
    assert set(found.remaining_words) <= {"serveuse", "un"}


def test_a_borough_goes_with_its_town() -> None:
    assert placed("serveuse Paris 15e").remaining_words == ["serveuse"]
    assert placed("serveuse Lyon 3e arrondissement").remaining_words == ["serveuse"]


def test_the_distance_that_is_typed_is_the_one_around() -> None:
    far, near = (
        set(placed(f"serveuse à {km} km de Rennes").communes_in_reach)
        for km in (50, 10)
    )
    assert near < far
    assert placed("serveuse à 50 km de Rennes", within=0).communes_in_reach == [
        "rennes 35"
    ]


def test_kilometres_and_lines_are_no_departement() -> None:
    assert not placed("serveuse 13 km", "@13").place_terms
    assert not placed("serveuse bus 13", "@13").place_terms
    assert "@13" in placed("serveuse 13", "@13").place_terms


def test_a_trade_is_no_village() -> None:
    assert not placed("agent d’escale").place_terms


def test_what_follows_a_stop_is_a_name_unless_it_is_a_trade() -> None:
    assert transport_word_positions(["serveuse", "metro", "jaures"], KNOWN.rarity) == {
        1,
        2,
    }
    assert transport_word_positions(["metro", "serveuse"], KNOWN.rarity) == {0}


@pytest.mark.parametrize(
    "typed",
    ["serveuse métro Jaurès", "serveuse accessible en tram", "serveuse sans voiture"],
)
def test_the_way_takes_nothing_from_the_trade(typed: str) -> None:
    def sure(text: str) -> float:
        rows = expand_query(tokenize(text), vocabulary("tramwa", "voitur"), KNOWN).rows
        return next(
            value
            for number, term, value in rows
            if (number, term) == (TRADES_SLOT, "#G1803")
        )

    assert sure(typed) == sure("serveuse")


def test_a_trade_may_be_one_of_the_way() -> None:
    rows = expand_query(tokenize("conductrice de bus"), vocabulary(), KNOWN).rows
    assert [term for number, term, _ in rows if number == TRADES_SLOT] == ["#N4103"]


def test_the_way_is_not_guessed() -> None:
    query = expand_query(
        tokenize("serveuse gare de Vaize"),
        vocabulary("Vaise", "serveuse", "garage"),
        KNOWN,
    )
    assert query.understood == ""
    assert {term for number, term, _ in query.rows if number == 1} == set()


def test_a_word_of_the_nomenclature_is_not_a_mistyped_one() -> None:
    assert expand_query(["serveuse"], vocabulary("nerveuse"), KNOWN).understood == ""
    assert (
        expand_query(["berveuse"], vocabulary("nerveuse"), KNOWN).understood
        == "nerveur"
    )


@pytest.mark.django_db
def test_who_says_how_they_come_is_found() -> None:
    index_document(
        "cv",
        "rides",
        {"title": "serveuse", "text": "Je viens en tramway, ligne B."},
        facets={},
    )
    index_document(
        "cv", "walks", {"title": "serveuse", "text": "Je viens à pied."}, facets={}
    )
    assert search_index("cv", "serveuse en tram").keys == ["rides", "walks"]
    assert search_index("cv", "serveuse à pied").keys == ["walks", "rides"]
