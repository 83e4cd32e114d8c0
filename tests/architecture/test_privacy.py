"""Every field that can hold something about a person is declared in a privacy.py."""

import pytest
from django.apps import AppConfig

from entremise.foundation.kit import privacy

APPS = list(privacy.own_apps())


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.label)
def test_each_personal_field_has_a_verdict(app: AppConfig) -> None:
    module = privacy.privacy_module_of(app)
    fields = getattr(module, "FIELDS", {})
    others = getattr(module, "NOT_PERSONAL", {})
    there = set(privacy.personal_fields_of(app))
    assert there - set(fields) - set(others) == set(), (
        f"say in {app.label}/privacy.py what these are for"
    )
    assert set(fields) & set(others) == set(), "personal or not: choose"
    known = {
        f"{m.__name__}.{f.name}"
        for m in app.get_models()
        for f in m._meta.local_concrete_fields
    }
    assert (set(fields) | set(others)) - known == set(), "these fields are gone"


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.label)
def test_nothing_is_kept_longer_than_two_years(app: AppConfig) -> None:
    for name, field in getattr(privacy.privacy_module_of(app), "FIELDS", {}).items():
        assert str(field.purpose), name
        assert field.retention.days <= privacy.AFTER_LAST_CONTACT.days, name
