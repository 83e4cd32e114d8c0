"""Names and labels in sentences, by language."""

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils.translation import gettext, override

from entremise.foundation.kit.forms import LineField
from entremise.foundation.kit.text import clean_line, clean_text, name_with_of


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ali", "d’Ali"),
        ("Élodie", "d’Élodie"),
        ("Œuvres communes", "d’Œuvres communes"),
        ("Yves", "d’Yves"),
        ("Yann", "de Yann"),
        ("Billy", "de Billy"),
        ("Hassan", "de Hassan"),
        ("Le Mans", "du Mans"),
        ("Les Ulis", "des Ulis"),
        ("La Rochelle", "de La Rochelle"),
        ("L’Escale", "de L’Escale"),
        ("علي", "de علي"),
        ("", "de "),
    ],
)
def test_french_says_it_as_it_is_spoken(name: str, said: str) -> None:
    with override("fr"):
        assert name_with_of(name) == said


@pytest.mark.parametrize("language", ["en", "ar"])
def test_other_languages_have_their_own_of(language: str) -> None:
    with override(language):
        assert name_with_of("Ali") == "Ali"
        assert "Ali" in gettext("Le CV %(of_name)s") % {"of_name": name_with_of("Ali")}
        assert "Le CV" not in gettext("Le CV %(of_name)s")


def test_a_page_escapes_a_name_once() -> None:
    page = Template("{% load kit %}{{ name|of }}")
    with override("fr"):
        assert page.render(Context({"name": "Anne & <b>"})) == "d’Anne &amp; &lt;b&gt;"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("B\u200f", "B"),
        ("\u200eAli \u200d", "Ali"),
        ("\u00ad\u3164", ""),
        (" \u061c\n", ""),
        # Between letters, it joins them.
        ("می\u200cخواهم\u200c", "می\u200cخواهم"),
        ("👩\u200d🍳", "👩\u200d🍳"),
    ],
)
def test_a_name_does_not_end_in_what_shows_nothing(typed: str, kept: str) -> None:
    assert clean_line(typed) == clean_text(typed) == kept


def test_a_name_that_shows_nothing_is_missing() -> None:
    with pytest.raises(ValidationError, match="Il manque"):
        LineField().clean("\u200f\u200b")
