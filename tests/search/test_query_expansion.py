"""The terms that typed words stand for, without database."""

import pytest

from entremise.foundation.search.analysis.index_vocabulary import Vocabulary
from entremise.foundation.search.analysis.places import departement_names, departements
from entremise.foundation.search.analysis.query_expansion import (
    PLACES_SLOT,
    expand_query,
)
from entremise.foundation.search.analysis.text import phrase_term, stem_word, text_terms
from entremise.foundation.search.analysis.thesaurus import Thesaurus
from entremise.foundation.search.analysis.weighting import concept_terms
from entremise.foundation.search.analysis.word_families import (
    equivalent_title_heads,
    family_root,
)


@pytest.mark.parametrize(
    "family",
    [
        ("boulangerie", "boulanger", "boulangère"),
        ("soudage", "soudeuse", "soudure"),
        ("électricité", "électricien", "électrique"),
        ("maçonnerie", "maçon"),
        ("coiffure", "coiffeur"),
        ("animation", "animatrice"),
        ("anodisation", "anodiseur"),
    ],
)
def test_words_of_one_family_share_a_root(family: tuple[str, ...]) -> None:
    folded = {"é": "e", "è": "e", "ç": "c"}
    assert (
        len(
            {
                family_root(stem_word("".join(folded.get(c, c) for c in word)))
                for word in family
            }
        )
        == 1
    )


def test_heads_of_titles_stand_for_one_another_both_ways() -> None:
    assert "ouvri" in {t[:5] for t in equivalent_title_heads()["agent"]}
    assert all(
        term in equivalent_title_heads()[other]
        for term, others in equivalent_title_heads().items()
        for other in others
    )


def test_each_departement_is_known_by_its_region() -> None:
    assert len(departements()) == 101
    assert departement_names("2A") == ["2A", "Corse-du-Sud", "Corse"]
    assert departement_names("99") == ["99"]


def test_codes_that_nobody_carries_are_left_aside() -> None:
    trades = Thesaurus(
        [("A1", "éleveur de chevaux"), ("A2", "éleveur de chevaux et poneys")]
    )
    query = [{"eleveur": 1.0}, {stem_word("chevaux"): 1.0}]
    assert next(iter(trades.codes_for_query(query))) == "A1"
    assert list(trades.codes_for_query(query, used={"A2": 3})) == ["A2"]


def test_a_title_that_names_no_trade_carries_the_one_it_resembles_for_less() -> None:
    trades = Thesaurus(
        [
            ("G1", "veilleur de nuit en hôtellerie"),
            ("G2", "gouvernante d’étage"),
            ("N1", "cariste"),
        ]
    )
    assert trades.codes_for_title("Gouvernante d’étage") == {"G2": 1.0}
    assert list(trades.codes_for_title("veilleuse hôtellerie")) == ["G1"]
    assert 0.25 <= trades.codes_for_title("veilleuse hôtellerie")["G1"] < 0.85
    assert trades.codes_for_title("pilote de montgolfière") == {}


def test_what_was_done_counts_for_a_trade_only_when_it_names_one() -> None:
    trades = Thesaurus(
        [
            ("G1", "veilleur de nuit en hôtellerie"),
            ("G2", "gouvernante d’étage"),
            ("N1", "cariste"),
        ]
    )
    assert set(concept_terms({"title": "veilleuse hôtellerie"}, {}, trades)) == {"#G1"}
    assert set(
        concept_terms({"past": "veilleuse hôtellerie\nGouvernante d’étage"}, {}, trades)
    ) == {"#G2"}


def test_words_said_together_are_one_sign_in_any_order() -> None:
    assert (
        phrase_term(text_terms("Entretien des jardins"))
        == phrase_term(text_terms("jardin : entretien"))
        == "=entretien jardin"
    )


def test_a_place_multiplies_what_the_words_are_worth() -> None:
    known = Vocabulary(total=100)
    known.update([(1, "cariste", "cariste", 10), (2, "@rennes", "@rennes", 5)])
    query = expand_query(["cariste", "rennes"], known, Thesaurus([]))
    assert [
        value
        for number, term, value in query.rows
        if (number, term) == (PLACES_SLOT, "@rennes")
    ] == [1.0]
