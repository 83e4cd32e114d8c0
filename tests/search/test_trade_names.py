"""Names of trades in the languages of the site."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from entremise.foundation.search.actions.importing import add_trade_labels
from entremise.foundation.search.queries import trades
from entremise.foundation.search.queries.trade_lookup import (
    language_of_trade_name,
    trades_matching,
    valid_trade_name,
)
from entremise.foundation.search.queries.trades import (
    trade_name,
    trade_name_in,
    translated_trade_names,
)

DATA = Path(trades.__file__).parent.parent / "data"
NOT_NAMED_YET = 0  # may only go down


def lines(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (DATA / name).read_text().splitlines()]


def test_each_line_names_a_known_trade_once_in_both_languages() -> None:
    known = {code for code, _ in lines("rome-4.0.tsv")}
    rows = lines("trade-names.tsv")
    codes = [code for code, *_ in rows]
    assert {len(row) for row in rows} == {3}
    assert sorted(set(codes)) == sorted(codes)
    assert set(codes) <= known
    missing = sorted(known - set(codes))
    assert len(missing) <= NOT_NAMED_YET, missing


def test_english_has_english_letters_and_arabic_arabic_ones() -> None:
    wrong = [
        row
        for row in lines("trade-names.tsv")
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 ,&/'’()-]*", row[1])
        or not re.fullmatch(r"[\u0621-\u0652 ،()/A-Z0-9-]+", row[2])
        or not re.search(r"[\u0621-\u064a]{2}", row[2])
        or row[1] != row[1].strip()
        or row[2] != row[2].strip()
    ]
    assert wrong == []


def test_there_are_names_for_each_language_of_the_site() -> None:
    languages = {language for language, _ in settings.LANGUAGES}
    named = {one for one in languages if translated_trade_names(one)}
    assert named == languages - {"fr"}


@pytest.mark.django_db
def test_a_trade_has_its_name_in_the_language_of_the_reader() -> None:
    with override("en"):
        assert trade_name("D1102") == ("baker", "en")
    with override("ar"):
        assert trade_name("D1102") == ("خبّاز", "ar")
    with override("fr"):
        assert trade_name("D1102") == ("Boulanger / Boulangère", "fr")
    assert str(trade_name_in("D1102", "en")) == "baker"


@pytest.mark.django_db
def test_without_a_name_in_that_language_it_is_the_french_one() -> None:
    assert trade_name_in("D1102", "fa") == ("Boulanger / Boulangère", "fr")
    add_trade_labels([("Z9999", "Fée du logis")])
    assert trade_name_in("Z9999", "ar") == ("Fée du logis", "fr")
    assert trade_name_in("Z0000", "en") == ("Z0000", "fr")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "language", "code"),
    [
        ("baker", "en", "D1102"),
        ("hairdres", "en", "D1202"),  # unfinished
        ("tree surgeon", "en", "A1209"),
        ("خباز", "ar", "D1102"),  # without the sign of a double letter
        ("الخباز", "ar", "D1102"),  # with the article
        ("نحال", "ar", "A1429"),
    ],
)
def test_words_of_another_language_find_the_trade(
    typed: str, language: str, code: str
) -> None:
    assert trades_matching(typed, [language])[0].code == code
    assert code not in [one.code for one in trades_matching(typed)[:1]]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["soudeur", "boulang", "vendeur", "menage"])
def test_french_words_find_the_same_trades_whatever_the_language(typed: str) -> None:
    found = trades_matching(typed)
    assert found
    assert [one for one in trades_matching(typed, ["ar"]) if one in found] == found


@pytest.mark.django_db
def test_a_trade_may_be_given_its_name_in_each_language() -> None:
    assert valid_trade_name("D1102", "baker") == "baker"
    assert valid_trade_name("D1102", "butcher") == ""
    assert language_of_trade_name("D1102", "خبّاز") == "ar"
    assert language_of_trade_name("D1102", "boulangère") == "fr"
    assert language_of_trade_name("D1102", "") == ""
