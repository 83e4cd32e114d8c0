"""A trade chosen in the list becomes a goal, with its job family and its code."""

from entremise.candidates.content.job_families import (
    JOB_FAMILY_BY_ROME_PREFIX,
    goals_with_trade,
    job_family_of_rome_code,
)
from entremise.foundation.search.queries.vocabulary_cache import shipped_labels


def test_every_trade_has_a_family() -> None:
    codes = {code for code, _label in shipped_labels()}
    assert len(codes) > 500
    assert all(job_family_of_rome_code(code) for code in codes)
    assert set(JOB_FAMILY_BY_ROME_PREFIX) == {
        start
        for start in JOB_FAMILY_BY_ROME_PREFIX
        if any(code.startswith(start) for code in codes)
    }


def test_the_longest_beginning_decides() -> None:
    assert (
        job_family_of_rome_code("K2204"),
        job_family_of_rome_code("K1302"),
        job_family_of_rome_code("K1201"),
    ) == (
        "cleaning",
        "care",
        "social",
    )
    assert (
        job_family_of_rome_code("N1103"),
        job_family_of_rome_code("N4105"),
        job_family_of_rome_code("M1805"),
    ) == (
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
    assert goals_with_trade([], 1, code="D1102", name="boulangère") == [mine]
    assert goals_with_trade([first], 1, code="D1102", name="boulangère") == [
        first,
        mine,
    ]
    assert goals_with_trade([first, second], 0, code="D1102", name="boulangère") == [
        mine,
        second,
    ]
