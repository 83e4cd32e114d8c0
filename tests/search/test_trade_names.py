"""Names of trades in the languages of the site."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from entremise.foundation.search.actions.importing import add_trade_labels
from entremise.foundation.search.analysis.index_vocabulary import Vocabulary
from entremise.foundation.search.analysis.query_expansion import expand_query
from entremise.foundation.search.analysis.rome_files import both_genders
from entremise.foundation.search.analysis.text import tokenize
from entremise.foundation.search.analysis.thesaurus import Thesaurus
from entremise.foundation.search.queries import trades
from entremise.foundation.search.queries.trade_lookup import (
    language_of_trade_name,
    trades_matching,
    valid_trade_name,
)
from entremise.foundation.search.queries.trades import (
    exact_trade_code,
    trade_name,
    trade_name_in,
    translated_trade_names,
)
from entremise.foundation.search.queries.vocabulary_cache import (
    shipped_labels,
    translated_thesaurus,
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


def test_no_french_name_is_taken_for_one_of_another_language() -> None:
    """What French words find cannot move: the other names are not even asked."""
    thesaurus = Thesaurus(shipped_labels(), translated=translated_thesaurus())
    asked = [
        name for _, label in shipped_labels() for name in (label, *both_genders(label))
    ]
    assert [name for name in asked if thesaurus.translated_for(tokenize(name))] == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_name_in_another_language_is_the_trade_that_has_it(language: str) -> None:
    thesaurus = Thesaurus(shipped_labels(), translated=translated_thesaurus())
    vocabulary = Vocabulary(total=1, codes=dict.fromkeys(_codes(), 2))
    wrong = []
    names = translated_trade_names(language).values()
    for code, name in translated_trade_names(language).items():
        words = tokenize(name)
        if not thesaurus.translated_for(words):
            continue  # French has all these words: « chauffeur »
        rows = expand_query(words, vocabulary, thesaurus).rows
        codes = {term: weight for _, term, weight in rows if term[0] == "#"}
        if codes.get(f"#{code}", 0) < max(codes.values(), default=1):
            wrong.append((name, max(codes, key=lambda one: codes[one])))
    assert wrong == []
    # The test has something to test.
    assert sum(bool(thesaurus.translated_for(tokenize(one))) for one in names) > 1_300


@pytest.mark.django_db
def test_a_title_typed_in_another_language_has_its_code() -> None:
    assert exact_trade_code("Baker") == exact_trade_code("خباز") == "D1102"
    assert exact_trade_code("baker of dreams") == ""


def _codes() -> list[str]:
    return [code for code, _ in lines("rome-4.0.tsv")]
