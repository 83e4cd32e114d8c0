"""What words are taken for, before any table."""

import pytest

from entremise.foundation.search.analyser import stem, terms, whole
from entremise.foundation.search.families import heads, root
from entremise.foundation.search.places import around, departements
from entremise.foundation.search.thesaurus import Thesaurus
from entremise.foundation.search.understanding import PLACES, understand
from entremise.foundation.search.vocabulary import Vocabulary
from entremise.foundation.search.weighing import signs


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
        len({root(stem("".join(folded.get(c, c) for c in word))) for word in family})
        == 1
    )


def test_heads_of_titles_stand_for_one_another_both_ways() -> None:
    assert "ouvri" in {t[:5] for t in heads()["agent"]}
    assert all(
        term in heads()[other] for term, others in heads().items() for other in others
    )


def test_each_departement_is_known_by_its_region() -> None:
    assert len(departements()) == 101
    assert around("2A") == ["2A", "Corse-du-Sud", "Corse"]
    assert around("99") == ["99"]


def test_codes_that_nobody_carries_are_left_aside() -> None:
    trades = Thesaurus(
        [("A1", "éleveur de chevaux"), ("A2", "éleveur de chevaux et poneys")]
    )
    query = [{"eleveur": 1.0}, {stem("chevaux"): 1.0}]
    assert next(iter(trades.codes(query))) == "A1"
    assert list(trades.codes(query, used={"A2": 3})) == ["A2"]


def test_a_title_that_names_no_trade_carries_the_one_it_resembles_for_less() -> None:
    trades = Thesaurus(
        [
            ("G1", "veilleur de nuit en hôtellerie"),
            ("G2", "gouvernante d’étage"),
            ("N1", "cariste"),
        ]
    )
    assert trades.named("Gouvernante d’étage") == {"G2": 1.0}
    assert list(trades.named("veilleuse hôtellerie")) == ["G1"]
    assert 0.25 <= trades.named("veilleuse hôtellerie")["G1"] < 0.85
    assert trades.named("pilote de montgolfière") == {}


def test_what_was_done_counts_for_a_trade_only_when_it_names_one() -> None:
    trades = Thesaurus(
        [
            ("G1", "veilleur de nuit en hôtellerie"),
            ("G2", "gouvernante d’étage"),
            ("N1", "cariste"),
        ]
    )
    assert set(signs({"title": "veilleuse hôtellerie"}, {}, trades)) == {"#G1"}
    assert set(
        signs({"past": "veilleuse hôtellerie\nGouvernante d’étage"}, {}, trades)
    ) == {"#G2"}


def test_words_said_together_are_one_sign_in_any_order() -> None:
    assert (
        whole(terms("Entretien des jardins"))
        == whole(terms("jardin : entretien"))
        == "=entretien jardin"
    )


def test_a_place_multiplies_what_the_words_are_worth() -> None:
    known = Vocabulary(total=100)
    known.take([(1, "cariste", "cariste", 10), (2, "@rennes", "@rennes", 5)])
    query = understand(["cariste", "rennes"], known, Thesaurus([]))
    assert [
        value
        for number, term, value in query.rows
        if (number, term) == (PLACES, "@rennes")
    ] == [1.0]
