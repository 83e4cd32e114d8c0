"""Each declared field of a CV, walked through every reader.

A CV is filled with a mark in each field. What a reader says is searched for the marks: it must say
those it is declared to say, and no other.
"""

import json
import re
from dataclasses import fields as attributes, is_dataclass, replace
from itertools import count
from typing import Any, get_args, get_type_hints

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from entremise.candidates.content import cv as contents
from entremise.candidates.content.choices import LICENCES, STRENGTHS, ChoiceList
from entremise.candidates.content.cv import CVContent, PublicCV
from entremise.candidates.content.fields import (
    FIELDS,
    REASON_LABELS,
    SECTIONS,
    CVField,
    FieldKind,
    facet_values,
    is_item_section,
)
from entremise.candidates.enums import CVSection
from entremise.candidates.exports import personal_data_of
from entremise.candidates.forms.cv_sections import SECTION_FORMS, ExperienceForm
from entremise.candidates.indexing.public_index import cv_index_entry
from entremise.candidates.indexing.staff_index import candidate_index_entries
from entremise.candidates.models import CV
from entremise.candidates.validators import clean_section
from entremise.candidates.wording.cv_diff import cv_differences
from entremise.candidates.wording.sections import section_lines, section_title
from entremise.candidates.wording.translation_segments import (
    cv_segments,
    translated_content,
)
from entremise.foundation.search.analysis.text import stem_word
from entremise.foundation.search.analysis.thesaurus import Thesaurus
from entremise.gallery.queries.search_reasons import cv_lines, search_reasons
from entremise.opportunities.queries.matching_input import matching_person
from entremise.opportunities.queries.trades import trade_table
from entremise.rendering import documents
from tests.factories import candidates as make

BY_PATH = {field.path: field for field in FIELDS}
MARKS = {
    field.path: f"marque{''.join(chr(97 + int(digit)) for digit in f'{number:02}')}"
    for field, number in zip(FIELDS, count(), strict=False)
}
# Values that are not words: a code, or the last choice of a list.
CODES = {"goals.rome": "M1607", "practical.departements": "974"}


def value_of(field: CVField) -> Any:
    if field.path in CODES:
        one: str = CODES[field.path]
    elif field.kind in (FieldKind.CHOICE, FieldKind.CHOICES):
        assert field.choices
        one = field.choices.choices[-1].key
    else:
        one = MARKS[field.path]
    return [one] if field.kind.is_list else one


def mark_of(field: CVField) -> str:
    """What a French reader of the value reads."""
    value = value_of(field)
    return (field.shown(value) or [""])[0]


def filled() -> CVContent:
    data: dict[str, Any] = CVContent().dump()
    for field in FIELDS:
        if field.path == field.section:
            data[field.section] = value_of(field)
        elif is_item_section(field.section):
            data[field.section] = data[field.section] or [{}]
            data[field.section][0][field.name] = value_of(field)
        else:
            data[field.section][field.name] = value_of(field)
    return CVContent.load(data)


def public(content: CVContent) -> PublicCV:
    return PublicCV(
        code="AbCdEfGhIjKlMnOpQrStUv",
        rendering_key="",
        first_name="Ali",
        family_name="",
        language="fr",
        content=content,
        zone_name="Zone",
        channels=frozenset(["page", "pdf"]),
    )


def page_of(cv: PublicCV) -> str:
    around = {"nested": False, "structured": False, "top": "", "actions": ""}
    html: str = render_to_string(
        "rendering/_cv.html", {"cv": cv, "photo_url": "", **around}
    )
    return html


def said_by(text: str) -> set[str]:
    return {field.path for field in FIELDS if mark_of(field) in text}


def paths_of_content() -> set[str]:
    found = set()
    for section, hint in get_type_hints(CVContent).items():
        item = (get_args(hint) or (hint,))[0]
        if is_dataclass(item):
            found |= {f"{section}.{each.name}" for each in attributes(item)}
        else:
            found.add(section)
    return found


def test_every_field_of_the_content_is_declared_and_no_other() -> None:
    assert paths_of_content() == set(BY_PATH)
    assert list(SECTIONS) == list(CVSection)
    assert [field.section for field in FIELDS] == sorted(
        (field.section for field in FIELDS), key=list(CVSection).index
    )


def test_the_marks_tell_the_fields_apart() -> None:
    marks = [mark_of(field) for field in FIELDS]
    assert len(set(marks)) == len(marks)
    assert filled().practical == contents.Practical(**filled().dump()["practical"])


@pytest.mark.parametrize("section", list(CVSection))
def test_a_section_is_stored_as_it_was_filled(section: CVSection) -> None:
    stored = filled().dump()[section]
    assert clean_section(section, stored) == stored


@pytest.mark.parametrize(
    "field", [f for f in FIELDS if f.max_length], ids=lambda f: f.path
)
def test_no_text_is_longer_than_declared(field: CVField) -> None:
    data = filled().dump()[field.section]
    long = "x" * (field.max_length + 1)
    value: Any = [long] if field.kind.is_list else long
    if field.path != field.section:
        target = data[0] if is_item_section(field.section) else data
        target[field.name], value = value, data
    with pytest.raises(Exception, match=str(field.max_length)):
        clean_section(field.section, value)


# What a paper and a page do not say: the code of a trade; its family, when the trade is named.
UNSAID = {"goals.rome", "goals.family"}


def test_the_page_says_every_field() -> None:
    html = page_of(public(filled()))
    assert said_by(html) == set(BY_PATH) - UNSAID


def test_the_pdf_says_every_field(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, Any] = {}

    def typeset(_name: str, data: dict[str, Any], **_options: Any) -> bytes:
        kept.update(data)
        return b""

    monkeypatch.setattr(documents.typesetting, "typeset_pdf", typeset)
    documents._cv_pdf(public(filled()))
    assert said_by(json.dumps(kept, ensure_ascii=False)) == set(BY_PATH) - UNSAID
    labels = json.dumps(kept["labels"], ensure_ascii=False)
    assert all(section_title(section) in labels for section in CVSection)


def test_lines_differences_and_export_say_every_field(db: Any) -> None:
    content = filled()
    data = content.dump()
    lines = "\n".join(
        line for section in CVSection for line in section_lines(section, data[section])
    )
    assert said_by(lines) == set(BY_PATH) - {"goals.rome"}
    told = "\n".join(
        span.text
        for change in cv_differences(CVContent(), content)
        for line in change.lines
        for span in line
    )
    assert said_by(told) == set(BY_PATH) - {"goals.rome"}


def test_the_export_says_every_field(db: Any) -> None:
    cv = filled_draft()
    held = personal_data_of(cv.candidate.user, cv.candidate)
    text = json.dumps(held, ensure_ascii=False, default=str)
    assert said_by(text) == set(BY_PATH) - {"goals.rome"}


def filled_draft() -> CV:
    cv = make.draft_cv(**filled().dump())
    stored: CV = CV.objects.select_related("candidate__user").get(pk=cv.pk)
    return stored


def test_the_search_finds_by_what_is_declared_as_searched() -> None:
    entry = cv_index_entry(public(filled()), zone_code="z")
    for field in FIELDS:
        found = {name for name, text in entry.fields.items() if mark_of(field) in text}
        assert found == ({field.index_field} - {""}), field.path
    facets = facet_values(filled())
    for field in FIELDS:
        if field.facet:
            stored = value_of(field)
            stored = stored if isinstance(stored, list) else [stored]
            assert facets[field.facet] == stored
    assert set(facets) <= set(entry.facets)


def test_the_team_finds_by_what_is_declared_as_searched(db: Any) -> None:
    code = filled_draft().candidate.code
    [entries] = candidate_index_entries([code])
    text = json.dumps([dict(e.fields) for e in entries.values()], ensure_ascii=False)
    declared = {
        field.path
        for field in FIELDS
        if field.index_field or field.accompanied_index_field
    }
    # The team asks for a language with the facets of the gallery.
    assert said_by(text) == declared - {"languages.name"}


def test_a_search_result_quotes_what_is_declared() -> None:
    lines = cv_lines(public(filled()), Thesaurus({})).lines
    for field in FIELDS:
        stored = value_of(field)
        one = stored[0] if isinstance(stored, list) else stored
        labels = {label for label, text in lines if one in text}
        assert not field.reason or field.reason in REASON_LABELS, "give it a label"
        assert labels == ({field.reason} - {""}), field.path


def test_a_job_is_compared_with_what_is_declared(db: Any) -> None:
    profile = repr(matching_person(filled_draft().candidate, trade_table()))
    for field in FIELDS:
        if field.path == "experiences.did":
            continue  # read with the title, to know the trade
        stored = value_of(field)
        one = stored[0] if isinstance(stored, list) else stored
        written = one.upper() if field.requirement else one
        assert (written in profile) == field.matched, field.path


def test_what_is_translated_is_declared_and_comes_back_in_its_place() -> None:
    content = filled()
    segments = cv_segments(content)
    text = "\n".join(segment.text for segment in segments)
    assert said_by(text) == {field.path for field in FIELDS if field.translated}
    other = translated_content(content, {s.key: f"{s.text}!" for s in segments}).dump()
    was = content.dump()
    for field in FIELDS:
        changed = json.dumps(was[field.section]) != json.dumps(other[field.section])
        assert changed or not field.translated, field.path


def everything(form: Any) -> str:
    return str(form) + json.dumps(
        {k: form[k].value() for k in form.fields}, default=str
    )


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_the_forms_show_every_field_with_its_label(db: Any, language: str) -> None:
    cv = filled_draft()
    with override(language):
        forms = {section: form(cv) for section, form in SECTION_FORMS.items()}
        forms[CVSection.EXPERIENCES] = ExperienceForm(cv, number=0)
        for field in FIELDS:
            if field.path == "goals.rome":
                continue  # found from the trade that is typed
            form = forms[field.section]
            value = value_of(field)
            assert (value[0] if isinstance(value, list) else value) in everything(form)
            labels = {str(each.label) for each in form.fields.values()}
            if field.path not in ("strengths", "skills", "interests"):
                assert str(field.label) in labels, field.path


LISTS: list[tuple[str, ChoiceList]] = [
    (field.path, field.choices) for field in FIELDS if field.choices
]


@pytest.mark.parametrize(("path", "choices"), LISTS, ids=[path for path, _ in LISTS])
def test_each_choice_has_a_label_in_each_language_of_the_site(
    path: str, choices: ChoiceList
) -> None:
    own_language = {"languages.name"}
    labels: dict[str, list[str]] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            labels[language] = [label for _key, label in choices.options()]
            assert len(set(labels[language])) == len(labels[language])
    for number, arabic in enumerate(labels["ar"]):
        assert any("\u0600" <= letter <= "\u06ff" for letter in arabic), arabic
        assert arabic != labels["fr"][number]
    assert path in own_language | set(BY_PATH)


def test_a_ready_made_strength_is_said_in_the_language_of_the_reader() -> None:
    key = STRENGTHS.choices[0].key
    content = CVContent(strengths=[key, "Bricoleur"])
    with override("ar"):
        arabic = STRENGTHS.label_of(key)
        assert section_lines("strengths", content.strengths) == [arabic, "Bricoleur"]
        html = page_of(public(content))
    assert arabic in html
    assert key not in html
    assert STRENGTHS.key_of(arabic) == key
    assert [segment.text for segment in cv_segments(content)] == ["Bricoleur"]
    entry = cv_index_entry(public(content), zone_code="z")
    assert arabic in entry.fields["text"]


def test_around_a_cv_the_words_of_the_site_are_in_the_language_of_the_reader() -> None:
    cv = replace(public(filled()), language="fr")
    with override("en"):
        html = page_of(cv)
        titles = [
            section_title(section)
            for section in CVSection
            # Said without a title of their own.
            if section not in (CVSection.GOALS, CVSection.TAGLINE)
        ]
        labels = [str(f.label) for f in FIELDS if f.section == CVSection.PRACTICAL]
    assert [words for words in [*titles, *labels] if words not in html] == []
    french = [section_title(section) for section in CVSection if section != "tagline"]
    assert [words for words in french if words in html] == []


def test_licences_are_a_list_and_the_words_of_old_answers_are_kept(db: Any) -> None:
    written = ["permis B", "CACES R489 3", "Habilitation électrique"]
    cv = make.draft_cv(practical={"licences": written})
    assert CV.objects.get(pk=cv.pk).document.practical.licences == written
    form = SECTION_FORMS[CVSection.PRACTICAL](cv)
    assert form["licences_chosen"].value() == ["B", "CACES 3"]
    assert form["licences"].value() == "Habilitation électrique"
    shown = public(CVContent.load(cv.content))
    with override("en"):
        html = page_of(shown)
    for words in ("Licence B (car)", "CACES R489-3", "Habilitation électrique"):
        assert words in html
    segments = [s.text for s in cv_segments(shown.content) if "licences" in s.key]
    assert segments == ["Habilitation électrique"]
    lines = cv_lines(shown, Thesaurus({}))
    with override("ar"):
        quoted = search_reasons(lines, frozenset({stem_word("caces")}))
    assert "رافعات" in "".join(piece for piece, _hit in quoted[0].pieces)


def test_a_licence_brings_those_it_includes() -> None:
    assert LICENCES.with_included(["CE", "grue"]) == {"B", "C", "CE", "grue"}


def test_an_arabic_reader_reads_no_other_words_than_those_of_the_person() -> None:
    with override("ar"):
        html = page_of(public(filled()))
    text = re.sub(r"<[^>]+>", " ", html)
    latin = set(re.findall(r"[a-zà-ÿ]{3,}", text))
    assert latin - set(MARKS.values()) == set()
