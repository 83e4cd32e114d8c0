"""A deployer's own words, in each language; versions that people accept."""

from typing import Any

import pytest
from django.utils.translation import override

from entremise.foundation.association.actions import change_text, publish_text
from entremise.foundation.association.content.texts import AGREEMENT, CHARTER, TEXTS
from entremise.foundation.association.queries import (
    digest_of,
    original_text,
    published_text,
    published_version,
    text_in_force,
)
from entremise.foundation.association.validators import SettingRefused
from entremise.foundation.association.wording import text_html
from entremise.foundation.kit.errors import DomainError, EditConflict
from tests.factories import accounts, candidates, coaching


@pytest.fixture
def nora(db: None) -> Any:
    return accounts.administrator(first_name="Nora")


@pytest.mark.parametrize("key", TEXTS)
@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_each_text_has_words_of_its_own_in_each_language(
    db: None, key: str, language: str
) -> None:
    said = text_in_force(key, language)
    assert said
    assert len(said) <= TEXTS[key].max_length
    if language != "fr":
        assert said != text_in_force(key, "fr")


def test_own_words_stand_in_their_language_only(nora: Any) -> None:
    change_text("home_sentence", {"fr": "Chez {association}"}, seen={}, by=nora)
    assert text_in_force("home_sentence", "fr") == "Chez L’association"
    with override("en"):
        assert text_in_force("home_sentence") == original_text("home_sentence", "en")
    change_text("home_sentence", {"fr": ""}, seen={}, by=nora)
    assert text_in_force("home_sentence", "fr") == original_text("home_sentence", "fr")


@pytest.mark.parametrize("words", ["Chez {nom}", "Chez {", "Chez {}", "x" * 91])
def test_what_could_not_be_shown_is_refused_in_its_language(
    nora: Any, words: str
) -> None:
    with pytest.raises(SettingRefused) as refused:
        change_text("home_sentence", {"fr": "Bien", "en": words}, seen={}, by=nora)
    assert refused.value.key == "en"
    assert text_in_force("home_sentence", "fr") == original_text("home_sentence", "fr")


def test_an_older_page_overwrites_nothing(nora: Any) -> None:
    seen = {"fr": digest_of(""), "en": digest_of("")}
    change_text("home_sentence", {"fr": "Un"}, seen=seen, by=nora)
    with pytest.raises(EditConflict) as conflict:
        change_text("home_sentence", {"fr": "Deux"}, seen=seen, by=nora)
    assert conflict.value.stored == {("home_sentence", "fr"): "Un"}


def test_markup_is_small_and_everything_else_is_words() -> None:
    said = text_html("Bonjour <b>\nvous\n\n## Titre\n- un\n- <i>deux\nfin")
    assert said == (
        "<p>Bonjour &lt;b&gt;<br>vous</p><h2>Titre</h2>"
        "<ul><li>un</li><li>&lt;i&gt;deux</li></ul><p>fin</p>"
    )
    assert text_html("") == ""


def test_a_version_is_published_on_purpose_and_stays(nora: Any) -> None:
    assert published_version(CHARTER) == "2026-11"
    change_text(CHARTER, {"fr": "Notre charte"}, seen={}, by=nora)
    assert published_text(CHARTER, "fr") == original_text(CHARTER, "fr")
    first = publish_text(CHARTER, seen={}, by=nora)
    assert published_version(CHARTER) == first.version
    assert published_text(CHARTER, "fr") == "Notre charte"
    assert published_text(CHARTER, "en") == original_text(CHARTER, "en")
    with pytest.raises(DomainError):
        publish_text(CHARTER, seen={}, by=nora)
    change_text(CHARTER, {"fr": "Autre charte"}, seen={}, by=nora)
    second = publish_text(CHARTER, seen={}, by=nora)
    assert second.version == f"{first.version}-2"
    first.refresh_from_db()
    assert first.words["fr"] == "Notre charte"


def test_nobody_publishes_what_they_have_not_read(nora: Any) -> None:
    change_text(CHARTER, {"fr": "Notre charte"}, seen={}, by=nora)
    with pytest.raises(EditConflict):
        publish_text(CHARTER, seen={"fr": digest_of("")}, by=nora)
    assert published_version(CHARTER) == "2026-11"


def pages_of_texts() -> dict[str, list[tuple[Any, str]]]:
    """Where each text is read: by whom (None: anybody), at which address."""
    person = candidates.candidate()
    shown = candidates.published_cv(person)
    coach = coaching.coach(person.zone)
    team = candidates.team_member_of(person.zone)
    return {
        "home_sentence": [(None, "/")],
        "home_lead": [(None, "/")],
        CHARTER: [(coach.user, "/coach/charte/")],
        AGREEMENT: [
            (person.user, "/mon-espace/accompagnement/"),
            (team, f"/equipe/candidats/{person.code}/accord-d-accompagnement/"),
        ],
        "thanks_introduction": [(None, f"/cv/{shown.code}/je-connais-quelquun/merci/")],
        "thanks_share": [(None, f"/cv/{shown.code}/partager/")],
    }


@pytest.mark.parametrize("key", TEXTS)
def test_each_text_is_read_where_its_page_says(
    nora: Any, page: Any, as_user: Any, key: str
) -> None:
    """A text that nobody reads has no line in ``pages_of_texts``: KeyError."""
    pages = [
        (page if reader is None else as_user(reader), address)
        for reader, address in pages_of_texts()[key]
    ]
    for browser, address in pages:
        before = browser.get(address).content.decode()
        assert "Des mots à nous" not in before, address
    change_text(key, {"fr": "Des mots à nous"}, seen={}, by=nora)
    if TEXTS[key].is_versioned:
        publish_text(key, seen={}, by=nora)
    for browser, address in pages:
        assert "Des mots à nous" in browser.get(address).content.decode(), address
