"""A CV printed from the browser fits on one sheet, whatever its length.

Nothing is cut without need.
"""

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from entremise.candidates.content.cv import (
    MAX_STORY_LENGTH,
    MAX_STRENGTH_LENGTH,
    MAX_STRENGTHS,
    MAX_TAGLINE_LENGTH,
)
from entremise.candidates.content.fields import (
    MAX_ITEMS,
    MAX_LINE_LENGTH,
    MAX_TEXT_LENGTH,
)
from entremise.candidates.enums import (
    ContractType,
    GrantField,
    JobFamily,
    LanguageLevel,
)
from entremise.rendering.cv_text import (
    LARGE_PRINT_LIMIT,
    NORMAL_PRINT_LIMIT,
    SMALL_PRINT_LIMIT,
)
from tests.factories import candidates
from tests.kit import pdf

pytestmark = pytest.mark.django_db(transaction=True)
CUT = (
    "() => { const cv = document.querySelector('.cv'); return cv.scrollHeight > cv.clientHeight +"
    " 2 }"
)
SENTENCE = "J’ai appris à écouter chaque client et à trouver une solution avec lui. "


def words(most: int) -> str:
    return (SENTENCE * (most // len(SENTENCE) + 1))[: most - 1].strip() + "."


def longest() -> dict[str, Any]:
    return {
        "strengths": [
            f"{n} {words(MAX_STRENGTH_LENGTH - 2)}"[:MAX_STRENGTH_LENGTH]
            for n in range(MAX_STRENGTHS)
        ],
        "languages": [
            {"name": n, "level": LanguageLevel.NATIVE}
            for n in ("ar", "it", "fr", "en", "es", "pt", "de", "tr")
        ],
        "goals": [
            {"family": f, "occupation": words(80)}
            for f in (JobFamily.RETAIL, JobFamily.FOOD)
        ],
        "tagline": words(MAX_TAGLINE_LENGTH),
        "experiences": [
            {
                "title": f"{n} {words(MAX_LINE_LENGTH - 3)}"[:MAX_LINE_LENGTH],
                "did": words(MAX_TEXT_LENGTH),
                "place": words(60),
                "skills": [f"{n}{k} {words(50)}" for k in range(MAX_ITEMS)],
            }
            for n in range(MAX_ITEMS)
        ],
        "skills": [f"{n} {words(50)}" for n in range(MAX_ITEMS)],
        "story": words(MAX_STORY_LENGTH),
        "interests": [f"{n} {words(50)}" for n in range(6)],
        "needs": words(MAX_TEXT_LENGTH),
        "practical": {
            "contracts": list(ContractType.values),
            "departements": ["75", "92", "93", "94", "77", "78", "91", "95"],
            "city": "Paris",
            "transport": words(100),
            "availability": words(100),
            "hours": words(100),
            "licences": [f"{n} {words(36)}" for n in range(6)],
        },
    }


def sheets(page: Page, address: str) -> int:
    page.goto(address)
    said = pdf.pdf_info(page.pdf(prefer_css_page_size=True))
    return int(re.search(r"Pages:\s+(\d+)", said)[1])  # type: ignore[index]


def told(much: int) -> dict[str, Any]:
    """Full everywhere else.

    Experiences and story as long as ``much`` characters allow, titles and room counted.
    """
    each = 1 + much // 900
    share = (much - 90 * (each + 1)) // (each + 1)
    past = [
        {
            "title": "Vendeur au marché",
            "did": words(share - 22),
            "place": "Turin",
            "skills": [],
        }
    ] * each
    past = [entry | {"title": f"{n} {entry['title']}"} for n, entry in enumerate(past)]
    lists = {
        "skills": ["accueil", "vente", "téléphone", "messagerie"],
        "needs": words(200),
    }
    return {"experiences": past, "story": words(min(share, MAX_STORY_LENGTH)), **lists}


@pytest.mark.parametrize(
    ("content", "set_as"),
    [
        ({}, "short"),
        (told(LARGE_PRINT_LIMIT), "short"),
        (told(NORMAL_PRINT_LIMIT), ""),
        (told(SMALL_PRINT_LIMIT), "long"),
        (longest(), "longest"),
    ],
    ids=[
        "ordinary",
        "large print",
        "ordinary print",
        "small print",
        "everything to the full",
    ],
)
def test_one_sheet(somebody: Any, content: dict[str, Any], set_as: str) -> None:
    publication = candidates.published_cv_in_arabic(
        fields=(GrantField.STORY, GrantField.FAMILY_NAME), photo=True, **content
    )
    page = somebody()
    for address in (f"/cv/{publication.code}/ar/", f"/cv/{publication.code}/"):
        assert sheets(page, address) == 1
    assert page.locator("article.cv").get_attribute("class") == (
        f"cv cv--{set_as}" if set_as else "cv"
    )
    page.emulate_media(media="print")
    # The sheet without its margins, in CSS pixels.
    page.set_viewport_size({"width": 688, "height": 1005})
    assert page.evaluate(CUT) is (set_as == "longest")
