"""Card, poster, slide: read on paper, photographed, true until a day."""

import io
import re
from dataclasses import replace

import pytest
from PIL import Image

from entremise.candidates.content.cv import CVContent, JobGoal
from entremise.rendering import papers
from entremise.rendering.papers import poster_pdf, slide_jpeg, thumbnail_jpeg
from tests.kit import pdf

from .test_documents import ALI, ARABIC, CONTENT, NASTY

# what is printed says the name of the association
pytestmark = pytest.mark.django_db

ADDRESS = "https://x.example/cv/AbCdEfGhIjKlMnOpQrStUv/?s=abcdefgh"
LONG = replace(
    ALI,
    first_name="Maximilien-Alexandre-Constantin",
    content=replace(
        CONTENT,
        strengths=["x" * 40] * 4,
        goals=[JobGoal("retail", "chargé de clientèle " * 4)] * 2,
    ),
)


@pytest.mark.parametrize(
    "cv", [ALI, LONG, replace(ALI, content=CVContent()), replace(ALI, first_name=NASTY)]
)
def test_a_poster_is_one_tagged_page_of_a4(cv):
    said = pdf.pdf_info(poster_pdf(cv, "fr", ADDRESS))
    assert re.search(r"Pages:\s+1\b", said)
    assert re.search(r"Tagged:\s+yes", said)
    assert "(A4)" in said


def test_a_poster_says_who_what_and_until_when():
    text = " ".join(pdf.pdf_text(poster_pdf(ALI, "fr", ADDRESS)).split())
    for said in (
        "Ali",
        "J’aimerais travailler comme conseiller clientèle, à Paris.",
        "Patient",
        "Valable jusqu’au",
    ):
        assert said in text
    assert "x.example/cv/AbCdEfGhIjKlMnOpQrStUv/" in text
    # The channel is in the code only: what is read and typed stays short.
    assert "abcdefgh" not in text


@pytest.mark.parametrize(
    ("cv", "language"), [(ALI, "fr"), (ALI, "en"), (ARABIC, "ar"), (LONG, "fr")]
)
def test_a_slide_fills_a_screen(cv, language):
    made = slide_jpeg(cv, language, ADDRESS)
    image = Image.open(io.BytesIO(made))
    assert (image.format, image.size) == ("JPEG", (1920, 1080))
    assert len(made) <= 900_000


def test_the_address_is_in_the_code():
    """Two channels, two codes: the picture of the code changes with the link and with
    nothing else.
    """
    other = slide_jpeg(ALI, "fr", ADDRESS.replace("abcdefgh", "ijklmnop"))
    image, changed = (
        Image.open(io.BytesIO(m)).convert("L")
        for m in (slide_jpeg(ALI, "fr", ADDRESS), other)
    )
    left_top, right_bottom = (850, 774), (1100, 1024)
    assert (
        image.crop((*left_top, *right_bottom)).tobytes()
        != changed.crop((*left_top, *right_bottom)).tobytes()
    )
    assert (
        image.crop((0, 0, 1920, 700)).tobytes()
        == changed.crop((0, 0, 1920, 700)).tobytes()
    )


def test_an_arabic_poster_reads_from_the_right():
    """The coloured edge stands where reading begins."""
    for cv, language, edge in ((ALI, "fr", (2, 150)), (ARABIC, "ar", (329, 150))):
        image = Image.open(io.BytesIO(thumbnail_jpeg(cv, "affiche", language)))
        red, _green, blue = image.getpixel(edge)
        assert red - blue > 80, language


@pytest.mark.parametrize("name", papers.PAPER_FORMATS)
def test_a_small_picture_is_light(name):
    made = thumbnail_jpeg(LONG, name, "fr")
    assert len(made) <= 30_000
    assert max(Image.open(io.BytesIO(made)).size) <= 480
