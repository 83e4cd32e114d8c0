"""Communes: which one is meant, and which are near it."""

import pytest

from entremise.foundation.search.analysis import places
from entremise.foundation.search.analysis.index_vocabulary import Vocabulary
from entremise.foundation.search.analysis.place_extraction import extract_place
from entremise.foundation.search.analysis.text import tokenize
from entremise.foundation.search.analysis.thesaurus import Thesaurus

TRADES = Thesaurus([("F1703", "Maçon / Maçonne"), ("F1603", "Plombier / Plombière")])


def taken(text: str, *, guessing: bool = True, documents: str = ""):
    known = Vocabulary(total=1)
    known.update(
        (n, word, word, 1) for n, word in enumerate(documents.split(",")) if word
    )
    return extract_place(tokenize(text), known, TRADES, guessing=guessing, within=25)


@pytest.mark.parametrize(
    ("name", "departement"),
    [
        ("Paris", "75"),
        ("Lyon", "69"),
        ("Marseille", "13"),
        ("Lille", "59"),
        ("Rennes", "35"),
        ("Lorient", "56"),
        ("Villeurbanne", "69"),
        ("Aubervilliers", "93"),
        ("Saint-Denis", "93"),
        ("Saint-Denis", "974"),
        ("Ajaccio", "2A"),
        ("Bastia", "2B"),
        ("Cayenne", "973"),
        ("Mamoudzou", "976"),
        ("Évry", "91"),
    ],
)
def test_large_towns_are_in_the_table(name: str, departement: str) -> None:
    assert departement in {
        town.departement for town in places.communes_named(places.place_key(name))
    }


def test_every_departement_has_a_main_town() -> None:
    for code in places.departements():
        assert places.locate_communes([code]), code


def test_no_borough_is_a_commune() -> None:
    assert not places.communes_named("paris 10")
    assert not places.communes_named("lyon 03")


@pytest.mark.parametrize(
    ("typed", "sign"),
    [
        ("villeurbane", "@villeurbanne"),
        ("st denis", "@saint denis"),
        ("saint-dni", "@saint denis"),
        ("plombier auberviliers", "@aubervilliers"),
        ("69100", "@villeurbanne"),
        ("lyno", "@lyon"),
    ],
)
def test_a_place_is_understood(typed: str, sign: str) -> None:
    assert sign in taken(typed).place_terms


def test_nothing_is_guessed_when_the_words_are_to_be_taken_as_they_are() -> None:
    assert not taken("villeurbane", guessing=False).place_terms


@pytest.mark.parametrize(
    "typed", ["plombeir", "maçonn", "bonnes pratiques", "ligne 13"]
)
def test_a_word_is_not_a_place(typed: str) -> None:
    assert not taken(typed, documents="bonn,pratiqu,lign,@13").place_terms


def test_a_trade_that_is_also_a_town_is_still_looked_for() -> None:
    placed = taken("maçon", documents="@macon")
    assert (placed.remaining_words, "@macon" in placed.place_terms) == (["macon"], True)


@pytest.mark.parametrize(
    ("postcode", "departement"),
    [
        ("69100", "69"),
        ("20000", "2A"),
        ("20200", "2B"),
        ("97400", "974"),
        ("99999", ""),
        ("123", ""),
        ("²²²²²", ""),
    ],
)
def test_a_postcode_says_its_departement(postcode: str, departement: str) -> None:
    assert places.departement_of_postcode(postcode) == departement


def test_nearer_is_first_and_farther_is_not_there() -> None:
    lyon = places.communes_named("lyon")[0]
    found = [town.name for _km, town in places.communes_near(lyon, 10)]
    assert found[0] == "Lyon"
    assert "Vénissieux" in found
    assert "Villefranche-sur-Saône" not in found
    assert [km for km, _town in places.communes_near(lyon, 50)] == sorted(
        km for km, _town in places.communes_near(lyon, 50)
    )


@pytest.mark.parametrize(
    ("lines", "signs"),
    [
        (["Saint-Denis", "Paris", "93", "Seine-Saint-Denis"], {"saint denis 93"}),
        (["Saint-Denis", "974"], {"saint denis 974"}),
        (["Saint-Denis", "Paris"], {"saint denis 93"}),
        (["Lyon", "Paris", "38"], {"lyon 69"}),
        (["", "Lyon", "38"], {"grenoble 38"}),
        (["", "Lyon", "69", "38"], {"lyon 69"}),
        (["", "69", "Rhône"], {"lyon 69"}),
        (["Lorient"], {"lorient 56"}),
        (["Nulle-Part-sur-Rien"], set()),
    ],
)
def test_where_somebody_is(lines: list[str], signs: set[str]) -> None:
    assert set(places.locate_communes(lines)) == signs
