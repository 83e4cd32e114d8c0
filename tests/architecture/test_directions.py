"""Relations and templates point downwards, as imports do."""

import re
from pathlib import Path

import pytest
from django.apps import apps

import entremise

SOURCE = Path(entremise.__file__).parent
STOREYS = [
    {"kit"},
    {"journal", "search"},
    {"accounts"},
    {"messaging"},
    {"candidates", "companies"},
    {"meetings"},
    {"coaching", "trainings", "sharing", "opportunities"},
    {"onboarding", "lookout"},
    {"impact"},
    {"public", "candidate", "coach", "company", "team"},  # their labels end in _space, their templates do not
    {"config"},
]
HEIGHT = {label: height for height, labels in enumerate(STOREYS) for label in labels}
OURS = [app for app in apps.get_app_configs() if app.name.startswith("entremise.")]
REFERENCE = re.compile(r"""{%-?\s*(?:extends|include)\s+["']([a-z_]+)/""")
TEMPLATES = [path for app in OURS for path in sorted((Path(app.path) / "templates").rglob("*")) if path.is_file()]


def test_every_app_has_its_storey() -> None:
    assert {app.label.removesuffix("_space") for app in OURS} <= set(HEIGHT)


@pytest.mark.parametrize("model", [m for app in OURS for m in app.get_models()], ids=lambda m: m._meta.label)
def test_relations_point_downwards(model) -> None:
    mine = HEIGHT[model._meta.app_label]
    for field in model._meta.get_fields():
        other = getattr(field, "related_model", None)
        if field.auto_created or other is None or other == model or other._meta.app_label not in HEIGHT:
            continue
        same_app = other._meta.app_label == model._meta.app_label
        assert same_app or HEIGHT[other._meta.app_label] < mine, f"{field} looks up or sideways to {other._meta.label}"


def test_the_journal_outlives_what_it_speaks_of() -> None:
    for model in apps.get_app_config("journal").get_models():
        for field in model._meta.get_fields():
            other = getattr(field, "related_model", None)
            assert other is None or other._meta.app_label == "journal", field


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_templates_stand_on_what_is_below(path: Path) -> None:
    mine = path.relative_to(SOURCE).parts
    owner = mine[mine.index("templates") - 1]
    for used in REFERENCE.findall(path.read_text()):
        if used in HEIGHT and used != owner:
            assert HEIGHT[used] < HEIGHT[owner], f"{path.name} uses a template of {used}"
