"""Search in an index: typing errors, families, prefixes, facets."""

import pytest

from entremise.foundation.search.actions.importing import add_trade_labels
from entremise.foundation.search.actions.indexing import index_document, remove_document
from entremise.foundation.search.analysis.text import stem_word, text_terms
from entremise.foundation.search.queries.facets import suggest_words
from entremise.foundation.search.queries.searching import search_index
from entremise.foundation.search.queries.vocabulary_cache import vocabulary_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> None:
    index_document(
        "cv",
        "ali",
        {
            "title": "conseiller clientèle",
            "languages": "arabe italien anglais",
            "places": "Paris",
        },
        facets={"family": ["retail"], "language": ["ar", "it"]},
    )
    index_document(
        "cv",
        "awa",
        {
            "title": "boulangère",
            "text": "J’aime le contact avec les clients.",
            "places": "Lyon",
        },
        facets={"family": ["food"], "language": ["wo"]},
    )
    index_document(
        "cv",
        "bea",
        {"title": "plombier", "text": "Je répare, je soude."},
        facets={"family": ["construction"]},
    )


def keys(text: str, **facets: list[str]) -> list[str]:
    return search_index("cv", text, facets=facets).keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("boulanger", "boulangère"),
        ("vendeurs", "vendeuse"),
        ("conseillère", "conseillers"),
        ("électricien", "electriciennes"),
        ("aide-soignant", "aides soignantes"),
        ("vendeur·se", "vendeuse"),
        ("l’opératrice", "opérateur"),
    ],
)
def test_both_genders_and_numbers_meet(one: str, other: str) -> None:
    assert text_terms(one) == text_terms(other)


def test_short_words_and_numbers_are_left_alone() -> None:
    assert [stem_word(w) for w in ("bts", "2024", "cap")] == ["bts", "2024", "cap"]


@pytest.mark.usefixtures("people")
class TestFind:
    def test_title_comes_before_story(self) -> None:
        assert keys("clients") == ["ali", "awa"] or keys("client") == ["ali", "awa"]

    def test_other_gender_without_accent(self) -> None:
        assert keys("boulanger") == ["awa"]

    def test_a_typing_error_is_understood_and_said(self) -> None:
        found = search_index("cv", "plombeir")
        assert (found.keys, found.understood) == (["bea"], "plombier")

    def test_last_word_may_be_unfinished(self) -> None:
        assert keys("conseiller cli")[0] == "ali"

    def test_more_words_matched_come_first(self) -> None:
        assert keys("conseiller arabe lyon")[0] == "ali"

    def test_filters_combine(self) -> None:
        assert keys("", language=["ar", "wo"]) == ["ali", "awa"]
        assert keys("", language=["ar", "wo"], family=["food"]) == ["awa"]
        assert keys("paris", family=["food"]) == []

    def test_nothing_like_it_is_empty(self) -> None:
        assert keys("zzgrbx") == []

    def test_what_only_looks_like_it_is_said_to(self) -> None:
        found = search_index("cv", "plumbyerr")
        assert (found.keys, found.alike, found.understood) == (
            ["bea"],
            True,
            "plombier",
        )

    def test_nobody_of_a_trade_gives_those_of_its_branch(self) -> None:
        index_document(
            "cv", "nadia", {"title": "chauffagiste"}, facets={}, codes={"F1601": 1.0}
        )
        found = search_index("cv", "couvreurr zingueur")
        assert (sorted(found.keys), found.alike, found.understood) == (
            ["bea", "nadia"],
            True,
            "",
        )

    def test_exactly_what_was_typed_guesses_nothing(self) -> None:
        assert search_index("cv", "plombeir", exact=True).keys == []
        assert search_index("cv", "plombier", exact=True).keys == ["bea"]

    def test_what_is_typed_is_never_sql(self) -> None:
        assert keys("'; DROP TABLE search_posting; --") == []
        assert keys("100% %s {}") == []

    def test_removed_is_gone_with_its_words(self) -> None:
        remove_document("cv", "bea")
        assert keys("plombier") == []
        assert suggest_words("cv", "plom") == []

    def test_indexed_again_counts_once(self) -> None:
        before = vocabulary_of("cv").documents[
            "plombi"
            if "plombi" in vocabulary_of("cv").documents
            else stem_word("plombier")
        ]
        index_document("cv", "bea", {"title": "plombier"}, facets={})
        assert keys("plombier") == ["bea"]
        assert vocabulary_of("cv").documents[stem_word("plombier")] == before == 1

    def test_suggestions_begin_with_what_is_typed(self) -> None:
        assert suggest_words("cv", "boul") == ["boulangere"]

    @pytest.mark.parametrize(
        "everyday", ["femme de ménage", "agente de propreté", "nettoyage de bureaux"]
    )
    def test_everyday_speech_finds_the_trade(self, everyday: str) -> None:
        index_document(
            "cv", "eva", {"title": "agent de nettoyage industriel"}, facets={}
        )
        assert keys(everyday)[0] == "eva"

    def test_a_trade_chosen_at_entry_is_found_by_its_other_names(self) -> None:
        index_document(
            "cv", "eva", {"text": "Rien d’autre"}, facets={}, codes={"D1505": 1.0}
        )
        assert keys("caissier") == ["eva"]
        assert keys("hôtesse de caisse")[0] == "eva"

    def test_an_imported_label_is_another_name(self) -> None:
        assert keys("fontainier") == []
        add_trade_labels([("F1603", "fontainier")])
        assert keys("fontainier") == ["bea"]

    def test_a_place_of_several_words_counts_once_and_first(self) -> None:
        index_document(
            "cv", "eva", {"title": "plombière", "places": "Saint-Denis\n93"}, facets={}
        )
        index_document(
            "cv", "fay", {"title": "plombière", "places": "Saint-Brieuc\n22"}, facets={}
        )
        assert keys("plombier saint denis")[0] == "eva"
        assert keys("plombier 22")[0] == "fay"

    def test_one_statement_ranks(self, django_assert_num_queries) -> None:
        search_index("cv", "conseiller")
        # the version of what is in memory, then the ranking
        with django_assert_num_queries(2):
            keys("conseiller")


def test_a_skill_said_whole_comes_before_its_words_here_and_there() -> None:
    lines = {
        "one": "Gestion des plannings\nDressage des tables",
        "two": "Dressage\nTables de mixage\nTables",
    }
    for key, skills in lines.items():
        index_document("cv", key, {"title": "serveuse", "skills": skills}, facets={})
    assert keys("dressage de tables") == ["one", "two"]
    assert keys("tables dressage") == ["one", "two"]


def test_a_trade_in_the_place_comes_before_the_same_words_elsewhere() -> None:
    index_document(
        "cv", "here", {"title": "soudeuse", "places": "Rennes\n35"}, facets={}
    )
    index_document(
        "cv", "there", {"title": "soudeuse à l’arc", "places": "Nice\n06"}, facets={}
    )
    index_document(
        "cv", "other", {"title": "fleuriste", "places": "Rennes\n35"}, facets={}
    )
    assert keys("soudeuse à l’arc Rennes") == ["here", "there", "other"]
