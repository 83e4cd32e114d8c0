"""The deployer's colours: made readable, or refused with a message."""

from typing import Any

import pytest

from entremise.foundation.kit import brand


@pytest.mark.parametrize(
    "colour", ["#1f6b52", "#c2185b", "#0057b7", "#888888", "#e05a00"]
)
def test_a_brand_stays_readable_on_light_and_dark_paper(colour: str) -> None:
    chosen = brand.brand_palette(colour, "")
    assert (
        brand.contrast_ratio(
            brand.parse_colour(chosen.primary_light), brand.PAPER_LIGHT
        )
        >= 4.45
    )
    assert (
        brand.contrast_ratio(brand.parse_colour(chosen.primary_dark), brand.PAPER_DARK)
        >= 4.45
    )


@pytest.mark.parametrize(
    ("primary", "accent"), [("#ffffaa", ""), ("green", ""), ("", "#20242c")]
)
def test_a_poor_choice_is_refused(primary: str, accent: str, settings: Any) -> None:
    settings.BRAND_PRIMARY, settings.BRAND_ACCENT = primary, accent
    (error,) = brand.check_brand_colours()
    assert error.id == "kit.E001"


def test_without_a_brand_nothing_is_checked_nor_served(settings: Any) -> None:
    settings.BRAND_PRIMARY = settings.BRAND_ACCENT = ""
    assert brand.check_brand_colours() == []


def test_the_colours_are_served_as_a_style_sheet(page: Any, settings: Any) -> None:
    settings.BRAND_PRIMARY = "#7a1fa2"
    answer = page.get("/marque.css")
    assert answer.headers["Content-Type"].startswith("text/css")
    assert "--pine:light-dark(#7a1fa2" in answer.content.decode()
