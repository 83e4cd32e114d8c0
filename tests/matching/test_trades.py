"""Trades are read from the words of ads and CVs, and stand near to one another by a table
or by what is done.
"""

import pytest

from entremise.matching import Kin, Reading, Trades

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
        ways={"D1102": {"D1104": Kin.NEAR, "D1106": Kin.NEXT}},
    )


def test_the_very_name_of_a_trade_is_sure_another_is_only_likely(
    trades: Trades,
) -> None:
    assert trades.read("Maçon (H/F)") == Reading("F1703", choices=("F1703",))
    assert trades.read("maçon coffreur").code == ""
    assert trades.read("maçon coffreur").likely == "F1703"
    assert trades.read("licorne") == Reading()


def test_tasks_told_of_a_trade_help_to_read_a_title_that_nobody_knows(
    trades: Trades,
) -> None:
    told = ["pétrir la pâte", "cuire le pain"]
    assert trades.read("fournier", told) == Reading()
    trades.learn("D1102", told)
    assert trades.read("fournier", told).likely == "D1102"
    assert trades.read("fournier", told).code == ""  # likely is never sure


def test_the_table_says_which_trades_are_near_and_words_only_when_it_is_silent(
    trades: Trades,
) -> None:
    assert trades.kin("D1102") == {"D1104": Kin.NEAR, "D1106": Kin.NEXT}
    assert list(trades.kin("D1102")) == ["D1104", "D1106"]
    assert trades.kin("F1703").get("F1701") == Kin.ALIKE
    assert "N4101" not in trades.kin("F1703")
    assert trades.kin("") == {}


def test_trades_resemble_each_other_by_their_words(trades: Trades) -> None:
    assert trades.likeness("F1703", "F1701") > trades.likeness("F1703", "N4101")
    before = trades.likeness("D1102", "N4101")
    trades.learn("D1102", ["livrer le pain"])
    trades.learn("N4101", ["livrer le pain"])
    assert trades.likeness("D1102", "N4101") > before
