"""The index and what it forgives, on the real database."""

import pytest

from entremise.foundation.search import actions, queries
from entremise.foundation.search.analyser import stem, terms

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> None:
    actions.index(
        "cv", "ali", {"title": "conseiller clientèle", "languages": "arabe italien anglais", "places": "Paris"},
        facets={"family": ["retail"], "language": ["ar", "it"]},
    )
    actions.index(
        "cv", "awa", {"title": "boulangère", "text": "J’aime le contact avec les clients.", "places": "Lyon"},
        facets={"family": ["food"], "language": ["wo"]},
    )
    actions.index(
        "cv", "bea", {"title": "plombier", "text": "Je répare, je soude."}, facets={"family": ["construction"]}
    )


def keys(text: str, **facets: list[str]) -> list[str]:
    return queries.find("cv", text, facets=facets).keys


@pytest.mark.parametrize(
    ("one", "other"),
    [("boulanger", "boulangère"), ("vendeurs", "vendeuse"), ("conseillère", "conseillers"), ("électricien", "electriciennes"),
     ("aide-soignant", "aides soignantes"), ("vendeur·se", "vendeuse"), ("l’opératrice", "opérateur")],
)
def test_both_genders_and_numbers_meet(one: str, other: str) -> None:
    assert terms(one) == terms(other)


def test_short_words_and_numbers_are_left_alone() -> None:
    assert [stem(w) for w in ("bts", "2024", "cap")] == ["bts", "2024", "cap"]


@pytest.mark.usefixtures("people")
class TestFind:
    def test_title_comes_before_story(self) -> None:
        assert keys("clients") == ["ali", "awa"] or keys("client") == ["ali", "awa"]

    def test_other_gender_without_accent(self) -> None:
        assert keys("boulanger") == ["awa"]

    def test_a_typing_error_is_understood_and_said(self) -> None:
        found = queries.find("cv", "plombeir")
        assert (found.keys, found.understood) == (["bea"], "plombier")

    def test_last_word_may_be_unfinished(self) -> None:
        assert keys("conseiller cli")[0] == "ali"

    def test_more_words_matched_come_first(self) -> None:
        assert keys("conseiller arabe lyon")[0] == "ali"

    def test_filters_combine(self) -> None:
        assert keys("", language=["ar", "wo"]) == ["ali", "awa"]
        assert keys("", language=["ar", "wo"], family=["food"]) == ["awa"]
        assert keys("paris", family=["food"]) == []

    def test_nothing_found_is_empty(self) -> None:
        assert keys("xylophone") == []

    def test_what_is_typed_is_never_sql(self) -> None:
        assert keys("'; DROP TABLE search_posting; --") == []
        assert keys("100% %s {}") == []

    def test_removed_is_gone_with_its_words(self) -> None:
        actions.remove("cv", "bea")
        assert keys("plombier") == []
        assert queries.suggest("cv", "plom") == []

    def test_indexed_again_counts_once(self) -> None:
        before = queries.vocabulary("cv").documents["plombi" if "plombi" in queries.vocabulary("cv").documents else stem("plombier")]
        actions.index("cv", "bea", {"title": "plombier"}, facets={})
        assert keys("plombier") == ["bea"]
        assert queries.vocabulary("cv").documents[stem("plombier")] == before == 1

    def test_suggestions_begin_with_what_is_typed(self) -> None:
        assert queries.suggest("cv", "boul") == ["boulangere"]

    def test_one_statement_ranks(self, django_assert_num_queries) -> None:  # noqa: ANN001
        queries.vocabulary("cv")
        with django_assert_num_queries(3):  # is the vocabulary fresh, how many documents, the ranking
            keys("conseiller")
