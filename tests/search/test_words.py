"""What words are taken for, before any table."""

import pytest

from entremise.foundation.search.analyser import stem
from entremise.foundation.search.families import heads, root
from entremise.foundation.search.places import around, departements
from entremise.foundation.search.thesaurus import Thesaurus
from entremise.foundation.search.understanding import understand
from entremise.foundation.search.vocabulary import Vocabulary


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
    assert len({root(stem("".join(folded.get(c, c) for c in word))) for word in family}) == 1


def test_heads_of_titles_stand_for_one_another_both_ways() -> None:
    assert "ouvri" in {t[:5] for t in heads()["agent"]}
    assert all(term in heads()[other] for term, others in heads().items() for other in others)


def test_each_departement_is_known_by_its_region() -> None:
    assert len(departements()) == 101
    assert around("2A") == ["2A", "Corse-du-Sud", "Corse"]
    assert around("99") == ["99"]


def test_codes_that_nobody_carries_are_left_aside() -> None:
    trades = Thesaurus([("A1", "éleveur de chevaux"), ("A2", "éleveur de chevaux et poneys")])
    query = [{"eleveur": 1.0}, {stem("chevaux"): 1.0}]
    assert next(iter(trades.codes(query))) == "A1"
    assert list(trades.codes(query, used={"A2": 3})) == ["A2"]


def test_a_trade_weighs_less_where_few_things_carry_one() -> None:
    trades = Thesaurus([("A1", "soudeur")])

    def weight(coded: int) -> float:
        known = Vocabulary(total=100)
        known.take([(1, "soudeur", "soudeur", 10), (2, "#A1", "#A1", coded)])
        return next(value for _, term, value in understand(["soudeur"], known, trades).rows if term == "#A1")

    assert weight(150) > 10 * weight(50) > 0
