"""Relations between models, and templates, follow the direction of imports."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from tests.architecture.contracts import ROOT, layers, storeys
from tests.architecture.sources import PYTHON, SOURCE, parsed

# The label of an app → how high it stands. Labels of spaces end in _space, templates do not.
HEIGHT = {
    label: height
    for height, labels in enumerate(reversed(storeys()))
    for label in labels
}
OURS = [app for app in apps.get_app_configs() if app.name.startswith("entremise.")]
# The lowest storey: no word of the domain.
BELOW = layers("storeys")[-1]
REFERENCE = re.compile(r"""{%-?\s*(?:extends|include)\s+["']([a-z_]+)/""")
TEMPLATES = [
    path
    for app in OURS
    for path in sorted((Path(app.path) / "templates").rglob("*"))
    if path.is_file()
]


def test_every_app_has_its_storey() -> None:
    assert {app.label.removesuffix("_space") for app in OURS} <= set(HEIGHT)


def test_relations_point_downwards() -> None:
    models = [model for app in OURS for model in app.get_models()]
    assert models
    assert [
        f"{field} looks up or sideways"
        for model in models
        for field in _looking_up(model)
    ] == []


def _looking_up(model) -> Iterator[object]:
    mine = HEIGHT[model._meta.app_label]
    for field in model._meta.get_fields():
        other = getattr(field, "related_model", None)
        if (
            field.auto_created
            or other is None
            or other == model
            or other._meta.app_label not in HEIGHT
        ):
            continue
        same_app = other._meta.app_label == model._meta.app_label
        if not same_app and HEIGHT[other._meta.app_label] >= mine:
            yield field


def test_the_foundation_names_nothing_above_it_even_for_its_types() -> None:
    """The import contracts leave out what is imported for the type checker alone."""
    below = [path for path in PYTHON if path.relative_to(SOURCE).parts[0] in BELOW]
    assert below
    assert [
        f"{path.relative_to(SOURCE)}: {node.module}"
        for path in below
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("entremise.")
        and (node.module or "").split(".")[1] not in BELOW
    ] == []


def test_the_journal_outlives_what_it_speaks_of() -> None:
    for model in apps.get_app_config("journal").get_models():
        for field in model._meta.get_fields():
            other = getattr(field, "related_model", None)
            assert other is None or other._meta.app_label == "journal", field


def test_templates_stand_on_what_is_below() -> None:
    uses = [
        (path, used)
        for path in TEMPLATES
        for used in REFERENCE.findall(path.read_text())
    ]
    elsewhere = [
        (path, used) for path, used in uses if used in HEIGHT and used != _owner(path)
    ]
    assert elsewhere
    assert [
        f"{path.relative_to(SOURCE)} uses a template of {used}"
        for path, used in elsewhere
        if HEIGHT[used] >= HEIGHT[_owner(path)]
    ] == []


def _owner(path: Path) -> str:
    mine = path.relative_to(SOURCE).parts
    return mine[mine.index("templates") - 1]


def test_the_page_of_the_architecture_draws_these_storeys() -> None:
    drawing = (ROOT / "ARCHITECTURE.md").read_text().split("```")[1]
    names_column = [line[:50] for line in drawing.splitlines()]
    drawn = [re.findall(r"[a-z]{2,}", line) for line in names_column]
    assert [sorted(names) for names in drawn if names] == [
        sorted(names) for names in storeys() if names != ["__main__"]
    ]


def test_the_page_of_the_architecture_names_every_event() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text()
    events = {
        node.name
        for path in PYTHON
        if path.name == "events.py" and "kit" not in path.parts
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ClassDef)
    }
    assert events
    assert {name for name in events if name not in page} == set()


def test_the_page_of_the_architecture_lists_the_rooms_in_order() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text()
    listed = page.split("**Rooms of an app**")[1].split(". A room")[0]
    rooms = [re.findall(r"`([a-z]+)`", step) for step in listed.split("→")]
    assert rooms == [sorted(names) for names in reversed(layers("inside-an-app"))]
