"""What is made of a CV: weighed, read, and safe from what people type."""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override
from PIL import Image, ImageChops

from entremise.candidates.content.cv import (
    CVContent,
    Experience,
    JobGoal,
    Practical,
    PublicCV,
    PublishedRecommendation,
    SpokenLanguage,
)
from entremise.foundation.kit import brand
from entremise.rendering import cv_text, file_cache, typesetting
from entremise.rendering.documents import cv_pdf, preview_jpeg, qr_svg
from entremise.rendering.glyphs import has_glyphs_for
from entremise.rendering.papers import card_pdf
from entremise.sharing.queries import default_messages, networks
from tests.kit import pdf

# what is printed says the name of the association
pytestmark = pytest.mark.django_db

CONTENT = CVContent(
    tagline="Avec moi, le client repart avec le sourire.",
    strengths=["Le contact facile", "Patient", "Quatre langues"],
    languages=[
        SpokenLanguage("ar", "native"),
        SpokenLanguage("it", "fluent"),
        SpokenLanguage("fr", "everyday"),
    ],
    goals=[JobGoal("retail", "conseiller clientèle")],
    experiences=[
        Experience(
            "Réceptionniste", "J’accueillais des voyageurs.", "Naples", ["accueil"]
        )
    ],
    story="Je suis né à Alep.",
    practical=Practical(["cdi"], ["75"], "Paris", "métro", "tout de suite"),
)
ALI = PublicCV(
    code="AbCdEfGhIjKlMnOpQrStUv",
    rendering_key="",
    first_name="Ali",
    family_name="",
    language="fr",
    content=CONTENT,
    zone_name="Paris",
    channels=frozenset(["page", "pdf"]),
    recommendations=(
        PublishedRecommendation("Marie", "bénévole", "Il trouve les mots."),
    ),
    until=datetime.now(UTC) + timedelta(days=90),
)
ARABIC = replace(
    ALI,
    first_name="علي",
    language="ar",
    zone_name="باريس",
    content=replace(
        CONTENT,
        goals=[JobGoal("retail", "مستشار خدمة العملاء")],
        tagline="أحب أن يغادر كل زبون وهو مبتسم.",
    ),
)
NASTY = (
    "#set page(width: 1pt) $x$ *gras* _it_ [a](b) @ref"
    ' <script>alert(1)</script> \\ ` // {{ x }} #import "x"'
)


@pytest.mark.parametrize(("cv", "language"), [(ALI, "fr"), (ALI, "en"), (ARABIC, "ar")])
def test_preview_is_what_the_networks_ask(cv, language):
    made = preview_jpeg(cv, language)
    image = Image.open(io.BytesIO(made))
    assert (image.format, image.size, image.mode) == ("JPEG", (1200, 630), "RGB")
    assert not image.info.get("progressive")  # baseline
    assert b"\xff\xc0" in made
    assert len(made) <= 200_000


def test_preview_never_shows_text_under_forty_pixels():
    template = (typesetting.HERE / "preview.typ").read_text()
    sizes = [
        float(size)
        for size in re.findall(
            r"(?:size: |\b)(\d+)pt(?=[,)])", template.split("#if face {")[1]
        )
    ]
    assert min(size for size in sizes if size > 20) >= 40


@pytest.mark.parametrize("primary", ["#1f6b52", "#0b3d91", "#a61c5c"])
def test_preview_keeps_its_contrast_wherever_words_may_lie(settings, primary):
    """Measured on the picture: whatever is behind (paper, the pale drawing), each ink of
    the words stands 4.5 to 1.
    """
    settings.BRAND_PRIMARY = primary
    typesetting.brand_colors.cache_clear()
    try:
        empty = replace(
            ALI,
            first_name=" ",
            zone_name="",
            content=CVContent(practical=Practical(city="")),
        )
        image = Image.open(io.BytesIO(preview_jpeg(empty, "fr")))
        behind = [
            image.getpixel((x, y))
            for x in range(90, 872, 46)
            for y in range(150, 510, 40)
        ]
        inks = [
            typesetting.brand_colors(primary, "")[name]
            for name in ("primary", "ink", "soft")
        ]
    finally:
        typesetting.brand_colors.cache_clear()
    # The drawing is among them.
    assert len({tuple(round(value / 16) for value in pixel) for pixel in behind}) > 1
    for ink in inks:
        worst = min(
            brand.contrast_ratio(brand.parse_colour(ink), tuple(v / 255 for v in pixel))
            for pixel in behind
        )
        assert worst >= 4.5, (ink, worst)


def test_arabic_is_shaped_and_runs_from_the_right():
    """Letters that join are not letters side by side.

    The text begins on the right, the drawing goes left.
    """
    joined = Image.open(io.BytesIO(preview_jpeg(ARABIC, "ar"))).convert("L")
    apart = replace(ARABIC, first_name="\u200c".join("علي"))
    assert (
        Image.open(io.BytesIO(preview_jpeg(apart, "ar"))).convert("L").tobytes()
        != joined.tobytes()
    )
    right = joined.crop((1000, 150, 1150, 300)).getextrema()[0]
    assert right < 90  # ink where the name begins


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_however_much_there_is_to_say_nothing_runs_into_the_brand(language):
    full = replace(
        CONTENT,
        goals=[JobGoal("retail", "régisseuse son et lumière de spectacle")] * 2,
        languages=[
            SpokenLanguage(code, "work") for code in ("ckb", "ber", "prs", "ku", "sr")
        ],
    )
    many = replace(ALI, first_name="Maximilien-Alexandre", content=full)
    foot = (560, 500, 1130, 600) if language == "ar" else (70, 500, 640, 600)
    one, other = (
        Image.open(io.BytesIO(preview_jpeg(cv, language))).convert("L")
        for cv in (ALI, many)
    )
    apart = ImageChops.difference(one.crop(foot), other.crop(foot)).getextrema()[1]
    assert apart < 40  # the noise of JPEG, not a word


def _goal(craft):
    return replace(CONTENT, goals=[JobGoal("retail", craft)], strengths=[])


def test_preview_speaks_the_language_of_the_text():
    """The person's own words in each language they accepted.

    Where no font of ours holds a script, those of the CV.
    """
    texts = {
        "en": _goal("customer adviser"),
        "fa": _goal("مشاور خدمات مشتری"),
        "uk": _goal("консультант"),
        "ti": _goal("ትግርኛ"),
    }
    many = replace(ALI, translations=texts)
    for language in ("en", "fa", "uk"):
        assert preview_jpeg(many, language) != preview_jpeg(ALI, language), language
    assert preview_jpeg(many, "ti") == preview_jpeg(ALI, "fr")
    persian = Image.open(io.BytesIO(preview_jpeg(many, "fa"))).convert("L")
    # The coloured edge is where reading begins.
    assert persian.crop((1186, 100, 1200, 500)).getextrema()[1] < 220


def test_letters_that_our_fonts_hold():
    for words_held in (
        "Élève, œuvre",
        "Đặng Tiếng Việt",
        "українська",
        "ελληνικά",
        "فارسی پښتو اردو",
        "łódź şığ",
    ):
        assert has_glyphs_for(words_held), words_held
    for lost in ("ትግርኛ", "հայերեն", "ქართული", "বাংলা", "தமிழ்", "中文"):
        assert not has_glyphs_for(lost), lost


def test_preview_shows_no_face_unless_granted(monkeypatch):
    asked = []
    monkeypatch.setattr(
        "entremise.rendering.documents.public_photo_bytes",
        lambda cv: asked.append(cv) or _drawing(),
    )
    with_photo = replace(ALI, photo_file="x.jpg")
    preview_jpeg(with_photo, "fr")
    assert not asked
    preview_jpeg(
        replace(with_photo, channels=frozenset(["page", "preview_photo"])), "fr"
    )
    assert asked


def _drawing():
    out = io.BytesIO()
    Image.new("RGB", (800, 1000), "#8a5a3c").save(out, "JPEG")
    return out.getvalue()


def test_preview_says_the_first_name_only():
    same = preview_jpeg(replace(ALI, family_name="Haddad"), "fr")
    assert same == preview_jpeg(ALI, "fr")
    assert "Haddad" not in cv_text.headline_of(replace(ALI, family_name="Haddad"))


def test_pdf_is_tagged_on_one_page_and_says_until_when():
    made = cv_pdf(ALI)
    said = pdf.pdf_info(made)
    assert re.search(r"Tagged:\s+yes", said)
    assert re.search(r"Pages:\s+1\b", said)
    assert re.search(r"Title:\s+CV d’Ali", said)
    assert b"pdfuaid" in made
    text = pdf.pdf_text(made)
    assert "Valable jusqu’au" in text
    assert "/cv/AbCdEfGhIjKlMnOpQrStUv/" in text
    for said in (
        "Ali",
        "conseiller clientèle",
        "arabe",
        "langue maternelle",
        "Réceptionniste",
        "Marie",
        "métro",
    ):
        assert said in text


def test_a_long_life_takes_a_second_page_and_loses_nothing():
    long = replace(
        CONTENT,
        experiences=[
            Experience(f"Métier {n}", "Beaucoup appris. " * 40, "Ici")
            for n in range(12)
        ],
        story="Mot. " * 300,
    )
    text = pdf.pdf_text(cv_pdf(replace(ALI, content=long)))
    assert all(f"Métier {n}" in text for n in range(12))
    assert "\f" in text.rstrip("\f")


def test_what_people_type_is_text_and_nothing_else():
    content = replace(
        CONTENT,
        tagline=NASTY,
        story=NASTY,
        strengths=[NASTY] * 3,
        skills=[NASTY],
        needs=NASTY,
        interests=[NASTY],
        goals=[JobGoal("retail", NASTY)],
        experiences=[Experience(NASTY, NASTY, NASTY, [NASTY])],
    )
    cv = replace(
        ALI,
        first_name=NASTY,
        content=content,
        recommendations=(PublishedRecommendation(NASTY, NASTY, NASTY),),
    )
    text = " ".join(pdf.pdf_text(cv_pdf(cv)).split())
    for piece in (
        "#set page(width: 1pt)",
        "$x$",
        "*gras*",
        "_it_",
        "<script>alert(1)</script>",
    ):
        assert piece in text
    assert Image.open(io.BytesIO(preview_jpeg(cv, "fr"))).size == (1200, 630)
    assert card_pdf(cv, "fr", "https://x.example/cv/x/").startswith(b"%PDF-")


@pytest.mark.parametrize(
    "cv",
    [
        replace(ALI, content=CVContent()),
        replace(
            ALI,
            first_name="Maximilien-Alexandre-Constantin",
            content=replace(CONTENT, goals=[JobGoal("retail", "x" * 80)]),
        ),
        replace(ALI, language="it"),
        replace(
            ALI,
            first_name="Владислав",
            content=replace(CONTENT, strengths=["Терпеливый"]),
        ),
    ],
)
def test_any_cv_can_be_made(cv):
    assert cv_pdf(cv).startswith(b"%PDF-")
    assert card_pdf(cv, "fr", "https://x.example/cv/x/").startswith(b"%PDF-")
    for language in ("fr", "en", "ar"):
        assert len(preview_jpeg(cv, language)) <= 200_000


def test_the_same_cv_gives_the_same_bytes():
    cv = replace(ALI, published_at=datetime(2026, 3, 1, tzinfo=UTC))
    assert cv_pdf(cv) == cv_pdf(cv)


def test_the_wish_is_a_sentence_in_the_persons_voice():
    assert (
        cv_text.wish_in_first_person(ALI)
        == "J’aimerais travailler comme conseiller clientèle, à Paris."
    )
    both = replace(
        ALI,
        content=replace(
            CONTENT, goals=[JobGoal("retail", "vendeur"), JobGoal("food", "serveur")]
        ),
    )
    assert cv_text.occupation_of(both) == "vendeur ou serveur"
    vague = replace(ALI, content=replace(CONTENT, goals=[JobGoal("food", "")]))
    assert "restauration et hôtellerie" in cv_text.wish_in_first_person(vague)
    assert (
        cv_text.wish_in_first_person(replace(ALI, content=CVContent()))
        == "J’aimerais travailler à Paris."
    )


def test_description_is_short_and_whole_words():
    long = replace(
        ALI, content=replace(CONTENT, tagline="", story="Une longue histoire " * 30)
    )
    assert len(cv_text.description_of(long)) <= 150
    assert cv_text.description_of(long).endswith(("histoire…", "longue…", "Une…"))


@pytest.mark.parametrize("tone", ["simple", "warm", "pro"])
def test_three_tones_speak_of_the_person(tone):
    with override("fr"):
        text = next(
            t for t in default_messages.default_share_messages(ALI) if t.tone == tone
        )
    assert "Ali" in text.text
    assert not re.search(r"aidez|pauvre|SDF|démuni|bénéficiaire", text.text, re.I)


def test_only_known_doors_open():
    url = "https://x.example/cv/a/?s=AbCd1234"
    said = {"text": "Ali & co: 100 % « sûr »\n?x=1", "title": "Ali"}
    for channel in ("linkedin", "whatsapp", "facebook", "x", "email", "sms"):
        address = networks.network_share_url(channel, url=url, **said)
        assert "\n" not in address
        assert " " not in address
        assert "«" not in address
        assert "https%3A%2F%2Fx.example%2Fcv%2Fa%2F%3Fs%3DAbCd1234" in address
    assert (
        networks.network_share_url("copy", url=url, **said)
        == networks.network_share_url("myspace", url=url, **said)
        == ""
    )


def test_the_qr_leads_to_the_address():
    svg = qr_svg("https://x.example/cv/a/?s=AbCd1234")
    assert svg.startswith("<svg")
    assert "<script" not in svg
    assert "width=" not in svg.split(">")[0]


def test_renderings_are_kept_then_forgotten(settings, tmp_path):
    settings.VAR = tmp_path
    cv = replace(ALI, rendering_key="v1")
    made = []

    def make():
        made.append(1)
        return b"x"

    assert (
        file_cache.cached_rendering(cv, "cv.pdf", make)
        == file_cache.cached_rendering(cv, "cv.pdf", make)
        == b"x"
    )
    assert len(made) == 1
    file_cache.cached_rendering(replace(cv, rendering_key="v2"), "cv.pdf", make)
    file_cache.delete_cached_renderings(cv.code, keep="v2")
    assert [path.name for path in (tmp_path / "renderings" / cv.code).iterdir()] == [
        "v2"
    ]
    file_cache.delete_cached_renderings(cv.code)
    assert not list((tmp_path / "renderings").iterdir())
    # A preview for the person alone is never kept.
    file_cache.cached_rendering(ALI, "cv.pdf", make)
    assert not list((tmp_path / "renderings").iterdir())
