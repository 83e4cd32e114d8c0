"""A wish chosen in the list stands beside the other one, in one of our families, with its code."""

from entremise.candidates.trades import FAMILIES, family_of, with_trade
from entremise.foundation.search.queries.memory import _shipped


def test_every_trade_has_a_family() -> None:
    codes = {code for code, _label in _shipped()}
    assert len(codes) > 500
    assert all(family_of(code) for code in codes)
    assert set(FAMILIES) == {
        start for start in FAMILIES if any(code.startswith(start) for code in codes)
    }


def test_the_longest_beginning_decides() -> None:
    assert (family_of("K2204"), family_of("K1302"), family_of("K1201")) == (
        "cleaning",
        "care",
        "social",
    )
    assert (family_of("N1103"), family_of("N4105"), family_of("M1805")) == (
        "logistics",
        "transport",
        "digital",
    )


def test_a_trade_takes_its_place_and_leaves_the_other() -> None:
    first, second = [
        {"family": "food", "occupation": o, "rome": ""}
        for o in ("cuisinier", "serveur")
    ]
    mine = {"family": "craft", "occupation": "boulangère", "rome": "D1102"}
    assert with_trade([], 1, code="D1102", name="boulangère") == [mine]
    assert with_trade([first], 1, code="D1102", name="boulangère") == [first, mine]
    assert with_trade([first, second], 0, code="D1102", name="boulangère") == [
        mine,
        second,
    ]
