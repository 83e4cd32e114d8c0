"""Relations between models, and templates, follow the direction of imports."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

from tests.architecture.sources import SOURCE

STOREYS = [
    {"kit"},
    {"web"},
    {"outbox"},
    {"journal", "search"},
    {"accounts"},
    {"tasks"},
    {"messaging"},
    {"candidates", "companies"},
    {"rendering"},
    {"meetings", "gallery"},
    {"coaching", "sharing", "opportunities"},
    {"onboarding", "alerts"},
    {"impact"},
    {"public", "candidate", "coach", "company", "team", "demo"},
    {"config"},
]
HEIGHT = {label: height for height, labels in enumerate(STOREYS) for label in labels}
OURS = [app for app in apps.get_app_configs() if app.name.startswith("entremise.")]
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
