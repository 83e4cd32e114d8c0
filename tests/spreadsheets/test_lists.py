"""One declaration for each list: what is read is what is written."""

import pytest
from django.utils.translation import override

from entremise.spreadsheets.columns import (
    ColumnKind,
    SpreadsheetList,
    cell_of,
    fold_heading,
    known_headings,
)
from entremise.spreadsheets.lists.all_lists import ALL_LISTS
from entremise.spreadsheets.reading.cells import Places, read_cell
from tests.factories import candidates, coaching

LISTS = pytest.mark.parametrize("declared", ALL_LISTS.values(), ids=ALL_LISTS)


@LISTS
def test_a_key_and_a_label_stand_once_in_a_list(declared: SpreadsheetList) -> None:
    keys = [column.key for column in declared.columns]
    assert len(keys) == len(set(keys))
    for language in ("fr", "en", "ar"):
        with override(language):
            labels = [fold_heading(str(column.label)) for column in declared.columns]
        assert len(labels) == len(set(labels)), language


@LISTS
def test_a_heading_says_one_column(declared: SpreadsheetList) -> None:
    """A synonym may be the label of another column only where that column is absent."""
    places: dict[str, list[str]] = {}
    for column in declared.columns:
        for heading in known_headings(column):
            places.setdefault(heading, []).append(column.key)
    assert {heading: keys for heading, keys in places.items() if len(keys) > 1} == {}


@LISTS
def test_a_choice_is_written_as_people_read_it(declared: SpreadsheetList) -> None:
    for column in declared.columns:
        if column.kind == ColumnKind.CHOICE:
            assert set(column.words.values()) <= set(column.choices), column.key


@LISTS
def test_an_example_is_read_as_it_is_written(declared: SpreadsheetList) -> None:
    for column in declared.columns:
        if column.example:
            assert read_cell(column, column.example, Places({})) is not None, column.key


@pytest.mark.django_db
def test_a_row_is_written_from_its_object() -> None:
    person = candidates.candidate(
        first_name="Ali", last_name="Haddad", phone="0612345678"
    )
    declared = ALL_LISTS["candidates"]
    row = {c.key: cell_of(c, person) for c in declared.exported_columns}
    assert row["first_name"] == "Ali"
    assert row["phone"] == "06 12 34 56 78"
    assert row["state"] == str(person.get_state_display())
    assert row["zone"] == person.zone.name
    coach = coaching.coach()
    coach.user.email, coach.user.contact_email = None, "joindre@exemple.test"
    column = ALL_LISTS["coaches"].column("email")
    assert cell_of(column, coach) == "joindre@exemple.test"
