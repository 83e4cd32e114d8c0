"""What a form accepts, every renderer renders: texts from all of Unicode, in every field.

Each text goes through the one cleaner, as when it is typed; and raw, as it may be stored since
before the cleaner knew it.
"""

import csv
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree

import pytest
import typst
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from openpyxl import load_workbook
from PIL import Image

from entremise.candidates.content.cv import (
    Experience,
    JobGoal,
    Practical,
    PublicCV,
    PublishedRecommendation,
)
from entremise.foundation.kit.text import clean_line, clean_text, without_controls
from entremise.foundation.outbox import sms
from entremise.foundation.outbox.models import OutboxMessage
from entremise.foundation.outbox.transports import build_email
from entremise.meetings.models import Meeting
from entremise.meetings.queries.calendar import meeting_ics
from entremise.rendering import feeds, glyphs, typesetting
from entremise.rendering.documents import cv_pdf, preview_jpeg
from entremise.rendering.kit_sheet import kit_sheet_pdf
from entremise.rendering.papers import (
    PAPER_FORMATS,
    card_pdf,
    poster_pdf,
    slide_jpeg,
    thumbnail_jpeg,
)
from entremise.spreadsheets.files.writing import WorkbookSheet, csv_bytes, xlsx_bytes
from tests.factories import accounts, candidates
from tests.factories.sharing import reader_headers
from tests.kit import pdf
from tests.kit.any_text import ANY_TEXTS, ODD_TEXTS

from .test_documents import ALI, CONTENT

pytestmark = pytest.mark.django_db

ADDRESS = "https://x.example/cv/AbCdEfGhIjKlMnOpQrStUv/?s=abcdefgh"
# Half a character cannot be stored by any of the databases.
STORED = [text.encode(errors="ignore").decode() for text in ANY_TEXTS]
odd_texts = pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)


def batches(texts: Iterable[str], size: int) -> list[list[str]]:
    everything = [text for text in texts if text]
    return [everything[at : at + size] for at in range(0, len(everything), size)]


def joined(texts: Iterable[str]) -> Iterator[str]:
    """The odd texts one by one, then the others by forty: a document for each takes long."""
    everything = [text for text in texts if text]
    yield from everything[: len(ODD_TEXTS)]
    for batch in batches(everything[len(ODD_TEXTS) :], 40):
        yield " ".join(batch)


def cv_saying(text: str, line: str | None = None) -> PublicCV:
    """``text`` in each field of a CV, cut as the forms cut."""
    line = text if line is None else line
    words = [line[:40]] * 6
    return replace(
        ALI,
        first_name=line[:80] or "Ali",
        family_name=line[:80],
        zone_name=line[:80],
        content=replace(
            CONTENT,
            tagline=line[:80],
            strengths=words,
            goals=[JobGoal("retail", line[:80])] * 2,
            experiences=[Experience(line[:120], text, line[:120], words)],
            skills=words,
            story=text,
            interests=words,
            needs=text,
            practical=Practical(
                ["cdi"], ["75"], line[:120], line[:120], line[:120], line[:120], words
            ),
        ),
        recommendations=(PublishedRecommendation(line[:120], line[:120], text),),
    )


# ---- the cleaner ----


def test_whatever_was_typed_the_cleaner_leaves_a_text_that_xml_can_hold() -> None:
    everything = "".join(f"a{chr(point)}" for point in range(0x110000))
    cleaned = clean_text(everything)
    assert cleaned.count("a") > 0x110000 - 100  # some take an accent
    parsed = ElementTree.fromstring(f"<x>{cleaned.translate({38: None, 60: None})}</x>")
    assert (parsed.text or "").count("\n") >= 1
    assert not re.search("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\x00-\x08]", cleaned)
    assert without_controls(cleaned) == cleaned


@odd_texts
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    for clean in (clean_line, clean_text):
        assert clean(clean(text)) == clean(text)
        assert clean(text) == clean(text).strip()
    assert "\n" not in clean_line(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\tb", "a b"),
        ("a\u2028b", "a b"),
        ("a\uffffb", "ab"),
        ("e\u0301", "é"),
        ("👩\u200d🍳", "👩\u200d🍳"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ue000", "\ue000"),
        ("a" + "\u0337" * 40, "a" + "\u0337" * 6),
    ],
)
def test_what_is_kept_of_a_line(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


# ---- papers ----


@pytest.fixture
def unmarked(caplog: Any) -> Iterable[Any]:
    """Fails when a PDF had to be made without its tags' promise."""
    with caplog.at_level(logging.WARNING, logger=typesetting.__name__):
        yield
    assert not caplog.records


@pytest.mark.usefixtures("unmarked")
@pytest.mark.parametrize("clean", [clean_text, str], ids=["typed", "stored before"])
def test_a_pdf_can_be_made_of_any_letter(clean: Callable[[str], str]) -> None:
    for batch in batches(map(clean, STORED), 700):
        lines = replace(
            ALI, content=replace(CONTENT, story="\n".join(batch), tagline=batch[-1])
        )
        made = cv_pdf(lines)
        assert b"pdfuaid" in made
        assert made.startswith(b"%PDF-")


@odd_texts
@pytest.mark.usefixtures("unmarked")
def test_any_text_in_every_field_of_every_paper(text: str) -> None:
    text = text.encode(errors="ignore").decode()
    for cv in (cv_saying(clean_text(text), clean_line(text)), cv_saying(text)):
        assert b"pdfuaid" in cv_pdf(cv)
        assert card_pdf(cv, "fr", ADDRESS).startswith(b"%PDF-")
        assert poster_pdf(cv, "ar", ADDRESS).startswith(b"%PDF-")
        assert kit_sheet_pdf([(cv, ADDRESS)] * 8, "fr").startswith(b"%PDF-")
        assert Image.open(BytesIO(preview_jpeg(cv, "fr"))).size == (1200, 630)
        assert Image.open(BytesIO(slide_jpeg(cv, "fr", ADDRESS))).size == (1920, 1080)
    for paper in PAPER_FORMATS:
        assert Image.open(BytesIO(thumbnail_jpeg(cv, paper, "fr"))).format == "JPEG"


def test_the_board_s_paper_says_any_name_of_a_zone_or_a_promotion() -> None:
    names = [clean_line(text) for text in STORED]
    section = {
        "title": names[0],
        "lead": "",
        "bars": [],
        "headings": ["x", "y"],
        "words": [0],
        "rows": [[name, "1"] for name in names if name],
    }
    data = dict.fromkeys(
        ("title", "scope", "day", "lead", "how", "small", "page_words"), names[0]
    )
    made = typesetting.typeset_pdf(
        "board",
        data
        | {
            "lang": "fr",
            "rtl": False,
            "address": ADDRESS,
            "address_read": ADDRESS,
            "sections": [section],
        },
        made_at=1,
    )
    assert b"pdfuaid" in made


def test_a_letter_that_no_font_has_is_a_box_and_the_rest_is_read(
    monkeypatch: Any,
) -> None:
    shown = replace(ALI, content=replace(CONTENT, tagline="Le \ue000 sourire"))
    said = pdf.pdf_text(cv_pdf(shown))
    assert "sourire" in said
    assert "\ue000" not in said
    assert "conseiller clientèle" in said
    with_box = preview_jpeg(cv_saying("a\ue000"), "fr")
    # The control: without the boxes, the compiler refuses this very text.
    monkeypatch.setattr(typesetting, "without_glyph", lambda _text: frozenset())
    monkeypatch.setattr(typesetting, "_lost_letters", lambda _error: frozenset())
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        cv_pdf(shown)
    without = preview_jpeg(cv_saying("a\ue000"), "fr")
    assert with_box != without


def test_a_figure_of_several_letters_is_one_box() -> None:
    figure = "👩\u200d🍳"
    assert glyphs.with_boxes(f"a{figure}b👍🏽", frozenset(figure + "👍🏽")) == "a□b□"
    assert glyphs.with_boxes("a\u0301", frozenset("\u0301")) == "a"
    assert glyphs.with_boxes("été", frozenset("汉")) == "été"


def test_a_word_without_end_stays_within_its_column() -> None:
    word = "W" * 250
    content = replace(CONTENT, story=word, strengths=["W" * 40], needs=word)
    words = pdf.pdf_words(cv_pdf(replace(ALI, content=content)))
    width = max(right for _left, right, _word in words)
    assert width <= 595 - 18 / 25.4 * 72 + 1  # the margin of the page, in points
    assert sum(word.count("W") for _left, _right, word in words) == 250 * 2 + 40


# ---- feeds, calendars, mail, SMS, spreadsheets ----


def test_a_feed_is_well_formed_whatever_is_stored() -> None:
    for batch in batches(STORED, 40):
        feed = feeds.Feed(
            title=batch[0],
            address=ADDRESS,
            home=ADDRESS,
            language="fr",
            entries=[(cv_saying(text), ADDRESS) for text in batch],
        )
        root = ElementTree.fromstring(feeds.atom_feed(feed))
        assert len(root.findall(f"{{{feeds.ATOM}}}entry")) == len(batch)
    answer = {f"n{at}": text for at, text in enumerate(STORED)}
    assert len(ElementTree.fromstring(feeds.oembed_xml(answer))) == len(STORED)


def test_a_calendar_is_read_back_whatever_the_place_is_called() -> None:
    for text in joined(map(clean_text, ANY_TEXTS)):
        meeting = Meeting(
            code="abc",
            starts_at=timezone.now(),
            minutes=30,
            place=clean_line(text)[:200],
            directions=text,
            state="agreed",
        )
        made = meeting_ics(meeting, name=clean_line(text)[:80], link=ADDRESS)
        assert max(len(line) for line in made.encode().split(b"\r\n")) <= 75
        (event,) = Calendar.from_ical(made).walk("VEVENT")
        assert str(event["location"]) == meeting.place
        assert len(event["description"]) >= len(ADDRESS)


def test_a_mail_carries_any_text_and_no_header_of_its_own() -> None:
    for text in joined(map(clean_text, ANY_TEXTS)):
        message = OutboxMessage(
            code="abcdefghijklmnopqrstuv",
            to="nadia@exemple.test",
            to_name=clean_line(text)[:80],
            subject=clean_line(text)[:200],
            text=f"Bonjour {text},\n\n{text}",
            language="fr",
            created_at=timezone.now(),
        )
        wire = build_email(message).as_bytes()
        read = message_from_bytes(wire, policy=policy.default)
        assert read["Bcc"] is None
        # the library loses a space where it cuts a long line
        assert "".join(read["Subject"].split()) == "".join(message.subject.split())
        body = read.get_body(("plain",))
        assert body is not None
        assert clean_line(body.get_content()) == clean_line(message.text)
        assert max(map(len, wire.split(b"\r\n"))) <= 998


def test_an_sms_carries_any_text() -> None:
    for text in map(clean_text, ANY_TEXTS):
        spelt = sms.gsm_spelling(text)
        assert spelt.encode()
        assert (sms.segment_count(spelt) > 0) == bool(spelt)


@pytest.mark.parametrize("clean", [clean_line, str], ids=["typed", "stored before"])
def test_a_spreadsheet_opens_and_holds_any_text(clean: Callable[[str], str]) -> None:
    texts = [clean(text) for text in STORED if clean_line(text)]
    book = load_workbook(
        BytesIO(xlsx_bytes([WorkbookSheet("x", ["t"], [[t] for t in texts])]))
    )
    read = [row[0] for row in book.worksheets[0].iter_rows(2, values_only=True)]
    assert [clean_line(str(cell)) for cell in read] == [
        clean_line(without_controls(text)) for text in texts
    ]
    assert {cell.data_type for (cell,) in book.worksheets[0].iter_rows(2)} == {"s"}
    table = csv_bytes(["t"], [[t] for t in texts]).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(table), delimiter=";"))
    assert len(rows) == 1 + len(texts)


# ---- from the form to the reader ----


@pytest.mark.parametrize("name", ["emoji", "no space", "not a character", "directions"])
def test_what_is_typed_in_a_cv_is_read_at_each_of_its_addresses(name: str) -> None:
    typed = clean_line(ODD_TEXTS[name].replace("\ud800", ""))
    line, short = ODD_TEXTS[name][:80], ODD_TEXTS[name][:40]
    row = candidates.published_cv(
        candidates.candidate(first_name=line),
        photo=True,
        tagline=line,
        strengths=[short],
        goals=[{"family": "retail", "occupation": line}],
        experiences=[{"title": line, "did": typed, "place": line}],
        skills=[short],
        story=typed,
        interests=[short],
        needs=typed,
    )
    person = f"/cv/{row.code}/"
    preview = (
        Client().get(f"{person}apercu-{row.rendering_key}.fr.jpg").headers["Location"]
    )
    for address in (
        person,
        f"{person}partager/",
        f"{person}rencontrer/",
        f"{person}cv.pdf",
        f"{person}carte.pdf",
        f"{person}affiche.pdf",
        f"{person}ecran.jpg",
        preview,
        f"/en{person}",
        f"/ar{person}",
        "/candidats/",
        "/candidats/flux.xml",
        "/candidats/flux.json",
        "/vitrine/",
        "/ecran/",
        "/",
    ):
        answer = Client().get(address, **reader_headers())
        assert answer.status_code == 200, address
        if address.endswith(".xml"):
            ElementTree.fromstring(answer.content)
    owner = accounts.sign_in(Client(), row.candidate.user)
    assert owner.get("/mon-espace/accord/cv.pdf").status_code == 200
    assert owner.get("/mon-espace/").status_code == 200
