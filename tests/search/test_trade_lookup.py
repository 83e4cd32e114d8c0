"""Autocompletion of names of trades."""

import pytest

from entremise.foundation.search.actions.importing import add_trade_labels
from entremise.foundation.search.queries.trade_lookup import (
    trades_matching,
    valid_trade_name,
)

pytestmark = pytest.mark.django_db


def names(typed: str) -> list[str]:
    return [name for trade in trades_matching(typed) for name in trade.names]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("soudeur", "soudeuse"),  # the other gender is offered too
        ("boulang", "boulanger"),  # unfinished
        # the accents that the table has lost
        ("electricien", "électricienne du bâtiment"),
        ("plonbier", "plombière sanitaire"),  # mistyped
        ("femme de ménage", "agente de nettoyage industriel"),  # everyday speech
        ("laveur vitres", "laveuse de vitres"),
        ("agent entretien espaces verts", "agent d’entretien des espaces verts"),
    ],
)
def test_a_few_words_bring_the_name(typed: str, name: str) -> None:
    assert name in names(typed)


def test_the_name_that_says_just_that_comes_first() -> None:
    assert trades_matching("soudeur")[0].names[0] == "soudeur"


def test_words_of_no_trade_bring_none() -> None:
    assert trades_matching("") == trades_matching("!!") == []


def test_the_list_is_short() -> None:
    assert 10 <= len(trades_matching("technicien")) <= 20


def test_a_name_added_by_the_association_is_there_at_once() -> None:
    assert "fée du logis" not in names("fée du logis")
    add_trade_labels([("K1304", "Fée du logis")])
    assert "fée du logis" in names("fée du logis")


def test_only_names_of_that_trade_are_taken() -> None:
    trade = trades_matching("soudeur")[0]
    assert valid_trade_name(trade.code, "soudeur") == "soudeur"
    assert valid_trade_name(trade.code, "boulanger") == ""
    assert valid_trade_name("Z9999", "soudeur") == ""
