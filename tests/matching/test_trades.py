"""Reading of titles, and relations between trades."""

import pytest

from entremise.matching.trades import TitleReading, TradeRelation, Trades

NAMES = [
    ("D1106", "vendeur en boulangerie"),
    ("D1106", "vendeuse en boulangerie"),
    ("D1102", "boulanger"),
    ("D1104", "pâtissier"),
    ("F1703", "maçon"),
    ("F1701", "maçon béton"),
    ("N4101", "chauffeur poids lourd"),
]


def terms(text: str) -> list[str]:
    return text.casefold().split()


def guess(title: str) -> dict[str, float]:
    """Words in common over all the words."""
    asked = set(terms(title))
    like = {
        code: len(asked & set(terms(name))) / len(asked | set(terms(name)))
        for code, name in NAMES
    }
    return {code: sure for code, sure in like.items() if sure}


@pytest.fixture
def trades() -> Trades:
    return Trades(
        NAMES,
        terms=terms,
        guess=guess,
        mobility={"D1102": {"D1104": TradeRelation.NEAR, "D1106": TradeRelation.NEXT}},
    )


def test_the_very_name_of_a_trade_is_sure_another_is_only_likely(
    trades: Trades,
) -> None:
    assert trades.read_title("Maçon (H/F)") == TitleReading("F1703", choices=("F1703",))
    assert trades.read_title("maçon coffreur").code == ""
    assert trades.read_title("maçon coffreur").likely == "F1703"
    assert trades.read_title("licorne") == TitleReading()


def test_tasks_told_of_a_trade_help_to_read_a_title_that_nobody_knows(
    trades: Trades,
) -> None:
    told = ["pétrir la pâte", "cuire le pain"]
    assert trades.read_title("fournier", told) == TitleReading()
    trades.learn_tasks("D1102", told)
    assert trades.read_title("fournier", told).likely == "D1102"
    # A likely code is never certain.
    assert trades.read_title("fournier", told).code == ""


def test_the_table_says_which_trades_are_near_and_words_only_when_it_is_silent(
    trades: Trades,
) -> None:
    assert trades.related_trades("D1102") == {
        "D1104": TradeRelation.NEAR,
        "D1106": TradeRelation.NEXT,
    }
    assert list(trades.related_trades("D1102")) == ["D1104", "D1106"]
    assert trades.related_trades("F1703").get("F1701") == TradeRelation.ALIKE
    assert "N4101" not in trades.related_trades("F1703")
    assert trades.related_trades("") == {}


def test_trades_resemble_each_other_by_their_words(trades: Trades) -> None:
    assert trades.similarity("F1703", "F1701") > trades.similarity("F1703", "N4101")
    before = trades.similarity("D1102", "N4101")
    trades.learn_tasks("D1102", ["livrer le pain"])
    trades.learn_tasks("N4101", ["livrer le pain"])
    assert trades.similarity("D1102", "N4101") > before
