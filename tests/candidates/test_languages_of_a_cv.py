"""A published CV in several languages."""

from dataclasses import replace

from entremise.candidates.content.cv import CVContent, PublicCV

FRENCH = PublicCV(
    code="c",
    rendering_key="r",
    first_name="Ali",
    family_name="",
    language="fr",
    zone_name="Paris",
    content=CVContent(tagline="J’écoute d’abord"),
    channels=frozenset({"page"}),
)
BOTH = replace(FRENCH, translations={"ar": CVContent(tagline="أستمع أولاً")})


def test_a_cv_of_one_language_is_itself_whatever_is_asked():
    assert FRENCH.languages == ["fr"]
    assert FRENCH.in_language("ar") is FRENCH


def test_another_language_takes_the_place_of_the_text_and_the_first_one_stays_at_hand():
    arabic = BOTH.in_language("ar")
    assert (arabic.language, arabic.content.tagline) == ("ar", "أستمع أولاً")
    assert BOTH.languages == arabic.languages == ["fr", "ar"]
    back = arabic.in_language("fr")
    assert (back.language, back.content.tagline) == ("fr", "J’écoute d’abord")
    assert back.languages == ["fr", "ar"]
